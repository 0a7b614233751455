import Geometry
import LayerStack
import Workers

/// Surfaces that are valid on the grid by snap rounding, and those that share edges with them.
struct SnappedRows {
  /// The surfaces, by their number among all rows.
  private(set) var rows: [Int]
  /// A feature for each of `rows`; positions are whole numbers of steps.
  private(set) var geometry: GeometryArray

  /// Rounds in which edges are led; two or three are usual. What another one would move moves by less
  /// than a step.
  private static let mostRounds = 8

  /// Brings the surfaces that are `invalid` to the grid, and all that this makes invalid.
  init(_ source: RoundedRows, _ invalid: [Int], threads: Int) throws {
    var leads = EdgeLeads()
    var followers: Set<Int> = []
    rows = invalid
    geometry = try source.inSteps(rows, leads).snapped(threads: threads)
    for _ in 0..<Self.mostRounds {
      let new = try newLeads(source, after: leads, threads: threads)
      guard !new.isEmpty else { break }
      let led = try source.followers(of: new, after: leads, threads: threads)
      leads.add(new)
      guard !led.isEmpty else { break }
      followers.formUnion(led)
      let treated = Set(rows)
      let candidates = followers.subtracting(treated).sorted()
      rows = try (rows + source.invalid(candidates, leads, threads: threads)).sorted()
      geometry = try source.inSteps(rows, leads).snapped(threads: threads)
    }
    let others = followers.subtracting(rows).sorted()
    geometry.append(contentsOf: source.inSteps(others, leads))
    rows += others
  }

  /// Whether nothing is left of a surface, by its index in `rows`.
  func isLost(_ index: Int) -> Bool { geometry.paths(of: index).isEmpty }

  /// The edges that snap rounding led through other places than are known of them.
  private func newLeads(
    _ source: RoundedRows, after leads: EdgeLeads, threads: Int
  ) throws -> EdgeLeads {
    let found = try concurrentMap(count: rows.count, threads: threads) { [rows, geometry] index in
      let before = source.inSteps([rows[index]], leads)
      return ledEdges(from: before, to: geometry, feature: index)
    }
    var new = EdgeLeads()
    for (index, edges) in found.enumerated() {
      for (edge, places) in edges { new.add(edge, through: places, by: rows[index]) }
    }
    return new
  }
}

/// The edges of the first feature of an array that another's feature goes around, in the order of the
/// edges, with the places that they run through.
private func ledEdges(
  from before: GeometryArray, to after: GeometryArray, feature: Int
) -> [(GridEdge, [GridStep])] {
  let kept = Set(edges(of: after, feature))
  let led = edges(of: before, 0).filter { !kept.contains($0) }
  guard !led.isEmpty else { return [] }
  let places = places(of: before, 0).union(places(of: after, feature)).sorted { $0.x < $1.x }
  return led.compactMap { edge in
    let (low, high) = (min(edge.a.x, edge.b.x), max(edge.a.x, edge.b.x))
    let first = places.indices.partitionPoint { places[$0].x < low }
    let through = places[first...].prefix { $0.x <= high }
      .filter { $0 != edge.a && $0 != edge.b && edge.runsThrough($0) }
    return through.isEmpty
      ? nil : (edge, through.sorted { edge.distance(to: $0) < edge.distance(to: $1) })
  }
}

private func edges(of array: GeometryArray, _ feature: Int) -> [GridEdge] {
  array.paths(of: feature).flatMap { path in
    let ring = array.positions[array.range(ofPath: path)].map(step)
    return zip(ring, ring.dropFirst()).map { GridEdge($0, $1) }
  }
}

private func places(of array: GeometryArray, _ feature: Int) -> Set<GridStep> {
  Set(array.positions[array.positionRange(of: feature)].map(step))
}

private func step(_ position: Position) -> GridStep {
  GridStep(Int64(position.x), Int64(position.y))
}

extension GeometryArray {
  /// The surfaces of features whose positions are whole numbers, on those by snap rounding: a feature
  /// for each, without paths where nothing is left or they lie too far apart.
  func snapped(threads: Int) throws -> GeometryArray {
    guard let box = bounds(ofPaths: 0..<pathCount),
      max(box.maxX - box.minX, box.maxY - box.minY) < 0x1p29
    else {
      var nothing = GeometryArray()
      for _ in 0..<count { nothing.endFeature() }
      return nothing
    }
    // On a grid of 1 mm with units of 1 mm, which are the steps.
    return try united((0..<count).map { [$0] }, metresPerUnit: 0.001, threads: threads)
  }
}
