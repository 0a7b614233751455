import OpportunityMap

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
  private let streets: StreetsOfWorks
  private var state: ProgrammeState
  /// The bundle or piece of each work; -1 for none. Shape: works.
  private let bundleOfWork: [Int32]
  /// Shape: streets.
  private let worksOfStreets: [[Int32]]
  /// What is done by itself by year; some may have gone to another year since.
  private var alone: [Int: [ProgrammeProject]] = [:]

  /// What something was before it moved.
  private typealias Move = (project: ProgrammeProject, option: Int)

  /// Most works of a year that are asked to make room.
  private static let mostAsked = 200

  /// A programme with fewer openings.
  static func align(_ problem: ProgrammeProblem, _ choice: ProgrammeChoice) -> ProgrammeChoice {
    guard let streets = problem.streets, streets.opening > 0 else { return choice }
    var aligner = AlignStreets(problem, streets, choice)
    for street in aligner.worksOfStreets where street.count > 1 { aligner.closeYears(of: street) }
    return aligner.state.choice
  }

  private init(
    _ problem: ProgrammeProblem, _ streets: StreetsOfWorks, _ choice: ProgrammeChoice
  ) {
    self.problem = problem
    self.streets = streets
    state = ProgrammeState(problem, choice)
    bundleOfWork = problem.bundleOfWork
    var works = [[Int32]](repeating: [], count: streets.count)
    for (work, street) in streets.numbers.enumerated() where street >= 0 {
      works[Int(street)].append(Int32(work))
    }
    worksOfStreets = works
    for work in problem.works.indices where choice.works[work] >= 0 { enter(.work(work)) }
    for piece in problem.bundles.indices.dropFirst(problem.projectCount)
    where choice.bundles[piece] >= 0 { enter(.bundle(piece)) }
  }

  private mutating func enter(_ project: ProgrammeProject) {
    alone[year(of: project), default: []].append(project)
  }

  private func year(of project: ProgrammeProject) -> Int {
    problem[project].options[Int(state.choice[project])].year
  }

  private func worth(_ project: ProgrammeProject, _ option: Int) -> Double {
    problem[project].options[option].worth
  }

  /// Closes one year after the other, as long as one can be.
  private mutating func closeYears(of street: [Int32]) {
    var isDone = false
    while !isDone {
      let open = byYear(street)
      isDone = !open.keys.sorted().contains { close($0, open) }
    }
  }

  /// The works that are done in a street.
  private func byYear(_ street: [Int32]) -> [Int: [Int32]] {
    Dictionary(grouping: street.filter { state.years.isDone(Int($0)) }) {
      state.years.year(of: Int($0))
    }
  }

  /// Whether the works of a year have gone to other years of the street.
  private mutating func close(_ year: Int, _ byYear: [Int: [Int32]]) -> Bool {
    let works = byYear[year] ?? []
    let units = works.compactMap { unit($0) }
    guard byYear.count > 1, units.count == works.count else { return false }
    var moves: [Move] = Set(units).sorted { problem.place(of: $0) < problem.place(of: $1) }
      .map { ($0, Int(state.choice[$0])) }
    var left = streets.opening
    var others = byYear
    others[year] = nil
    let leaving = moves
    for (project, _) in leaving { state.drop(project) }
    for move in leaving {
      guard settle(move, in: others, freed: year, &left, &moves), left > 0 else {
        undo(moves)
        return false
      }
      others[self.year(of: move.project), default: []] += problem[move.project].works
    }
    for (project, _) in moves { enter(project) }
    return true
  }

  private mutating func undo(_ moves: [Move]) {
    for (project, _) in moves { state.drop(project) }
    for (project, option) in moves { state.take(project, option) }
  }

  /// What a work is done as; nil where that is a project.
  private func unit(_ work: Int32) -> ProgrammeProject? {
    if state.choice.works[Int(work)] >= 0 { return .work(Int(work)) }
    let bundle = Int(bundleOfWork[Int(work)])
    return bundle >= problem.projectCount ? .bundle(bundle) : nil
  }

  // MARK: Where to

  /// Does what has left a year in one of the years in which its street is open; whether there is one.
  private mutating func settle(
    _ move: Move, in open: [Int: [Int32]], freed: Int, _ left: inout Double, _ moves: inout [Move]
  ) -> Bool {
    let options = options(move.project, in: open)
    if let option = options.first(where: { allows(move.project, $0) }) {
      state.take(move.project, option)
      left -= worth(move.project, move.option) - worth(move.project, option)
      return true
    }
    for option in options {
      left -= worth(move.project, move.option) - worth(move.project, option)
      if left > 0, makeRoom(move.project, option, freed: freed, &left, &moves) { return true }
      left += worth(move.project, move.option) - worth(move.project, option)
    }
    return false
  }

  private func allows(_ project: ProgrammeProject, _ option: Int) -> Bool {
    state.allows(project, problem[project].options[option])
  }

  /// The options in years in which a street is open for works that may be met, the most worth first.
  private func options(_ project: ProgrammeProject, in open: [Int: [Int32]]) -> [Int] {
    let item = problem[project]
    return item.options.indices.filter { index in
      guard let there = open[item.options[index].year] else { return false }
      return item.works.allSatisfy { work in there.allSatisfy { !streets.apart.contains(work, $0) }
      }
    }.sorted { (item.options[$1].worth, $0) < (item.options[$0].worth, $1) }
  }

  // MARK: Room

  /// Takes an option for which there is no money by having another work leave its year, to a year in which
  /// its own street is open, or to the one that was freed where that opens nothing more.
  private mutating func makeRoom(
    _ project: ProgrammeProject, _ option: Int, freed: Int, _ left: inout Double,
    _ moves: inout [Move]
  ) -> Bool {
    let wanted = problem[project].options[option]
    guard state.isInOrder(project, in: wanted.year) else { return false }
    for other in (alone[wanted.year] ?? []).prefix(Self.mostAsked)
    where state.choice[other] >= 0 && street(of: other) != street(of: project) {
      let old = Int(state.choice[other])
      let paid = problem[other].options[old]
      // What has moved once stays, so that all of it can be undone.
      guard paid.year == wanted.year, !moves.contains(where: { $0.project == other }),
        paid.payments.contains(where: { payment in
          wanted.payments.contains { $0.party == payment.party }
        })
      else { continue }
      let refuges = refuges(other, freed: freed)
      state.drop(other)
      if state.allows(project, wanted) {
        state.take(project, option)
        let refuge = refuges.first { allows(other, $0) }
        if let refuge, worth(other, old) - worth(other, refuge) < left {
          left -= worth(other, old) - worth(other, refuge)
          state.take(other, refuge)
          moves.append((other, old))
          return true
        }
        state.drop(project)
      }
      state.take(other, old)
    }
    return false
  }

  /// The street of what is done by itself; -1 where it names none.
  private func street(of project: ProgrammeProject) -> Int {
    Int(streets.numbers[Int(problem[project].works[0])])
  }

  /// The options of what is done by itself in other years that open no street once more, most worth first.
  private func refuges(_ project: ProgrammeProject, freed: Int) -> [Int] {
    let (works, street) = (problem[project].works, street(of: project))
    let now = year(of: project)
    var open = street < 0 ? [:] : byYear(worksOfStreets[street])
    let closes = (open[now] ?? []).allSatisfy(works.contains)
    open[now] = nil
    if closes, open[freed] == nil { open[freed] = [] }
    return options(project, in: open)
  }
}
