import Geometry
import OpportunityMap
import ProjectFile
import Workers

/// What decisions mean for the works of a map. Works are indices in `OpportunityMap.works`.
package struct DecidedWorks: Sendable, Equatable {
  /// Works that belong to one project, each group ascending; groups share no work.
  package private(set) var together: [[Int]] = []
  /// Groups of `together`, and works alone, that no other work may join.
  package private(set) var closed: [[Int]] = []
  /// Pairs that never go into one project, the smaller index first, ascending.
  package private(set) var apart: [[Int]] = []
  /// The year that was decided for a work.
  package private(set) var years: [Int: Int] = [:]
  /// Works that have been carried out.
  package private(set) var done: Set<Int> = []
  /// The decision that a work falls under, as an index in `Decisions.decisions`: the last lock or
  /// merge that names it.
  package private(set) var decisions: [Int: Int] = [:]
  /// Keys of the couplings that works carry.
  package private(set) var carried: [Int: Set<String>] = [:]
  /// Ids of works that were carried out and that the schedule no longer has.
  package private(set) var gone: [String] = []

  /// No decisions.
  package init() {}

  /// Finds the works that decisions speak of, and checks that the decisions agree with each other.
  /// - Throws: `YAMLError` for a work that the schedule does not have, and for decisions that
  ///   contradict each other or the schedule; it names the lines.
  package init(_ decisions: Decisions, map: OpportunityMap) throws {
    var reader = DecisionReader(decisions, map: map)
    try reader.read()
    (together, closed) = (reader.groups.together, reader.closed)
    (apart, years, done) = (reader.apart, reader.years, reader.done)
    (self.decisions, gone) = (reader.owners, reader.gone)
    carried = reader.carried
  }
}

extension Decisions {
  /// Looks whether the couplings that works carry are in a catalogue.
  /// - Throws: `YAMLError`, which names the line.
  package func checkCouplings(among known: [String]) throws(YAMLError) {
    for decision in decisions {
      guard let key = decision.coupling, !known.contains(key) else { continue }
      throw YAMLError(
        path: path, line: decision.line, problem: "There is no coupling '\(key)'.",
        remedy: nearestName(to: key, among: known).map { "Did you mean '\($0)'?" }
          ?? "Keys stand in the catalogue of couplings.")
    }
  }
}

extension DecidedWorks {
  /// The map without a due year for works that have been carried out, so that nothing plans them again.
  package func open(_ map: OpportunityMap) -> OpportunityMap {
    guard !done.isEmpty else { return map }
    var map = map
    for work in done { map.works[work].due = nil }
    return map
  }

  /// The same for the bundler.
  package var forBundling: BundlingDecisions {
    let locked = Set(closed)
    // A lock of a single work is a list of one that no other joins.
    let alone = closed.filter { $0.count == 1 }
    return BundlingDecisions(
      joined: (together + alone).map {
        BundlingDecisions.Joined(works: $0, isClosed: locked.contains($0))
      }, separated: apart.map { BundlingDecisions.Separated($0[0], $0[1]) }, years: years)
  }
}

/// Decisions on their way to works.
private struct DecisionReader {
  private let decisions: Decisions
  private let map: OpportunityMap
  private let numbers: [String: Int]
  private(set) var groups = WorkGroups()
  private(set) var closed: [[Int]] = []
  private(set) var apart: [[Int]] = []
  private(set) var years: [Int: Int] = [:]
  private(set) var done: Set<Int> = []
  private(set) var owners: [Int: Int] = [:]
  private(set) var gone: [String] = []
  private(set) var carried: [Int: Set<String>] = [:]

  init(_ decisions: Decisions, map: OpportunityMap) {
    self.decisions = decisions
    self.map = map
    numbers = Dictionary(
      zip(map.works.map(\.id), map.works.indices), uniquingKeysWith: { first, _ in first })
  }

  mutating func read() throws {
    for (index, decision) in decisions.decisions.enumerated() {
      let works = try decision.groups.map { try $0.compactMap { try number($0, decision) } }
      switch decision.kind {
      case .lock, .merge: try join(works[0], decision, index)
      case .forbid: keepApart(works[0].map { [$0] })
      case .split: keepApart(works)
      case .carry: try carry(works[0], decision)
      }
    }
    try checkLocks()
    try checkPairs()
    try checkYears()
  }

  private func number(_ id: String, _ decision: Decisions.Decision) throws -> Int? {
    if let number = numbers[id] { return number }
    if decision.status == .done { return nil }
    let nearest = nearestName(to: id, among: Array(numbers.keys)).map { " Did you mean '\($0)'?" }
    throw error(
      decision, "The schedule has no work '\(id)'.",
      "Ids stand in opportunities.csv." + (nearest ?? ""))
  }

  private func error(
    _ decision: Decisions.Decision, _ problem: String, _ remedy: String
  ) -> YAMLError {
    YAMLError(path: decisions.path, line: decision.line, problem: problem, remedy: remedy)
  }

  // MARK: Works together

  private mutating func join(
    _ works: [Int], _ decision: Decisions.Decision, _ index: Int
  ) throws {
    gone += decision.groups[0].filter { numbers[$0] == nil }
    guard decision.status != .done else { return done.formUnion(works) }
    try checkDue(works, decision)
    groups.join(works)
    if decision.kind == .lock { closed.append(works.sorted()) }
    for work in works {
      try decide(work, decision)
      owners[work] = index
    }
  }

