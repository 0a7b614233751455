import Geometry
import Workers

/// The faces that border arcs enclose: a walk around each from within, and those around its holes.
struct Faces: Sendable {
  private let graph: FaceGraph
  private let walks: FaceWalks
  private let meetings: Meetings
  /// The kind of each walk's face.
  private let kinds: [Int32]
  /// Walks around faces that have a kind, by kind.
  private let shells: [Int]
  private let holes: Grouping

  /// Faces of the given kinds of half-arcs' left sides; arcs between two faces of one kind are no
  /// border.
  init(
    _ graph: FaceGraph, kindOf kind: @Sendable (HalfArc) -> Int32, threads: Int
  ) throws {
    self.graph = graph
    let isKept = graph.arcs.indices.map { arc in
      kind(HalfArc(arc: arc, isReversed: false)) != kind(HalfArc(arc: arc, isReversed: true))
    }
    let walks = try FaceWalks(graph, keeping: isKept, threads: threads)
    self.walks = walks
    meetings = Meetings(graph, keeping: isKept)
    let hooks = try FaceHooks(graph, walks, threads: threads)
    let kinds = walks.firsts.map(kind)
    self.kinds = kinds
    shells = (0..<walks.count).filter { !walks.isHole($0) && kinds[$0] >= 0 }
      .sorted { (kinds[$0], $0) < (kinds[$1], $1) }
    let shellOfHole = hooks.shells(walks)
    holes = Grouping(itemCount: walks.count, groupCount: walks.count) { walk, visit in
      if let shell = shellOfHole[walk] { visit(shell) }
    }
  }

  /// A MultiPolygon for each kind, in the order of kinds. Its polygons, and their holes, are in the order of their
  /// first positions and begin with their leftmost, so that none of it depends on what else there is.
  func stackFaces(_ kinds: FaceKinds, threads: Int) throws -> StackFaces {
    let unordered = try polygons(threads: threads)
    let order = shells.indices.sorted { a, b in
      let (first, second) = (self.kinds[shells[a]], self.kinds[shells[b]])
      return first == second ? unordered.isFeature(a, before: b) : first < second
    }
    let polygons = unordered.selecting(order)
    var faces = StackFaces(zones: [], signatures: [], geometry: GeometryArray())
    var starts: [Int] = []
    for (index, shell) in shells.enumerated() {
      let kind = self.kinds[shell]
      guard index == 0 || self.kinds[shells[index - 1]] != kind else { continue }
      faces.zones.append(kinds.members[Int(kind)].zone)
      faces.signatures.append(kinds.members[Int(kind)].signature)
      starts.append(polygons.featureStarts[index])
    }
    faces.geometry = GeometryArray(
      positions: polygons.positions, pathStarts: polygons.pathStarts,
      pathRoles: polygons.pathRoles, featureStarts: starts + [polygons.pathCount])
    return faces
  }

  /// A polygon for each shell.
  private func polygons(threads: Int) throws -> GeometryArray {
    let parts = try concurrentMap(shells.indices, inChunksOf: 64, threads: threads) { chunk in
      var part = GeometryArray()
      for shell in shells[chunk] {
        append(polygonAround: shell, to: &part)
      }
      return part
    }
    var polygons = GeometryArray()
    polygons.positions.reserveCapacity(parts.reduce(0) { $0 + $1.positions.count })
    for part in parts { polygons.append(contentsOf: part) }
    return polygons
  }

  private func append(polygonAround shell: Int, to geometry: inout GeometryArray) {
    let around = FaceRing.rings(of: shell, walks, graph, meetings)
    let within = holes[shell].flatMap { FaceRing.rings(of: Int($0), walks, graph, meetings) }
    // A walk that touches itself runs around holes as well.
    append(around.filter { $0.doubleArea > 0 }, .shell, to: &geometry)
    append(around.filter { $0.doubleArea < 0 } + within, .hole, to: &geometry)
    geometry.endFeature()
  }

  private func append(_ rings: [FaceRing], _ role: PathRole, to geometry: inout GeometryArray) {
    let all = rings.map { $0.corners(graph, meetings).fromLeftmost }
    for corners in all.sorted(by: { $0.comes(before: $1) }) {
      for corner in corners { geometry.append(graph.grid.position(corner)) }
      geometry.append(graph.grid.position(corners[0]))
      geometry.endPath(role)
    }
  }
}

extension [GridPlace] {
  /// The same ring, begun at its leftmost corner, the lowest of these.
  fileprivate var fromLeftmost: [GridPlace] {
    let first = indices.min { self[$0].comes(before: self[$1]) } ?? 0
    return Array(self[first...] + self[..<first])
  }

  fileprivate func comes(before other: [GridPlace]) -> Bool {
    lexicographicallyPrecedes(other) { $0.comes(before: $1) }
  }
}

extension GridPlace {
  /// From left to right, and upwards.
  fileprivate func comes(before other: GridPlace) -> Bool {
    x != other.x ? x < other.x : y < other.y
  }
}

extension GeometryArray {
  /// Whether a feature's positions come before another's, from left to right and upwards.
  fileprivate func isFeature(_ feature: Int, before other: Int) -> Bool {
    positions[positionRange(of: feature)].lexicographicallyPrecedes(
      positions[positionRange(of: other)]
    ) { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
  }
}

extension FaceHooks {
  /// The walk around the face that each hole is in; nil for walks that are no holes, and outside.
  fileprivate func shells(_ walks: FaceWalks) -> [Int?] {
    var shells = [Int?](repeating: nil, count: walks.count)
    var isKnown = (0..<walks.count).map { !walks.isHole($0) }
    var way: [Int] = []
    for hole in 0..<walks.count {
      var walk: Int? = hole
      while let here = walk, !isKnown[here] {
        way.append(here)
        walk = halfArcs[here].map(walks.walk)
      }
      // Either a face's own walk, or a hole whose face is known.
      let shell = walk.flatMap { walks.isHole($0) ? shells[$0] : $0 }
      for walk in way { (shells[walk], isKnown[walk]) = (shell, true) }
      way.removeAll(keepingCapacity: true)
    }
    return shells
  }
}
