import Geometry
import LayerIO
import Synchronization
import Workers

/// A table as a layer of vector tiles.
package struct TileSource: Sendable {
  /// The table; its name is that of the layer.
  package var table: VectorTable
  /// Names of the columns that features have as properties, in this order; nil for all.
  package var properties: [String]?
  /// Whether its surfaces divide the ground, as neighbourhoods and challenges do: neighbours keep one border
  /// at every zoom, and where they overlap the ground is the first one's. Surfaces of other tables may
  /// overlap, each is drawn by itself.
  package var isCoverage: Bool

  /// A table as a layer.
  package init(_ table: VectorTable, properties: [String]? = nil, isCoverage: Bool) {
    (self.table, self.properties, self.isCoverage) = (table, properties, isCoverage)
  }

  /// The columns that are properties.
  /// - Throws: `UnknownTileProperty` for a name that no column has.
  func columns() throws -> [VectorTable.Column] {
    guard let properties else { return table.columns }
    return try properties.map { name in
      guard let column = table.columns.first(where: { $0.name == name }) else {
        throw UnknownTileProperty(
          name: name, table: table.name, known: table.columns.map(\.name))
      }
      return column
    }
  }
}

/// A property was asked for that the table does not have.
package struct UnknownTileProperty: UserError, Equatable {
  let name: String
  let table: String
  let known: [String]

  package var place: String? { nil }
  package var problem: String { "The table '\(table)' has no column '\(name)'." }
  package var remedy: String {
    nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
      ?? "It has: " + known.joined(separator: ", ") + "."
  }
}

/// A layer of a pyramid of tiles, ready to be drawn.
struct TileLayer: Sendable {
  let name: String
  let columns: [VectorTable.Column]
  private let matrices: TileMatrixSet
  private let isCoverage: Bool
  private let shapes: TileShapes
  private let index: PathIndex
  private let threads: Int
  private let details: TileDetails

  init(
    _ source: TileSource, in system: CoordinateSystem, on matrices: TileMatrixSet, threads: Int,
    exact: Bool
  ) throws {
    (name, columns) = (source.table.name, try source.columns())
    (self.matrices, isCoverage, self.threads) = (matrices, source.isCoverage, threads)
    let shapes = try TileShapes(
      source.table.geometry, from: system, on: matrices, name: name, threads: threads, exact: exact)
    self.shapes = shapes
    index = PathIndex(shapes, threads: threads)
    details = TileDetails(shapes, isCoverage: source.isCoverage, on: matrices)
  }

  /// The box around it; nil without geometry.
  var bounds: PlaceBox? { index.bounds }

  /// Its part of a tile, of a zoom that is not beyond the deepest; empty where it has nothing there.
  func bytes(of tile: TileAddress) throws -> [UInt8] {
    let drawing = try TileDrawing(
      shapes, index, isCoverage: isCoverage, details.detail(zoom: tile.zoom),
      in: TileFrame(tile, of: matrices), threads: threads)
    guard !drawing.features.isEmpty else { return [] }
    var layer = VectorTileLayer(name: name)
    let rows = drawing.features.compactMap { $0.row.map(Int.init) }.uniqued()
    let properties = TileProperties(columns, rows: rows, into: &layer)
    let places = Dictionary(uniqueKeysWithValues: zip(rows, rows.indices))
    var countKey: UInt32?
    for feature in drawing.features {
      let geometry = drawing.geometry.bytes[feature.commands]
      if let row = feature.row.map(Int.init) {
        layer.add(id: UInt64(row + 1), feature.kind, geometry, properties[places[row] ?? 0])
      } else {
        let key = countKey ?? layer.add(key: TileSet.countKey)
        countKey = key
        let value = layer.number(of: .integer(feature.count))
        layer.add(id: nil, feature.kind, geometry, [(key, value)])
      }
    }
    return layer.bytes()
  }
}

extension [Int] {
  /// The values, each once, ascending.
  fileprivate func uniqued() -> [Int] {
    var last: Int?
    return sorted().filter { value in
      defer { last = value }
      return value != last
    }
  }
}
