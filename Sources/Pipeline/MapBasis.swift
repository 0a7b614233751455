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
  /// The neighbourhoods that are reported, as indices into `neighbourhoods`, ascending; nil for all.
  /// The others are there because works of these reach into them.
  var part: [Int]?
  /// The cycle catalogue.
  var catalogue: CycleCatalogue
  /// The figures behind derived layers.
  var derived: DerivedFigures
  /// Records of the sources that derived layers need besides their own.
  var furtherRecords: [IntakeRecord]
  /// The catalogue of packages; nil where they are not asked for.
  var packages: PackageCatalogue?
  /// How the assets of the table meet the themes, whatever their weights; nil where that is not known yet.
  var measured: ScoreTable?

  /// The map with the project's weights and horizon.
  func map(
    of project: ProjectFile, _ schedule: Schedule, threads: Int
  ) -> OpportunityMap {
    let wide = map(
      of: project, schedule, table, neighbourhoods, measured: measured, threads: threads)
    guard let part else { return wide }
    let table = table.keeping(neighbourhoods: part)
    let isWithin = assetsWithin(table)
    return map(
      of: project, schedule.keepingWorks { isWithin[$0] }, table, part.map { neighbourhoods[$0] },
      within: WiderMap(wide, part: part), threads: threads)
  }

  private func map(
    of project: ProjectFile, _ schedule: Schedule, _ table: OverlapTable,
    _ neighbourhoods: [Neighbourhood], within wider: WiderMap? = nil, measured: ScoreTable? = nil,
    threads: Int
  ) -> OpportunityMap {
    var challenges = challenges
    for theme in challenges.themes.indices {
      challenges.themes[theme].weight = project.themes[theme].weight
    }
    var request = DifferentiationRequest(
      numbers: project.neighbourhoods.numbers, types: project.types, packages: packages)
    request.currency = project.currency
    return OpportunityMap(
      name: project.name, years: project.horizon, challenges: challenges,
      neighbourhoods: neighbourhoods, schedule: schedule, table: table,
      differentiation: request, within: wider, derived: derived, measured: measured,
      threads: threads)
  }

  /// Whether each asset lies in a neighbourhood of the table: with more than rounding leaves, 1 cm2 of
  /// surface or 1 cm of length.
  private func assetsWithin(_ table: OverlapTable) -> [Bool] {
    var inside = [Double](repeating: 0, count: table.assetCount)
    for row in table.areas where row.zone > 0 {
      for asset in table.assetSets[Int(row.assetSet)] { inside[Int(asset)] += row.area / 1e-4 }
    }
    for row in table.lengths where row.zone > 0 { inside[Int(row.asset)] += row.length / 1e-2 }
    return inside.map { $0 >= 1 }
  }

  /// What happened to each source, in the project's order.
  func records(_ schedule: Schedule) -> [IntakeRecord] {
    let all = [neighbourhoodRecord] + challenges.records + schedule.records + furtherRecords
    return part == nil ? all.map { $0.judged() } : all
  }
}
