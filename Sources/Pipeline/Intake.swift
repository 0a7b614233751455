import Buildings
import Geometry
import LayerIO
import LayerStack
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

  /// Reads all sources at the same time.
  init(_ inputs: Inputs, options: MainJob.Options, control: JobControl) throws {
    let project = inputs.project
    workingSystem = try CoordinateSystem(project.crs)
    let reader = try LayerReader(
      workingSystem: workingSystem, threads: options.threads,
      exactProjection: options.exactProjection)
    metresPerUnit = workingSystem.metresPerUnit ?? 1
    let sources = SourceLayers(project, reader, control)
    var layers = try options.part.map { try sources.read($0) } ?? sources.readAll()
    isWhole = options.part == nil
    if isWhole { try layers.judge(project, threads: options.threads) }
    neighbourhoods = layers.neighbourhoods
    let everywhere = layers.everyNeighbourhood
    let derivedLayers = try DerivedLayers(
      project.themes, read: layers.themes, further: layers.further,
      DerivedLayers.Surroundings(
        neighbourhoods: everywhere.members, polygons: everywhere.geometry,
        numbers: project.neighbourhoods.numbers, norms: inputs.norms?.value,
        metresPerUnit: metresPerUnit, threads: options.threads))
    derived = derivedLayers.figures
    challenges = try ChallengePlanes(
      project.themes, isWhole ? project.noting(derivedLayers.layers) : derivedLayers.layers,
      areas: Array(zip(project.areas, layers.areas(project))))
    measured = MeasuredSchedule(
      project.schedule, layers.schedule, catalogue: inputs.cycles.value,
      metresPerUnit: metresPerUnit, threads: options.threads)
    schedule = Schedule(
      try measured.plan.changing(inputs.works, path: project.path), horizon: project.horizon,
      threads: options.threads)
    if !options.products.contains(where: \.isStack) { measured.forgetFields() }
    people = layers.countPeople(
      project,
      PeopleTable.Surroundings(
        neighbourhoods: neighbourhoods.geometry, planes: challenges.geometry,
        assets: measured.geometry, metresPerUnit: metresPerUnit, threads: options.threads,
        isWhole: isWhole))
    buildings =
      isWhole
      ? try layers.readBuildings(
        project,
        BuildingSurroundings(
          neighbourhoods: neighbourhoods.geometry, planeSurfaces: challenges.geometry,
          planes: challenges.planes, themes: project.themes.map(\.key),
          metresPerUnit: metresPerUnit, threads: options.threads,
          homes: layers.homes(project, inputs.social?.value))) : nil
    furtherRecords = layers.further.map(\.record)
    if isWhole { try LostSources.check(sourcesOfTheirOwn(project).map { $0.judged() }) }
  }

  /// Records of the sources that count for what they hold, not for what is derived from them.
  private func sourcesOfTheirOwn(_ project: ProjectFile) -> [IntakeRecord] {
    let themes = zip(project.themes.flatMap(\.layers), challenges.records)
    let count =
      (project.buildings?.sources.count ?? 0) + project.areas.count + project.people.count
    let others = furtherRecords.suffix(count)
    return themes.filter { $0.0.derivation == nil }.map(\.1) + schedule.records + others
  }

  /// What the stack is made from; the polygons of the challenges are nowhere else then.
  mutating func makeStackInput() -> StackInput {
    defer { challenges.forgetGeometry() }
    return StackInput(
      neighbourhoods: neighbourhoods.geometry, planes: challenges.geometry,
      assets: measured.geometry, metresPerUnit: metresPerUnit)
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
    _ project: ProjectFile, _ around: PeopleTable.Surroundings
  ) -> [PeopleTable] {
    let first = further.count - project.people.count
    return project.people.enumerated().map { index, source in
      PeopleTable(source, &further[first + index], around)
    }
  }

  /// Notes what of the sources can't count: what lies elsewhere, and keys of maps that no feature has.
  /// - Throws: `LostSources` for a source of derived layers of which nothing is left.
  fileprivate mutating func judge(_ project: ProjectFile, threads: Int) throws {
    let ground = NeighbourhoodGround(everyNeighbourhood.geometry, threads: threads)
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

extension ProjectFile {
  /// The layers of the themes, with notes on keys of maps that no feature has.
  fileprivate func noting(_ layers: [Layer]) -> [Layer] {
    zip(themes.flatMap(\.layers), layers).map { description, layer in
      var layer = layer
      layer.noteUnmatchedKeys(of: description)
      return layer
    }
  }
}
