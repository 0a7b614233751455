import Geometry
import Workers

/// Finds what lies to the left of the walks around holes: the half-arc that has the hole's face to
/// its left and comes first on the way from the hole's leftmost place in the direction of falling
/// x.
struct FaceHooks {
  /// The half-arc to the left of each walk; nil for walks that are not around holes, and for those
  /// that have nothing to their left. Shape: `walks.count`.
  let halfArcs: [HalfArc?]

  /// Looks among the arcs that the walks run over.
  init(_ graph: FaceGraph, _ walks: FaceWalks, threads: Int) throws {
    let rays = Ray.rays(from: walks, graph)
    let rayPlaces = rays.map(\.place)
    let starts = graph.firstPlaces.map { rayPlaces.countNotAbove($0 - 1) }
    let passing = graph.passingEdges()
    let found = try concurrentMap(
      count: graph.rows.count, threads: threads, state: { RayCaster() }
    ) { caster, band in
      let mine = rays[starts[band]..<starts[band + 1]]
      guard !mine.isEmpty else { return [HalfArc?]() }
      caster.load(band, graph, passing[band], walks, rows: graph.rows[band])
      return mine.map { caster.cast(from: graph.places[Int($0.place)]) }
    }
    var halfArcs = [HalfArc?](repeating: nil, count: walks.count)
    for (ray, half) in zip(rays, found.joined()) { halfArcs[Int(ray.walk)] = half }
    self.halfArcs = halfArcs
  }
}

/// A walk around a hole and its leftmost place.
private struct Ray {
  let walk: Int32
  let place: Int32

  /// By place, and so by band.
  static func rays(from walks: FaceWalks, _ graph: FaceGraph) -> [Ray] {
    var rays: [Ray] = []
    for walk in 0..<walks.count where walks.isHole(walk) {
      var best = graph.arcs[walks.firsts[walk].arc].leftmost
      walks.forEachHalfArc(of: walk) { half in
        let place = graph.arcs[half.arc].leftmost
        if graph.places[Int(place)].isLeft(of: graph.places[Int(best)]) { best = place }
      }
      rays.append(Ray(walk: Int32(walk), place: best))
    }
    return rays.sorted { ($0.place, $0.walk) < ($1.place, $1.walk) }
  }
}

/// An edge that belongs to a band further down: that band and its number there.
private struct PassingEdge {
  let band: Int
  let number: Int
}

extension FaceGraph {
  /// The edges of bands below that run into or through each band.
  fileprivate func passingEdges() -> [[PassingEdge]] {
    var passing = [[PassingEdge]](repeating: [], count: edges.count)
    for (band, edges) in edges.enumerated() {
      for (number, edge) in edges.enumerated() where edge.high >= firstPlaces[band + 1] {
        for other in (band + 1)...self.band(ofPlace: edge.high) {
          passing[other].append(PassingEdge(band: band, number: number))
        }
      }
    }
    return passing
  }
}

/// An edge that is not level, and the half-arc that runs down over it.
private struct RayEdge: BitwiseCopyable {
  let bottom: GridPlace
  let top: GridPlace
  let half: HalfArc

  /// Whether a place on the same level lies to the right. Above 0: to the left.
  @inline(__always)
  func side(of place: GridPlace) -> Int64 { turn(bottom, top, place) }

  /// Whether this edge is to the right of another that spans some of the same levels; edges do not
  /// cross.
  func isRight(of other: RayEdge) -> Bool {
    if other.bottom.y <= bottom.y {
      let side = other.side(of: bottom)
      return side != 0 ? side < 0 : other.side(of: top) < 0
    }
    let side = self.side(of: other.bottom)
    return side != 0 ? side > 0 : self.side(of: other.top) > 0
  }

  /// x at a level, within a step.
  func x(at y: Int32) -> Double {
    let part = Double(y - bottom.y) / Double(top.y - bottom.y)
    return Double(bottom.x) + part * Double(top.x - bottom.x)
  }
}

/// Looks to the left within a band.
private struct RayCaster: ~Copyable {
  private var edges = FlatBuffer<RayEdge>()
  private var ranges = FlatBuffer<SIMD2<Int32>>()
  private var cells = CellColumns()

  /// Takes the edges of a band that are part of walks.
  mutating func load(
    _ band: Int, _ graph: FaceGraph, _ passing: [PassingEdge], _ walks: FaceWalks,
    rows: Range<Int32>
  ) {
    edges.removeAll()
    ranges.removeAll()
    for number in graph.edges[band].indices { append(band, number, graph, walks, rows) }
    for edge in passing { append(edge.band, edge.number, graph, walks, rows) }
    cells.fill(ranges)
  }

  private mutating func append(
    _ band: Int, _ number: Int, _ graph: FaceGraph, _ walks: FaceWalks, _ rows: Range<Int32>
  ) {
    let half = graph.halfArcs[band][number]
    guard walks.walk(half) >= 0 else { return }
    let edge = graph.edges[band][number]
    let (a, b) = (graph.places[Int(edge.low)], graph.places[Int(edge.high)])
    guard a.y != b.y else { return }
    let isUpward = a.y < b.y
    let (bottom, top) = isUpward ? (a, b) : (b, a)
    edges.append(RayEdge(bottom: bottom, top: top, half: isUpward ? half.twin : half))
    ranges.append(columns(from: bottom, to: top, within: rows))
  }

  /// The nearest edge to the left of a place, just above its level.
  func cast(from place: GridPlace) -> HalfArc? {
    guard edges.count > 0 else { return nil }
    var best: RayEdge?
    var cell = cells.cell(of: place.x)
    while true {
      for index in cells.range(of: cell) {
        let edge = edges[cells.item(index)]
        guard edge.bottom.y <= place.y, place.y < edge.top.y, edge.side(of: place) < 0 else {
          continue
        }
        if best.map(edge.isRight) ?? true { best = edge }
      }
      // An edge of this cell may come to the level further left than one of the next cell does.
      if let best, best.x(at: place.y) >= Double(cells.leftBorder(of: cell)) + 1 { break }
      if cell == 0 { break }
      cell -= 1
    }
    return best?.half
  }
}
