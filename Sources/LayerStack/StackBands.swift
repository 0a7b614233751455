import Geometry
import Workers

/// Edges of a path that follow one another: edge `i` runs from position `i` to the next.
struct EdgeRun: BitwiseCopyable, Sendable {
  let path: UInt32
  let first: UInt32
  let count: UInt32
}

/// Horizontal bands over the whole stack, and the edges that run through each. Bands are cut by the
/// data alone, so results do not depend on the number of threads.
struct StackBands: Sendable {
  /// Lower bound of each band; band `b` is `floors[b] <= y < floors[b + 1]`, the last one open upwards.
  let floors: [Double]
  /// Smallest x of all positions: the kernel counts x from here, for precision.
  let originX: Double
  /// Runs of edges by band. Shape: `starts[count]`.
  private let runs: [EdgeRun]
  /// First run of each band, and the number of runs at the end. Shape: `count + 1`.
  private let starts: [Int]

  var count: Int { floors.count }

  /// The edges that run through a band.
  func runs(of band: Int) -> ArraySlice<EdgeRun> {
    runs[starts[band]..<starts[band + 1]]
  }
}

/// Edges aimed at in a cell; a few dozen keep the work per edge smallest (measured).
let edgesPerCell = 96

/// How often, on average, an edge may be cut by bands before fewer bands are taken.
private let cutsPerEdge = 0.6

extension StackBands {
  /// Cuts the plane so that cells of a few dozen edges are about square.
  init(_ paths: [StackPath], threads: Int) throws {
    let chunks = evenChunks(of: paths, count: 8 * threads)
    let extent = try Extent(paths, chunks: chunks, threads: threads)
    originX = extent.minX
    let sample = try EdgeSample(paths, chunks: chunks, of: extent.edgeCount, threads: threads)
    let lookup = BandLookup(sample, extent: extent)
    floors = lookup.floors
    (runs, starts) = try Self.assign(paths, chunks: chunks, to: lookup, threads: threads)
  }

  private static func assign(
    _ paths: [StackPath], chunks: [Range<Int>], to lookup: BandLookup, threads: Int
  ) throws -> ([EdgeRun], [Int]) {
    let bandCount = lookup.floors.count
    let counts = try concurrentMap(count: chunks.count, threads: threads) { chunk in
      var counts = [Int](repeating: 0, count: bandCount)
      lookup.visit(paths, chunks[chunk]) { band, _ in counts[band] += 1 }
      return counts
    }
    var starts = [0]
    var offsets = counts
    for band in 0..<bandCount {
      var offset = starts[band]
      for chunk in chunks.indices {
        offsets[chunk][band] = offset
        offset += counts[chunk][band]
      }
      starts.append(offset)
    }
    let total = starts[bandCount]
    let runs = try unsafe [EdgeRun](unsafeUninitializedCapacity: total) { buffer, count in
      let target = unsafe SharedBuffer(buffer)
      _ = try concurrentMap(count: chunks.count, threads: threads) { [offsets] chunk in
        var next = offsets[chunk]
        // The counting pass gave every chunk and band a range of its own.
        lookup.visit(paths, chunks[chunk]) { band, run in
          target.write(run, at: next[band])
          next[band] += 1
        }
      }
      count = total
    }
    return (runs, starts)
  }
}

/// Memory that several threads fill, each at places of its own.
@safe struct SharedBuffer<Element>: @unchecked Sendable {
  private let buffer: UnsafeMutableBufferPointer<Element>

  init(_ buffer: UnsafeMutableBufferPointer<Element>) {
    unsafe self.buffer = unsafe buffer
  }

  /// Sound as long as no two threads write at the same index, which is the caller's to see to.
  func write(_ element: Element, at index: Int) {
    unsafe assert(index < buffer.count)
    unsafe buffer.initializeElement(at: index, to: element)
  }
}

