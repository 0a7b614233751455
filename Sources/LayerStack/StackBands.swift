import Geometry
import Workers

/// Edges of a path that follow one another: edge `i` runs from position `i` to the next.
struct EdgeRun: BitwiseCopyable, Sendable {
  let path: UInt32
  let first: UInt32
  let count: UInt32
}

/// Bands of a stack, and the edges that run through each. Bands are cut by the data alone, so results do not
/// depend on the number of threads.
struct StackBands: Sendable {
  /// See `StackCut`; of all bands, also where the edges of some are wanted alone.
  let floors: [Double]
  /// See `StackCut`.
  let originX: Double
  /// Runs of edges by band. Shape: `starts[count]`.
  private let runs: [EdgeRun]
  /// First run of each band, and the number of runs at the end. Shape: `count + 1`.
  private let starts: [Int]

  var count: Int { floors.count }

  /// The edges that run through a band, where these are wanted.
  func runs(of band: Int) -> ArraySlice<EdgeRun> {
    runs[starts[band]..<starts[band + 1]]
  }
}

extension StackBands {
  /// All bands of the stack that paths are.
  init(_ paths: [StackPath], threads: Int) throws {
    let cut = try StackCut(paths, threads: threads)
    try self.init(paths, of: cut, only: 0..<cut.bandCount, threads: threads)
  }

  /// The bands of a cut, with the edges of some of them alone; `paths` may lack those that come into none of these.
  init(_ paths: [StackPath], of cut: StackCut, only wanted: Range<Int>, threads: Int) throws {
    (floors, originX) = (cut.floors, cut.originX)
    guard !wanted.isEmpty else {
      (runs, starts) = ([], [Int](repeating: 0, count: cut.bandCount + 1))
      return
    }
    let chunks = evenChunks(of: paths, count: 8 * threads)
    (runs, starts) = try Self.assign(
      paths, chunks: chunks, to: BandLookup(cut, only: wanted), threads: threads)
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

/// Finds the band of a y: a table of even steps, then a short walk.
private struct BandLookup: Sendable {
  let floors: [Double]
  private let steps: [Int32]
  private let stepsPerUnit: Double

  /// The bands that are asked about.
  private let wanted: Range<Int>

  init(_ cut: StackCut, only wanted: Range<Int>) {
    (floors, self.wanted) = (cut.floors, wanted)
    let height = cut.height
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

  /// Calls `body` for every band that is wanted and every run of edges of the paths that run through it.
  @inline(__always)
  func visit(_ paths: [StackPath], _ range: Range<Int>, _ body: (Int, EdgeRun) -> Void) {
    var runStarts = [Int](repeating: 0, count: floors.count)
    for number in range where paths[number].edgeCount > 0 {
      let path = paths[number]
      func endRun(in band: Int, at end: Int) {
        guard wanted.contains(band) else { return }
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
