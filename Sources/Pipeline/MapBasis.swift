import Buildings
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
  /// The figures behind derived layers.
  var derived: DerivedFigures
  /// Records of the sources that derived layers need besides their own.
  var furtherRecords: [IntakeRecord]
  /// Dwellings, inhabitants or the like that themes are measured in.
  var people: [PeopleTable] = []
  /// What was read of the buildings; nil where there is nothing.
  var buildings: BuildingsInput?
  /// How the assets of the table meet the themes, whatever their weights; nil where that is not known yet.
  var measured: ScoreTable?

  /// The map with the project's weights and horizon, of the layers that count. Packages are held against
  /// the profiles where they are given.
  func map(
    of project: ProjectFile, _ schedule: Schedule, packages: PackageCatalogue?,
    couplings: CouplingCatalogue?, threads: Int
  ) -> OpportunityMap {
    var maker = MapMaker(
      project: project, challenges: challenges.counting(project), packages: packages,
      couplings: couplings, derived: derived, people: people, threads: threads)
    let wide = maker.map(
      schedule, table, neighbourhoods, measured: project.allLayersCount ? measured : nil)
    guard let part else { return wide }
    let table = table.keeping(neighbourhoods: part)
    let isWithin = assetsWithin(table)
    maker.people = people.map { $0.keeping(neighbourhoods: part) }
    return maker.map(
      schedule.keepingWorks { isWithin[$0] }, table, part.map { neighbourhoods[$0] },
      within: WiderMap(wide, part: part))
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

/// What maps of a city and its surroundings have in common.
private struct MapMaker {
  let project: ProjectFile
  let challenges: ChallengePlanes
  let packages: PackageCatalogue?
  let couplings: CouplingCatalogue?
  let derived: DerivedFigures
  var people: [PeopleTable]
  let threads: Int

  func map(
    _ schedule: Schedule, _ table: OverlapTable, _ neighbourhoods: [Neighbourhood],
    within wider: WiderMap? = nil, measured: ScoreTable? = nil
  ) -> OpportunityMap {
    var request = DifferentiationRequest(
      numbers: project.neighbourhoods.numbers, types: project.types, packages: packages)
    request.currency = project.currency
    request.couplings = couplings
    return OpportunityMap(
      name: project.name, years: project.horizon, challenges: challenges,
      neighbourhoods: neighbourhoods, schedule: schedule, table: table, differentiation: request,
      within: wider, derived: derived, people: people, measured: measured, threads: threads)
  }
}

extension ProjectFile {
  /// Whether no layer is in the stack without counting.
  fileprivate var allLayersCount: Bool { themes.allSatisfy { $0.layers.allSatisfy(\.counts) } }
}

extension ChallengePlanes {
  /// The themes with a project's weights and what they are measured in, and the planes of layers that do not count without severity:
  /// where a challenge has none, there is no challenge.
  fileprivate func counting(_ project: ProjectFile) -> ChallengePlanes {
    var planes = planes
    for (index, theme) in project.themes.enumerated() {
      for layer in theme.layers where !layer.counts {
        for plane in planes.indices
        where planes[plane].theme == index && planes[plane].source == layer.options.source {
          planes[plane].severity = 0
        }
      }
    }
    var themes = themes
    for theme in themes.indices {
      themes[theme].weight = project.themes[theme].weight
      themes[theme].measure = project.themes[theme].measure
    }
    return ChallengePlanes(themes: themes, planes: planes, records: records)
  }
}
