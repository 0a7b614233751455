import Geometry
import LayerIO

/// The box that features have to share ground with, as `bbox` gives it in the system of `bbox-crs`.
package struct BoxFilter: Sendable, Equatable {
  /// One box; two where it goes over the antimeridian.
  let boxes: [Bounds]

  /// Reads four numbers, or six of which the heights are passed over, in the order of the system's axes.
  /// - Throws: `QueryProblem`.
  init(_ text: String, in system: PublishedSystem) throws(QueryProblem) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.trimmingPrefix { $0 == " " })
    }
    let known = numbers.compactMap(\.self).filter(\.isFinite)
    guard known.count == numbers.count, [4, 6].contains(known.count) else {
      throw QueryProblem(
        "bbox", "'\(text)' is no box.",
        "Write four numbers with commas between: the lower corner, then the upper one.")
    }
    let upper = known.count / 2
    var (low, high) = (Position(known[0], known[1]), Position(known[upper], known[upper + 1]))
    if system.hasNorthFirst {
      (low, high) = (Position(low.y, low.x), Position(high.y, high.x))
    }
    let wraps = system.system.isGeographic && low.x > high.x
    guard low.y <= high.y, low.x <= high.x || wraps else {
      throw QueryProblem(
        "bbox", "The lower corner of '\(text)' lies beyond the upper one.",
        "Write the lower corner first.")
    }
    boxes =
      wraps
      ? [
        Bounds(minX: low.x, minY: low.y, maxX: 180, maxY: high.y),
        Bounds(minX: -180, minY: low.y, maxX: high.x, maxY: high.y),
      ] : [Bounds(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)]
  }

  /// Whether a row shares ground with it; `around` is the box around the row, nil where it has no place.
  func meets(_ row: Int, of geometry: RowGeometry, around: Bounds?) -> Bool {
    guard let around else { return false }
    return boxes.contains { box in
      guard box.intersects(around) else { return false }
      return box.holds(around) || geometry.meets(box, row: row, around: around)
    }
  }
}

extension Bounds {
  fileprivate func holds(_ other: Bounds) -> Bool {
    minX <= other.minX && other.maxX <= maxX && minY <= other.minY && other.maxY <= maxY
  }
}

extension RowGeometry {
  /// Whether a row and a box have a place in common.
  fileprivate func meets(_ box: Bounds, row: Int, around: Bounds) -> Bool {
    var both = GeometryArray()
    for (x, y) in [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY),
      (box.minX, box.minY),
    ] { both.append(Position(x, y)) }
    both.endPath(.shell)
    both.endFeature()
    // A path at a time, since a feature's first position alone tells whether it lies within another.
    for path in paths(of: row) where array.pathRoles[path] != .hole {
      both.append(path: path, of: array)
      var next = path + 1
      while next < paths(of: row).upperBound, array.pathRoles[next] == .hole {
        both.append(path: next, of: array)
        next += 1
      }
      both.endFeature()
    }
    return (1..<both.count).contains { both.distance(from: 0, to: $0, upTo: 0) != nil }
  }
}
