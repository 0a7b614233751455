import Geometry

/// The faces of a stack of which the planes are not in memory: neighbourhoods are taken in `groupCount` groups, each
/// with the planes that come near it and the neighbourhoods beside it. Faces are made of whole polygons on one grid,
/// so they are those of the stack as a whole.
///
/// `planes` gives the polygons of all planes that come near a box, those of a plane in their order; `extent` is the
/// box around all there are. A stack wider than the grid of 1 mm is taken in one group.
/// - Throws: what `planes` throws.
package func makeFaces(
  of neighbourhoods: GeometryArray, _ table: OverlapTable, groupCount: Int, extent: Bounds?,
  metresPerUnit: Double, threads: Int, planes: (Bounds) throws -> [GeometryArray]
) throws -> StackFaces {
  let boxes = (0..<neighbourhoods.count).map { neighbourhoods.bounds(of: $0) }
  let home = neighbourhoods.bounds
  let isFine = [home, extent].compactMap(\.self).reduce(home) { $0?.united(with: $1) }.map {
    FaceGrid.isFinest(around: $0, metresPerUnit: metresPerUnit)
  }
  let groups = neighbourhoodGroups(boxes, count: isFine == true ? groupCount : 1)
  let kinds = FaceKinds(table)
  let parts = try groups.map { group in
    let near = boxes.near(group, within: 1 / metresPerUnit)
    let box = near.compactMap { boxes[$0] }.reduce(nil) { $0?.united(with: $1) ?? $1 }
    guard let box else { return StackFaces(zones: [], signatures: [], geometry: GeometryArray()) }
    let input = StackInput(
      neighbourhoods: neighbourhoods.emptied(but: near), planes: try planes(box),
      assets: GeometryArray(), metresPerUnit: metresPerUnit)
    let own = Set(group.map(Int32.init))
    return try makeFaces(input, kinds, threads: threads).keeping { zone in
      table.zones[Int(zone)].first.map(own.contains) ?? false
    }
  }
  return StackFaces(joining: parts)
}

/// Neighbourhoods in groups of about equally many that lie together: along a curve that visits the quarters of
/// quarters of the plane one after the other.
private func neighbourhoodGroups(_ boxes: [Bounds?], count: Int) -> [[Int]] {
  let middles = boxes.map { $0?.middle }
  let whole = Bounds(middles.compactMap(\.self))
  let side = whole.map { max($0.maxX - $0.minX, $0.maxY - $0.minY, .leastNormalMagnitude) } ?? 1
  let places = middles.map { middle -> UInt64 in
    guard let middle, let whole else { return 0 }
    let cell = (middle - Position(whole.minX, whole.minY)) / side * 65_535
    return interleaved(UInt64(cell.x), UInt64(cell.y))
  }
  let order = boxes.indices.sorted { (places[$0], $0) < (places[$1], $1) }
  return (0..<count).map { group in
    Array(order[order.count * group / count..<order.count * (group + 1) / count])
  }.filter { !$0.isEmpty }
}

/// The bits of two numbers below 65,536 in turn.
private func interleaved(_ x: UInt64, _ y: UInt64) -> UInt64 {
  var bits: UInt64 = 0
  for bit: UInt64 in 0..<16 {
    bits |= ((x >> bit) & 1) << (2 * bit)
    bits |= ((y >> bit) & 1) << (2 * bit + 1)
  }
  return bits
}

extension [Bounds?] {
  /// Indices of the boxes that come within a distance of one of a group, ascending, these among them.
  fileprivate func near(_ group: [Int], within distance: Double) -> [Int] {
    let wide = group.compactMap { self[$0]?.padded(by: distance) }
    return indices.filter { index in
      self[index].map { box in wide.contains { $0.intersects(box) } } ?? false
    }
  }
}

extension GeometryArray {
  /// As many features, of which some alone have a geometry.
  fileprivate func emptied(but kept: [Int]) -> GeometryArray {
    let kept = Set(kept)
    return (0..<count).reduce(into: GeometryArray()) { result, feature in
      if kept.contains(feature) {
        result.appendFeature(feature, of: self)
      } else {
        result.endFeature()
      }
    }
  }
}

extension StackFaces {
  /// The faces of some zones alone.
  fileprivate func keeping(_ isKept: (Int32) -> Bool) -> StackFaces {
    let kept = zones.indices.filter { isKept(zones[$0]) }
    return StackFaces(
      zones: kept.map { zones[$0] }, signatures: kept.map { signatures[$0] },
      geometry: geometry.selecting(kept))
  }

  /// All faces of parts that have no kind in common, by zone and signature.
  fileprivate init(joining parts: [StackFaces]) {
    let all = parts.indices.flatMap { part in parts[part].zones.indices.map { (part, $0) } }
    func kind(_ face: (part: Int, index: Int)) -> (Int32, Int32) {
      (parts[face.part].zones[face.index], parts[face.part].signatures[face.index])
    }
    let order = all.sorted { kind($0) < kind($1) }
    self.init(
      zones: order.map { kind($0).0 }, signatures: order.map { kind($0).1 },
      geometry: order.reduce(into: GeometryArray()) { geometry, face in
        geometry.appendFeature(face.1, of: parts[face.0].geometry)
      })
  }
}
