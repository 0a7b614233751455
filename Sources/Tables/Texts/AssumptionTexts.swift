import OpportunityMap
import ProjectBundling

extension ProjectPlan {
  /// How much of the headlines rests on assumptions, in a line: of all works of the horizon, and of the projects
  /// of the programme or, without one, of the proposals.
  /// None where nothing is due; what there is nothing of, such as measures for challenges, is left out.
  /// Where published costs are taken off a saving more than all of it would rest on
  /// assumptions: then all does.
  package func assumptionsLine(_ map: OpportunityMap, _ language: Language) -> [String] {
    let rows = reliance(map)
    let stage: ProjectMoney.Stage = programme == nil ? .possible : .programmed
    let headlines: [(HeadlineReliance.Figure, ProjectMoney.Stage?, ProjectTextKey)] = [
      (.cost, nil, .assumedCost), (.saved, stage, .assumedSaved),
      (.nuisance, stage, .assumedNuisance),
      (.couplingCost, stage, .assumedCarried), (.couplingEffects, stage, .assumedEffects),
    ]
    let parts = headlines.compactMap { figure, stage, key in
      rows.first { $0.figure == figure && $0.stage == stage }?.reliance.assumedShare
        .map { language.text(key, language.percentage(min(1, $0))) }
    }
    return parts.isEmpty ? [] : [language.text(.assumptionsLine, parts.joined(separator: "; "))]
  }
}
