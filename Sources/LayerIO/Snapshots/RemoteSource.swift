import Foundation
import Workers

/// A source that is no file: it is fetched from elsewhere, and kept as a snapshot.
package enum RemoteSource: Sendable, Hashable {
  /// A table or query of a database.
  case database(DatabaseSource)
  /// A collection or feature type of a web service.
  case service(ServiceSource)

  /// What messages and records call it.
  package var name: String {
    switch self {
    case .database(let database): database.name
    case .service(let service): service.name
    }
  }

  /// Name of its snapshot, without ending.
  package var snapshotName: String {
    switch self {
    case .database(let database): database.snapshotName
    case .service(let service): service.snapshotName
    }
  }

  /// What records call its format.
  var format: String {
    switch self {
    case .database: "PostGIS"
    case .service(let service): service.protocol.name
    }
  }

  /// Writes all its features to a file, as GeoJSON in the source's own system.
  /// - Throws: `SourceError`; `SystemError` where the file can't be written.
  func fetch(to path: String) throws -> FetchedRows {
    switch self {
    case .database(let database):
      return try writing(path) { try LayerIO.fetch(database, $0) }
    case .service(let service):
      switch service.protocol {
      case .features: return try writing(path) { try fetchPages(service, $0) }
      case .wfs: return try fetchWithGDAL(service, to: path)
      }
    }
  }

  private func writing(
    _ path: String, _ body: ((ByteBuffer) throws -> Void) throws -> FetchedRows
  ) throws -> FetchedRows {
    let handle = try openForWriting(path)
    let rows = try body { text in try text.withBytes { try writeBytes($0, to: handle) } }
    try handle.close()
    return rows
  }

  /// What its record says.
  func record(of rows: FetchedRows, fetched: String, sha256: String) -> Snapshot.Record {
    var record = Snapshot.Record(
      source: "", fetched: fetched, features: rows.count, order: rows.order, sha256: sha256)
    switch self {
    case .database(let database):
      (record.source, record.geometry) = (database.address.text, database.geometry)
      switch database.content {
      case .table(let table): record.table = table
      case .query(let query): record.query = query
      }
    case .service(let service):
      record.source = service.address.text
      switch service.protocol {
      case .features: record.collection = service.layer
      case .wfs: record.featureType = service.layer
      }
      (record.crs, record.bbox) = (rows.system ?? service.crs, service.box)
    }
    return record
  }
}

/// What was fetched.
struct FetchedRows {
  /// How many there are.
  var count: Int
  /// In which order they are.
  var order: String
  /// The system that a service was asked for; nil where none was.
  var system: String?
}

/// Name of a snapshot: what it is of as far as file systems take it, and what tells it from all other requests.
func snapshotName(_ name: String, _ fingerprint: String) -> String {
  let plain = name.prefix(60).map { sign in
    sign.isASCII && (sign.isLetter || sign.isNumber || "-_.".contains(sign)) ? sign : "_"
  }
  return String(plain).trimmingPrefix { $0 == "." } + "-" + fingerprint
}
