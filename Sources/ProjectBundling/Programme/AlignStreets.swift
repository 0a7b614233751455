import LayerStack
import OpportunityMap
import Workers

/// The streets of works, and what it is worth not to open one once more.
package struct StreetsOfWorks: Sendable {
  /// A number for the street of each work, a name within a neighbourhood; -1 where it names none.
  let numbers: [Int32]
  /// Number of streets.
  let count: Int
  /// EUR.
  let opening: Double
  let apart: WorksApart

  /// The streets of the works of a problem.
  init(_ problem: BundlingProblem, _ map: OpportunityMap) {
    var known: [StreetPlace: Int32] = [:]
    numbers = problem.works.map { work in
      guard let street = map.street(of: work.asset) else { return -1 }
      let number = known[street] ?? Int32(known.count)
      known[street] = number
      return number
    }
    count = known.count
    opening = problem.rules.streetOpening
    apart = WorksApart(problem)
  }
}

/// Moves works that are done by themselves to years in which their street is open anyway, where that closes a
/// year and costs less than what an opening is worth. Budgets and the order of works are kept: where a year
/// has no room, one such work of another street changes places, as long as that opens nothing.
struct AlignStreets {
  private let problem: ProgrammeProblem
  private let offers: ProgrammeOffers
  private let streets: StreetsOfWorks
  private var state: ProgrammeState
  /// The item of the bundle or piece of each work; -1 for none. Shape: works.
  private let bundleOfWork: [Int32]
  /// Shape: streets.
  private let worksOfStreets: RaggedArray
  /// The street of each item by its first work; -1 where it names none. Shape: items.
  private let streetOfItem: [Int32]
  /// What is done by itself by year; some may have gone to another year since. Shape: years.
  private var alone: [[Int32]]

  /// What something was before it moved.
  private typealias Move = (item: Int, option: Int)

  /// Most works of a year that are asked to make room.
  private static let mostAsked = 200

  /// A programme with fewer openings. The offers are those of the problem.
  static func align(
    _ problem: ProgrammeProblem, _ offers: ProgrammeOffers, _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    guard let streets = problem.streets, streets.opening > 0 else { return choice }
    var aligner = AlignStreets(problem, offers, streets, choice)
    for street in 0..<streets.count where !Interruption.hasHappened {
      if aligner.worksOfStreets.places(of: street).count > 1 { aligner.closeYears(of: street) }
    }
    return aligner.state.choice
  }

  private init(
    _ problem: ProgrammeProblem, _ offers: ProgrammeOffers, _ streets: StreetsOfWorks,
    _ choice: ProgrammeChoice
  ) {
    self.problem = problem
    self.offers = offers
    self.streets = streets
    state = ProgrammeState(problem, offers, choice)
    bundleOfWork = problem.bundleOfWork.map { $0 < 0 ? -1 : Int32(offers.workCount) + $0 }
    let named = streets.numbers.indices.filter { streets.numbers[$0] >= 0 }
    worksOfStreets = RaggedArray(grouping: [named], groups: streets.count) {
      (streets.numbers[$0], Int32($0))
    }
    streetOfItem = streets.numbers + problem.bundles.map { streets.numbers[Int($0.works[0])] }
    alone = [[Int32]](repeating: [], count: problem.yearCount)
    let projects = offers.workCount..<offers.workCount + problem.projectCount
    for item in 0..<offers.count where state.taken[item] >= 0 && !projects.contains(item) {
      enter(item)
    }
  }

  private mutating func enter(_ item: Int) { alone[year(of: item)].append(Int32(item)) }

  /// The year in which an item is done, counted from the first.
  private func year(of item: Int) -> Int { Int(offers.years[Int(state.taken[item])]) }

  private func loss(_ old: Int, _ new: Int) -> Double { offers.worths[old] - offers.worths[new] }

  /// Closes one year after the other, as long as one can be.
  private mutating func closeYears(of street: Int) {
    var isDone = false
    while !isDone {
      let open = openYears(of: street)
      isDone = !open.list.contains { close($0, open, street) }
    }
  }

  /// The years in which something is done in a street.
  private func openYears(of street: Int) -> YearSet {
    var open = YearSet()
    for place in worksOfStreets.places(of: street) {
      let year = state.years[Int(worksOfStreets.members[place])]
      if year > 0 { open.insert(Int(year) - 1) }
    }
    return open
  }

