import Workers

/// A coordinate operation as patches of polynomials: the source plane is cut into square tiles, and in
/// each tile both target coordinates are cubic in x and in y, through PROJ's results at 4 x 4 Chebyshev
/// nodes. Tiles are anchored at the origin of the source system, so every layer uses the same ones.
struct TransformPatches: Sendable {
  private let originX: Int
  private let originY: Int
  private let columns: Int
  private let rows: Int
  private let tilesPerUnit: Double
  /// The polynomial of each tile, row by row of tiles.
  private let patches: [Patch]

  /// Coefficients of v^0 to v^3, for both coordinates.
  private struct Cubic {
    let a, b, c, d: Position

    init(_ coefficients: [Position]) {
      (a, b, c, d) = (coefficients[0], coefficients[1], coefficients[2], coefficients[3])
    }

    @inline(__always)
    func value(at v: Double) -> Position { ((d * v + c) * v + b) * v + a }

    var isFinite: Bool { [a, b, c, d].allSatisfy { ($0 * 0) == .zero } }
  }

  /// The cubics in v by which u^0 to u^3 are multiplied.
  private struct Patch {
    let a, b, c, d: Cubic

    @inline(__always)
    func value(at place: Position) -> Position {
      let (u, v) = (place.x, place.y)
      return ((d.value(at: v) * u + c.value(at: v)) * u + b.value(at: v)) * u + a.value(at: v)
    }

    var isFinite: Bool { [a, b, c, d].allSatisfy(\.isFinite) }
  }

  /// Nodes of the Chebyshev polynomial of degree 4 on [-1, 1].
  private static let nodes = (0..<4).map { chebyshevNode($0) }

  /// Tiles within a grid of at most this many; a wider layer goes through PROJ.
  private static let mostTiles = 65_536

  /// Rows of a city's tiles are fitted sooner than PROJ is ready on another thread.
  private static let fewTiles = 1024

  /// Patches over a box, by the operation's `transformer`; nil where the box is too large or PROJ refuses
  /// a part of it.
  init?(
    _ operation: CoordinateOperation, over bounds: Bounds?, _ transformer: Transformer,
    threads: Int
  ) throws {
    guard let bounds, bounds.isFinite else { return nil }
    // About 1 to 2 km: there a cubic follows a map projection to a few nanometres.
    tilesPerUnit = operation.source.isGeographic ? 64 : 1 / (2048 / metres(of: operation.source))
    let west = (bounds.minX * tilesPerUnit).rounded(.down)
    let south = (bounds.minY * tilesPerUnit).rounded(.down)
    let east = (bounds.maxX * tilesPerUnit).rounded(.down)
    let north = (bounds.maxY * tilesPerUnit).rounded(.down)
    guard (east - west + 1) * (north - south + 1) <= Double(Self.mostTiles) else { return nil }
    originX = Int(west)
    originY = Int(south)
    columns = Int(east - west) + 1
    rows = Int(north - south) + 1
    let (originX, originY, columns, tilesPerUnit) = (originX, originY, columns, tilesPerUnit)
    @Sendable func fitted(_ row: Int, _ transformer: Transformer) -> [Patch] {
      (0..<columns).map { column in
        Self.fit(originX + column, originY + row, tilesPerUnit, transformer)
      }
    }
    let tiles =
      rows * columns <= Self.fewTiles
      ? (0..<rows).map { fitted($0, transformer) }
      : try concurrentMap(count: rows, threads: threads, state: operation.makeTransformer) {
        fitted($1, $0)
      }
    patches = Array(tiles.joined())
    guard patches.allSatisfy(\.isFinite) else { return nil }
  }

  /// The position in the target system.
  @inline(__always)
  func transformed(_ position: Position) -> Position {
    let scaled = position * tilesPerUnit
    let (column, row) = (wholePart(scaled.x), wholePart(scaled.y))
    let local = (scaled - Position(Double(column), Double(row))) * 2 - 1
    return patches[(row - originY) * columns + column - originX].value(at: local)
  }

  private static func fit(
    _ column: Int, _ row: Int, _ tilesPerUnit: Double, _ transformer: Transformer
  ) -> Patch {
    let sources = nodes.flatMap { u in
      nodes.map { v in
        Position(Double(column) + (u + 1) / 2, Double(row) + (v + 1) / 2) / tilesPerUnit
      }
    }
    let values = transformer.transformed(sources)
    let alongY = (0..<4).map { monomials(Array(values[(4 * $0)..<(4 * $0 + 4)])) }
    let alongX = (0..<4).map { power in monomials(alongY.map { $0[power] }) }
    let cubics = (0..<4).map { power in Cubic(alongX.map { $0[power] }) }
    return Patch(a: cubics[0], b: cubics[1], c: cubics[2], d: cubics[3])
  }

  /// Coefficients of the cubic through the values at the four nodes, by powers 0 to 3.
  private static func monomials(_ values: [Position]) -> [Position] {
    var result = [Position](repeating: .zero, count: 4)
    for (index, node) in nodes.enumerated() {
      let others = nodes.indices.filter { $0 != index }.map { nodes[$0] }
      let scale = others.reduce(1) { $0 * (node - $1) }
      let (a, b, c) = (others[0], others[1], others[2])
      let basis = [-a * b * c, a * b + a * c + b * c, -(a + b + c), 1]
      for power in 0..<4 { result[power] += values[index] * (basis[power] / scale) }
    }
    return result
  }
}

/// The largest whole number that is not larger: what `floor` gives, without calling for it.
@inline(__always)
private func wholePart(_ number: Double) -> Int {
  let truncated = Int(number)
  return Double(truncated) > number ? truncated - 1 : truncated
}

private func metres(of system: CoordinateSystem) -> Double { system.metresPerUnit ?? 1 }

/// cos((2k + 1) pi / 8), in closed form: half-angle of 45 degrees.
private func chebyshevNode(_ index: Int) -> Double {
  let outer = ((2 + 2.0.squareRoot()) / 4).squareRoot()
  let inner = ((2 - 2.0.squareRoot()) / 4).squareRoot()
  return [-outer, -inner, inner, outer][index]
}
