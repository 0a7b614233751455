import Geometry
import Workers

/// What a layer looks like from outside, for whoever has to describe it in a project file.
public struct SourceDescription: Sendable {
  /// Path as given.
  public var path: String
  /// Layer in the file; nil where it has one alone.
  public var layer: String?
  /// Format as read, such as `GeoJSON` or GDAL's driver name.
  public var format: String
  /// Number of features.
  public var count: Int
  /// Fields in the order of the source.
  public var fields: [FieldDescription]
  /// What most features are; nil where none has a geometry.
  public var kind: PathRole?
  /// Coordinate system that the file declares; nil where it declares none.
  public var declaredCRS: String?
  /// The box around all positions, in the file's own system.
  public var bounds: Bounds?
  /// How its polygons lie to each other.
  public var mosaic: Mosaic
  /// Columns with the coordinates, where it is a table that seems to have them.
  public var coordinateColumns: (x: String, y: String)?
  /// Column with well-known text, where it is a table that seems to have one.
  public var textColumn: String?

  /// Looks at a layer.
  /// - Throws: `SourceError`.
  package init(_ place: SourceLayer, threads: Int) throws {
    var options = SourceOptions(source: place.path, role: "init", fields: .all)
    options.layer = place.layer
    var raw = try readRawLayer(options, threads: threads)
    if raw.geometry.pathCount == 0 {
      if let columns = CoordinateColumns.pair(in: raw.attributes) {
        (options.x, options.y) = columns
        coordinateColumns = columns
        raw = try readRawLayer(options, threads: threads)
      } else if let column = CoordinateColumns.text(in: raw.attributes) {
        options.wkt = column
        textColumn = column
        raw = try readRawLayer(options, threads: threads)
      }
    }
    (path, layer) = (place.path, place.layer)
    (format, count) = (raw.record.format, raw.geometry.count)
    declaredCRS = raw.declaredCRS
    bounds = raw.geometry.bounds
    let columns = raw.fieldNames.compactMap { raw.attributes.column($0) }
    fields = concurrentValues(count: columns.count, threads: threads) {
      FieldDescription(columns[$0], alias: place.aliases[columns[$0].name])
    }
    let roles = Dictionary(grouping: raw.geometry.pathRoles.filter { $0 != .hole }) { $0 }
    kind = roles.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    mosaic = Mosaic(raw.geometry)
  }
}
