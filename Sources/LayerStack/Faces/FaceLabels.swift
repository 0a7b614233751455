/// The kind of face to the left of each walk.
struct FaceLabels {
  /// Shape: number of walks. Never `unlisted`.
  private(set) var kinds: [Int32]

  /// Counts winding numbers from the outside in, over arcs and from a face to the walks around its
  /// holes.
  init(_ graph: FaceGraph, _ walks: FaceWalks, _ hooks: FaceHooks, _ faceKinds: FaceKinds) {
    var states = FaceStates(faceKinds, lists: graph.lists)
    var labels = [Int32](repeating: -1, count: walks.count)
    var queue: [Int32] = []
    for walk in 0..<walks.count where walks.isHole(walk) && hooks.halfArcs[walk] == nil {
      labels[walk] = 0
      queue.append(Int32(walk))
    }
    let holes = Grouping(itemCount: walks.count, groupCount: walks.count) { hole, visit in
      if let half = hooks.halfArcs[hole] { visit(walks.walk(half)) }
    }
    func reach(_ walk: Int, _ state: Int32) {
      if labels[walk] < 0 {
        labels[walk] = state
        queue.append(Int32(walk))
      } else {
        precondition(labels[walk] == state, "borders cross where they have no place in common")
      }
    }
    var next = 0
    while next < queue.count {
      let walk = Int(queue[next])
      next += 1
      walks.forEachHalfArc(of: walk) { half in
        let code = graph.arcs[half.arc].code
        reach(
          walks.walk(half.twin),
          states.state(acrossFrom: labels[walk], half.isReversed ? code.reversed : code))
      }
      for hole in holes[walk] { reach(Int(hole), labels[walk]) }
    }
    kinds = labels.map { states.kind(of: $0) }
    settleUnlisted(walks, hooks)
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
