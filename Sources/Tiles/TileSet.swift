import Geometry
import LayerIO
import Synchronization
import Workers

/// Vector tiles of some tables on one pyramid, from memory: Mapbox Vector Tile 2.1, with a layer for each
/// table.
///
/// A layer is made ready when it is first asked for; then a tile is made from its flat arrays, and kept while there is
/// room. A tile's bytes depend on the tables alone, not on threads or on what was asked for before. It may be used
/// from any thread.
package final class TileSet: Sendable {
  /// Property of a point that stands for several features: how many they are.
  package static let countKey = "feature_count"

  /// The pyramid.
  package let matrices: TileMatrixSet
  /// Names of the layers, in the order of the tables.
  package let layerNames: [String]
  let sources: [TileSource]
  private let system: CoordinateSystem
  private let threads: Int
  private let exact: Bool
  private let layers: [ReadyLayer]
  private let cache: TileCache

  /// A layer that is made ready once.
  private final class ReadyLayer: Sendable {
    let layer = Mutex<TileLayer?>(nil)
  }

  /// Tiles of tables whose positions are in `system`. `threads` are those that make a layer ready;
  /// positions are interpolated unless `exact`, as in other products. Tiles are kept up to `mostBytes`.
  package init(
    _ sources: [TileSource], in system: CoordinateSystem, on matrices: TileMatrixSet, threads: Int,
    exact: Bool = false, mostBytes: Int = 16_000_000
  ) {
    self.sources = sources
    (self.system, self.matrices, self.threads, self.exact) = (system, matrices, threads, exact)
    layerNames = sources.map(\.table.name)
    layers = sources.map { _ in ReadyLayer() }
    cache = TileCache(mostBytes: mostBytes)
  }

  /// A tile as bytes, of all layers or of those that are named, in the order of the tables. Empty where
  /// they have nothing there; nil where the pyramid has no such tile, or none is made so deep.
  /// - Throws: `ProductError` for a position that has no place in the pyramid's system,
  ///   `UnknownTileProperty`, `CoordinateSystemError`, `CancellationError`.
  package func tile(_ tile: TileAddress, layers names: Set<String>? = nil) throws -> [UInt8]? {
    guard matrices.contains(tile), tile.zoom <= matrices.deepestZoom else { return nil }
    var bytes: [UInt8] = []
    for layer in chosen(names) { bytes += try part(layer, of: tile) }
    return bytes
  }

  /// The tiles of a zoom that layers have something in or near, row by row. None beyond the deepest.
  /// - Throws: as `tile`.
  package func addresses(
    zoom: Int, layers names: Set<String>? = nil
  ) throws -> [TileAddress] {
    guard (0...matrices.deepestZoom).contains(zoom), let box = try bounds(layers: names) else {
      return []
    }
    return box.tiles(zoom: zoom, of: matrices)
  }

  /// The indices of layers with these names.
  private func chosen(_ names: Set<String>?) -> [Int] {
    layerNames.indices.filter { names?.contains(layerNames[$0]) ?? true }
  }

  /// The box around layers; nil where they have no geometry.
  func bounds(layers names: Set<String>?) throws -> PlaceBox? {
    try chosen(names).reduce(into: nil) { box, layer in
      guard let next = try ready(layer).bounds else { return }
      if box?.formUnion(next) == nil { box = next }
    }
  }

  /// A layer, made ready now where it was not.
  private func ready(_ index: Int) throws -> TileLayer {
    try layers[index].layer.withLock { layer in
      if let layer { return layer }
      let made = try TileLayer(
        sources[index], in: system, on: matrices, threads: threads, exact: exact)
      layer = made
      return made
    }
  }

  private func part(_ index: Int, of tile: TileAddress) throws -> [UInt8] {
    let layer = try ready(index)
    let key = TileCache.Key(layer: index, tile: tile)
    if let bytes = cache.bytes(key) { return bytes }
    let bytes = try layer.bytes(of: tile)
    if !bytes.isEmpty { cache.keep(bytes, key) }
    return bytes
  }
}

extension PlaceBox {
  /// The columns and rows of the tiles of a zoom that show the box, margins included.
  func ranges(
    zoom: Int, of matrices: TileMatrixSet
  ) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
    let shift = Int32(matrices.deepestZoom - zoom)
    let pad = TilePlace(repeating: (TileFrame.buffer + 1) << shift)
    let bits = TileFrame.extentBits + shift
    let last = TilePlace(repeating: Int32(1) << Int32(zoom) - 1)
    let first = ((low &- pad) &>> bits).clamped(lowerBound: .zero, upperBound: last)
    let end = ((high &+ pad) &>> bits).clamped(lowerBound: .zero, upperBound: last)
    return (Int(first.x)...Int(end.x), Int(first.y)...Int(end.y))
  }

  /// The tiles of a zoom that show the box, row by row.
  func tiles(zoom: Int, of matrices: TileMatrixSet) -> [TileAddress] {
    let (columns, rows) = ranges(zoom: zoom, of: matrices)
    return rows.flatMap { row in
      columns.map { TileAddress(zoom: zoom, column: $0, row: row) }
    }
  }
}
