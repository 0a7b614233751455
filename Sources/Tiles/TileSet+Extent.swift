import Geometry

/// The tiles of a zoom that there are.
package struct TileMatrixLimits: Sendable, Equatable {
  /// The zoom.
  package let zoom: Int
  /// From the first to the last.
  package let rows: ClosedRange<Int>
  /// From the first to the last.
  package let columns: ClosedRange<Int>

  /// Limits of the same zoom that hold both.
  package func united(with other: TileMatrixLimits) -> TileMatrixLimits {
    func both(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> ClosedRange<Int> {
      min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
    return TileMatrixLimits(
      zoom: zoom, rows: both(rows, other.rows), columns: both(columns, other.columns))
  }
}

extension TileSet {
  /// The tiles that there are at each zoom; none where layers have no geometry.
  /// - Throws: as `tile`.
  package func limits(layers names: Set<String>? = nil) throws -> [TileMatrixLimits] {
    guard let box = try bounds(layers: names) else { return [] }
    return (0...matrices.deepestZoom).map { zoom in
      let (columns, rows) = box.ranges(zoom: zoom, of: matrices)
      return TileMatrixLimits(zoom: zoom, rows: rows, columns: columns)
    }
  }

  /// The box around layers in longitude and latitude; nil where they have no geometry.
  /// - Throws: as `tile`.
  package func degrees(layers names: Set<String>? = nil) throws -> Bounds? {
    guard let box = try bounds(layers: names) else { return nil }
    let (low, high) = (box.low, box.high)
    let corners = [low, TilePlace(high.x, low.y), high, TilePlace(low.x, high.y), box.middle]
    let sides = zip(corners, corners.dropFirst()).map { a, b in
      TilePlace(a.x / 2 + b.x / 2, a.y / 2 + b.y / 2)
    }
    return Bounds(try matrices.degrees(corners + sides))
  }
}

extension TileMatrixSet {
  /// Longitude and latitude of places.
  fileprivate func degrees(_ places: [TilePlace]) throws -> [Position] {
    if self == .webMercatorQuad {
      return places.map {
        Geometry.degrees(ofWebMercator: Position(Double($0.x), Double($0.y)) / units)
      }
    }
    let way = try CoordinateOperation(
      from: CoordinateSystem(systemCode), to: CoordinateSystem(CoordinateSystem.crs84Definition))
    return try way.transformed(places.map(position))
  }
}
