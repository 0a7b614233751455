import Geometry

/// Finds how far cool green is, through a grid of its edges: a park may have thousands of them.
struct CoolGreen: Sendable {
  private let polygons: GeometryArray
  private let places: PlaceIndex
  private let edges: [(from: Position, to: Position)]
  private let grid: BoxGrid

  init(_ polygons: GeometryArray) {
    self.polygons = polygons
    places = PlaceIndex(polygons)
    let edges = (0..<polygons.pathCount).flatMap { path in
      polygons.range(ofPath: path).dropFirst().map { index in
        (from: polygons.positions[index - 1], to: polygons.positions[index])
      }
    }
    self.edges = edges
    grid = BoxGrid(edges.map { Bounds([$0.from, $0.to]) })
  }

  /// Least distance in units between a building and cool green; nil beyond `reach`. `middle` is that of
  /// the building, no corner of which is farther from it than `extent`.
  ///
  /// It is measured between corners and edges, which is exact for outlines that do not cross.
  func distance(
    to building: Int, of buildings: GeometryArray, _ middle: Position, extent: Double,
    within reach: Double
  ) -> Double? {
    let outline = Outline(building, of: buildings)
    if places.first(holding: middle) != nil { return 0 }
    // Most have some nearby: looking close first spares the many edges farther off.
    for part in [reach / 16, reach / 4, reach] {
      var least = Double.infinity
      grid.visit(around: middle, within: part + extent) { edge in
        least = min(least, outline.distance(to: edges[edge]))
      }
      if least <= part { return least }
    }
    return nil
  }
}

/// The edges of a building.
private struct Outline {
  private var corners: [Position] = []
  private var edges: [(from: Position, to: Position)] = []

  init(_ building: Int, of buildings: GeometryArray) {
    for path in buildings.paths(of: building) {
      let range = buildings.range(ofPath: path)
      corners += buildings.positions[range]
      edges += range.dropFirst().map {
        (buildings.positions[$0 - 1], buildings.positions[$0])
      }
    }
  }

  /// Least distance between a corner of either and an edge of the other.
  func distance(to edge: (from: Position, to: Position)) -> Double {
    let mine = corners.reduce(Double.infinity) {
      min($0, $1.distance(toLineFrom: edge.from, to: edge.to))
    }
    return edges.reduce(mine) { least, own in
      min(
        least, edge.from.distance(toLineFrom: own.from, to: own.to),
        edge.to.distance(toLineFrom: own.from, to: own.to))
    }
  }
}
