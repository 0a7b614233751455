import CGDAL
import Foundation
import Workers

/// A dataset that GDAL has open. Not Sendable: one task opens, reads and closes it.
@safe final class GDALDataset {
  /// Sound: opened in `init`, closed once in `deinit`.
  private let handle: GDALDatasetH
  /// Name of GDAL's driver, such as `GPKG`.
  let format: String

  /// Opens a file for reading, with the drivers for files unless others are given.
  /// - Throws: `SourceError` with GDAL's message.
  init(
    path: String, source: String, options: [String], _ messages: GDALMessages,
    drivers: [String] = fileDrivers
  ) throws {
    let list = CStrings(options)
    let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
    let drivers = CStrings(drivers)
    guard let handle = unsafe GDALOpenEx(path, flags, drivers.constant, list.constant, nil) else {
      throw SourceError(
        source: source, problem: "The file can't be read as geodata: \(messages.last).",
        remedy: "Check that it is whole and of a format that GDAL reads; ogrinfo tells.")
    }
    unsafe self.handle = unsafe handle
    format = unsafe text(GDALGetDriverShortName(GDALGetDatasetDriver(handle))) ?? "GDAL"
  }

  deinit { unsafe GDALClose(handle) }

  /// The layers, tables without geometry among them.
  var layers: [GDALLayer] {
    unsafe (0..<GDALDatasetGetLayerCount(handle)).compactMap { index in
      unsafe GDALDatasetGetLayer(handle, index).map { unsafe GDALLayer($0, in: self) }
    }
  }

  /// The first row of a query, as numbers; nil where the query fails or a value is null.
  func numbers(_ query: String) -> [Double]? {
    unsafe firstRow(query) { unsafe OGR_F_GetFieldAsDouble($0, $1) }
  }

  /// The same as texts.
  func texts(_ query: String) -> [String]? {
    unsafe firstRow(query) { unsafe text(OGR_F_GetFieldAsString($0, $1)) ?? "" }
  }

  /// Calls `body` with every row of a query, as texts; with none where the query fails.
  func forEachRow(_ query: String, _ body: ([String]) -> Void) {
    guard let result = unsafe GDALDatasetExecuteSQL(handle, query, nil, nil) else { return }
    defer { unsafe GDALDatasetReleaseResultSet(handle, result) }
    while let row = unsafe OGR_L_GetNextFeature(result) {
      defer { unsafe OGR_F_Destroy(row) }
      let fields = unsafe 0..<OGR_F_GetFieldCount(row)
      body(fields.map { unsafe text(OGR_F_GetFieldAsString(row, $0)) ?? "" })
    }
  }

  private func firstRow<Value>(
    _ query: String, _ value: (OGRFeatureH, Int32) -> Value
  ) -> [Value]? {
    guard let result = unsafe GDALDatasetExecuteSQL(handle, query, nil, nil) else { return nil }
    defer { unsafe GDALDatasetReleaseResultSet(handle, result) }
    guard let row = unsafe OGR_L_GetNextFeature(result) else { return nil }
    defer { unsafe OGR_F_Destroy(row) }
    let fields = unsafe 0..<OGR_F_GetFieldCount(row)
    guard fields.allSatisfy({ unsafe OGR_F_IsFieldSetAndNotNull(row, $0) != 0 }) else {
      return nil
    }
    return fields.map { unsafe value(row, $0) }
  }

  /// Writes a layer to a new file as `ogr2ogr` does with these arguments; whether it could be written.
  func translate(_ layer: String, to path: String, _ arguments: [String]) throws -> Bool {
    let list = CStrings(arguments + [layer])
    // Sound: GDAL copies what it needs of the arguments; what it makes is closed and freed here.
    guard let options = unsafe GDALVectorTranslateOptionsNew(list.pointers, nil) else {
      return false
    }
    defer { unsafe GDALVectorTranslateOptionsFree(options) }
    unsafe GDALVectorTranslateOptionsSetProgress(
      options, { _, _, _ in (try? Interruption.check()) == nil ? 0 : 1 }, nil)
    var sources: [GDALDatasetH?] = unsafe [handle]
    var failed: Int32 = 0
    let made = unsafe GDALVectorTranslate(path, nil, 1, &sources, options, &failed)
    try Interruption.check()
    guard let made = unsafe made else { return false }
    unsafe GDALClose(made)
    return failed == 0
  }

  /// Number of rows of a table of a SQLite file, as they are counted, not as the file says; nil where
  /// they can't be counted.
  func rowCount(of table: String) -> Int? {
    numbers("SELECT COUNT(*) FROM \(quoted(table))")?.first.map { Int($0) }
  }
}

/// The drivers of GDAL that read what a file holds. Others read what it names, on the disk or elsewhere, whatever the
/// file is called: GDAL looks at how it begins.
let fileDrivers: [String] = {
  let outward: Set = [
    "OGR_VRT", "HTTP", "WFS", "OAPIF", "OGCAPI", "CSW", "GMLAS", "ODBC", "PGeo", "PostgreSQL",
    "MySQL", "MSSQLSpatial", "OGR_OGDI", "GPSBabel", "Elasticsearch", "Carto", "AmigoCloud",
    "PLSCENES", "NGW", "EEDA", "JP2OpenJPEG", "PDF",
  ]
  let names = (0..<GDALGetDriverCount()).compactMap { index in
    unsafe GDALGetDriver(index).flatMap { unsafe text(GDALGetDriverShortName($0)) }
  }
  return names.filter { !outward.contains($0) }
}()

