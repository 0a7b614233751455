import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Synchronization

/// A project's sources, read and told apart.
struct Intake: Sendable {
  let workingSystem: CoordinateSystem
  /// Metres in one unit of the working system.
  let metresPerUnit: Double
  let neighbourhoodLayer: Layer
  let neighbourhoods: [Neighbourhood]
  let challenges: ChallengePlanes
  let schedule: Schedule
  let catalogue: CycleCatalogue
  let cataloguePath: String

  /// Reads all sources at the same time.
  init(_ project: ProjectFile, options: MainJob.Options, control: JobControl) throws {
    workingSystem = try CoordinateSystem(project.crs)
    cataloguePath = try project.cycles ?? BundledFiles.cycles()
    catalogue = try CycleCatalogue.load(path: cataloguePath)
    let reader = try LayerReader(
      workingSystem: workingSystem, threads: options.threads,
      exactProjection: options.exactProjection)
    metresPerUnit = workingSystem.metresPerUnit ?? 1
    var layers = try Self.readAll(project.sources, reader, control)[...]
    neighbourhoodLayer = layers.removeFirst()
    neighbourhoods = neighbourhoodLayer.neighbourhoods(project.neighbourhoods)
    guard !neighbourhoods.isEmpty else {
      throw SourceError(
        source: project.neighbourhoods.options.source,
        problem: "There are no neighbourhoods: every feature was dropped or left out.",
        remedy: "Run 'kansenkaart check' to see why.")
    }
    let themeLayers = layers.prefix(project.themes.map(\.layers.count).reduce(0, +))
    challenges = try ChallengePlanes(project.themes, Array(themeLayers))
    schedule = Schedule(
      project.schedule, Array(layers.dropFirst(themeLayers.count)), catalogue: catalogue,
      horizon: project.horizon, metresPerUnit: metresPerUnit)
  }

  private static func readAll(
    _ sources: [SourceOptions], _ reader: LayerReader, _ control: JobControl
  ) throws -> [Layer] {
    try control.report(.reading, 0)
    let done = Atomic(0)
    let layers = try reader.readAll(sources) { _ in
      let count = done.wrappingAdd(1, ordering: .relaxed).newValue
      // Cancelling is noticed when reading ends; the files written by then are none.
      try? control.report(.reading, Double(count) / Double(sources.count))
    }
    try control.checkCancelled()
    return layers
  }

  /// What happened to each source, in the project's order.
  var records: [IntakeRecord] {
    [neighbourhoodLayer.record] + challenges.records + schedule.records
  }
}

extension Layer {
  /// The features as neighbourhoods. A missing code is the feature's number, a missing name the code.
  fileprivate func neighbourhoods(_ source: NeighbourhoodSource) -> [Neighbourhood] {
    let ids = source.id.flatMap { attributes.column($0) }
    let names = source.name.flatMap { attributes.column($0) }
    let others = attributes.columns.filter { $0.name != source.id && $0.name != source.name }
    return (0..<count).map { feature in
      let id = ids?[feature].codeText ?? String(sourceFeatures[feature])
      var neighbourhood = Neighbourhood(
        id: id, name: names?[feature].codeText ?? id, numbers: [:], texts: [:])
      for column in others { neighbourhood.keep(column[feature], as: column.name) }
      return neighbourhood
    }
  }
}

extension Neighbourhood {
  fileprivate mutating func keep(_ value: AttributeValue, as name: String) {
    switch value {
    case .null: break
    case .boolean(let value): texts[name] = value ? "true" : "false"
    case .integer(let value): numbers[name] = Double(value)
    case .number(let value): numbers[name] = value
    case .text(let value): texts[name] = value
    }
  }
}
