import OpportunityMap
import ProjectBundling

extension ProjectPlan {
  /// How much of the headlines rests on assumptions, in a line: of all works of the horizon, and of the projects
  /// of the programme or, without one, of the proposals.
  /// None where nothing is due. Where published costs are taken off a saving more than all of it would rest on
  /// assumptions: then all does.
  package func assumptionsLine(_ map: OpportunityMap, _ language: Language) -> [String] {
    let rows = reliance(map)
    guard rows.contains(where: { $0.reliance.total != 0 }) else { return [] }
    func share(_ figure: HeadlineReliance.Figure, _ stage: ProjectMoney.Stage?) -> String {
      rows.first { $0.figure == figure && $0.stage == stage }?.reliance.assumedShare
        .map { language.percentage(min(1, $0)) } ?? "-"
    }
    let stage: ProjectMoney.Stage = programme == nil ? .possible : .programmed
    return [
      language.text(
        .assumptionsLine, share(.cost, nil), share(.saved, stage), share(.nuisance, stage),
        share(.couplingCost, stage), share(.couplingEffects, stage))
    ]
  }
}
