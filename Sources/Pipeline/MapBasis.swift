import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile

/// All that a map is worked out from: the overlap table and what the sources say about it, without
/// geometry. With another horizon or other weights it gives another map, in milliseconds.
struct MapBasis: Sendable {
  /// The answer of the stack.
  var table: OverlapTable
  /// Themes and planes; their geometry is not looked at.
  var challenges: ChallengePlanes
  /// Neighbourhoods, in the table's order.
  var neighbourhoods: [Neighbourhood]
  /// What happened to their source.
  var neighbourhoodRecord: IntakeRecord
  /// Layers of the schedule's entries.
  var schedule: [ScheduleLayer]
  /// The cycle catalogue.
  var catalogue: CycleCatalogue
  /// The catalogue of packages; nil where they are not asked for.
  var packages: PackageCatalogue?

  /// The schedule over the project's horizon.
  func schedule(of project: ProjectFile) -> Schedule {
    Schedule(
      project.schedule, measured: schedule, catalogue: catalogue, horizon: project.horizon)
  }

  /// The map with the project's weights and horizon.
  func map(of project: ProjectFile, _ schedule: Schedule) -> OpportunityMap {
    var challenges = challenges
    for theme in challenges.themes.indices {
      challenges.themes[theme].weight = project.themes[theme].weight
    }
    return OpportunityMap(
      name: project.name, years: project.horizon, challenges: challenges,
      neighbourhoods: neighbourhoods, schedule: schedule, table: table,
      differentiation: DifferentiationRequest(
        numbers: project.neighbourhoods.numbers, types: project.types, packages: packages))
  }

  /// What happened to each source, in the project's order.
  func records(_ schedule: Schedule) -> [IntakeRecord] {
    [neighbourhoodRecord] + challenges.records + schedule.records
  }
}
