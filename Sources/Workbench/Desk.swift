import Geometry
import LayerIO
import Pipeline
import ProjectFile
import Tables
import Tiles

/// A project on the table: its city in memory with all scenarios, and what was made of their answers. Anyone may
/// ask it, from any thread.
package final class Desk: Sendable {
  /// The city that is asked.
  package let session: Session
  /// Systems that features are given in; the first is the usual one.
  package let systems: [PublishedSystem]
  /// The system of the city itself.
  package let storageSystem: PublishedSystem
  /// The scenarios that can be asked for; the project as it is comes first.
  package let scenarios: [Scenario]
  /// Features of answers, by collection.
  private let collections = StageCache<CollectionName, FeatureCollection?>(limit: 24)
  /// Tiles of the answers that were asked for last.
  let tileSets = StageCache<TileSetName, TileSet>(limit: 4)
  /// The pyramids on which the project has a place.
  let pyramids = StageCache<CollectionName, [TileMatrixSet]>(limit: 1)

  /// Lays a city on the table, with the scenarios beside its project.
  /// - Throws: `YAMLError` about scenarios, `CoordinateSystemError`.
  package init(_ session: Session) throws {
    self.session = session
    let working = session.city.workingSystem
    let systems = try PublishedSystem.all(for: working)
    self.systems = systems
    // A system without a code has no address; then it is CRS84 that others can ask for.
    storageSystem =
      systems.first { working.code != nil && $0.system.code == working.code } ?? systems[0]
    scenarios = try Scenario.all(besideProject: session.city.inputs.project.path)
  }

  /// Name of the project.
  package var projectName: String { session.city.inputs.project.name }
  /// Language that the project asks for.
  package var language: Language {
    session.city.inputs.project.language.flatMap { Language(code: $0) } ?? .nl
  }
  /// Years that the project looks at.
  package var years: ClosedRange<Int> { session.city.inputs.project.horizon }

  /// The scenario with a key.
  /// - Throws: `NotThere`.
  package func scenario(_ key: String) throws(NotThere) -> Scenario {
    guard let scenario = scenarios.first(where: { $0.key == key }) else {
      throw NotThere(
        "There is no scenario '\(key)'.",
        "There are: \(scenarios.map(\.key).joined(separator: ", ")).")
    }
    return scenario
  }

  /// The answer to a scenario.
  /// - Throws: `NotThere`; as `Session.answer`.
  package func answer(_ key: String, control: JobControl = JobControl()) throws -> Answer {
    try session.answer(scenario(key), among: scenarios, control: control)
  }
}

// MARK: - Collections

extension Desk {
  /// The kinds of features that the project has.
  /// - Throws: as answers do.
  package func kinds() throws -> [CollectionKind] {
    try CollectionKind.all.filter { kind in
      try found(CollectionName(scenario: "base", kind: kind.key), kind) != nil
    }
  }

  /// The kind of a collection.
  /// - Throws: `NotThere`; as answers do.
  package func kind(of name: CollectionName) throws -> CollectionKind {
    guard let kind = try kinds().first(where: { $0.key == name.kind }) else {
      throw missing(name)
    }
    return kind
  }

  /// The features of a collection; worked out when they are first asked for.
  /// - Throws: `NotThere`; as answers do.
  package func collection(_ name: CollectionName) throws -> FeatureCollection {
    let kind = try kind(of: name)
    guard let collection = try found(name, kind) else { throw missing(name) }
    return collection
  }

  private func found(
    _ name: CollectionName, _ kind: CollectionKind
  ) throws -> FeatureCollection? {
    try collections.value(for: name) {
      try answer(name.scenario).table(kind.table).map {
        FeatureCollection(
          name, kind, $0, working: session.city.workingSystem, threads: session.threads)
      }
    }
  }

  private func missing(_ name: CollectionName) -> NotThere {
    NotThere(
      "There is no collection '\(name.text)'.", "Those that there are stand at /collections.")
  }

  /// The box, in CRS84, around all features of a kind: that of the project, and where they have a place in a scenario
  /// alone, that of the city; nil where they have none.
  /// - Throws: as answers do.
  package func extent(of kind: CollectionKind) throws -> Bounds? {
    let own = try found(CollectionName(scenario: "base", kind: kind.key), kind)
    guard let own, own.table.geometryKind != .none else { return nil }
    let all = [kind] + CollectionKind.all.filter { ["works", "neighbourhoods"].contains($0.key) }
    return try all.reduce(nil) { box, kind in
      let features = try found(CollectionName(scenario: "base", kind: kind.key), kind)?
        .features(in: systems[0])
      guard let other = features?.bounds else { return box }
      return box?.united(with: other) ?? other
    }
  }
}
