import OpportunityMap
import ProjectBundling

/// What is missed if nothing changes: works of a schedule that open a street twice within the rule when each is
/// done by itself in its due year, beside what the plan does about it.
package struct LookAhead: Sendable {
  /// What the plan does with two works that would open a street twice.
  package enum Plan: String, Sendable, CaseIterable {
    /// It does them as one project.
    case together
    /// It does them in one year, each by itself.
    case sameYear = "same-year"
    /// It does them so far apart that the rule forbids nothing.
    case farApart = "far-apart"
    /// It leaves at least one of them undone.
    case undone
    /// It opens the street twice within the rule.
    case again
  }

  /// A pair with what the plan does.
  package struct Pair: Sendable, Equatable {
    /// Ids of the works, the one that is due first before the other.
    package var works: [String]
    /// Street of the second.
    package var street: String?
    /// Neighbourhood of the second.
    package var neighbourhood: Int?
    /// Kinds of the works: type of asset and measure.
    package var kinds: [[String]]
    /// Years in which they are due.
    package var due: [Int]
    /// Years in which the plan does them; nil where it does not.
    package var planned: [Int?]
    /// Ground in m2 that they share.
    package var area: Double
    /// Years that the rule forbids opening it after the first.
    package var ruleYears: Int
    /// What the plan does.
    package var plan: Plan
    /// What becomes of the chance.
    package var outcome: ChanceOutcome
    /// Whether a project of the two, with or without others, saves cash.
    package var saves: Bool
  }

  /// Years of the horizon.
  package var years: ClosedRange<Int>
  /// Whether the plan is a programme within budgets; else it is all proposals.
  package var isProgramme: Bool
  /// The pairs, the earliest first.
  package var pairs: [Pair]
  /// Pairs that the plan opens twice and that each by itself in its due year would not.
  package var newPairs: Int
  /// What is possible in cash, in cents: `together` is what the plan's projects with such pairs save, `notDone`
  /// what more the windows allow, `impossible` what they do not. Shape: `ChanceOutcome.paying`.
  package var cents: [Int]

  /// Pairs of which the plan does something.
  package func pairs(_ plan: Plan) -> [Pair] { pairs.filter { $0.plan == plan } }
}

/// Looks ahead in a plan of projects.
struct LookAheadSearch {
  let map: OpportunityMap
  let plan: ProjectPlan
  /// The plan's works with windows as wide as the horizon.
  let wide: BundlingProblem
  let rules: CutRules
  let rule: CutRules.Rule

  private var works: [BundlingWork] { plan.bundling.problem.works }

  /// - Throws: errors of threads alone.
  func look(threads: Int) throws -> LookAhead {
    precondition(wide.works.map(\.work) == works.map(\.work), "both have the same works")
    let planned = plannedWorks
    let due = works.map { Optional($0.due) }
    let found = chances(due: due, planned: planned)
    let projects = projects(found, planned)
    let ledger = try ChanceSearch(
      problem: wide, pairs: found, together: projects, contracted: Set(projects.joined()),
      steps: [.notDone, .impossible],
      windows: { step in
        works.map { step == .impossible ? map.years : $0.years }
      }, separated: { _, _ in plan.bundling.problem.decisions.separated }
    ).ledger(threads: threads)
    let pairs = ledger.pairs.map { pair(of: $0, planned) }
    let cents = ChanceOutcome.paying.map { outcome in
      ledger.bundles.reduce(0) { $0 + $1.cents[outcome.rawValue] }
    }
    return LookAhead(
      years: map.years, isProgramme: plan.programme != nil, pairs: pairs,
      newPairs: newPairs(found, planned), cents: cents)
  }

  // MARK: Years

  /// A work in the plan: its year, and the project that it is in.
  private struct Planned {
    var year: Int?
    var project: Int?
  }

  private var plannedWorks: [Planned] {
    let years =
      plan.programme == nil
      ? plan.bundling.problem.years(of: plan.bundling.plan).map(Optional.init)
      : plan.programmedWorks
    var planned = years.map { Planned(year: $0, project: nil) }
    let done = plan.programmedYears
    for (number, candidate) in plan.candidates.enumerated()
    where candidate.bundle.works.count > 1 && (plan.programme == nil || done[number] != nil) {
      for work in candidate.bundle.works { planned[Int(work)].project = number }
    }
    return planned
  }

