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
  init(_ graph: FaceGraph, keeping isKept: [Bool]) {
    next = (0..<graph.halfArcCount).map { HalfArc($0) }
    walks = Array(repeating: -1, count: graph.halfArcCount)
    let nodes = Nodes(graph, keeping: isKept)
    nodes.forEach { halves in
      for index in halves.indices {
        let before = index > halves.startIndex ? index - 1 : halves.endIndex - 1
        // What arrives turns off to its left as far as can be: clockwise from the way it came.
        next[Int(halves[index].twin.number)] = halves[before]
      }
    }
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

/// The half-arcs that set out from each node, counter-clockwise.
private struct Nodes {
  private let starts: [Int32]
  private var halves: [HalfArc]

  init(_ graph: FaceGraph, keeping isKept: [Bool]) {
    var starts = [Int32](repeating: 0, count: graph.places.count + 1)
    let kept = (0..<graph.halfArcCount).lazy.map { HalfArc($0) }
      .filter { !graph.arcs[$0.arc].isLoop && isKept[$0.arc] }
    for half in kept { starts[Int(graph.start(half)) + 1] += 1 }
    for place in graph.places.indices { starts[place + 1] += starts[place] }
    halves = Array(repeating: HalfArc(0), count: Int(starts[graph.places.count]))
    var ends = starts
    for half in kept {
      let place = Int(graph.start(half))
      var hole = Int(ends[place])
      let direction = graph.direction(half)
      while hole > starts[place], comes(direction, before: graph.direction(halves[hole - 1])) {
        halves[hole] = halves[hole - 1]
        hole -= 1
      }
      halves[hole] = half
      ends[place] += 1
    }
    self.starts = starts
  }

  /// Calls `body` with the half-arcs of each node.
  func forEach(_ body: (ArraySlice<HalfArc>) -> Void) {
    for place in 0..<(starts.count - 1) where starts[place] < starts[place + 1] {
      body(halves[Int(starts[place])..<Int(starts[place + 1])])
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
