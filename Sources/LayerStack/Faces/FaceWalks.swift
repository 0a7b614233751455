import Geometry
import Workers

/// The borders of faces: closed walks over half-arcs that keep one face to their left.
struct FaceWalks: Sendable {
  /// The half-arc that follows on the same walk. Shape: half-arcs of the graph.
  private(set) var next: [HalfArc]
  /// The walk of each half-arc, -1 for those that were left out. Shape: half-arcs of the graph.
  private(set) var walks: [Int32]
  /// A half-arc of each walk. Shape: `count`.
  private(set) var firsts: [HalfArc] = []
  /// Twice the area of each walk: below 0 for one that runs around a face's hole.
  private(set) var doubleAreas: [Int64] = []

  /// Number of walks.
  var count: Int { firsts.count }

  /// The walks over the arcs that are kept.
  init(_ graph: FaceGraph, keeping isKept: [Bool], threads: Int) throws {
    next = try Nodes(graph, keeping: isKept, threads: threads).turns(graph, threads: threads)
    walks = Array(repeating: -1, count: graph.halfArcCount)
    for number in 0..<graph.halfArcCount where walks[number] < 0 && isKept[number >> 1] {
      trace(from: HalfArc(number), graph)
    }
  }

  private mutating func trace(from first: HalfArc, _ graph: FaceGraph) {
    var area: Int64 = 0
    var half = first
    repeat {
      walks[Int(half.number)] = Int32(firsts.count)
      let part = graph.arcs[half.arc].doubleArea
      area &+= half.isReversed ? 0 &- part : part
      half = next[Int(half.number)]
    } while half != first
    firsts.append(first)
    doubleAreas.append(area)
  }

  /// The walk of a half-arc.
  func walk(_ half: HalfArc) -> Int { Int(walks[Int(half.number)]) }

  /// Calls `body` with the half-arcs of a walk in turn.
  func forEachHalfArc(of walk: Int, _ body: (HalfArc) -> Void) {
    var half = firsts[walk]
    repeat {
      body(half)
      half = next[Int(half.number)]
    } while half != firsts[walk]
  }

  /// Whether a walk runs around a hole of its face, or around everything.
  func isHole(_ walk: Int) -> Bool { doubleAreas[walk] < 0 }
}

/// The half-arcs that set out from each node.
private struct Nodes: Sendable {
  private let starts: [Int32]
  private let halves: [HalfArc]

  init(_ graph: FaceGraph, keeping isKept: [Bool], threads: Int) throws {
    let origins = try Self.origins(graph, keeping: isKept, threads: threads)
    var starts = [Int32](repeating: 0, count: graph.places.count + 1)
    for place in origins where place >= 0 { starts[Int(place) + 1] += 1 }
    for place in graph.places.indices { starts[place + 1] += starts[place] }
    var halves = [HalfArc](repeating: HalfArc(0), count: Int(starts[graph.places.count]))
    var ends = starts
    for (number, place) in origins.enumerated() where place >= 0 {
      halves[Int(ends[Int(place)])] = HalfArc(number)
      ends[Int(place)] += 1
    }
    (self.starts, self.halves) = (starts, halves)
  }

  /// The place from which each half-arc sets out; -1 for those that are left out, and for loops.
  private static func origins(
    _ graph: FaceGraph, keeping isKept: [Bool], threads: Int
  ) throws -> [Int32] {
    let parts = try concurrentMap(0..<graph.halfArcCount, inChunksOf: 4096, threads: threads) {
      $0.map { number in
        let half = HalfArc(number)
        let isLeftOut = graph.arcs[half.arc].isLoop || !isKept[half.arc]
        return isLeftOut ? -1 : graph.start(half)
      }
    }
    return join(parts, threads: threads) { $1 }
  }

  /// The half-arc that each one goes on with at the node where it ends; itself for one that has none.
  func turns(_ graph: FaceGraph, threads: Int) throws -> [HalfArc] {
    var turns = (0..<graph.halfArcCount).map { HalfArc($0) }
    try unsafe turns.withUnsafeMutableBufferPointer { buffer in
      let target = unsafe SharedBuffer(buffer)
      _ = try concurrentMap(count: graph.rows.count, threads: threads) { band in
        var node = SortedNode()
        for place in Int(graph.firstPlaces[band])..<Int(graph.firstPlaces[band + 1])
        where starts[place] < starts[place + 1] {
          node.fill(halves[Int(starts[place])..<Int(starts[place + 1])], graph)
          // Every half-arc ends at one place only.
          node.forEachTurn { target.write($1, at: Int($0.number)) }
        }
      }
    }
    return turns
  }
}

/// The half-arcs that set out from one node, counter-clockwise.
private struct SortedNode {
  private var halves: [(half: HalfArc, direction: GridPlace)] = []

  mutating func fill(_ unsorted: ArraySlice<HalfArc>, _ graph: FaceGraph) {
    halves.removeAll(keepingCapacity: true)
    for half in unsorted {
      let direction = graph.direction(half)
      var place = halves.count
      while place > 0, comes(direction, before: halves[place - 1].direction) { place -= 1 }
      halves.insert((half, direction), at: place)
    }
  }

  /// Calls `body` with each half-arc that arrives and the one it goes on with.
  func forEachTurn(_ body: (HalfArc, HalfArc) -> Void) {
    for index in halves.indices {
      let before = index > 0 ? index - 1 : halves.count - 1
      // What arrives turns off to its left as far as can be: clockwise from the way it came.
      body(halves[index].half.twin, halves[before].half)
    }
  }
}

/// Whether a direction comes before another on the way counter-clockwise from the positive x axis.
private func comes(_ a: GridPlace, before b: GridPlace) -> Bool {
  let (isUpper, otherIsUpper) = (a.isUpper, b.isUpper)
  return isUpper != otherIsUpper ? isUpper : turn(.zero, a, b) > 0
}

extension GridPlace {
  fileprivate var isUpper: Bool { y > 0 || (y == 0 && x > 0) }
}
