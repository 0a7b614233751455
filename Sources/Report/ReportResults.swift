import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// What a plan brings, as the page shows it: the amounts of the products in the project's currency, and none
/// that is worked out anew.
struct ReportResults: Encodable {
  /// A figure of `baselines`.
  struct Figure: Encodable {
    /// Name of its column.
    let name: String
    let title: String
    let meaning: String
    /// Whether it is an amount; else it is a number of things.
    let isAmount: Bool
    /// Shape: `ways`; nil where there is none.
    let values: [Double?]
  }

  /// How far the projects are from the best that is possible.
  struct Gap: Encodable {
    /// What the projects are worth, what the rule of the leading discipline gives, and what no plan can be
    /// worth more than; nil where that is not proven.
    let worth: Double
    let leading: Double
    let bound: Double?
    /// What the difference consists of, in words, the largest first.
    let parts: [Part]
    /// How much better another programme might be at most, as a part of this one's worth; nil without one.
    let programme: Double?
    let isCutByTime: Bool
  }

  /// A part of the gap.
  struct Part: Encodable {
    let reason: String
    let amount: Double
  }

  let bridge: [ReportBridgeStep]
  /// The ways of doing the works that are held against each other; empty without a programme.
  let ways: [String]
  let figures: [Figure]
  /// Part of each theme that each way reaches, and of all ground; nil where there is none of it.
  /// Shape: `ways x themes`, `ways`.
  let reached: [[Double?]]
  let reachedGround: [Double?]
  let gap: Gap
  let business: ReportBusinessCase?
}

extension ReportResults {
  /// The results of a plan. `due` are the works of the horizon.
  init(_ input: CandidateInput, due: WorkSums.Part, in language: Language) {
    let (plan, baselines) = (input.plan, input.plan.baselines)
    bridge = input.reportBridge(due: due)
    ways = baselines.map(\.kind.rawValue)
    figures = ScenarioRow.all.map { row in
      Figure(
        name: row.column.name, title: row.title.text(in: language),
        meaning: row.column.meaning(in: language), isAmount: !row.column.unit.isEmpty,
        values: baselines.map { row.value($0.figures) })
    }
    reached = baselines.map { $0.figures.themes.map(\.share) }
    reachedGround = baselines.map { $0.figures.themes.first?.chance }
    gap = Gap(plan, in: language)
    business = plan.businessCase.map { ReportBusinessCase($0, input, in: language) }
  }
}

extension ReportResults.Gap {
  fileprivate init(_ plan: ProjectPlan, in language: Language) {
    let bundling = plan.bundling
    worth = bundling.plan.gain.net
    leading = bundling.leadingDiscipline.gain.net
    bound = bundling.bound.isFinite ? bundling.bound : nil
    parts = BoundSlack.Reason.allCases.map { (reason: $0, amount: bundling.slack[$0]) }
      .filter { $0.amount >= 0.5 && $0.amount.isFinite }
      .sorted { $0.amount > $1.amount }
      .map { ReportResults.Part(reason: $0.reason.words(language), amount: $0.amount) }
    programme = plan.programme?.gap
    isCutByTime = plan.programme?.isCutByTime ?? false
  }
}
