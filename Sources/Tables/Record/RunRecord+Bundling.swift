import OpportunityMap
import ProjectBundling

extension RunRecord {
  /// How projects were made and how good the plan is.
  package struct Bundling: Sendable, Codable {
    /// Path of the rules as the project file gives it.
    package var rules: String
    /// SHA-256 of the rules, in hexadecimal.
    package var rulesSHA256: String
    /// Path of the decisions as the project file gives it.
    package var decisions: String?
    /// SHA-256 of the decisions, in hexadecimal.
    package var decisionsSHA256: String?
    /// Works that decisions name as done and that the schedule has no more.
    package var goneWorks: [String]
    /// Works that could be bundled: due within the horizon.
    package var works: Int
    /// Those of unknown cost; there is nothing to save on them.
    package var worksWithoutCost: Int
    /// Pairs of works that may go together.
    package var relations: Int
    /// Groups of works that relate to each other, and how many of them are solved exactly.
    package var groups: Int
    /// Groups whose choice is proven to be the best.
    package var exactGroups: Int
    /// Projects proposed.
    package var candidates: Int
    /// Net gain in EUR of the plan, of the leading-discipline rule, and the proven bound; every work
    /// alone in its due year gains 0.
    package var netGain: Double
    /// Net gain in EUR of the leading-discipline rule.
    package var leadingDisciplineGain: Double
    /// No plan gains more, in EUR.
    package var bound: Double
    /// What that lies above the plan, in EUR, by what keeps it there.
    package var slack: [String: Double]
    /// Surface renewed and cut again within its moratorium, by plan; nil where no works share ground.
    package var recut: [String: Recut]?
    /// How often streets are opened, by plan: the works that the plan does, in the years of each.
    package var openings: [String: Int]
    /// Pairs of works that nearly were in one project, and how many `near_misses` has.
    package var nearMisses: Int
    /// Those that are written: the ones that would save most.
    package var nearMissesWritten: Int
    /// Number of draws by which candidates were tried.
    package var draws: Int
    /// Seed of the draws.
    package var seed: Int
    /// How many count as the best.
    package var top: Int

    /// Surface that is renewed and cut again within its moratorium.
    package struct Recut: Sendable, Codable {
      /// Area in m2.
      package var area: Double
      /// What is lost, in EUR.
      package var cost: Double
      /// Pairs of works of which the one that ought to come first comes later.
      package var wrongOrder: Int
    }

    /// The figures of a plan.
    package init(
      _ plan: ProjectPlan, _ map: OpportunityMap, rules: String, rulesSHA256: String,
      decisions: String?,
      decisionsSHA256: String?, draws: Int, seed: Int, top: Int
    ) {
      let bundling = plan.bundling
      (self.rules, self.rulesSHA256) = (rules, rulesSHA256)
      (self.decisions, self.decisionsSHA256) = (decisions, decisionsSHA256)
      goneWorks = plan.decided.gone
      works = bundling.problem.works.count
      worksWithoutCost = bundling.problem.unknownCosts
      relations = bundling.problem.relations.count
      groups = bundling.groups.count
      exactGroups = bundling.groups.count(where: \.isExact)
      candidates = plan.candidates.count
      netGain = bundling.plan.gain.net
      leadingDisciplineGain = bundling.leadingDiscipline.gain.net
      bound = bundling.bound
      slack = bundling.slack.record
      recut = plan.recuts?.record
      openings =
        streetOpenings(
          of: map, planned: plannedYears(of: map, plan: plan), plan: plan
        ).record
      nearMisses = plan.nearMissCount
      nearMissesWritten = plan.nearMisses.count
      (self.draws, self.seed, self.top) = (draws, seed, top)
    }
  }
}

extension BoundSlack {
  fileprivate var record: [String: Double] {
    let names: [Reason: String] = [
      .none: "none", .metres: "metres", .connection: "connection", .euros: "euros",
      .pairs: "pairs", .leastGain: "least_gain", .leastCash: "least_cash",
      .unpriced: "unpriced",
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($1, self[$0]) })
  }
}

extension StreetOpenings {
  fileprivate var record: [String: Int] {
    ["in_due_years": inDueYears, "leading_discipline": leadingDiscipline, "plan": plan]
      .compactMapValues(\.self)
  }
}

extension PlanRecuts {
  fileprivate var record: [String: RunRecord.Bundling.Recut] {
    ["siloed": siloed, "leading_discipline": leadingDiscipline, "plan": plan].mapValues {
      RunRecord.Bundling.Recut(area: $0.area, cost: $0.cost, wrongOrder: $0.wrongOrder)
    }
  }
}
