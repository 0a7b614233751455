import Formats
import Geometry
import LayerIO
import Workers

/// The geometry of a table on the units of a pyramid, and from which zoom on each position is drawn. Rows
/// that have the same paths share a shape.
struct TileShapes: Sendable {
  /// What stands for a position that is drawn at no zoom: the others tell its path to half a unit.
  static let never = UInt8.max

  /// Shape: positions.
  let places: [TilePlace]
  /// Zoom from which each position is drawn, or `never`. Shape: positions.
  let firstZooms: [UInt8]
  /// Index of each path's first position, and the number of positions at the end.
  let pathStarts: [Int]
  let pathRoles: [PathRole]
  /// The paths of each shape, none of which is empty.
  let runs: [Range<Int>]
  /// The box around each shape.
  let boxes: [PlaceBox]
  /// Rows of the shapes, one shape's after the other's, ascending.
  private let rows: [Int32]
  /// Where the rows of each shape begin, and their number at the end.
  private let rowStarts: [Int]

  /// Brings positions to the pyramid, and thins paths by the zoom.
  /// - Throws: `ProductError` where a position has no place in the pyramid's system; `CoordinateSystemError`.
  init(
    _ geometry: RowGeometry, from system: CoordinateSystem, on matrices: TileMatrixSet,
    name: String, threads: Int, exact: Bool
  ) throws {
    let places = try tilePlaces(
      geometry, from: system, on: matrices, name: name, threads: threads, exact: exact)
    (pathStarts, pathRoles) = (geometry.array.pathStarts, geometry.array.pathRoles)
    self.places = places
    (runs, rows, rowStarts) = Self.shapes(geometry)
    var isUsed = [Bool](repeating: false, count: pathRoles.count)
    for run in runs { for path in run { isUsed[path] = true } }
    let paths = TilePaths(places: places, starts: pathStarts, roles: pathRoles, isUsed: isUsed)
    firstZooms = firstZoomsOfPositions(paths, deepestZoom: matrices.deepestZoom, threads: threads)
    let pathStarts = pathStarts
    boxes = valuesInChunks(of: 1024, count: runs.count, threads: threads) { [runs] shape in
      let range = pathStarts[runs[shape].lowerBound]..<pathStarts[runs[shape].upperBound]
      guard let box = PlaceBox(places[range]) else { preconditionFailure("a shape has positions") }
      return box
    }
  }

  /// The rows that have a shape.
  func rows(of shape: Int) -> ArraySlice<Int32> { rows[rowStarts[shape]..<rowStarts[shape + 1]] }

  func range(ofPath path: Int) -> Range<Int> { pathStarts[path]..<pathStarts[path + 1] }

  /// A place on a shape that is the same at every zoom.
  func anchor(of shape: Int) -> TilePlace { places[pathStarts[runs[shape].lowerBound]] }

  /// The runs of paths that rows have, each once in the order of the first row that has it, and the rows of
  /// each. Rows without positions have none.
  private static func shapes(
    _ geometry: RowGeometry
  ) -> (runs: [Range<Int>], rows: [Int32], rowStarts: [Int]) {
    var numbers: [Range<Int>: Int] = [:]
    var runs: [Range<Int>] = []
    var shapes: [Int] = []
    var drawn: [Int32] = []
    for row in 0..<geometry.count where !geometry.positionRange(of: row).isEmpty {
      let run = geometry.paths(of: row)
      let shape = numbers[run, default: runs.count]
      if shape == runs.count {
        numbers[run] = shape
        runs.append(run)
      }
      shapes.append(shape)
      drawn.append(Int32(row))
    }
    var starts = [Int](repeating: 0, count: runs.count + 1)
    for shape in shapes { starts[shape + 1] += 1 }
    for shape in runs.indices { starts[shape + 1] += starts[shape] }
    var next = starts
    var rows = [Int32](repeating: 0, count: drawn.count)
    for (row, shape) in zip(drawn, shapes) {
      rows[next[shape]] = row
      next[shape] += 1
    }
    return (runs, rows, starts)
  }
}

/// Paths of which some are used, on the units of a pyramid.
struct TilePaths: Sendable {
  let places: [TilePlace]
  let starts: [Int]
  let roles: [PathRole]
  let isUsed: [Bool]

  /// The positions of a path that says something: without the one that closes a ring, and empty where the
  /// path is not used.
  func range(ofPath path: Int) -> Range<Int> {
    guard isUsed[path] else { return starts[path]..<starts[path] }
    return starts[path]..<starts[path + 1]
  }

  /// Pieces of the paths with about so many positions each.
  func chunks(of size: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var first = 0
    for path in roles.indices where starts[path + 1] - starts[first] >= size {
      chunks.append(first..<path + 1)
      first = path + 1
    }
    return first < roles.count ? chunks + [first..<roles.count] : chunks
  }
}

private let chunkSize = 16_384

/// All positions of an array on the units of a pyramid, each by itself.
private func tilePlaces(
  _ geometry: RowGeometry, from system: CoordinateSystem, on matrices: TileMatrixSet,
  name: String, threads: Int, exact: Bool
) throws -> [TilePlace] {
  var geometry = geometry
  let isMercator = matrices == .webMercatorQuad
  let target = isMercator ? CoordinateSystem.crs84Definition : matrices.systemCode
  let operation = try CoordinateOperation(from: system, to: CoordinateSystem(target))
  let interpolation = try geometry.interpolation(
    of: operation, threads: threads, exact: exact, path: name)
  let positions = geometry.array.positions
  let chunks = positions.indices.chunks(of: chunkSize)
  return filledArray(sizes: chunks.map(\.count), threads: threads) {
    (part: Int, values: inout OutputSpan<TilePlace>) in
    var some = Array(positions[chunks[part]])
    interpolation?.transform(&some)
    for position in some {
      let part = isMercator ? webMercator(position) : matrices.part(position)
      values.append(matrices.place(part: part))
    }
  }
}
