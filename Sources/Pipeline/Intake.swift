import Buildings
import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Tables

/// A project's sources, read and told apart.
struct Intake: Sendable {
  let workingSystem: CoordinateSystem
  /// Metres in one unit of the working system.
  let metresPerUnit: Double
  let neighbourhoods: NeighbourhoodIntake
  private(set) var challenges: ChallengePlanes
  /// The schedule, whatever the horizon.
  private(set) var measured: MeasuredSchedule
  /// What falls due over the project's horizon.
  var schedule: Schedule
  /// The figures behind derived layers.
  let derived: DerivedFigures
  /// Dwellings, inhabitants or the like that themes are measured in.
  let people: [PeopleTable]
  /// What was read of the buildings; nil where the project tells of none, or is looked at in part: what buildings
  /// mean is told of the whole city.
  let buildings: BuildingsInput?
  /// Records of the sources that derived layers need besides their own, of buildings, areas and people.
  let furtherRecords: [IntakeRecord]
  /// Whether all of the project was read, not a part.
  private let isWhole: Bool

  /// Reads all sources at the same time or, where the stack is measured in strips, one after the other, with the
  /// surfaces of challenges on disk.
  init(_ inputs: Inputs, options: MainJob.Options, control: JobControl) throws {
    let project = inputs.project
    workingSystem = try CoordinateSystem(project.crs)
    let reader = try LayerReader(
      workingSystem: workingSystem, threads: options.threads,
      exactProjection: options.exactProjection)
    metresPerUnit = workingSystem.metresPerUnit ?? 1
    let isInTurn = options.strips != nil
    var sources = SourceLayers(project, reader, control)
    var layers = try Self.layers(&sources, options)
    isWhole = options.part == nil
    let ground =
      isWhole
      ? NeighbourhoodGround(layers.everyNeighbourhood.geometry, threads: options.threads) : nil
    if let ground { try layers.judge(project, on: ground) }
    neighbourhoods = layers.neighbourhoods
    let everywhere = layers.everyNeighbourhood
    let derivedLayers = try DerivedLayers(
      project.themes, read: layers.themes, further: layers.further,
      DerivedLayers.Surroundings(
        neighbourhoods: everywhere.members, polygons: everywhere.geometry,
        numbers: project.neighbourhoods.numbers, norms: inputs.norms?.value,
        metresPerUnit: metresPerUnit, threads: options.threads))
    derived = derivedLayers.figures
    let descriptions = project.themes.flatMap(\.layers)
    challenges = try ChallengePlanes(
      project.themes, areas: Array(zip(project.areas, layers.areas(project))),
      in: isInTurn ? GeometrySpool() : nil
    ) { number in
      let description = descriptions[number]
      var layer = derivedLayers.layers[number]
      if isInTurn, description.derivation == nil {
        layer = try sources.challenge(number)
        try ground?.judge(&layer, isAbsence: description.outside)
      }
      if ground != nil { layer.noteUnmatchedKeys(of: description) }
      return layer
    }
    measured = MeasuredSchedule(
      project.schedule, layers.schedule, catalogue: inputs.cycles.value,
      metresPerUnit: metresPerUnit, threads: options.threads)
    schedule = Schedule(
      try measured.plan.changing(inputs.works, path: project.path), horizon: project.horizon,
      threads: options.threads)
    if !options.products.contains(where: \.isStack) { measured.forgetFields() }
    layers.schedule = []
    let isMeasuredAlone = options.strips?.isForOne ?? false
    people = try layers.countPeople(
      isMeasuredAlone ? [] : project.people,
      PeopleTable.Surroundings(
        neighbourhoods: neighbourhoods.geometry, planes: challenges.surfaces,
        assets: measured.geometry, metresPerUnit: metresPerUnit, threads: options.threads,
        isWhole: isWhole))
    buildings =
      isWhole && !isMeasuredAlone
      ? try layers.readBuildings(
        project,
        BuildingSurroundings(
          neighbourhoods: neighbourhoods.geometry, planeSurfaces: challenges.surfaces,
          planes: challenges.planes, themes: project.themes.map(\.key),
          metresPerUnit: metresPerUnit, threads: options.threads,
          homes: layers.homes(project, inputs.social?.value))) : nil
    furtherRecords = layers.further.map(\.record)
    if isWhole { try LostSources.check(sourcesOfTheirOwn(project).map { $0.judged() }) }
  }

