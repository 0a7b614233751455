import Foundation
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Workers

/// Makes a package of what a run's folder tells, up to a level, signed by a key: the same bytes for the same run,
/// request and key.
/// - Throws: `MissingInput`, `MixedFolder`, `SavedStackError`, `SourceError` for a folder that can't be shared,
///   `SharingError` for what would not be a package, `ProductError`.
package func shareRun(
  in folder: String, _ request: ShareRequest, key: SigningKey, threads: Int
) throws -> PackageFile {
  let run = try RunToShare(folder: folder, threads: threads)
  var rows: [String: [[SharedValue]]] = [:]
  var geometry: [String: GeometryArray] = [:]
  if request.level >= .neighbourhood {
    geometry[SharedTable.neighbourhoods.name] = try run.stack.geometry(threads: threads)
      .neighbourhoods
  }
  if request.level >= .outline {
    let works = try SharedWorks(run, level: request.level, threads: threads)
    rows = works.rows
    geometry.merge(works.geometry) { $1 }
  }
  let tables = SharedTable.tables(of: request.level).map { table in
    let own =
      switch table.level {
      case .figures: run.cityRows(table)
      case .neighbourhood: run.neighbourhoodRows(table)
      case .outline, .full: rows[table.name] ?? []
      }
    return SharedPackage.Table(table, rows: own)
  }
  var package = SharedPackage(
    level: request.level, city: run.map.name, contact: request.contact, made: request.made,
    expires: request.expires, definitions: run.definitions, tables: tables)
  return try package.signed(
    geometry: geometry, system: try CoordinateSystem(run.stack.project.crs), by: key)
}

extension SharedPackage {
  /// The file of the package, with its GeoPackage, signed by a key. What would not pass `verify` is not made.
  /// - Throws: `SharingError`, `ProductError`.
  package mutating func signed(
    geometry: [String: GeometryArray], system: CoordinateSystem, by key: SigningKey
  ) throws -> PackageFile {
    let geoPackage = try PackageGeoPackage.bytes(self, geometry: geometry, system: system)
    geoPackageSHA256 = sha256(of: Data(geoPackage))
    let file = try PackageFile(canonicalBytes(), geoPackage: geoPackage, by: key)
    _ = try PackageFile.verify(file.bytes, today: made, key: key.publicKey)
    return file
  }
}

extension PackageFile {
  /// Signs the bytes of a JSON.
  package init(_ json: [UInt8], geoPackage: [UInt8], by key: SigningKey) throws {
    let signature = PackageSignature(
      publicKey: key.publicKey, signature: hexadecimal(key.signature(of: json)))
    self.init(json: json, geoPackage: geoPackage, signature: try Self.canonical(signature))
  }
}