  /// Whether the works of a year have gone to other years of the street.
  private mutating func close(_ year: Int, _ open: YearSet, _ street: Int) -> Bool {
    guard open.hasOthers(than: year), let units = units(year, of: street) else { return false }
    let leaving: [Move] = units.map { ($0, Int(state.taken[$0])) }
    var moves = leaving
    var left = streets.opening
    var refuges = Refuges(years: open, met: works(of: street, but: year))
    refuges.years.remove(year)
    for (item, _) in leaving { state.drop(item) }
    for move in leaving {
      guard settle(move, refuges, year, &left, &moves), left > 0 else {
        undo(moves)
        return false
      }
      let year = self.year(of: move.item)
      refuges.met += offers.works(of: move.item).map { (work: $0, year: year) }
    }
    for (item, _) in moves { enter(item) }
    return true
  }

  private mutating func undo(_ moves: [Move]) {
    for (item, _) in moves { state.drop(item) }
    for (item, option) in moves { state.take(item, option) }
  }

  /// What the works of a year in a street are done as, bundles first; nil where one of them is part of a
  /// project.
  private func units(_ year: Int, of street: Int) -> [Int]? {
    var units: [Int] = []
    for place in worksOfStreets.places(of: street) {
      let work = Int(worksOfStreets.members[place])
      guard Int(state.years[work]) == year + 1 else { continue }
      let unit = state.taken[work] >= 0 ? work : Int(bundleOfWork[work])
      guard unit < offers.workCount || unit >= offers.workCount + problem.projectCount else {
        return nil
      }
      if !units.contains(unit) { units.append(unit) }
    }
    return units.sorted { place(of: $0) < place(of: $1) }
  }

  private func place(of item: Int) -> Int { problem.place(of: offers.project(item)) }

  // MARK: Where to

  /// Years into which something may move, since its street is open in them.
  private struct Refuges {
    var years: YearSet
    /// Works that are done in these years in the street.
    var met: [(work: Int32, year: Int)] = []
    /// The street whose works it meets besides, as they are done now; -1 for none.
    var street = -1
  }

  /// The works that are done in a street in other years than one.
  private func works(of street: Int, but year: Int) -> [(work: Int32, year: Int)] {
    worksOfStreets.places(of: street).compactMap { place in
      let work = worksOfStreets.members[place]
      let done = Int(state.years[Int(work)]) - 1
      return done >= 0 && done != year ? (work, done) : nil
    }
  }

  /// Does what has left a year in one of the years in which its street is open; whether there is one.
  private mutating func settle(
    _ move: Move, _ refuges: Refuges, _ freed: Int, _ left: inout Double, _ moves: inout [Move]
  ) -> Bool {
    let options = options(move.item, in: refuges)
    for option in options where state.allows(move.item, option) {
      state.take(move.item, option)
      left -= loss(move.option, option)
      return true
    }
    for option in options {
      left -= loss(move.option, option)
      if left > 0, makeRoom(move.item, option, freed: freed, &left, &moves) { return true }
      left += loss(move.option, option)
    }
    return false
  }

  /// The options in years in which a street is open for works that may be met, the most worth first.
  private func options(_ item: Int, in refuges: Refuges) -> [Int] {
    var found: [Int] = []
    for option in offers.options(of: item) where mayMeet(item, option, in: refuges) {
      found.append(option)
    }
    let worths = offers.worths
    return found.sorted { (worths[$1], $0) < (worths[$0], $1) }
  }

  private func mayMeet(_ item: Int, _ option: Int, in refuges: Refuges) -> Bool {
    let year = Int(offers.years[option])
    guard refuges.years.contains(year) else { return false }
    for (work, done) in refuges.met where done == year && isApart(item, work) { return false }
    guard refuges.street >= 0 else { return true }
    for place in worksOfStreets.places(of: refuges.street) {
      let work = worksOfStreets.members[place]
      if Int(state.years[Int(work)]) == year + 1, isApart(item, work) { return false }
    }
    return true
  }

  /// Whether one of the works of an item is kept apart from another.
  private func isApart(_ item: Int, _ work: Int32) -> Bool {
    guard item >= offers.workCount else { return streets.apart.contains(Int32(item), work) }
    for place in offers.places(ofBundle: item)
    where streets.apart.contains(Int32(offers.member(at: place)), work) { return true }
    return false
  }

