import Geometry
import Workers

/// Edges aimed at in a cell of a band.
let segmentsPerCell = 24

/// How often, on average, an edge may be cut by bands before fewer bands are taken.
private let cutsPerSegment = 1.5

/// Horizontal bands over the borders of all neighbourhoods and planes, and the edges on the grid
/// that run through each, in the order of the input. Bands are cut by the data alone, so results do
/// not depend on the number of threads.
struct FaceBands: Sendable {
  let grid: FaceGrid
  /// Lowest y of each band; the first and the last reach as far as need be.
  let floors: [Int32]
  /// Edges by band.
  let segments: [GridSegment]
  /// First edge of each band, and the number of edges at the end. Shape: `count + 1`.
  let starts: [Int]

  var count: Int { floors.count }

  /// Lowest y above a band.
  func ceiling(of band: Int) -> Int32 { band + 1 < count ? floors[band + 1] : .max }

  /// The places that a band holds, by y.
  func rows(of band: Int) -> Range<Int32> { floors[band]..<ceiling(of: band) }

  /// The bands of a stack; nil where it has no neighbourhoods. Rings that do not come near any are
  /// left out.
  init?(_ input: StackInput, threads: Int) throws {
    guard let home = input.neighbourhoods.bounds else { return nil }
    var borders = input
    borders.assets = GeometryArray()
    self = try withStackPaths(of: borders) { paths in
      let near = paths.filter { $0.bounds.intersects(home) }
      let grid = FaceGrid(
        around: near.reduce(home) { $0.union($1.bounds) }, metresPerUnit: input.metresPerUnit)
      return try FaceBands(near, on: grid, threads: threads)
    }
  }

  private init(_ paths: [StackPath], on grid: FaceGrid, threads: Int) throws {
    self.grid = grid
    let chunks = evenChunks(of: paths, count: 8 * threads)
    let heights = HeightSample(paths, on: grid)
    let floors = heights.floors()
    let counts = try concurrentMap(count: chunks.count, threads: threads) { chunk in
      var counts = [Int](repeating: 0, count: floors.count)
      Self.visit(paths, chunks[chunk], grid, floors) { band, _ in counts[band] += 1 }
      return counts
    }
    var (starts, offsets) = ([0], counts)
    for band in floors.indices {
      var offset = starts[band]
      for chunk in chunks.indices {
        offsets[chunk][band] = offset
        offset += counts[chunk][band]
      }
      starts.append(offset)
    }
    let total = starts[floors.count]
    segments = try unsafe [GridSegment](unsafeUninitializedCapacity: total) { buffer, count in
      let target = unsafe SharedBuffer(buffer)
      _ = try concurrentMap(count: chunks.count, threads: threads) { [offsets] chunk in
        var next = offsets[chunk]
        // The counting pass gave every chunk and band a range of its own.
        Self.visit(paths, chunks[chunk], grid, floors) { band, segment in
          target.write(segment, at: next[band])
          next[band] += 1
        }
      }
      count = total
    }
    (self.floors, self.starts) = (floors, starts)
  }

  /// Nodes each band.
  func noded(threads: Int) throws -> [NodedBand] {
    try concurrentMap(count: count, threads: threads, state: { BandNoder() }) { noder, band in
      noder.node(segments[starts[band]..<starts[band + 1]], rows: rows(of: band))
    }
  }

  /// Calls `body` for every band that an edge of the paths runs through.
  @inline(__always)
  private static func visit(
    _ paths: [StackPath], _ range: Range<Int>, _ grid: FaceGrid, _ floors: [Int32],
    _ body: (Int, GridSegment) -> Void
  ) {
    var band = 0
    for path in paths[range] {
      var from = grid.place(path[0])
      band = floors.band(of: from.y, near: band)
      for index in 0..<Int(path.edgeCount) {
        let to = grid.place(path[index + 1])
        let next = floors.band(of: to.y, near: band)
        if let segment = GridSegment(from: from, to: to, owner: path.owner, turn: path.turn) {
          for band in min(band, next)...max(band, next) { body(band, segment) }
        }
        (from, band) = (to, next)
      }
    }
  }
}

extension StackPath {
  fileprivate var bounds: Bounds {
    var (low, high) = (self[0], self[0])
    for index in 0...Int(edgeCount) {
      low = pointwiseMin(low, self[index])
      high = pointwiseMax(high, self[index])
    }
    return Bounds(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
  }
}

extension Bounds {
  fileprivate func union(_ other: Bounds) -> Bounds {
    Bounds(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }
}

extension [Int32] {
  /// The last of ascending floors that is not above `y`, or the first; `guess` may be it.
  @inline(__always)
  func band(of y: Int32, near guess: Int) -> Int {
    if self[guess] <= y, guess + 1 == count || y < self[guess + 1] { return guess }
    return Swift.max(0, countNotAbove(y) - 1)
  }
}

/// The y-range and width of every so-many-th edge.
private struct HeightSample {
  private var ranges: [ClosedRange<Int32>] = []
  private var edgeCount = 0
  private var width: ClosedRange<Int32> = 0...0

  init(_ paths: [StackPath], on grid: FaceGrid) {
    edgeCount = paths.reduce(0) { $0 + Int($1.edgeCount) }
    let stride = max(1, edgeCount / 40_000)
    var (low, high) = (Int32.max, Int32.min)
    var skip = 0
    for path in paths {
      while skip < path.edgeCount {
        let (a, b) = (grid.place(path[skip]), grid.place(path[skip + 1]))
        ranges.append(min(a.y, b.y)...max(a.y, b.y))
        (low, high) = (min(low, a.x), max(high, a.x))
        skip += stride
      }
      skip -= Int(path.edgeCount)
    }
    if low < high { width = low...high }
  }

  /// Floors of bands that hold about equally many edges, cut so that cells are about square.
  func floors() -> [Int32] {
    let middles = ranges.map { $0.lowerBound + ($0.upperBound - $0.lowerBound) / 2 }.sorted()
    guard let low = middles.first, let high = middles.last else { return [.min] }
    let aspect = Double(high - low + 1) / Double(width.upperBound - width.lowerBound + 1)
    let cells = Double(edgeCount) / Double(segmentsPerCell)
    var bandCount = max(1, Int((cells * min(max(aspect, 1e-6), 1e6)).squareRoot()))
    while true {
      var floors: [Int32] = [.min]
      for band in stride(from: 1, to: bandCount, by: 1) {
        let y = middles[band * middles.count / bandCount]
        if y > floors[floors.count - 1], y > low { floors.append(y) }
      }
      guard floors.count > 1, meanCuts(floors) > cutsPerSegment else { return floors }
      bandCount = floors.count / 2
    }
  }

  private func meanCuts(_ floors: [Int32]) -> Double {
    let total = ranges.reduce(0) { sum, range in
      sum + floors.countNotAbove(range.upperBound) - floors.countNotAbove(range.lowerBound) + 1
    }
    return Double(total) / Double(ranges.count)
  }
}
