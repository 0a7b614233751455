import Geometry
import Workers

/// The y-range of every so-many-th edge.
struct EdgeSample {
  private var lows: [Double] = []
  private var highs: [Double] = []
  /// Ascending.
  private var middles: [Double] = []

  private let step: Int
  /// Edges that were gone over.
  private var seen = 0

  /// A sample of so many edges, of which none was gone over yet.
  init(of edgeCount: Int) {
    step = Self.step(atLeast: edgeCount / 40_000)
  }

  /// Goes over the next paths of the stack.
  mutating func add(_ paths: [StackPath], threads: Int) throws {
    let chunks = evenChunks(of: paths, count: 8 * threads)
    let firsts = chunks.reduce(into: [seen]) { firsts, chunk in
      firsts.append(paths[chunk].reduce(firsts[firsts.count - 1]) { $0 + Int($1.edgeCount) })
    }
    let parts = try concurrentMap(count: chunks.count, threads: threads) { [step] chunk in
      EdgeSample(
        paths[chunks[chunk]], every: step, from: (step - firsts[chunk] % step) % step)
    }
    for part in parts {
      lows += part.lows
      highs += part.highs
    }
    seen = firsts[firsts.count - 1]
  }

  /// Ends the sample: from then on it can be asked.
  mutating func sortMiddles() {
    middles = zip(lows, highs).map { ($0 + $1) / 2 }.sorted()
  }

  /// Rings often have equally many edges, and few: a step that had a factor in common with their number
  /// would take the same sides of all of them.
  private static func step(atLeast least: Int) -> Int {
    var step = max(1, least)
    while step > 1, [2, 3, 5, 7].contains(where: step.isMultiple) { step += 1 }
    return step
  }

  private init(_ paths: ArraySlice<StackPath>, every step: Int, from first: Int) {
    self.step = step
    var skip = first
    for path in paths {
      while skip < path.edgeCount {
        let a = path[skip].y
        let b = path[skip + 1].y
        lows.append(min(a, b))
        highs.append(max(a, b))
        skip += step
      }
      skip -= Int(path.edgeCount)
    }
  }

  /// Lower bounds of bands that hold about equally many edges; fewer where many share a y.
  func floors(bandCount: Int, from minY: Double) -> [Double] {
    var floors = [minY]
    for band in stride(from: 1, to: bandCount, by: 1) {
      let y = middles[band * middles.count / bandCount]
      if let last = floors.last, y > last { floors.append(y) }
    }
    return floors
  }

  /// How often bands with those lower bounds cut an edge, on average.
  func meanCuts(by floors: [Double]) -> Double {
    guard !lows.isEmpty else { return 0 }
    let total = zip(lows, highs).reduce(0) { sum, edge in
      sum + floors.countNotAbove(edge.1) - floors.countNotAbove(edge.0)
    }
    return Double(total) / Double(lows.count)
  }
}
