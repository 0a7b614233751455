/// A ring of a face, as the half-arcs it runs over.
struct FaceRing {
  let halves: ArraySlice<HalfArc>
  /// Twice its area; below 0 where it runs clockwise.
  private(set) var doubleArea: Int64 = 0

  private init(_ halves: ArraySlice<HalfArc>, _ graph: FaceGraph) {
    self.halves = halves
    for half in halves {
      let part = graph.arcs[half.arc].doubleArea
      doubleArea &+= half.isReversed ? 0 &- part : part
    }
  }

  /// The rings of a walk: where it comes through a place twice, it is several that touch there.
  static func rings(
    of walk: Int, _ walks: FaceWalks, _ graph: FaceGraph, _ meetings: Meetings
  ) -> [FaceRing] {
    var rings: [FaceRing] = []
    var open: [HalfArc] = []
    var seen: [Int32: Int] = [:]
    walks.forEachHalfArc(of: walk) { half in
      let start = graph.start(half)
      if meetings.count(at: start) > 2 {
        if let first = seen[start] {
          for closed in open[first...] { seen[graph.start(closed)] = nil }
          rings.append(FaceRing(open[first...], graph))
          open.removeSubrange(first...)
        }
        seen[start] = open.count
      }
      open.append(half)
    }
    return rings + [FaceRing(open[...], graph)]
  }

  /// The ring's corners, the first not repeated. Places in the middle of a straight run are left
  /// out unless other borders meet there.
  func corners(_ graph: FaceGraph, _ meetings: Meetings) -> [GridPlace] {
    var numbers: [Int32] = []
    for half in halves { graph.forEachPlace(of: half) { numbers.append($0) } }
    var corners: [GridPlace] = []
    corners.reserveCapacity(numbers.count)
    var before = graph.places[Int(numbers[numbers.count - 1])]
    for (index, number) in numbers.enumerated() {
      let here = graph.places[Int(number)]
      let after = graph.places[Int(numbers[index + 1 < numbers.count ? index + 1 : 0])]
      if meetings.count(at: number) > 2 || turn(before, here, after) != 0 { corners.append(here) }
      before = here
    }
    return corners
  }
}

/// How many border arcs meet at each place; 0 within an arc.
struct Meetings: Sendable {
  private var counts: [UInt8]

  init(_ graph: FaceGraph, keeping isKept: [Bool]) {
    counts = Array(repeating: 0, count: graph.places.count)
    for (number, arc) in graph.arcs.enumerated() where !arc.isLoop && isKept[number] {
      for isReversed in [false, true] {
        let place = Int(graph.start(HalfArc(arc: number, isReversed: isReversed)))
        counts[place] = min(3, counts[place] + 1)
      }
    }
  }

  @inline(__always)
  func count(at place: Int32) -> UInt8 { counts[Int(place)] }
}
