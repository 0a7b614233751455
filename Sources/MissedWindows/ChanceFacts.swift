import OpportunityMap
import ProjectBundling

/// What the history tells of the works of a problem: which were done together, which opened ground again, and
/// what stood between them.
struct ChanceFacts {
  /// Shape: works of the problem.
  let works: [DoneWork]
  /// What each does to the street. Shape: `works`.
  let openings: [CutRules.Opening]
  let rule: CutRules.Rule
  let problem: BundlingProblem

  /// Years that the rule forbids opening the ground after a work.
  func ruleYears(after work: Int32) -> Int { rule.years[openings[Int(work)]] ?? 0 }

  /// The order of two works; in one year the one that forbids more comes first.
  func ordered(_ a: Int32, _ b: Int32) -> (first: Int32, second: Int32) {
    let x = (works[Int(a)].done, -ruleYears(after: a), a)
    return x < (works[Int(b)].done, -ruleYears(after: b), b) ? (a, b) : (b, a)
  }

  /// Years between two works.
  func yearsBetween(_ a: Int32, _ b: Int32) -> Int {
    abs(works[Int(a)].done - works[Int(b)].done)
  }

  /// Whether two works on one place were done together: as one project or, where the history tells of none, in
  /// one year.
  func areTogether(_ a: Int32, _ b: Int32) -> Bool {
    let (x, y) = (works[Int(a)], works[Int(b)])
    if let one = x.project, let other = y.project { return one == other }
    return !x.tellsProjects && !y.tellsProjects && x.done == y.done
  }

  /// What stood between two works that were not done together.
  func obstacle(_ a: Int32, _ b: Int32) -> ChanceOutcome {
    let (x, y) = (works[Int(a)], works[Int(b)])
    let moment = min(x.done, y.done)
    guard x.window.overlaps(y.window) else { return .impossible }
    if [x.known, y.known].contains(where: { $0.map { $0 >= moment } ?? false }) {
      return .notKnown
    }
    guard x.known != nil, y.known != nil else { return .untold }
    if problem.works[Int(a)].party == problem.works[Int(b)].party { return .notDone }
    if x.sharing.isTold(before: moment) || y.sharing.isTold(before: moment) { return .notDone }
    return x.sharing == .untold || y.sharing == .untold ? .untold : .notShared
  }

  /// The pairs of works that share at least so much ground and were done together or opened it within the rule,
  /// by first and second.
  func pairs(leastArea: Double) -> [ChancePair] {
    (problem.relations + problem.apart).compactMap { relation -> ChancePair? in
      guard relation.sharedArea > 0, relation.sharedArea >= leastArea else { return nil }
      let (first, second) = ordered(relation.a, relation.b)
      let years = ruleYears(after: first)
      var pair = ChancePair(
        first: first, second: second, area: relation.sharedArea, ruleYears: years,
        outcome: .together, bundle: nil)
      if areTogether(first, second) { return pair }
      guard yearsBetween(first, second) < years else { return nil }
      let isForbidden = relation.rule.map { problem.rules.pairs[$0].verdict == .never } ?? false
      pair.outcome = isForbidden ? .keptApart : obstacle(first, second)
      return pair
    }.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Works that were done together, directly or through others, each list ascending.
  func together(_ pairs: [ChancePair]) -> [[Int32]] {
    var groups = JoinedGroups(count: works.count)
    for pair in pairs where pair.outcome == .together {
      groups.join(Int(pair.first), Int(pair.second))
    }
    let lists = Dictionary(grouping: works.indices.map(Int32.init)) {
      groups.first(of: Int($0))
    }
    return lists.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// The search among the pairs; `years` are all that are looked at.
  func search(_ pairs: [ChancePair], years: ClosedRange<Int>) -> ChanceSearch {
    let together = together(pairs)
    var list = [Int](repeating: -1, count: works.count)
    for (number, members) in together.enumerated() {
      for work in members { list[Int(work)] = number }
    }
    return ChanceSearch(
      problem: problem, pairs: pairs, together: together,
      contracted: Set(together.joined().filter { works[Int($0)].project != nil }),
      steps: Array(ChanceOutcome.missed) + [.impossible],
      windows: { [works] step in
        works.map { step == .impossible ? years : $0.window.clamped(to: years) }
      },
      separated: { step, groups in
        groups.flatMap { separated($0, step, list) }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
      })
  }

  /// Pairs of a group that are not one project in a step: what stood between them counts later, or they were
  /// done longer apart than any rule forbids. Those that lie further apart than a project is long need no word.
  private func separated(
    _ group: [Int32], _ step: ChanceOutcome, _ together: [Int]
  ) -> [(a: Int32, b: Int32)] {
    let span = problem.rules.limits.span
    let sorted = group.sorted { problem.works[Int($0)].box.x < problem.works[Int($1)].box.x }
    var found: [(a: Int32, b: Int32)] = []
    for (place, one) in sorted.enumerated() {
      let most = problem.works[Int(one)].box.z + span
      for other in sorted[(place + 1)...] {
        guard problem.works[Int(other)].box.x <= most else { break }
        let isOne = together[Int(one)] >= 0 && together[Int(one)] == together[Int(other)]
        let isTooLong = yearsBetween(one, other) >= rule.longest
        guard !isOne, isTooLong || obstacle(one, other) > step else { continue }
        found.append((min(one, other), max(one, other)))
      }
    }
    return found
  }
}

extension DoneWork.Sharing {
  /// Whether others were told before a year.
  fileprivate func isTold(before year: Int) -> Bool {
    if case .since(let told) = self { told < year } else { false }
  }
}
