import Geometry
import Workers

/// Largest distance, in units of a zoom, within which positions are left out there: a quarter of a
/// pixel of maps that draw a tile on 512 pixels.
private let tolerance = 2.0

/// Zoom from which each position is drawn, or `TileShapes.never`. Shape: positions.
///
/// Positions are left out by Douglas and Peucker (1973) between junctions, so that what becomes of a border
/// depends on the border alone, not on who has it, which way it runs or where it begins. One that is drawn
/// at a zoom is drawn at all deeper ones; at the deepest all are that are more than half a unit off.
func firstZoomsOfPositions(_ paths: TilePaths, deepestZoom: Int, threads: Int) -> [UInt8] {
  let isJunction = junctions(paths, threads: threads)
  let chunks = paths.chunks(of: 65_536)
  let sizes = chunks.map { paths.starts[$0.upperBound] - paths.starts[$0.lowerBound] }
  return filledArray(sizes: sizes, threads: threads) {
    (part: Int, zooms: inout OutputSpan<UInt8>) in
    var thinning = PathThinning(paths, isJunction, deepestZoom: deepestZoom)
    for path in chunks[part] {
      for zoom in thinning.zooms(of: path) { zooms.append(zoom) }
    }
  }
}

/// Thins one path after the other and keeps its memory.
private struct PathThinning {
  private let paths: TilePaths
  private let isJunction: [Bool]
  /// Square of the distance beyond which a position is drawn, by zoom.
  private let limits: [Double]
  private var result: [UInt8] = []
  /// The first position of the path.
  private var base = 0
  /// Positions that differ from the one before, and behind a ring's last its first again.
  private var indices: [Int] = []
  private var pieces: [(start: Int, end: Int, zoom: UInt8)] = []

  init(_ paths: TilePaths, _ isJunction: [Bool], deepestZoom: Int) {
    (self.paths, self.isJunction) = (paths, isJunction)
    limits = (0...deepestZoom).map { zoom in
      let limit = zoom == deepestZoom ? 0.5 : tolerance * Double(1 << (deepestZoom - zoom))
      return limit * limit
    }
  }

  /// Zooms of the positions of a path.
  mutating func zooms(of path: Int) -> [UInt8] {
    let all = paths.starts[path]..<paths.starts[path + 1]
    base = all.lowerBound
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: repeatElement(TileShapes.never, count: all.count))
    let range = paths.range(ofPath: path)
    guard !range.isEmpty else { return result }
    if paths.roles[path] == .point {
      result[0] = 0
      return result
    }
    collect(range, isRing: paths.roles[path] != .line)
    var start = 0
    for index in 1..<max(1, indices.count)
    where isJunction[indices[index]] || index == indices.count - 1 {
      thin(from: start, to: index)
      start = index
    }
    for index in [indices[0], indices[start]] { result[index - base] = 0 }
    return result
  }

  /// The positions in the order in which they are cut: a ring begins at a junction, or else at its lowest
  /// place.
  private mutating func collect(_ range: Range<Int>, isRing: Bool) {
    let places = paths.places
    indices.removeAll(keepingCapacity: true)
    let end = isRing ? paths.ringEnd(range) : range.upperBound
    var last: TilePlace?
    for index in range.lowerBound..<end where places[index] != last {
      indices.append(index)
      last = places[index]
    }
    guard isRing else { return }
    let start =
      indices.indices.first { isJunction[indices[$0]] }
      ?? indices.indices.min { isBefore(places[indices[$0]], places[indices[$1]]) }
    if let start, start > 0 {
      let head = Array(indices[..<start])
      indices.removeFirst(start)
      indices += head
    }
    indices.append(indices[0])
  }

  /// Thins what lies between two positions, which are drawn at every zoom.
  private mutating func thin(from start: Int, to end: Int) {
    (result[indices[start] - base], result[indices[end] - base]) = (0, 0)
    pieces.append((start, end, 0))
    while let (start, end, zoom) = pieces.popLast() {
      guard let (middle, distance) = farthest(from: start, to: end) else { continue }
      guard let own = limits.firstIndex(where: { distance > $0 }) else { continue }
      let drawn = max(zoom, UInt8(own))
      result[indices[middle] - base] = drawn
      pieces.append((start, middle, drawn))
      pieces.append((middle, end, drawn))
    }
  }

  /// The position between two others that is farthest from the segment between them, of several the
  /// lowest, and the square of its distance; nil where there is none between.
  private func farthest(from start: Int, to end: Int) -> (index: Int, distance: Double)? {
    guard end - start > 1 else { return nil }
    var (a, b) = (paths.places[indices[start]], paths.places[indices[end]])
    if isBefore(b, a) { (a, b) = (b, a) }
    let along = vector(b &- a)
    let length = (along * along).sum()
    let inverse = length > 0 ? 1 / length : 0
    var (best, most) = (start + 1, -1.0)
    for index in start + 1..<end {
      let offset = vector(paths.places[indices[index]] &- a)
      let part = min(max((offset * along).sum() * inverse, 0), 1)
      let gap = offset - part * along
      let distance = (gap * gap).sum()
      if distance > most
        || distance == most && isBefore(paths.places[indices[index]], paths.places[indices[best]])
      {
        (best, most) = (index, distance)
      }
    }
    return (best, most)
  }
}

private func vector(_ step: TilePlace) -> SIMD2<Double> {
  SIMD2(Double(step.x), Double(step.y))
}