  private func opening(_ work: Int32) -> CutRules.Opening {
    let work = map.works[works[Int(work)].work]
    return rules.opening(assetType: map.assets[work.asset].type, measure: work.measure)
  }

  private func ruleYears(after work: Int32) -> Int { rule.years[opening(work)] ?? 0 }

  private func ordered(
    _ a: Int32, _ b: Int32, _ years: [Int?]
  ) -> (first: Int32, second: Int32) {
    let x = (years[Int(a)] ?? 0, -ruleYears(after: a), a)
    return x < (years[Int(b)] ?? 0, -ruleYears(after: b), b) ? (a, b) : (b, a)
  }

  /// Whether two works open a street twice within the rule when they are done in some years, with the first and
  /// how long the rule holds.
  private func cutsAgain(
    _ a: Int32, _ b: Int32, _ years: [Int?]
  ) -> (first: Int32, second: Int32, ruleYears: Int)? {
    guard let x = years[Int(a)], let y = years[Int(b)] else { return nil }
    let (first, second) = ordered(a, b, years)
    let rule = ruleYears(after: first)
    return abs(x - y) < rule ? (first, second, rule) : nil
  }

  // MARK: Pairs

  /// Pairs that share enough ground and both open the street.
  private var candidates: [Relation] {
    (wide.relations + wide.apart).filter {
      $0.sharedArea > 0 && $0.sharedArea >= rules.leastArea && opening($0.a) != .none
        && opening($0.b) != .none
    }
  }

  private func chances(due: [Int?], planned: [Planned]) -> [ChancePair] {
    candidates.compactMap { relation in
      guard let (first, second, years) = cutsAgain(relation.a, relation.b, due) else { return nil }
      let isForbidden = relation.rule.map { wide.rules.pairs[$0].verdict == .never } ?? false
      let isOne =
        planned[Int(first)].project.map { $0 == planned[Int(second)].project } ?? false
      let isPossible = works[Int(first)].years.overlaps(works[Int(second)].years)
      return ChancePair(
        first: first, second: second, area: relation.sharedArea, ruleYears: years,
        outcome: isOne ? .together : isForbidden ? .keptApart : isPossible ? .notDone : .impossible,
        bundle: nil)
    }.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private func newPairs(_ found: [ChancePair], _ planned: [Planned]) -> Int {
    let known = Set(found.map { pairKey($0.first, $0.second) })
    let years = planned.map(\.year)
    return candidates.count { relation in
      !known.contains(pairKey(relation.a, relation.b))
        && years[Int(relation.a)] != years[Int(relation.b)]
        && cutsAgain(relation.a, relation.b, years) != nil
    }
  }

  /// The plan's projects that hold a pair, as a whole: all that they save counts.
  private func projects(_ pairs: [ChancePair], _ planned: [Planned]) -> [[Int32]] {
    let holding = Set(
      pairs.filter { $0.outcome == .together }.compactMap { planned[Int($0.first)].project })
    return holding.map { plan.candidates[$0].bundle.works }.sorted { $0[0] < $1[0] }
  }

  private func pair(of chance: ChancePair, _ planned: [Planned]) -> LookAhead.Pair {
    let members = [chance.first, chance.second]
    let own = members.map { map.works[works[Int($0)].work] }
    let asset = works[Int(chance.second)].asset
    let home = map.scores.neighbourhoods[asset]
    return LookAhead.Pair(
      works: own.map(\.id), street: map.assets[asset].street,
      neighbourhood: home >= 0 ? Int(home) : nil,
      kinds: own.map { [map.assets[$0.asset].type, $0.measure] },
      due: members.map { works[Int($0)].due }, planned: members.map { planned[Int($0)].year },
      area: chance.area, ruleYears: chance.ruleYears, plan: planOf(chance, planned),
      outcome: chance.outcome, saves: chance.bundle != nil)
  }

  private func planOf(_ chance: ChancePair, _ planned: [Planned]) -> LookAhead.Plan {
    let (one, other) = (planned[Int(chance.first)], planned[Int(chance.second)])
    if let project = one.project, project == other.project { return .together }
    guard let x = one.year, let y = other.year else { return .undone }
    if x == y { return .sameYear }
    return cutsAgain(chance.first, chance.second, planned.map(\.year)) == nil ? .farApart : .again
  }
}
