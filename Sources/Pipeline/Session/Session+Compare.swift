import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Synchronization
import Workers

extension Session {
  /// Holds the answers to scenarios beside that to the first of them.
  /// - Throws: as `answer` and the parts of answers.
  public func compare(
    _ chosen: [Scenario], among scenarios: [Scenario], control: JobControl = JobControl()
  ) throws -> Comparison {
    precondition(!chosen.isEmpty, "there is something to compare")
    let first = try Compared(chosen[0], among: scenarios, self, control)
    let source = city.inputs.project.bundling
    let draws = WorthDraws(
      count: source.draws, seed: source.seed, weights: first.map.themes.map(\.weight))
    let worths = first.worths(draws)
    let answered = Mutex(0)
    // One answer leaves threads idle that others can use.
    let columns = try concurrentMap(count: chosen.count, threads: threads) { index in
      let scenario = chosen[index]
      let answer = index == 0 ? first : try Compared(scenario, among: scenarios, self, control)
      var column = answer.column(of: scenario, beside: first)
      column.beatsFirst =
        index == 0 ? nil : WorthDraws.share(answer.worths(draws), beats: worths)
      column.interaction = try interaction(answer, scenario, among: scenarios, control)
      try answered.withLock { answered in
        answered += 1
        try control.report(.bundling, Double(answered) / Double(chosen.count))
      }
      return column
    }
    return comparison(columns, beside: first, draws: draws.count)
  }

  /// Holds the answer to a scenario beside another, without draws and without what its changes do together: what can
  /// be told while somebody waits. The plans are those of the two.
  /// - Throws: as the parts of answers.
  package func compare(
    _ answer: Answer, to scenario: Scenario, with first: Answer, to other: Scenario
  ) throws -> (comparison: Comparison, first: ProjectPlan, second: ProjectPlan) {
    let (first, second) = (try Compared(first), try Compared(answer))
    let columns = [
      first.column(of: other, beside: first), second.column(of: scenario, beside: first),
    ]
    return (comparison(columns, beside: first, draws: 0), first.plan, second.plan)
  }

  private func comparison(
    _ columns: [Comparison.Column], beside first: Compared, draws: Int
  ) -> Comparison {
    Comparison(
      city: inputs.project.name, currency: first.map.currency, years: first.map.years,
      themes: first.map.themes, neighbourhoods: first.map.neighbourhoods, columns: columns,
      draws: draws)
  }

  /// What the changes of a scenario do together beyond each by itself.
  private func interaction(
    _ together: Compared, _ scenario: Scenario, among scenarios: [Scenario], _ control: JobControl
  ) throws -> Comparison.Interaction? {
    let parts = try scenario.chain(among: scenarios).flatMap(\.parts)
    guard parts.count > 1 else { return nil }
    let apart = try parts.map { changes in
      let alone = Scenario(key: scenario.key, name: scenario.name, changes: changes)
      return try Compared(alone, among: scenarios, self, control).figures
    }
    return Comparison.Interaction(
      together: together.figures, apart: apart,
      base: try Compared(.project, among: scenarios, self, control).figures)
  }
}

/// An answer with what a comparison looks at.
private struct Compared: Sendable {
  let map: OpportunityMap
  let plan: ProjectPlan
  let years: [PlannedYear]
  let figures: ScenarioFigures
  let isOverlaidAnew: Bool

  init(
    _ scenario: Scenario, among scenarios: [Scenario], _ session: Session, _ control: JobControl
  ) throws {
    try self.init(session.answer(scenario, among: scenarios, control: control))
  }

  init(_ answer: Answer) throws {
    // Without budgets everything is done, the projects as such: a programme that nothing limits.
    var answer = answer
    answer.inputs.project.programme = answer.inputs.project.programme ?? ProgrammeRequest()
    (map, plan, isOverlaidAnew) = (
      try answer.map(), try answer.plan(), answer.inputs.needsOverlay
    )
    years = plannedYears(of: map, plan: plan)
    figures = ScenarioFigures(plan, map, years: years)
  }

  /// The answer to a scenario beside the first, without draws and without what its changes do together.
  func column(of scenario: Scenario, beside first: Compared) -> Comparison.Column {
    Comparison.Column(
      key: scenario.key, name: scenario.name, reason: scenario.reason, figures: figures,
      works: workDifferences((first.map, first.years), (map, years)),
      projects: projectDifferences(first.plan, plan),
      couplings: couplingDifferences((first.map, first.plan), (map, plan)),
      beatsFirst: nil, isOverlaidAnew: isOverlaidAnew, interaction: nil)
  }

  func worths(_ draws: WorthDraws) -> [Double] {
    draws.worths(figures, served: plan.servedByTheme(map))
  }
}

extension Changes {
  /// The changes one kind at a time.
  fileprivate var parts: [Changes] {
    var parts: [Changes] = []
    func add<Value: Equatable>(_ part: WritableKeyPath<Changes, Value>) {
      var alone = Changes()
      alone[keyPath: part] = self[keyPath: part]
      if !alone.isEmpty { parts.append(alone) }
    }
    add(\.weights)
    add(\.horizon)
    add(\.works)
    var money = Changes()
    (money.budgets, money.pots) = (budgets, pots)
    if !money.isEmpty { parts.append(money) }
    add(\.rules)
    add(\.decisions)
    add(\.layers)
    add(\.couplings)
    add(\.strategy)
    return parts
  }
}
