import OpportunityMap
import ProjectBundling
import Tables

/// A step from what all works of the horizon cost alone to what is paid. A total is the sum of the steps
/// before it.
struct ReportBridgeStep: Encodable, Equatable {
  /// What it is.
  let key: String
  /// Amount in the project's currency; below 0 where it takes off.
  let amount: Double
  /// Whether it is a total.
  let isTotal: Bool
  /// How many works, projects or measures it is of; nil where it is of none.
  let count: Int?

  init(_ key: String, _ amount: Double, isTotal: Bool = false, count: Int? = nil) {
    (self.key, self.amount, self.isTotal, self.count) = (key, amount, isTotal, count)
  }
}

extension CandidateInput {
  /// From what the works of the horizon cost alone to what the programme pays or, without one, to what would
  /// be paid if all projects went ahead in their own year.
  func reportBridge(due: WorkSums.Part) -> [ReportBridgeStep] {
    steps(due: due).filter { $0.isTotal || $0.amount != 0 }
  }

  private func steps(due: WorkSums.Part) -> [ReportBridgeStep] {
    let first = [ReportBridgeStep("due", due.cost, isTotal: true, count: due.works)] + carriedOut
    guard let programme = plan.programme,
      let figures = plan.baselines.first(where: { $0.kind == .plan })?.figures
    else { return first + proposedSteps(alone: first.reduce(0) { $0 + $1.amount }) }
    return first + [
      ReportBridgeStep("undone", -figures.undoneCost, count: figures.undone),
      ReportBridgeStep("alone", figures.costAlone, isTotal: true, count: figures.done),
    ] + savedSteps(plan.programmedYears) + [
      ReportBridgeStep("coupled", figures.couplingCost, count: figures.couplings),
      ReportBridgeStep("paid", figures.paid, isTotal: true),
    ] + budgetSteps(programme, figures)
  }

  /// What works cost that have been carried out.
  private var carriedOut: [ReportBridgeStep] {
    let works = plan.decided.done.filter { map.isDue(map.works[$0]) }
    guard !works.isEmpty else { return [] }
    let cost = works.sorted().reduce(0) { $0 + (map.works[$1].cost ?? 0) }
    return [ReportBridgeStep("carriedOut", -cost, count: works.count)]
  }

  /// From what is paid to what budgets have.
  private func budgetSteps(
    _ programme: Programme, _ figures: ScenarioFigures
  ) -> [ReportBridgeStep] {
    guard let charged = figures.charged else { return [] }
    let steps = [
      ReportBridgeStep("compensated", charged - figures.paid),
      ReportBridgeStep("charged", charged, isTotal: true),
    ]
    // Money that nothing limits is not left.
    guard let unspent = figures.unspent, programme.unlimited.isEmpty else { return steps }
    return steps + [
      ReportBridgeStep("unspent", unspent),
      ReportBridgeStep("available", charged + unspent, isTotal: true),
    ]
  }

  /// What is saved by doing works together, by part, and what it takes to set that up, in the projects that
  /// have a year.
  private func savedSteps(_ years: [Int?]) -> [ReportBridgeStep] {
    let done = bundles.indices.filter { years[$0] != nil }
    let saved = done.map { bundles[$0].gain.saved }.reduce(CostParts.zero, +)
    return [
      ReportBridgeStep("savedExcavation", -saved.excavation),
      ReportBridgeStep("savedSurface", -saved.surface),
      ReportBridgeStep("savedTraffic", -saved.traffic),
      ReportBridgeStep("savedPlan", -saved.plan),
      ReportBridgeStep("savedTender", -saved.tender),
      ReportBridgeStep("savedSetup", -saved.setup, count: done.count),
    ]
  }

  /// What would be saved and paid on top if all projects went ahead.
  private func proposedSteps(alone: Double) -> [ReportBridgeStep] {
    guard let money = plan.money.first(where: { $0.stage == .possible }), money.projects > 0
    else { return [] }
    // Works outside projects carry measures as well.
    let carried = plan.couplings.map { $0.sums(of: $0.chosen) } ?? money.carried
    return savedSteps(plan.candidates.map(\.bundle.year))
      + [
        ReportBridgeStep("coupled", carried.cost, count: carried.count),
        ReportBridgeStep("proposed", alone - money.saved + carried.cost, isTotal: true),
      ]
  }
}
