import CGDAL
import Geometry

/// Name of the geometry column in GeoPackages.
let geometryColumn = "geom"

/// Makes a GeoPackage of layers without rows, each with geometry having an empty spatial index.
/// - Throws: `ProductError`.
func makeEmptyGeoPackage(
  _ tables: [VectorTable], system: CoordinateSystem, at path: String
) throws {
  try collectingGDALMessages { messages in
    unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", fixedDate)
    defer { unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
    let package = try GDALProduct(format: "GPKG", path: path, messages)
    let options = ["FID=fid", "GEOMETRY_NAME=" + geometryColumn]
    for table in tables { try package.addLayer(table, system: system, options: options) }
    try package.close()
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

  func addLayer(_ table: VectorTable, system: CoordinateSystem, options: [String]) throws {
    let type = layerType(table.geometryKind)
    let reference = unsafe OSRNewSpatialReference(nil)
    defer { unsafe OSRDestroySpatialReference(reference) }
    unsafe OSRSetFromUserInput(reference, system.definition)
    let list = CStrings(options)
    let layer = unsafe GDALDatasetCreateLayer(
      dataset, table.name, type == wkbNone ? nil : reference, type, list.pointers)
    guard let layer = unsafe layer else { throw failure() }
    for column in table.columns { unsafe addField(column, to: layer) }
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
      switch column.values {
      case .text: OFTString
      case .integer: OFTInteger64
      case .number: OFTReal
      case .boolean: OFTInteger
      }
    let field = unsafe OGR_Fld_Create(column.name, type)
    if case .boolean = column.values { unsafe OGR_Fld_SetSubType(field, OFSTBoolean) }
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
