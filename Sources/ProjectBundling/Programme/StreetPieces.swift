import Geometry
import Workers

/// Works of one street that are in no project and are planned as one piece: each by itself, in one year,
/// where what it takes to move them is less than what it is worth not to open the street once more.
struct StreetPieces: Sendable {
  private let problem: BundlingProblem
  private let apart: WorksApart

  init(_ problem: BundlingProblem) {
    self.problem = problem
    apart = WorksApart(problem)
  }

  /// The pieces of two or more works, each ascending, by their first work.
  func pieces(besides bundles: [Bundle], threads: Int = 1) -> [[Int32]] {
    guard problem.rules.streetOpening > 0 else { return [] }
    let stretches = stretches(besides: bundles)
    let pieces = concurrentValues(stretches.indices, inChunksOf: 256, threads: threads) {
      $0.flatMap { self.pieces(of: stretches[$0]) }
    }
    return pieces.joined().sorted { $0[0] < $1[0] }
  }

  /// Works in no bundle that lie together in a street, those that share a window over others.
  private func stretches(besides bundles: [Bundle]) -> [[Int32]] {
    var isOpen = [Bool](repeating: true, count: problem.works.count)
    for bundle in bundles { for work in bundle.works { isOpen[Int(work)] = false } }
    for (works, isClosed) in zip(problem.decisions.joined, problem.decisions.isClosed)
    where isClosed {
      for work in works { isOpen[Int(work)] = false }
    }
    var roots = Roots(count: problem.works.count)
    for pair in problem.relations
    where pair.isSameStreet && isOpen[Int(pair.a)] && isOpen[Int(pair.b)] {
      roots.unite(pair.a, pair.b)
    }
    var stretches: [Int32: [Int32]] = [:]
    for work in problem.works.indices where isOpen[work] {
      stretches[roots.find(Int32(work)), default: []].append(Int32(work))
    }
    return stretches.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private func pieces(of stretch: [Int32]) -> [[Int32]] {
    let byYear = Dictionary(grouping: stretch, by: CheapestYears(problem, stretch).year(of:))
    return byYear.sorted { $0.key < $1.key }.flatMap { mayGoTogether($0.value) }
      .filter { $0.count > 1 }
  }

  /// The works in as few pieces as it takes to keep those apart that may not be done together.
  private func mayGoTogether(_ works: [Int32]) -> [[Int32]] {
    var pieces: [[Int32]] = []
    for work in works {
      let piece = pieces.firstIndex { $0.allSatisfy { !apart.contains($0, work) } }
      if let piece { pieces[piece].append(work) } else { pieces.append([work]) }
    }
    return pieces
  }
}

/// The years in which a stretch of street is opened, so that opening it and moving works come to least.
///
/// A work goes to the nearest such year before or after its due year, whichever costs less, or stays in its
/// due year for an opening of its own. What lies between two openings depends on those two alone, so the
/// best years up to one follow from the best years up to each one before it.
struct CheapestYears {
  private let problem: BundlingProblem
  private let works: [Int32]
  private let opening: Double
  private var years: [Int] = []

  init(_ problem: BundlingProblem, _ works: [Int32]) {
    self.problem = problem
    self.works = works
    opening = problem.rules.streetOpening
    years = chosenYears()
  }

  /// The year in which a work is done.
  func year(of work: Int32) -> Int {
    let alone = problem.works[Int(work)].yearAlone
    let after = years.first { $0 >= alone }
    let before = years.last { $0 < alone }
    return cheapest(work, [before, after]).year
  }

  /// The year, and what it costs over the due year with the opening that it takes.
  private func cheapest(_ work: Int32, _ years: [Int?]) -> (year: Int, price: Double) {
    let alone = problem.works[Int(work)].yearAlone
    let moved = years.compactMap { year -> (year: Int, price: Double)? in
      guard let year, problem.works[Int(work)].years.contains(year) else { return nil }
      return (year, price(work, in: year) - price(work, in: alone))
    }
    return (moved + [(alone, opening)]).min { ($0.price, $0.year) < ($1.price, $1.year) }
      ?? (alone, opening)
  }

  private func price(_ work: Int32, in year: Int) -> Double {
    problem.works[Int(work)].moving(to: year) + problem.cutting(work, in: year)
  }

  private func chosenYears() -> [Int] {
    let all = Set(works.map { problem.works[Int($0)].yearAlone })
    guard let first = all.min(), let last = all.max() else { return [] }
    // The best that leads up to an opening, with the opening before it; at first there is none.
    var best: [(year: Int?, price: Double, previous: Int)] = [(nil, 0, -1)]
    for year in Array(first...last).map(Optional.some) + [nil] {
      let paid = year == nil ? 0 : opening
      let options = best.indices.map { best[$0].price + between(best[$0].year, year) + paid }
      let previous = options.indices.min { (options[$0], $0) < (options[$1], $1) } ?? 0
      best.append((year, options[previous], previous))
    }
    var years: [Int] = []
    var place = best.count - 1
    while place >= 0 {
      if let year = best[place].year { years.append(year) }
      place = best[place].previous
    }
    return years.reversed()
  }

