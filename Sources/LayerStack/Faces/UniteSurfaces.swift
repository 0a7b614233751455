import Geometry
import Workers

extension GeometryArray {
  /// The surface that each group of features covers together, a feature for each group; groups hold
  /// indices of features. Positions come to stand on a grid of 1 mm, as those of faces do; lines
  /// and points have no surface and are left out.
  public func united(
    _ groups: [[Int]], metresPerUnit: Double, threads: Int
  ) throws -> GeometryArray {
    let surfaces = valuesInChunks(of: 256, count: groups.count, threads: threads) { group in
      let paths = groups[group].flatMap(paths).filter { pathRoles[$0] <= .hole }
      return (paths: paths, box: box(around: paths)?.padded(by: 0.01 / metresPerUnit))
    }
    let batches = apart(surfaces.map(\.box))
    let unions = try concurrentMap(count: batches.count, threads: threads) { batch in
      try unite(batches[batch].map { surfaces[$0].paths }, metresPerUnit)
    }
    return joined(unions, batches, count: groups.count)
  }

  private func box(around paths: [Int]) -> Bounds? {
    paths.compactMap { bounds(ofPaths: $0..<$0 + 1) }
      .reduce(nil) { $0?.united(with: $1) ?? $1 }
  }

  /// What each group of paths covers is the face of a neighbourhood with these rings, since no group
  /// comes near another.
  private func unite(_ groups: [[Int]], _ metresPerUnit: Double) throws -> StackFaces {
    var rings = GeometryArray()
    for paths in groups {
      for path in paths { rings.append(path: path, of: self) }
      rings.endFeature()
    }
    let input = StackInput(
      neighbourhoods: rings, planes: [], assets: GeometryArray(), metresPerUnit: metresPerUnit)
    return try makeFaces(input, FaceKinds(neighbourhoodsApart: groups.count), threads: 1)
  }
}

/// The unions of batches of groups in the order of the groups; those without a surface are empty.
private func joined(_ unions: [StackFaces], _ batches: [[Int]], count: Int) -> GeometryArray {
  var faces = [(batch: Int, face: Int)?](repeating: nil, count: count)
  for (batch, union) in unions.enumerated() {
    for (face, zone) in union.zones.enumerated() {
      faces[batches[batch][Int(zone) - 1]] = (batch, face)
    }
  }
  var result = GeometryArray()
  result.reserve(positions: unions.reduce(0) { $0 + $1.geometry.positions.count })
  for place in faces {
    if let place {
      result.appendFeature(place.face, of: unions[place.batch].geometry)
    } else {
      result.endFeature()
    }
  }
  return result
}

/// Boxes in a batch: faces of many at once take half the time of faces one by one.
private let mostInBatch = 32

/// Batches that are being filled.
private let mostOpen = 8

/// Batches of boxes, by their index, of which no two in a batch intersect.
private func apart(_ boxes: [Bounds?]) -> [[Int]] {
  var done: [[Int]] = []
  var open: [[Int]] = []
  for (index, box) in boxes.enumerated() {
    guard let box else { continue }
    let isFree = { (batch: [Int]) in !batch.contains { boxes[$0]?.intersects(box) ?? false } }
    if let batch = open.firstIndex(where: isFree) {
      open[batch].append(index)
      if open[batch].count == mostInBatch { done.append(open.remove(at: batch)) }
    } else {
      if open.count == mostOpen { done.append(open.removeFirst()) }
      open.append([index])
    }
  }
  return done + open
}
