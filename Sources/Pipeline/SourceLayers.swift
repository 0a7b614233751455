import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Synchronization

/// Reads the sources of a project: all of them, or what a part needs.
struct SourceLayers {
  /// The layers of a project by what they are for.
  struct Layers {
    var neighbourhoods: NeighbourhoodIntake
    var themes: [Layer]
    var schedule: [Layer]
    /// What derived layers need besides their own source, then buildings, then areas, then people.
    var further: [Layer]
    /// All neighbourhoods of the source: those of `neighbourhoods`, or more of them.
    var everyNeighbourhood: NeighbourhoodIntake
  }

  private let project: ProjectFile
  private let reader: LayerReader
  private let control: JobControl
  private let done = Counter()
  /// Where the neighbourhoods lie, once that is known.
  private var place: CoordinateSystem.Area?

  init(_ project: ProjectFile, _ reader: LayerReader, _ control: JobControl) {
    self.project = project
    self.reader = reader
    self.control = control
  }

  private var themes: [SourceOptions] { project.themes.flatMap { $0.layers.map(\.options) } }
  private var schedule: [SourceOptions] { project.schedule.map(\.options) }
  private var further: [SourceOptions] { project.furtherSources }

  /// Reads all sources at the same time.
  func readAll() throws -> Layers {
    var layers = try read(project.sources)[...]
    let neighbourhoods = try NeighbourhoodIntake(layers.removeFirst(), project.neighbourhoods)
    return Layers(
      neighbourhoods: neighbourhoods, themes: Array(layers.prefix(themes.count)),
      schedule: Array(layers.dropFirst(themes.count).dropLast(further.count)),
      further: layers.suffix(further.count), everyNeighbourhood: neighbourhoods)
  }

  /// Reads the sources one after the other, so that no more than one is on its way at a time. Challenges that are
  /// not derived wait until `challenge` is asked for them: here they are without features.
  mutating func readInTurn() throws -> Layers {
    place = try reader.place(ofNeighbourhoods: project.neighbourhoods.options)
    let layer = try read([project.neighbourhoods.options])[0]
    let neighbourhoods = try NeighbourhoodIntake(layer, project.neighbourhoods)
    let themes = try project.themes.flatMap(\.layers).map { layer in
      layer.derivation == nil ? Layer(unread: layer.options) : try read(one: layer.options)
    }
    return Layers(
      neighbourhoods: neighbourhoods, themes: themes,
      schedule: try schedule.map { try read(one: $0) },
      further: try further.map { try read(one: $0) },
      everyNeighbourhood: neighbourhoods)
  }

  /// Reads a challenge that waited, by its number among the layers of all themes.
  func challenge(_ number: Int) throws -> Layer { try read(one: themes[number]) }

  private func read(one source: SourceOptions) throws -> Layer { try read([source])[0] }

  /// Reads what a part needs: its neighbourhoods, the works that touch them or may reach people there, all
  /// challenges that these works and the people around them meet, also outside the part, and the neighbourhoods
  /// they reach into.
  func read(_ part: ProjectPart) throws -> Layers {
    let layer = try read([project.neighbourhoods.options])[0]
    let all = try NeighbourhoodIntake(layer, project.neighbourhoods)
    let members = try part.members(of: all, threads: reader.threads)
    let polygons = all.geometry.selecting(members)
    let core = polygons.bounds ?? Bounds(minX: 0, minY: 0, maxX: 0, maxY: 0)
    let reach = peopleReach
    let schedule = try read(schedule, within: core.padded(by: reach)).map {
      $0.keeping(try works(of: $0.geometry, around: polygons))
    }
    let box = schedule.compactMap(\.geometry.bounds).reduce(core) { $0.united(with: $1) }
      .padded(by: reach)
    return Layers(
      neighbourhoods: all.keeping(members, near: box), themes: try readThemes(within: box),
      schedule: schedule, further: try read(further), everyNeighbourhood: all)
  }

  /// How far works reach people at most, in units of the working system; 0 where nobody is counted.
  private var peopleReach: Double {
    let metres = project.people.map(\.worksWithin).max() ?? 0
    return metres / (reader.workingSystem.metresPerUnit ?? 1)
  }

  /// The works that touch polygons or, where people are counted, those that come as near to a polygon's box as
  /// works reach people.
  private func works(of geometry: GeometryArray, around polygons: GeometryArray) throws -> [Int] {
    guard peopleReach > 0 else {
      return try geometry.features(touching: polygons, threads: reader.threads)
    }
    let boxes = (0..<polygons.count).compactMap {
      polygons.bounds(of: $0)?.padded(by: peopleReach)
    }
    return (0..<geometry.count).filter { work in
      geometry.bounds(of: work).map { box in boxes.contains { $0.intersects(box) } } ?? false
    }
  }

  /// What is derived looks at the whole city: slack next door, a neighbourhood's vacancy, green around.
  private func readThemes(within box: Bounds) throws -> [Layer] {
    let layers = project.themes.flatMap(\.layers)
    var whole = try read(layers.filter { $0.derivation != nil }.map(\.options))[...]
    var parts = try read(layers.filter { $0.derivation == nil }.map(\.options), within: box)[...]
    return layers.map { ($0.derivation == nil ? parts.popFirst() : whole.popFirst()) }
      .compactMap(\.self)
  }

  private func read(_ sources: [SourceOptions], within box: Bounds? = nil) throws -> [Layer] {
    let total = Double(project.sources.count)
    try control.report(.reading, Double(done.value) / total)
    let boxed = sources.map { source in
      var source = source
      source.within = box
      return source
    }
    let layers = try reader.readAll(boxed, near: place) { _ in
      // Cancelling is noticed when reading ends; the files written by then are none.
      try? control.report(.reading, Double(done.next()) / total)
    }
    try control.checkCancelled()
    return layers
  }
}

extension Layer {
  /// A layer without features, of a source that was not read yet.
  fileprivate init(unread source: SourceOptions) {
    self.init(
      geometry: GeometryArray(), attributes: AttributeTable(count: 0, columns: []),
      sourceFeatures: [], record: IntakeRecord(source: source.source, role: source.role))
  }
}

/// Counts sources from several threads.
private final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