  /// What the works cost that are due after one opening and not after the next.
  private func between(_ before: Int?, _ after: Int?) -> Double {
    works.reduce(0) { sum, work in
      let alone = problem.works[Int(work)].yearAlone
      guard alone > before ?? Int.min, alone <= after ?? Int.max else { return sum }
      return sum + cheapest(work, [before, after]).price
    }
  }
}

// MARK: - In a programme

extension ProgrammeProblem {
  /// Works of a street, each by itself in one year: worth as much as all of them, and the street opens once.
  /// `opening` is what it is worth in EUR not to open it once more. Works that are not to be done are no part
  /// of it; nil where less than two are left, or they have no year in common.
  func item(piece: [Int32], opening: Double, _ couplings: CouplingPlan?) -> ProgrammeItem? {
    let members = piece.filter { works[Int($0)].lock != .lockedOut }
    guard members.count > 1 else { return nil }
    let sets = couplings?.sets(of: members).map(\.entries) ?? [[]]
    let options = commonYears(of: members).flatMap { year in
      sets.map { entries in
        ProgrammeItem.Option(
          members.compactMap { works[Int($0)].option(in: year, carrying: entries) }, in: year,
          carrying: entries, spared: opening * Double(members.count - 1))
      }
    }
    return options.isEmpty ? nil : ProgrammeItem(works: members, options: options)
  }

  /// The years in which each of some works has an option, ascending.
  private func commonYears(of members: [Int32]) -> [Int] {
    var years: [Int] = []
    for option in works[Int(members[0])].options where years.last != option.year {
      let isCommon = members.dropFirst().allSatisfy { member in
        works[Int(member)].options.contains { $0.year == option.year }
      }
      if isCommon { years.append(option.year) }
    }
    return years
  }

  /// A row for each work of the pieces that are done, for those are done by themselves, in one year; other
  /// rows as they are.
  func partingPieces(_ rows: [Programme.Row]) -> [Programme.Row] {
    let parted = rows.flatMap { row -> [Programme.Row] in
      guard case .bundle(let index) = row.project, index >= projectCount else { return [row] }
      return parts(of: bundles[index], row)
    }
    return parted.sorted { ($0.year, place(of: $0.project)) < ($1.year, place(of: $1.project)) }
  }

  /// Where a project stands among others: bundles before works.
  func place(of project: ProgrammeProject) -> Int {
    switch project {
    case .bundle(let index): index
    case .work(let index): bundles.count + index
    }
  }

  private func parts(of piece: ProgrammeItem, _ row: Programme.Row) -> [Programme.Row] {
    let options = piece.works.compactMap {
      works[Int($0)].option(in: row.year, carrying: row.couplings)
    }
    let alone = options.reduce(0) { $0 + $1.worth }
    let spared = (row.worth - alone) / Double(options.count)
    return zip(piece.works, options).map { work, option in
      Programme.Row(
        project: .work(Int(work)), year: row.year, payments: option.payments,
        worth: option.worth + spared, couplings: option.couplings)
    }
  }

  /// The project that people know of: of a piece the work that costs most.
  func known(_ project: ProgrammeProject) -> ProgrammeProject {
    guard case .bundle(let index) = project, index >= projectCount else { return project }
    func cost(_ work: Int32) -> Money {
      works[Int(work)].options.first?.payments.reduce(.zero) { $0 + $1.amount } ?? .zero
    }
    let dearest = bundles[index].works.max { (cost($0), $1) < (cost($1), $0) }
    return dearest.map { .work(Int($0)) } ?? project
  }

  /// How many projects and works that people know of it is: a piece is its works.
  func knownCount(_ project: ProgrammeProject) -> Int {
    guard case .bundle(let index) = project, index >= projectCount else { return 1 }
    return bundles[index].works.count
  }
}

extension ProgrammeItem {
  /// Doing a work in a year with as much as it can carry of some couplings.
  fileprivate func option(in year: Int, carrying couplings: [Int32]) -> Option? {
    options.filter { $0.year == year && Set($0.couplings).isSubset(of: couplings) }
      .max { $0.couplings.count < $1.couplings.count }
  }
}

extension ProgrammeItem.Option {
  /// Works by themselves in one year.
  fileprivate init(
    _ works: [ProgrammeItem.Option], in year: Int, carrying couplings: [Int32], spared: Double
  ) {
    var sums: [Int: Money] = [:]
    for payment in works.flatMap(\.payments) {
      sums[payment.party] = (sums[payment.party] ?? .zero) + payment.amount
    }
    self.init(
      year: year, worth: works.reduce(spared) { $0 + $1.worth },
      payments: sums.sorted { $0.key < $1.key }.map { Payment(party: $0.key, amount: $0.value) },
      couplings: couplings)
  }
}

extension UndoneWork {
  /// The same with projects that people know of.
  func naming(_ problem: ProgrammeProblem) -> UndoneWork {
    guard case .crowdedOut(var crowd) = reason else { return self }
    crowd.last = crowd.last.map(problem.known)
    return UndoneWork(work: work, reason: .crowdedOut(crowd))
  }
}
