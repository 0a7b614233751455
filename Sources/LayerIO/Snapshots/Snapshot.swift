import Foundation
import Workers

/// What was read from elsewhere, kept as a file beside the project: GeoJSON in the source's own system, with a
/// record of the same name that says from where, when and of which hash it is. Runs read the file alone, so that
/// they come out the same and need no connection, until it is fetched again.
package struct Snapshot: Sendable {
  /// What the record says.
  package struct Record: Codable, Sendable, Equatable {
    /// Address of the database or service.
    var source: String
    /// The table; nil for a query.
    var table: String?
    /// The query; nil for a table.
    var query: String?
    /// The column with the geometry, where the project names one.
    var geometry: String?
    /// The collection of OGC API Features; nil for others.
    var collection: String?
    /// The feature type of a WFS; nil for others.
    var featureType: String?
    /// The system that a service was asked for.
    var crs: String?
    /// The box that a service was asked for: west, south, east and north in degrees.
    var bbox: [Double]?
    /// When it was fetched, as 2026-11-29T09:12:33Z.
    var fetched: String
    /// Number of features.
    var features: Int
    /// In which order they are.
    var order: String
    /// SHA-256 of the file beside it, in hexadecimal.
    var sha256: String
  }

  private let source: RemoteSource
  /// Path of the file.
  private let path: String

  /// The snapshot of a source at a path that ends in `.geojson`.
  package init(of source: RemoteSource, at path: String) {
    (self.source, self.path) = (source, path)
  }

  private var recordPath: String { path.dropLast(".geojson".count) + ".json" }
  private var folder: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }

  /// Sees to it that the snapshot is there: fetches it where it is not, or where it is asked for anew.
  /// - Throws: `SourceError`; also for a file that is not the one its record tells of.
  package func prepare(refreshing: Bool) throws {
    if !refreshing, let record {
      guard try sha256(path: path, source: source.name) == record.sha256 else {
        throw SourceError(
          source: source.name,
          problem: "Its snapshot was changed after it was fetched: snapshots/\(name).",
          remedy: "Fetch it anew with --refresh, or name the file itself as the source.")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let lock = try FolderLock(on: folder)
      defer { withExtendedLifetime(lock) {} }
      try fetchAnew()
    } catch let error as SourceError {
      throw error
    } catch let error as CancellationError {
      throw error
    } catch {
      throw SourceError(
        source: source.name, problem: "Its snapshot can't be kept in \(folder) (\(error)).",
        remedy: "Make the folder of the project writable, with room on its disk.")
    }
  }

  private var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// The record; nil where there is no whole snapshot.
  private var record: Record? {
    guard FileManager.default.fileExists(atPath: path),
      let data = FileManager.default.contents(atPath: recordPath)
    else { return nil }
    return try? JSONDecoder().decode(Record.self, from: data)
  }

  private func fetchAnew() throws {
    // Hidden until it is whole; what a run that was killed left is written over.
    let draft = folder + "/." + name
    defer { try? FileManager.default.removeItem(atPath: draft) }
    let rows = try source.fetch(to: draft)
    let record = source.record(
      of: rows, fetched: Date().formatted(.iso8601),
      sha256: try sha256(path: draft, source: source.name))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Without its record a file is no snapshot, so the old one goes first.
    try? FileManager.default.removeItem(atPath: recordPath)
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: draft, toPath: path)
    try (encoder.encode(record) + Data("\n".utf8)).write(
      to: URL(fileURLWithPath: recordPath), options: .atomic)
  }

  /// What readers of results are told: that a snapshot was read, and of when.
  var note: IntakeNote? {
    guard let record else { return nil }
    let isDatabase = if case .database = source { true } else { false }
    let day = record.fetched.prefix(16).replacing("T", with: " ")
    return IntakeNote(
      kind: .format, count: record.features,
      text: Wording(
        en:
          "Read from the \(isDatabase ? "database" : "web service") on \(day) UTC, in one order (\(record.order)), "
          + "and kept in snapshots/\(name); '--refresh' reads it again.",
        nl:
          "Op \(day) UTC uit de \(isDatabase ? "database" : "webdienst") gelezen en bewaard in "
          + "snapshots/\(name); met '--refresh' wordt hij opnieuw gelezen."))
  }
}
