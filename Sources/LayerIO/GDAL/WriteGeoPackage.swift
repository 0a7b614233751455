import CGDAL
import Geometry

/// How QGIS shows a table of a GeoPackage that it opens.
public struct TableStyle: Sendable, Equatable {
  /// Name of the table.
  public var table: String
  /// The style as QGIS writes it (QML).
  public var qml: String

  /// A style of a table.
  public init(table: String, qml: String) {
    self.table = table
    self.qml = qml
  }
}

/// The moment that GeoPackages name as their last change, so that equal input gives equal bytes.
private let fixedDate = "2000-01-01T00:00:00.000Z"

/// Writes tables as layers of one GeoPackage in their own system, with `layer_styles` for QGIS.
/// - Throws: `ProductError`, and leaves no file then.
public func writeGeoPackage(
  _ tables: [VectorTable], styles: [TableStyle], system: CoordinateSystem, to path: String
) throws {
  try collectingGDALMessages { messages in
    unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", fixedDate)
    defer { unsafe CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
    let package = try GeoPackageWriter(path: path, messages)
    for table in tables { try package.write(table, system: system) }
    try package.write(styles, tables)
    try package.close()
  }
}

/// A GeoPackage being written. Not Sendable.
@safe private final class GeoPackageWriter {
  private let path: String
  private let messages: GDALMessages
  /// Sound: made in `init`, given back once in `close` or `deinit`.
  private var dataset: GDALDatasetH?

  init(path: String, _ messages: GDALMessages) throws {
    self.path = path
    self.messages = messages
    let driver = unsafe GDALGetDriverByName("GPKG")
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

  func write(_ table: VectorTable, system: CoordinateSystem) throws {
    let type =
      switch table.geometryKind {
      case .multiPolygon: wkbMultiPolygon
      case .multiLineString: wkbMultiLineString
      case .multiPoint: wkbMultiPoint
      case .mixed: wkbUnknown
      case .none: wkbNone
      }
    let reference = unsafe OSRNewSpatialReference(nil)
    defer { unsafe OSRDestroySpatialReference(reference) }
    unsafe OSRSetFromUserInput(reference, system.definition)
    let options = CStrings(["FID=fid", "GEOMETRY_NAME=geom"])
    let layer = unsafe GDALDatasetCreateLayer(
      dataset, table.name, type == wkbNone ? nil : reference, type, options.pointers)
    guard let layer = unsafe layer else { throw failure() }
    for column in table.columns { unsafe addField(column, to: layer) }
    unsafe GDALDatasetStartTransaction(dataset, 0)
    try unsafe writeRows(of: table, to: layer)
    guard unsafe GDALDatasetCommitTransaction(dataset) == OGRERR_NONE else { throw failure() }
  }

  func write(_ styles: [TableStyle], _ tables: [VectorTable]) throws {
    let columns: [(String, [String])] = [
      ("f_table_catalog", styles.map { _ in "" }), ("f_table_schema", styles.map { _ in "" }),
      ("f_table_name", styles.map(\.table)), ("f_geometry_column", styles.map { _ in "geom" }),
      ("styleName", styles.map(\.table)), ("styleQML", styles.map(\.qml)),
      ("styleSLD", styles.map { _ in "" }),
      ("description", styles.map { _ in "Kansenkaart" }), ("owner", styles.map { _ in "" }),
      ("ui", styles.map { _ in "" }), ("update_time", styles.map { _ in fixedDate }),
    ]
    var table = VectorTable(name: "layer_styles", columns: [], geometryKind: .none)
    table.columns = columns.map { .init(name: $0.0, values: .text($0.1)) }
    table.columns.insert(
      .init(name: "useAsDefault", values: .boolean(styles.map { _ in true })), at: 7)
    try write(table, system: CoordinateSystem(CoordinateSystem.crs84Definition))
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

  private func writeRows(of table: VectorTable, to layer: OGRLayerH) throws {
    let definition = unsafe OGR_L_GetLayerDefn(layer)
    for row in 0..<table.rowCount {
      let feature = unsafe OGR_F_Create(definition)
      defer { unsafe OGR_F_Destroy(feature) }
      for (index, column) in table.columns.enumerated() {
        unsafe set(column.values, row, Int32(index), of: feature)
      }
      if table.geometryKind != .none {
        let shape = unsafe geometry(row, of: table)
        unsafe OGR_F_SetGeometryDirectly(feature, shape)
      }
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
      if let value = values[row] {
        unsafe OGR_F_SetFieldDouble(feature, field, rounded(value, decimals))
      }
    case .boolean(let values):
      if let value = values[row] { unsafe OGR_F_SetFieldInteger(feature, field, value ? 1 : 0) }
    }
  }

  private func geometry(_ row: Int, of table: VectorTable) -> OGRGeometryH? {
    let array = table.geometry
    let paths = array.paths(of: row)
    let kinds = Set(paths.map { array.pathRoles[$0] })
    if table.geometryKind == .multiPolygon || kinds.contains(.shell) {
      return unsafe multiPolygon(paths, of: array)
    }
    let isLine = kinds.contains(.line)
    let parts = unsafe paths.map { path in
      unsafe self.path(
        array.positions[array.range(ofPath: path)], isLine ? wkbLineString : wkbPoint)
    }
    if unsafe parts.count == 1 && table.geometryKind == .mixed { return unsafe parts[0] }
    guard unsafe !parts.isEmpty else { return nil }
    let whole = unsafe OGR_G_CreateGeometry(isLine ? wkbMultiLineString : wkbMultiPoint)
    unsafe parts.forEach { unsafe OGR_G_AddGeometryDirectly(whole, $0) }
    return unsafe whole
  }

  private func multiPolygon(_ paths: Range<Int>, of array: GeometryArray) -> OGRGeometryH? {
    let whole = unsafe OGR_G_CreateGeometry(wkbMultiPolygon)
    var polygon: OGRGeometryH?
    for path in paths where array.pathRoles[path] <= .hole {
      if array.pathRoles[path] == .shell {
        unsafe polygon = unsafe OGR_G_CreateGeometry(wkbPolygon)
        unsafe OGR_G_AddGeometryDirectly(whole, polygon)
      }
      let ring = unsafe self.path(array.positions[array.range(ofPath: path)], wkbLinearRing)
      unsafe OGR_G_AddGeometryDirectly(polygon, ring)
    }
    return unsafe whole
  }

  private func path(
    _ positions: ArraySlice<Position>, _ type: OGRwkbGeometryType
  ) -> OGRGeometryH? {
    let geometry = unsafe OGR_G_CreateGeometry(type)
    let stride = Int32(MemoryLayout<Position>.stride)
    // Sound: a Position is two doubles side by side, and GDAL copies them before this returns.
    unsafe positions.withUnsafeBytes { bytes in
      unsafe OGR_G_SetPoints(
        geometry, Int32(positions.count), bytes.baseAddress, stride,
        bytes.baseAddress?.advanced(by: 8), stride, nil, 0)
    }
    return unsafe geometry
  }

  private func failure() -> ProductError {
    ProductError(
      cause: .writeFailed, path: path,
      problem: "The GeoPackage can't be written (\(messages.last)).",
      remedy: "Check that the folder can be written and the disk has room.")
  }
}

extension VectorTable {
  /// Number of rows.
  public var rowCount: Int {
    switch columns.first?.values {
    case .text(let values): values.count
    case .integer(let values): values.count
    case .number(let values, _): values.count
    case .boolean(let values): values.count
    case nil: geometry.count
    }
  }
}

/// A number with at most so many decimals, as all products give it.
private func rounded(_ value: Double, _ decimals: Int) -> Double {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value * scale).rounded() / scale
  return scaled.isFinite ? scaled : value
}