  // MARK: Room

  /// Takes an option for which there is no money by having another work leave its year, to a year in which
  /// its own street is open, or to the one that was freed where that opens nothing more.
  private mutating func makeRoom(
    _ item: Int, _ option: Int, freed: Int, _ left: inout Double, _ moves: inout [Move]
  ) -> Bool {
    guard state.isInOrder(item, option) else { return false }
    let year = offers.years[option]
    let asked = alone[Int(year)]
    for other in asked.prefix(Self.mostAsked) {
      let other = Int(other)
      let old = Int(state.taken[other])
      guard old >= 0, offers.years[old] == year, streetOfItem[other] != streetOfItem[item],
        state.ledger.mayHaveRoom(for: option, without: old, offers),
        // What has moved once stays, so that all of it can be undone.
        !moves.contains(where: { $0.item == other })
      else { continue }
      if let lost = change(other, old, to: (item, option), freed: freed, most: left) {
        left -= lost
        moves.append((other, old))
        return true
      }
    }
    return false
  }

  /// Has something leave its year for what is wanted there, where it loses less than the most by that; what it
  /// loses, or nil where nothing has changed.
  private mutating func change(
    _ other: Int, _ old: Int, to wanted: Move, freed: Int, most: Double
  ) -> Double? {
    let refuges = refuges(other, freed: freed)
    guard mayGo(other, old, to: refuges, most: most) else { return nil }
    state.drop(other)
    if state.allows(wanted.item, wanted.option) {
      state.take(wanted.item, wanted.option)
      let best = best(other, old, in: refuges, most: most)
      if best >= 0 {
        state.take(other, best)
        return loss(old, best)
      }
      state.drop(wanted.item)
    }
    state.take(other, old)
    return nil
  }

  /// Whether some option lies in one of the years and loses less than the most.
  private func mayGo(_ item: Int, _ old: Int, to refuges: Refuges, most: Double) -> Bool {
    for option in offers.options(of: item)
    where refuges.years.contains(Int(offers.years[option])) && loss(old, option) < most {
      return true
    }
    return false
  }

  /// The option that is worth most of those that are allowed in some years, the first of equals; -1 where all
  /// lose the most or more.
  private func best(_ item: Int, _ old: Int, in refuges: Refuges, most: Double) -> Int {
    var best = (option: -1, worth: -Double.infinity)
    for option in offers.options(of: item)
    where offers.worths[option] > best.worth && loss(old, option) < most {
      guard refuges.years.contains(Int(offers.years[option])), state.allows(item, option),
        mayMeet(item, option, in: refuges)
      else { continue }
      best = (option, offers.worths[option])
    }
    return best.option
  }

  /// The other years that open no street once more for what is done by itself.
  private func refuges(_ item: Int, freed: Int) -> Refuges {
    let (street, now) = (Int(streetOfItem[item]), year(of: item))
    var open = YearSet()
    var closes = true
    if street >= 0 {
      for place in worksOfStreets.places(of: street) {
        let work = Int(worksOfStreets.members[place])
        let year = Int(state.years[work]) - 1
        guard year >= 0 else { continue }
        open.insert(year)
        if year == now, work != item, bundleOfWork[work] != item { closes = false }
      }
    }
    open.remove(now)
    if closes { open.insert(freed) }
    return Refuges(years: open, street: street)
  }
}

/// Some years of a horizon, counted from its first; most are few and early, so that they fit one number.
private struct YearSet {
  private var first: UInt64 = 0
  private var later: Set<Int> = []

  mutating func insert(_ year: Int) {
    if year < 64 { first |= 1 << UInt64(year) } else { later.insert(year) }
  }

  mutating func remove(_ year: Int) {
    if year < 64 { first &= ~(1 << UInt64(year)) } else { later.remove(year) }
  }

  func contains(_ year: Int) -> Bool {
    year < 64 ? first & 1 << UInt64(year) != 0 : later.contains(year)
  }

  func hasOthers(than year: Int) -> Bool {
    var others = self
    others.remove(year)
    return others.first != 0 || !others.later.isEmpty
  }

  /// The years, ascending.
  var list: [Int] { (0..<64).filter(contains) + later.sorted() }
}
