import CGDAL
import Geometry
import LayerIO
import Workers

/// Name of the geometry column in GeoPackages.
let geometryColumn = "geom"

/// Bytes of a page of a GeoPackage: rows of some 2 kB fill pages of 16 kB better than SQLite's 4 kB,
/// and the system takes half the time to write them.
private let pageSize = 16_384

/// Makes a GeoPackage of layers without rows, each with geometry having an empty spatial index.
/// - Throws: `ProductError`.
func makeEmptyGeoPackage(
  _ tables: [VectorTable], system: CoordinateSystem, at path: String
) throws {
  let settings = ["OGR_CURRENT_DATE": fixedDate, "OGR_SQLITE_PRAGMA": "page_size=\(pageSize)"]
  try collectingGDALMessages { messages in
    try withGDALSettings(settings) {
      let package = try GDALProduct(format: "GPKG", path: path, messages)
      let options = ["FID=fid", "GEOMETRY_NAME=" + geometryColumn]
      for table in tables { try unsafe package.addLayer(table, system: system, options: options) }
      try package.close()
    }
  }
}

/// Writes a table as FlatGeobuf in the given system, with its spatial index. Geometries are of
/// Multi types; features stand in the order of the index, which depends on their geometry alone.
/// - Throws: `ProductError`.
package func writeFlatGeobuf(
  _ table: VectorTable, system: CoordinateSystem, to path: String
) throws {
  try collectingGDALMessages { messages in
    let file = try GDALProduct(format: "FlatGeobuf", path: path, messages)
    let layer = try unsafe file.addLayer(table, system: system, options: [])
    try unsafe file.write(table, to: layer)
    try file.close()
  }
}

/// A file that GDAL makes. Not Sendable.
@safe private final class GDALProduct {
  private let path: String
  private let messages: GDALMessages
  /// Sound: made in `init`, given back once in `close` or `deinit`.
  private var dataset: GDALDatasetH?

  init(format: String, path: String, _ messages: GDALMessages) throws {
    self.path = path
    self.messages = messages
    let driver = unsafe GDALGetDriverByName(format)
    unsafe dataset = unsafe GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
    guard unsafe dataset != nil else { throw failure() }
  }

  deinit { if let dataset = unsafe dataset { unsafe GDALClose(dataset) } }

  /// Closing writes what is still in memory, so it may fail as well.
  func close() throws {
    let said = messages.texts.count
    unsafe GDALClose(dataset)
    unsafe dataset = nil
    guard messages.texts.count == said else { throw failure() }
  }

  /// Adds a layer without rows. What it returns is the file's, good until `close`.
  @discardableResult
  func addLayer(
    _ table: VectorTable, system: CoordinateSystem, options: [String]
  ) throws -> OGRLayerH {
    let type = layerType(table.geometryKind)
    let reference = unsafe OSRNewSpatialReference(nil)
    defer { unsafe OSRDestroySpatialReference(reference) }
    unsafe OSRSetFromUserInput(reference, system.definition)
    let list = CStrings(options)
    let layer = unsafe GDALDatasetCreateLayer(
      dataset, table.name, type == wkbNone ? nil : reference, type, list.pointers)
    guard let layer = unsafe layer else { throw failure() }
    for column in table.columns { unsafe addField(column, to: layer) }
    return unsafe layer
  }

  func write(_ table: VectorTable, to layer: OGRLayerH) throws {
    let definition = unsafe OGR_L_GetLayerDefn(layer)
    let columns = table.columns.map(\.values)
    for row in 0..<table.rowCount {
      if row.isMultiple(of: 256) { try Interruption.check() }
      let feature = unsafe OGR_F_Create(definition)
      defer { unsafe OGR_F_Destroy(feature) }
      for (index, values) in columns.enumerated() {
        unsafe set(values, row, Int32(index), of: feature)
      }
      let shape = unsafe geometry(table.geometry.paths(of: row), of: table.geometry.array)
      unsafe OGR_F_SetGeometryDirectly(feature, shape)
      guard unsafe OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else { throw failure() }
    }
  }

  private func set(
    _ values: VectorTable.Values, _ row: Int, _ field: Int32, of feature: OGRFeatureH?
  ) {
    switch values {
    case .text(let values):
      if let value = values[row] { unsafe OGR_F_SetFieldString(feature, field, value) }
    case .integer(let values):
      if let value = values[row] { unsafe OGR_F_SetFieldInteger64(feature, field, Int64(value)) }
    case .number(let values, let decimals):
      if let value = values[row], value.isFinite {
        unsafe OGR_F_SetFieldDouble(feature, field, rounded(value, decimals))
      }
    case .boolean(let values):
      if let value = values[row] { unsafe OGR_F_SetFieldInteger(feature, field, value ? 1 : 0) }
    }
  }

  /// The geometry with these paths for the caller to own; nil where there are none.
  private func geometry(_ paths: Range<Int>, of array: GeometryArray) -> OGRGeometryH? {
    var binary = EncodedRows()
    binary.append(wellKnownBinary: paths, of: array)
    var geometry: OGRGeometryH?
    // Sound: GDAL reads the bytes during the call, and no more than it is told there are.
    _ = unsafe binary.bytes.withUnsafeBytes { bytes in
      unsafe OGR_G_CreateFromWkb(bytes.baseAddress, nil, &geometry, Int32(bytes.count))
    }
    return unsafe geometry
  }

  private func layerType(_ kind: VectorTable.GeometryKind) -> OGRwkbGeometryType {
    switch kind {
    case .multiPolygon: wkbMultiPolygon
    case .multiLineString: wkbMultiLineString
    case .multiPoint: wkbMultiPoint
    case .mixed: wkbUnknown
    case .none: wkbNone
    }
  }

  private func addField(_ column: VectorTable.Column, to layer: OGRLayerH) {
    let type =
      switch column.type {
      case .text: OFTString
      case .integer: OFTInteger64
      case .number: OFTReal
      case .boolean: OFTInteger
      }
    let field = unsafe OGR_Fld_Create(column.name, type)
    if case .boolean = column.type { unsafe OGR_Fld_SetSubType(field, OFSTBoolean) }
    unsafe OGR_L_CreateField(layer, field, 0)
    unsafe OGR_Fld_Destroy(field)
  }

  private func failure() -> ProductError {
    ProductError(
      cause: .writeFailed, path: path,
      problem: "The file can't be written (\(messages.last)).",
      remedy: "Check that the folder can be written and the disk has room.")
  }
}