  private func checkDue(_ works: [Int], _ decision: Decisions.Decision) throws {
    for work in works.map({ map.works[$0] }) where !map.isDue(work) {
      throw error(
        decision,
        "Work '\(work.id)' is not due within the horizon \(map.years.lowerBound) to "
          + "\(map.years.upperBound), so it can't be planned.",
        "Give it a due year in the schedule, or take it out of the decision.")
    }
  }

  private mutating func decide(_ work: Int, _ decision: Decisions.Decision) throws {
    guard let year = decision.year else { return }
    let one = map.works[work]
    guard map.years.contains(year) else {
      throw error(decision, "The year \(year) lies outside the horizon.", "Give another year.")
    }
    if one.isFixed, let due = one.due, due != year {
      throw error(
        decision, "Work '\(one.id)' is fixed in \(due) and can't be done in \(year).",
        "Give that year, or take 'fixed' off the work.")
    }
    if let earlier = years.updateValue(year, forKey: work), earlier != year {
      throw error(
        decision, "Work '\(one.id)' is to be done in \(earlier) and in \(year).",
        "Keep one of the decisions.")
    }
  }

  /// That works which were carried out had a coupling says nothing of what is still to do.
  private mutating func carry(_ works: [Int], _ decision: Decisions.Decision) throws {
    guard let coupling = decision.coupling, decision.status != .done else { return }
    try checkDue(works, decision)
    for work in works { carried[work, default: []].insert(coupling) }
  }

  // MARK: Works apart

  private mutating func keepApart(_ groups: [[Int]]) {
    for (index, group) in groups.enumerated() {
      for other in groups[(index + 1)...].joined() {
        apart += group.map { [min($0, other), max($0, other)] }
      }
    }
    apart.sort { $0.lexicographicallyPrecedes($1) }
  }

  // MARK: Contradictions

  /// A locked project is whole: no merge adds to it and no work is in two.
  private func checkLocks() throws {
    for (index, decision) in decisions.decisions.enumerated()
    where decision.kind == .lock && decision.status != .done {
      let works = decision.groups[0].compactMap { numbers[$0] }
      let group = Set(works.flatMap { groups.group(of: $0) })
      if let intruder = group.subtracting(works).min() {
        throw error(
          decision,
          "This project is locked, and \(place(of: intruder)) adds work '\(map.works[intruder].id)'.",
          "Make the lock a merge, or take the work out of one of the two.")
      }
      if let twice = works.first(where: { isLocked($0, elsewhereThan: index) }) {
        throw error(
          decision, "Work '\(map.works[twice].id)' is in two locked projects.", "Keep one of them.")
      }
    }
  }

  private func isLocked(_ work: Int, elsewhereThan index: Int) -> Bool {
    decisions.decisions.enumerated().contains { other, decision in
      other != index && decision.kind == .lock && decision.groups[0].contains(map.works[work].id)
    }
  }

  private func place(of work: Int) -> String {
    owners[work].flatMap { decisions.decisions[$0].line }.map { "line \($0)" }
      ?? "another decision"
  }

  private func checkPairs() throws {
    for pair in apart where groups.group(of: pair[0]).contains(pair[1]) {
      let names = pair.map { map.works[$0].id }
      let decision = decisions.decisions.first { decision in
        (decision.kind == .forbid || decision.kind == .split)
          && Set(names).isSubset(of: decision.groups.joined())
      }
      throw YAMLError(
        path: decisions.path, line: decision?.line,
        problem:
          "Works '\(names[0])' and '\(names[1])' are kept apart here, and \(place(of: pair[0]))"
          + " puts them into one project.", remedy: "Keep one of the decisions.")
    }
  }

  /// Works that are put together need a year: a decided one, or one that all windows hold.
  private mutating func checkYears() throws {
    for group in groups.together {
      let decided = Set(group.compactMap { years[$0] })
      let decision = decisions.decisions[group.compactMap { owners[$0] }.max() ?? 0]
      if decided.count > 1 {
        throw error(
          decision,
          "One project is to be done in \(decided.sorted().map(String.init).joined(separator: " and ")).",
          "Keep one of the years.")
      }
      if let year = decided.first {
        for work in group { try decide(work, Decisions.Decision(decision, year: year)) }
      } else if commonYears(group).isEmpty {
        throw error(
          decision, "The windows of these works have no year in common.",
          "Give the project a year, or widen the windows in the schedule.")
      }
    }
  }

  private func commonYears(_ group: [Int]) -> Range<Int> {
    var years = map.years.lowerBound..<map.years.upperBound + 1
    for work in group.map({ map.works[$0] }) {
      let due = work.due ?? years.lowerBound
      let first = work.isFixed ? due : work.earliest ?? due
      let last = work.isFixed ? due : (work.isHard ? work.deadline : work.latest) ?? due
      years = years.clamped(to: first..<last + 1)
    }
    return years
  }
}

extension Decisions.Decision {
  /// The same decision with a year.
  fileprivate init(_ decision: Decisions.Decision, year: Int) {
    self = decision
    self.year = year
  }
}

/// Works that are joined to groups, one pair after the other.
private struct WorkGroups {
  private var groups: [Int: [Int]] = [:]

  /// Groups of at least two works, by their first.
  var together: [[Int]] {
    groups.filter { $0.key == $0.value[0] && $0.value.count > 1 }.values.sorted { $0[0] < $1[0] }
  }

  /// The group that a work is in, ascending.
  func group(of work: Int) -> [Int] { groups[work] ?? [work] }

  mutating func join(_ works: [Int]) {
    let all = Set(works.flatMap(group)).sorted()
    for work in all { groups[work] = all }
  }
}