/// Runs of paths with about equally many edges.
func evenChunks(of paths: [StackPath], count: Int) -> [Range<Int>] {
  let total = paths.reduce(0) { $0 + Int($1.edgeCount) + 4 }
  let share = total / count + 1
  var chunks: [Range<Int>] = []
  var start = 0
  var sum = 0
  for index in paths.indices {
    sum += Int(paths[index].edgeCount) + 4
    guard sum >= share || index == paths.count - 1 else { continue }
    chunks.append(start..<(index + 1))
    start = index + 1
    sum = 0
  }
  return chunks
}

/// Bounding box and number of edges of all paths.
private struct Extent: Sendable {
  var minX = Double.infinity
  var maxX = -Double.infinity
  var minY = Double.infinity
  var maxY = -Double.infinity
  var edgeCount = 0

  init(_ paths: [StackPath], chunks: [Range<Int>], threads: Int) throws {
    let parts = try concurrentMap(count: chunks.count, threads: threads) { chunk in
      try Extent(paths[chunks[chunk]])
    }
    for part in parts {
      minX = min(minX, part.minX)
      maxX = max(maxX, part.maxX)
      minY = min(minY, part.minY)
      maxY = max(maxY, part.maxY)
      edgeCount += part.edgeCount
    }
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
}

/// Finds the band of a y: a table of even steps, then a short walk.
private struct BandLookup: Sendable {
  let floors: [Double]
  private let steps: [Int32]
  private let stepsPerUnit: Double

  init(_ sample: EdgeSample, extent: Extent) {
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
    self.init(floors: floors, height: height)
  }

  private init(floors: [Double], height: Double) {
    self.floors = floors
    let stepCount = 4 * floors.count
    let perUnit = height > 0 ? Double(stepCount) / height : 0
    stepsPerUnit = perUnit.isFinite ? perUnit : 0
    var steps: [Int32] = []
    var band = 0
    for step in 0...stepCount {
      let y = stepsPerUnit > 0 ? floors[0] + Double(step) / stepsPerUnit : floors[0]
      while band + 1 < floors.count, floors[band + 1] <= y { band += 1 }
      // One lower than the band found: rounding of the step may put a y just below it.
      steps.append(Int32(max(0, band - 1)))
    }
    self.steps = steps
  }

  /// The band that holds `y`.
  @inline(__always)
  func band(of y: Double) -> Int {
    let step = Int(min(max((y - floors[0]) * stepsPerUnit, 0), Double(steps.count - 1)))
    var band = Int(steps[step])
    while band > 0, floors[band] > y { band -= 1 }
    while band + 1 < floors.count, floors[band + 1] <= y { band += 1 }
    return band
  }

  @inline(__always)
  private func holds(_ band: Int, _ y: Double) -> Bool {
    floors[band] <= y && (band + 1 == floors.count || y < floors[band + 1])
  }

  /// Calls `body` for every band and every run of edges of the paths that run through it.
  @inline(__always)
  func visit(_ paths: [StackPath], _ range: Range<Int>, _ body: (Int, EdgeRun) -> Void) {
    var runStarts = [Int](repeating: 0, count: floors.count)
    for number in range where paths[number].edgeCount > 0 {
      let path = paths[number]
      func endRun(in band: Int, at end: Int) {
        let start = runStarts[band]
        body(
          band, EdgeRun(path: UInt32(number), first: UInt32(start), count: UInt32(end - start)))
      }
      var from = band(of: path[0].y)
      // The bands of the last edge: in each a run is under way.
      var open = from...from
      runStarts[from] = 0
      for index in 0..<Int(path.edgeCount) {
        let y = path[index + 1].y
        if open.count == 1, holds(from, y) { continue }
        let to = band(of: y)
        let bands = min(from, to)...max(from, to)
        for band in open where !bands.contains(band) { endRun(in: band, at: index) }
        for band in bands where !open.contains(band) { runStarts[band] = index }
        (open, from) = (bands, to)
      }
      for band in open { endRun(in: band, at: Int(path.edgeCount)) }
    }
  }
}