  private static func layers(
    _ sources: inout SourceLayers, _ options: MainJob.Options
  ) throws -> SourceLayers.Layers {
    if let part = options.part { return try sources.read(part) }
    return try options.strips == nil ? sources.readAll() : sources.readInTurn()
  }

  /// Records of the sources that count for what they hold, not for what is derived from them.
  private func sourcesOfTheirOwn(_ project: ProjectFile) -> [IntakeRecord] {
    let themes = zip(project.themes.flatMap(\.layers), challenges.records)
    let count =
      (project.buildings?.sources.count ?? 0) + project.areas.count + project.people.count
    let others = furtherRecords.suffix(count)
    return themes.filter { $0.0.derivation == nil }.map(\.1) + schedule.records + others
  }

  /// What lays the layers over one another; the surfaces of the challenges are nowhere else then.
  mutating func takeOverlay(_ options: MainJob.Options) -> Overlay {
    defer { challenges.forgetGeometry() }
    return Overlay(
      neighbourhoods: neighbourhoods.geometry, surfaces: challenges.surfaces,
      assets: measured.geometry, metresPerUnit: metresPerUnit, strips: options.strips,
      threads: options.threads)
  }

  /// What happened to each source, in the project's order.
  var records: [IntakeRecord] {
    let all = [neighbourhoods.record] + challenges.records + schedule.records + furtherRecords
    return isWhole ? all.map { $0.judged() } : all
  }
}

extension SourceLayers.Layers {
  /// The areas of a project, whose layers come before those of people.
  fileprivate func areas(_ project: ProjectFile) -> ArraySlice<Layer> {
    further.dropLast(project.people.count).suffix(project.areas.count)
  }

  /// Reads the buildings of a project, whose layers come before those of areas; what is dropped is noted there.
  fileprivate mutating func readBuildings(
    _ project: ProjectFile, _ around: BuildingSurroundings
  ) throws -> BuildingsInput? {
    guard let source = project.buildings else { return nil }
    let end = further.count - project.people.count - project.areas.count
    let range = end - source.sources.count..<end
    return try BuildingsInput(source, &further[range], around)
  }

  /// Where people live who come to the buildings of a project; nil where it does not tell. Those whose number can't be
  /// read are dropped where they are counted.
  fileprivate func homes(
    _ project: ProjectFile, _ catalogue: SocialCatalogue?
  ) -> (homes: Homes, functions: [String], reach: Double)? {
    guard let catalogue, let key = project.buildings?.homes,
      let index = project.people.firstIndex(where: { $0.key == key })
    else { return nil }
    let layer = further[further.count - project.people.count + index]
    let column = project.people[index].count.map { layer.attributes.column($0) }
    var homes = Homes(places: [], numbers: [])
    for feature in 0..<layer.count {
      let number = column.map { (try? $0?.number(feature)) ?? nil } ?? 1
      guard let place = layer.geometry.middle(of: feature), let number, number > 0 else { continue }
      homes.places.append(place)
      homes.numbers.append(number)
    }
    return (homes, catalogue.serves, catalogue.reach)
  }

  /// Counts the people of a project, whose layers are the last of `further`; what is dropped is noted there.
  fileprivate mutating func countPeople(
    _ people: [PeopleSource], _ around: PeopleTable.Surroundings
  ) throws -> [PeopleTable] {
    let first = further.count - people.count
    return try people.enumerated().map { index, source in
      try PeopleTable(source, &further[first + index], around)
    }
  }

  /// Notes what of the sources can't count: what lies elsewhere, and keys of maps that no feature has.
  /// - Throws: `LostSources` for a source of derived layers of which nothing is left.
  fileprivate mutating func judge(_ project: ProjectFile, on ground: NeighbourhoodGround) throws {
    let descriptions = project.themes.flatMap(\.layers)
    // What is derived looks around the city as well, and may find nothing wrong.
    for (index, layer) in descriptions.enumerated() where layer.derivation == nil {
      try ground.judge(&themes[index], isAbsence: layer.outside)
    }
    let sources = zip(descriptions, themes).filter { $0.0.derivation != nil }.map(\.1)
    try LostSources.check((sources + further).map { $0.record.judged() })
    for (index, source) in project.schedule.enumerated() {
      try ground.judge(&schedule[index])
      schedule[index].noteUnmatchedKeys(of: source)
    }
  }
}
