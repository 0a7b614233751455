/// A segment between two places of an integer grid.
struct GridSegment: Hashable, Sendable {
  var a: SIMD2<Int64>
  var b: SIMD2<Int64>
}

/// Segments cut so that they meet at their ends alone, all of them on a grid: snap rounding (Hobby,
/// "Practical segment intersection with finite precision output", 1999).
///
/// Every end and every crossing, rounded to the grid, makes its pixel hot; a segment that passes through
/// hot pixels is led through their centres. No end moves by more than half a pixel in x and y, and each
/// piece of border comes once.
func snapRounded(_ segments: [GridSegment]) -> [GridSegment] {
  guard let index = SegmentBuckets(segments) else { return [] }
  let pixels = index.hotPixels()
  let pixelIndex = PixelBuckets(pixels, like: index)
  var pieces: Set<GridSegment> = []
  var result: [GridSegment] = []
  for segment in segments {
    let centres = pixelIndex.pixels(on: segment)
    for (from, to) in zip(centres, centres.dropFirst()) {
      let piece = isBefore(from, to) ? GridSegment(a: from, b: to) : GridSegment(a: to, b: from)
      if pieces.insert(piece).inserted { result.append(piece) }
    }
  }
  return result
}

private func isBefore(_ a: SIMD2<Int64>, _ b: SIMD2<Int64>) -> Bool {
  a.x != b.x ? a.x < b.x : a.y < b.y
}

