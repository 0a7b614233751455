/// The kind of face to the left of each walk.
struct FaceLabels {
  /// Shape: number of walks. Never `unlisted`.
  private(set) var kinds: [Int32]

  /// Counts winding numbers from the outside in, over arcs and from a face to the walks around its
  /// holes.
  init(
    _ graph: FaceGraph, _ walks: FaceWalks, _ hooks: FaceHooks, _ faceKinds: FaceKinds,
    threads: Int
  ) throws {
    let crossings = try WalkCrossings(graph, walks, threads: threads)
    var states = FaceStates(faceKinds, lists: graph.lists)
    let labels = Self.labels(crossings, walks, hooks, &states)
    try crossings.check(labels, states, threads: threads)
    for (hole, half) in hooks.halfArcs.enumerated() {
      guard let half else { continue }
      precondition(labels[hole] == labels[walks.walk(half)], "a hole is in its face")
    }
    kinds = labels.map { states.kind(of: $0) }
    settleUnlisted(walks, hooks)
  }

  /// The state to the left of each walk, handed on from walk to walk.
  private static func labels(
    _ crossings: WalkCrossings, _ walks: FaceWalks, _ hooks: FaceHooks, _ states: inout FaceStates
  ) -> [Int32] {
    var labels = [Int32](repeating: -1, count: walks.count)
    var queue: [Int32] = []
    func reach(_ walk: Int, _ state: Int32) {
      labels[walk] = state
      queue.append(Int32(walk))
    }
    for walk in 0..<walks.count where walks.isHole(walk) && hooks.halfArcs[walk] == nil {
      reach(walk, 0)
    }
    let holes = Grouping(itemCount: walks.count, groupCount: walks.count) { hole, visit in
      if let half = hooks.halfArcs[hole] { visit(walks.walk(half)) }
    }
    var next = 0
    while next < queue.count {
      let walk = Int(queue[next])
      next += 1
      for crossing in crossings[walk] where labels[Int(crossing.walk)] < 0 {
        reach(Int(crossing.walk), states.state(acrossFrom: labels[walk], crossing.code))
      }
      for hole in holes[walk] where labels[Int(hole)] < 0 { reach(Int(hole), labels[walk]) }
    }
    return labels
  }

  /// Gives faces that rounding to the grid made the kind of a face beside them, so that no gap is
  /// left.
  private mutating func settleUnlisted(_ walks: FaceWalks, _ hooks: FaceHooks) {
    var open = kinds.indices.filter { kinds[$0] == FaceStates.unlisted }
    while !open.isEmpty {
      let settled = open.compactMap { walk -> (walk: Int, kind: Int32)? in
        var best = FaceStates.unlisted
        walks.forEachHalfArc(of: walk) { best = max(best, kinds[walks.walk($0.twin)]) }
        if let half = hooks.halfArcs[walk] { best = max(best, kinds[walks.walk(half)]) }
        return best == FaceStates.unlisted ? nil : (walk, best)
      }
      precondition(!settled.isEmpty, "some face is listed or outside")
      for (walk, kind) in settled { kinds[walk] = kind }
      open.removeAll { kinds[$0] != FaceStates.unlisted }
    }
  }
}
