import Geometry
import LayerIO
import Workers

/// A layer of a file as somebody sees it who has to say what it is: its fields, how it looks on a map, and what would
/// happen to its features on their way in.
package struct LookedLayer: Sendable, Codable {
  /// The layer.
  package var description: SourceDescription
  /// The system that its numbers are in: what the file declares, else what they point to.
  package let system: String
  /// Whether the file declares it.
  package let isSystemDeclared: Bool
  /// What happened to its features when they were read as a layer; nil where they have no place or it could not be
  /// read so.
  package let record: IntakeRecord?
  /// Why it could not be read so.
  package let problem: String?

  /// Looks at all layers of a file, and draws them.
  /// - Throws: `SourceError`.
  package static func all(of path: String, threads: Int) throws -> [LookedLayer] {
    try LayerIO.layers(of: path).map {
      LookedLayer(try SourceDescription($0, threads: threads, sketching: true), threads: threads)
    }
  }

  private init(_ description: SourceDescription, threads: Int) {
    self.description = description
    // What year it is matters to no system.
    let layer = DraftLayer(description, today: 2000)
    let systems = DraftSystems([layer])
    let guess = systems.guess(for: layer)
    isSystemDeclared = guess == nil
    system = guess ?? description.declaredCRS ?? CoordinateSystem.crs84Definition
    guard description.kind != nil else {
      (record, problem) = (nil, nil)
      return
    }
    let read = Result {
      try Self.read(description, given: guess, working: systems.workingCode, threads: threads)
    }
    record = try? read.get()
    if case .failure(let error) = read { problem = "\(error)" } else { problem = nil }
  }

  private static func read(
    _ description: SourceDescription, given system: String?, working: String, threads: Int
  ) throws -> IntakeRecord {
    var options = SourceOptions(source: description.path, role: "init", keepsOriginals: true)
    (options.layer, options.crs) = (description.layer, system)
    (options.x, options.y) = (description.coordinateColumns?.x, description.coordinateColumns?.y)
    options.wkt = description.textColumn
    // How large the ground around points is, is asked elsewhere.
    if description.kind == .point { options.radius = 1 }
    return try LayerReader(workingSystem: CoordinateSystem(working), threads: threads)
      .read(options).record
  }
}
