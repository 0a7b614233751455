import Geometry
import Workers

/// Where a stack is cut into horizontal bands: found from all of its edges and nothing else, so that whoever
/// measures some of the bands, on whatever machine, measures those that the whole stack has.
package struct StackCut: Sendable, Equatable {
  /// Lower bound of each band; band `b` is `floors[b] <= y < floors[b + 1]`, the last one open upwards.
  package let floors: [Double]
  /// Smallest x of all positions: the kernel counts x from here, for precision.
  package let originX: Double
  /// From the lowest position to the highest.
  let height: Double

  /// Number of bands.
  package var bandCount: Int { floors.count }

  /// The bands of a strip, where all are dealt out to a number of strips, the lowest first; none where there are
  /// more strips than bands.
  package func bands(ofStrip strip: Int, of count: Int) -> Range<Int> {
    bandCount * strip / count..<bandCount * (strip + 1) / count
  }

  /// The y that some bands hold, up to and including the floor of the next.
  package func heights(of bands: Range<Int>) -> ClosedRange<Double> {
    let low = bands.lowerBound == 0 ? -Double.infinity : floors[bands.lowerBound]
    return low...(bands.upperBound < bandCount ? floors[bands.upperBound] : .infinity)
  }
}

/// Edges aimed at in a cell; a few dozen keep the work per edge smallest (measured).
let edgesPerCell = 96

/// How often, on average, an edge may be cut by bands before fewer bands are taken.
private let cutsPerEdge = 0.6

extension StackCut {
  /// Cuts the plane so that cells of a few dozen edges are about square.
  init(_ paths: [StackPath], threads: Int) throws {
    try self.init(layerCount: 1, threads: threads) { _, use in try use(paths) }
  }

  /// The cut of a stack of which `load` gives one layer after another, in the order of neighbourhoods, planes
  /// and assets: each layer as a stack of its own. All are gone through twice, so that one is in memory at a time.
  /// - Throws: `StackError.notFinite`, and what `load` throws.
  package init(
    layerCount: Int, threads: Int, load: (Int) throws -> StackInput
  ) throws {
    try self.init(layerCount: layerCount, threads: threads) { layer, use in
      try withStackPaths(of: load(layer), use)
    }
  }

  private init(
    layerCount: Int, threads: Int,
    _ withPaths: (Int, ([StackPath]) throws -> Void) throws -> Void
  ) throws {
    var extent = Extent()
    for layer in 0..<layerCount {
      try withPaths(layer) { try extent.unite(with: Extent($0, threads: threads)) }
    }
    guard extent.minY <= extent.maxY else {
      self.init(floors: [], originX: 0, height: 0)
      return
    }
    var sample = EdgeSample(of: extent.edgeCount)
    for layer in 0..<layerCount {
      try withPaths(layer) { try sample.add($0, threads: threads) }
    }
    sample.sortMiddles()
    self.init(
      floors: Self.floors(sample, extent), originX: extent.minX, height: extent.maxY - extent.minY)
  }

  private static func floors(_ sample: EdgeSample, _ extent: Extent) -> [Double] {
    let cells = Double(extent.edgeCount) / Double(edgesPerCell)
    let height = extent.maxY - extent.minY
    let aspect = height / max(extent.maxX - extent.minX, height * 1e-6, .leastNormalMagnitude)
    let bandCount = max(1, Int((cells * min(aspect, 1e6)).squareRoot()))
    var floors = sample.floors(bandCount: bandCount, from: extent.minY)
    while floors.count > 1 {
      let cuts = sample.meanCuts(by: floors)
      guard cuts > cutsPerEdge else { break }
      // In proportion, so that twice as many edges are cut as often, not up to twice as often.
      let fewer = Int(Double(floors.count - 1) * cutsPerEdge / cuts) + 1
      floors = sample.floors(bandCount: min(fewer, floors.count - 1), from: extent.minY)
    }
    return floors
  }
}

/// Bounding box and number of edges of paths.
private struct Extent: Sendable {
  var minX = Double.infinity
  var maxX = -Double.infinity
  var minY = Double.infinity
  var maxY = -Double.infinity
  var edgeCount = 0

  init() {}

  init(_ paths: [StackPath], threads: Int) throws {
    let chunks = evenChunks(of: paths, count: 8 * threads)
    let parts = try concurrentMap(count: chunks.count, threads: threads) { chunk in
      try Extent(paths[chunks[chunk]])
    }
    for part in parts { unite(with: part) }
  }

  private init(_ paths: ArraySlice<StackPath>) throws {
    for path in paths {
      edgeCount += Int(path.edgeCount)
      for index in 0...Int(path.edgeCount) {
        let position = path[index]
        guard (position * 0) == .zero else { throw StackError.notFinite(owner: Int(path.owner)) }
        minX = min(minX, position.x)
        maxX = max(maxX, position.x)
        minY = min(minY, position.y)
        maxY = max(maxY, position.y)
      }
    }
  }

  mutating func unite(with other: Extent) {
    minX = min(minX, other.minX)
    maxX = max(maxX, other.maxX)
    minY = min(minY, other.minY)
    maxY = max(maxY, other.maxY)
    edgeCount += other.edgeCount
  }
}
