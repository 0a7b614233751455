import Geometry

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

  /// Faces of the given kinds of half-arcs' left sides; arcs between two faces of one kind are no border.
  init(
    _ graph: FaceGraph, _ bands: FaceBands, kindOf kind: @Sendable (HalfArc) -> Int32,
    threads: Int
  ) throws {
    self.graph = graph
    let isKept = graph.arcs.indices.map { arc in
      kind(HalfArc(arc: arc, isReversed: false)) != kind(HalfArc(arc: arc, isReversed: true))
    }
    let walks = FaceWalks(graph, keeping: isKept)
    self.walks = walks
    meetings = Meetings(graph, keeping: isKept)
    let hooks = try FaceHooks(graph, bands, walks, threads: threads)
    let kinds = walks.firsts.map(kind)
    self.kinds = kinds
    shells = (0..<walks.count).filter { !walks.isHole($0) && kinds[$0] >= 0 }
      .sorted { (kinds[$0], $0) < (kinds[$1], $1) }
    let shellOfHole = hooks.shells(walks)
    holes = Grouping(itemCount: walks.count, groupCount: walks.count) { walk, visit in
      if let shell = shellOfHole[walk] { visit(shell) }
    }
  }

  /// A MultiPolygon for each kind, in the order of kinds.
  func stackFaces(_ kinds: FaceKinds, _ grid: FaceGrid, threads: Int) throws -> StackFaces {
    let parts = try concurrentMap(count: shells.count, threads: threads) {
      polygon(around: shells[$0], grid)
    }
    var polygons = GeometryArray()
    for part in parts { polygons.append(contentsOf: part) }
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

  private func polygon(around shell: Int, _ grid: FaceGrid) -> GeometryArray {
    let around = FaceRing.rings(of: shell, walks, graph, meetings)
    let within = holes[shell].flatMap { FaceRing.rings(of: Int($0), walks, graph, meetings) }
    var polygon = GeometryArray()
    // A walk that touches itself runs around holes as well.
    for ring in around where ring.doubleArea > 0 { polygon.append(ring, .shell, self, grid) }
    for ring in around where ring.doubleArea < 0 { polygon.append(ring, .hole, self, grid) }
    for ring in within { polygon.append(ring, .hole, self, grid) }
    polygon.endFeature()
    return polygon
  }

  fileprivate func corners(_ ring: FaceRing) -> [GridPlace] { ring.corners(graph, meetings) }
}

extension GeometryArray {
  fileprivate mutating func append(
    _ ring: FaceRing, _ role: PathRole, _ faces: Faces, _ grid: FaceGrid
  ) {
    let corners = faces.corners(ring)
    for corner in corners { append(grid.position(corner)) }
    append(grid.position(corners[0]))
    endPath(role)
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
