import OpportunityMap
import ProjectBundling

/// What a headline rests on, as the page shows it; amounts in the project's currency.
struct ReportReliance: Encodable {
  /// `due` for all works of the horizon, else how sure the projects are.
  let stage: String
  let figure: String
  let total: Double
  let own: Double
  let published: Double
  let assumed: Double
  /// Part that rests on assumptions, which may be above 1; nil where there is nothing.
  let share: Double?
  /// The five assumptions that most rests on.
  let heaviest: [String]

  init(_ row: HeadlineReliance) {
    (stage, figure) = (row.stage?.rawValue ?? "due", row.figure.rawValue)
    (total, own) = (row.reliance.total, row.reliance.own)
    (published, assumed) = (row.reliance.published, row.reliance.assumed)
    share = row.reliance.assumedShare
    heaviest = row.reliance.heaviest.prefix(5).map(\.name)
  }
}

extension ProjectPlan {
  /// What the page shows: all works of the horizon, and the projects of the programme or, without one, the
  /// proposals.
  func reportedReliance(_ map: OpportunityMap) -> [ReportReliance] {
    let stage: ProjectMoney.Stage = programme == nil ? .possible : .programmed
    return reliance(map).filter { $0.stage == nil || $0.stage == stage }.map(ReportReliance.init)
  }
}
