import Geometry
import Workers

/// What a layer looks like from outside, for whoever has to describe it in a project file.
package struct SourceDescription: Sendable, Codable {
  /// Path as given.
  package var path: String
  /// Layer in the file; nil where it has one alone.
  package var layer: String?
  /// Format as read, such as `GeoJSON` or GDAL's driver name.
  package var format: String
  /// Number of features.
  package var count: Int
  /// Fields in the order of the source.
  package var fields: [FieldDescription]
  /// What most features are; nil where none has a geometry.
  package var kind: PathRole?
  /// Coordinate system that the file declares; nil where it declares none.
  package var declaredCRS: String?
  /// The box around all positions, in the file's own system.
  package var bounds: Bounds?
  /// How its polygons lie to each other.
  package var mosaic: Mosaic
  /// Columns with the coordinates, where it is a table that seems to have them.
  package var coordinateColumns: CoordinateColumns.Pair?
  /// Column with well-known text, where it is a table that seems to have one.
  package var textColumn: String?
  /// How it looks on a map, where that was asked for.
  package var sketch: SourceSketch?

  /// Looks at a layer, and draws it where asked to.
  /// - Throws: `SourceError`.
  package init(_ place: SourceLayer, threads: Int, sketching: Bool = false) throws {
    var options = SourceOptions(source: place.path, role: "init", fields: .all)
    options.layer = place.layer
    var raw = try readRawLayer(options, threads: threads)
    if raw.geometry.pathCount == 0 {
      if let columns = CoordinateColumns.pair(in: raw.attributes) {
        (options.x, options.y) = (columns.x, columns.y)
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
    sketch = sketching ? SourceSketch(raw.geometry) : nil
  }
}