/// Twice the area of the triangle a, b, c; positive where it turns to the left. Exact: coordinates of
/// a city on a grid of 1 mm have at most 27 bits.
private func turn(_ a: SIMD2<Int64>, _ b: SIMD2<Int64>, _ c: SIMD2<Int64>) -> Int64 {
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Buckets over the box of all segments.
private struct BucketGrid {
  let low: SIMD2<Int64>
  let size: Int64
  let columns: Int
  let rows: Int

  init?(_ segments: [GridSegment]) {
    guard let first = segments.first else { return nil }
    var low = first.a
    var high = first.a
    var length: Int64 = 0
    for segment in segments {
      low = pointwiseMin(low, pointwiseMin(segment.a, segment.b))
      high = pointwiseMax(high, pointwiseMax(segment.a, segment.b))
      length += abs(segment.b.x - segment.a.x) + abs(segment.b.y - segment.a.y)
    }
    self.low = low
    let extent = high &- low
    let area = (Double(extent.x) + 1) * (Double(extent.y) + 1)
    // About one bucket for each segment, and none smaller than a usual segment.
    let side = max(
      (area / Double(segments.count)).squareRoot(), Double(length) / Double(segments.count))
    size = max(8, Int64(side))
    columns = Int(extent.x / size) + 1
    rows = Int(extent.y / size) + 1
  }

  var count: Int { columns * rows }

  func bucket(_ place: SIMD2<Int64>) -> Int {
    let column = min(max(Int((place.x - low.x) / size), 0), columns - 1)
    let row = min(max(Int((place.y - low.y) / size), 0), rows - 1)
    return row * columns + column
  }

  /// Calls `body` with the buckets that a segment comes within a pixel of, row by row.
  func visit(_ segment: GridSegment, _ body: (Int) -> Void) {
    let (bottom, top) = segment.a.y <= segment.b.y ? (segment.a, segment.b) : (segment.b, segment.a)
    let firstRow = row(bottom.y - 2)
    let lastRow = row(top.y + 2)
    let slope = top.y > bottom.y ? Double(top.x - bottom.x) / Double(top.y - bottom.y) : 0
    for row in firstRow...lastRow {
      let from = max(bottom.y, low.y + Int64(row) * size - 3)
      let to = min(top.y, low.y + Int64(row + 1) * size + 3)
      var x0 = Double(bottom.x) + slope * Double(max(from, bottom.y) - bottom.y)
      var x1 = Double(bottom.x) + slope * Double(max(to, from) - bottom.y)
      if top.y == bottom.y { (x0, x1) = (Double(bottom.x), Double(top.x)) }
      let first = column(Int64(min(x0, x1)) - 3)
      let last = column(Int64(max(x0, x1)) + 3)
      for column in first...last { body(row * columns + column) }
    }
  }

  private func row(_ y: Int64) -> Int { min(max(Int((y - low.y) / size), 0), rows - 1) }
  private func column(_ x: Int64) -> Int { min(max(Int((x - low.x) / size), 0), columns - 1) }
}

/// Segments by bucket.
private struct SegmentBuckets {
  let grid: BucketGrid
  private let segments: [GridSegment]
  private var members: [[Int32]]

  init?(_ segments: [GridSegment]) {
    guard let grid = BucketGrid(segments) else { return nil }
    self.grid = grid
    self.segments = segments
    members = Array(repeating: [], count: grid.count)
    for (number, segment) in segments.enumerated() {
      grid.visit(segment) { members[$0].append(Int32(number)) }
    }
  }

  /// All ends, and all crossings rounded to the grid.
  func hotPixels() -> Set<SIMD2<Int64>> {
    var pixels: Set<SIMD2<Int64>> = []
    for segment in segments {
      pixels.insert(segment.a)
      pixels.insert(segment.b)
    }
    for bucket in members {
      for (place, first) in bucket.enumerated() {
        for second in bucket.dropFirst(place + 1) {
          if let crossing = crossing(segments[Int(first)], segments[Int(second)]) {
            pixels.insert(crossing)
          }
        }
      }
    }
    return pixels
  }

  /// Where two segments cross within both, rounded; nil where they do not, or meet at an end, which is
  /// hot already.
  private func crossing(_ p: GridSegment, _ q: GridSegment) -> SIMD2<Int64>? {
    let (c, d) = (turn(p.a, p.b, q.a), turn(p.a, p.b, q.b))
    guard (c > 0) != (d > 0), c != 0, d != 0 else { return nil }
    let (a, b) = (turn(q.a, q.b, p.a), turn(q.a, q.b, p.b))
    guard (a > 0) != (b > 0), a != 0, b != 0 else { return nil }
    let part = Double(a) / (Double(a) - Double(b))
    let x = Double(p.a.x) + part * Double(p.b.x - p.a.x)
    let y = Double(p.a.y) + part * Double(p.b.y - p.a.y)
    return SIMD2(Int64(x.rounded()), Int64(y.rounded()))
  }
}

/// Hot pixels by bucket.
private struct PixelBuckets {
  private let grid: BucketGrid
  private var members: [[SIMD2<Int64>]]

  init(_ pixels: Set<SIMD2<Int64>>, like index: SegmentBuckets) {
    grid = index.grid
    members = Array(repeating: [], count: grid.count)
    for pixel in pixels { members[grid.bucket(pixel)].append(pixel) }
  }

  /// The hot pixels that a segment passes through, from its start to its end.
  func pixels(on segment: GridSegment) -> [SIMD2<Int64>] {
    guard segment.a != segment.b else { return [] }
    let direction = segment.b &- segment.a
    var found: [(along: Int64, pixel: SIMD2<Int64>)] = []
    var last = -1
    grid.visit(segment) { bucket in
      guard bucket != last else { return }
      last = bucket
      for pixel in members[bucket] where passes(segment, through: pixel) {
        let offset = pixel &- segment.a
        found.append((offset.x * direction.x + offset.y * direction.y, pixel))
      }
    }
    found.sort { $0.along != $1.along ? $0.along < $1.along : isBefore($0.pixel, $1.pixel) }
    var result: [SIMD2<Int64>] = []
    for (_, pixel) in found where result.last != pixel { result.append(pixel) }
    return result
  }

  /// Whether a segment meets the square of half a pixel around a centre, in doubled coordinates so that
  /// halves are whole numbers. Borders of the square count on all sides.
  private func passes(_ segment: GridSegment, through pixel: SIMD2<Int64>) -> Bool {
    if pixel == segment.a || pixel == segment.b { return true }
    let low = pointwiseMin(segment.a, segment.b) &* 2
    let high = pointwiseMax(segment.a, segment.b) &* 2
    let centre = pixel &* 2
    guard centre.x + 1 >= low.x, centre.x - 1 <= high.x, centre.y + 1 >= low.y,
      centre.y - 1 <= high.y
    else { return false }
    let (a, b) = (segment.a &* 2, segment.b &* 2)
    var isLeft = false
    var isRight = false
    for corner in [SIMD2<Int64>(-1, -1), SIMD2(1, -1), SIMD2(1, 1), SIMD2(-1, 1)] {
      let side = turn(a, b, centre &+ corner)
      if side >= 0 { isLeft = true }
      if side <= 0 { isRight = true }
    }
    return isLeft && isRight
  }
}