/// A layer of an open dataset.
@safe struct GDALLayer {
  /// Sound: belongs to `dataset`, which this value keeps alive.
  let handle: OGRLayerH
  private let dataset: GDALDataset
  let name: String
  let fieldNames: [String]
  /// Alias of each field; empty where it has none. IMBOR's columns are URIs with labels as aliases.
  let aliases: [String]

  init(_ handle: OGRLayerH, in dataset: GDALDataset) {
    unsafe self.handle = unsafe handle
    self.dataset = dataset
    name = unsafe text(OGR_L_GetName(handle)) ?? ""
    let definition = unsafe OGR_L_GetLayerDefn(handle)
    let fields = unsafe (0..<OGR_FD_GetFieldCount(definition)).map {
      unsafe OGR_FD_GetFieldDefn(definition, $0)
    }
    fieldNames = unsafe fields.map { unsafe text(OGR_Fld_GetNameRef($0)) ?? "" }
    aliases = unsafe fields.map { unsafe text(OGR_Fld_GetAlternativeNameRef($0)) ?? "" }
  }

  /// Number of features that the file itself promises, without counting them; nil where it does not.
  var promisedCount: Int? {
    let count = unsafe OGR_L_GetFeatureCount(handle, 0)
    return count >= 0 ? Int(count) : nil
  }

  /// Number of features, counted where the file does not tell.
  var featureCount: Int { unsafe Int(OGR_L_GetFeatureCount(handle, 1)) }

  /// Name of the geometry column; empty where the format does not name it.
  var geometryColumn: String { unsafe text(OGR_L_GetGeometryColumn(handle)) ?? "" }

  /// Name of the column with the ids of features; empty where there is none.
  var idColumn: String { unsafe text(OGR_L_GetFIDColumn(handle)) ?? "" }

  var hasGeometry: Bool { unsafe OGR_L_GetGeomType(handle) != wkbNone }

  /// The coordinate system that the file declares: an authority's code, or well-known text.
  var declaredCRS: String? {
    guard let system = unsafe OGR_L_GetSpatialRef(handle) else { return nil }
    if let authority = unsafe text(OSRGetAuthorityName(system, nil)),
      let code = unsafe text(OSRGetAuthorityCode(system, nil))
    {
      return "\(authority):\(code)"
    }
    var exported: UnsafeMutablePointer<CChar>?
    guard unsafe OSRExportToWkt(system, &exported) == OGRERR_NONE else { return nil }
    defer { unsafe VSIFree(exported) }
    return unsafe text(exported)
  }

  /// Kind of the field: whole number, number, text or nothing that a table holds.
  func kind(ofField index: Int) -> OGRFieldType {
    unsafe OGR_Fld_GetType(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(handle), Int32(index)))
  }

  /// Whether the field holds true or false.
  func isBoolean(_ index: Int) -> Bool {
    unsafe OGR_Fld_GetSubType(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(handle), Int32(index)))
      == OFSTBoolean
  }

  /// Calls `body` with every feature, in the order of the file.
  /// - Throws: `CancellationError` for work that nobody waits for.
  func forEachFeature(_ body: (OGRFeatureH) -> Void) throws {
    unsafe OGR_L_ResetReading(handle)
    var count = 0
    while let feature = unsafe OGR_L_GetNextFeature(handle) {
      unsafe body(feature)
      unsafe OGR_F_Destroy(feature)
      count += 1
      if count.isMultiple(of: 256) { try Interruption.check() }
    }
  }
}

/// A C string that a library owns, as text.
func text(_ pointer: UnsafePointer<CChar>?) -> String? { unsafe decoded(pointer)?.text }

/// A C string as text, and whether some of it was not UTF-8 and taken for windows-1252.
func decoded(_ pointer: UnsafePointer<CChar>?) -> (text: String, isMended: Bool)? {
  guard let pointer = unsafe pointer else { return nil }
  if let valid = unsafe String(validatingCString: pointer) {
    let mended = Windows1252.mended(controlsOf: valid)
    return (mended ?? valid, mended != nil)
  }
  let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
  return (String(decoding: unsafe Windows1252.mended(bytes), as: UTF8.self), true)
}

/// A list of C strings as GDAL wants its options: ended by a null.
@safe package struct CStrings: ~Copyable {
  /// Sound: made here, freed in `deinit`.
  package let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// The same list for functions that promise not to change it.
  var constant: UnsafePointer<UnsafePointer<CChar>?>? {
    unsafe UnsafeRawPointer(pointers)?.assumingMemoryBound(to: UnsafePointer<CChar>?.self)
  }

  package init(_ strings: [String]) {
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for string in strings { unsafe list = unsafe CSLAddString(list, string) }
    unsafe pointers = unsafe list
  }

  deinit { unsafe CSLDestroy(pointers) }
}
