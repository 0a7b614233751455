import Geometry
import Workers

/// The part of a noded edge that lies in one band: from a place of the band to another, by their
/// number in the band, the lower number first.
struct BandPiece: BitwiseCopyable, Sendable {
  let low: Int32
  let high: Int32
  let crossing: WindingStep

  /// A piece that runs from a place to another.
  @inline(__always)
  init(from: Int32, to: Int32, _ crossing: WindingStep) {
    low = min(from, to)
    high = max(from, to)
    self.crossing = from < to ? crossing : crossing.reversed
  }
}

/// An edge that runs through more than one band, as one of them sees it.
struct ThroughSegment: BitwiseCopyable, Sendable {
  /// Numbers of the first and last places it runs through in the band, upwards; -1 without any.
  var first: Int32 = -1
  var last: Int32 = -1
  let comesFromBelow: Bool
  let goesUp: Bool
  let crossing: WindingStep
}

/// What noding makes of a band.
struct NodedBand: Sendable {
  /// Places at which edges begin, end or cross, each once.
  var places: [GridPlace]
  /// Edges cut at all places they run through, those that leave the band left out.
  var pieces: [BandPiece]
  /// Edges that leave the band, in the order of the input.
  var through: [ThroughSegment]
}

/// Nodes the edges of a band on the grid by snap rounding (Hobby, "Practical segment intersection
/// with finite precision output", 1999).
///
/// Every end and every crossing, rounded to the grid, makes its pixel hot: the square of one step
/// around a place, with its left and lower sides. An edge that runs through hot pixels is led
/// through their centres. So edges meet at their ends alone, no edge moves by more than a pixel,
/// and none moves over a place. Since an edge runs through the pixel of each of its crossings, a
/// band needs no edges but those that have a y in it.
struct BandNoder: ~Copyable {
  private var ranges = FlatBuffer<SIMD2<Int32>>()
  private var cells = CellColumns()
  private var sweep = FlatBuffer<Int32>()
  private var pixels = FlatBuffer<UInt64>()
  private var pixelStarts = FlatBuffer<Int32>()
  private var found = FlatBuffer<FoundPixel>()

  /// A hot pixel that an edge runs through, and its number.
  struct FoundPixel: BitwiseCopyable {
    let place: GridPlace
    let number: Int32
  }

  /// Nodes the edges of a band.
  mutating func node(_ segments: ArraySlice<GridSegment>, rows: Range<Int32>) -> NodedBand {
    node(segments.span, rows: rows)
  }

  private mutating func node(_ segments: Span<GridSegment>, rows: Range<Int32>) -> NodedBand {
    ranges.removeAll()
    for index in segments.indices {
      ranges.append(columns(from: segments[index].a, to: segments[index].b, within: rows))
    }
    cells.fill(ranges)
    findPixels(segments, rows)
    return lead(segments, rows)
  }

  // MARK: - Hot pixels

  /// Finds the hot pixels cell by cell, so that they are in the order of cells, and of x and y in
  /// each.
  private mutating func findPixels(_ segments: Span<GridSegment>, _ rows: Range<Int32>) {
    pixels.removeAll()
    pixelStarts.removeAll()
    for cell in 0..<cells.count {
      let first = pixels.count
      pixelStarts.append(Int32(first))
      appendEnds(segments, cell, rows)
      appendCrossings(segments, cell, rows)
      pixels.sortAscending(from: first)
      removeRepeats(from: first)
    }
    pixelStarts.append(Int32(pixels.count))
  }

  private mutating func appendEnds(
    _ segments: Span<GridSegment>, _ cell: Int, _ rows: Range<Int32>
  ) {
    for index in cells.range(of: cell) {
      let segment = segments[cells.item(index)]
      append(segment.a, ifIn: cell, rows)
      append(segment.b, ifIn: cell, rows)
    }
  }

  @inline(__always)
  private mutating func append(_ place: GridPlace, ifIn cell: Int, _ rows: Range<Int32>) {
    guard rows.contains(place.y), place.x >= cells.leftBorder(of: cell),
      cell + 1 == cells.count || place.x < cells.leftBorder(of: cell + 1)
    else { return }
    pixels.append(pixelKey(place))
  }

  /// Looks at all pairs in a cell whose boxes meet, from left to right; edges on one another count
  /// once.
  private mutating func appendCrossings(
    _ segments: Span<GridSegment>, _ cell: Int, _ rows: Range<Int32>
  ) {
    sweep.removeAll()
    for index in cells.range(of: cell) { sweep.append(Int32(cells.item(index))) }
    sweep.sort(0..<sweep.count) { segments[Int($0)].isBefore(segments[Int($1)]) }
    removeTwins(segments)
    for index in 0..<sweep.count {
      let segment = segments[Int(sweep[index])]
      let right = segment.maxX
      var next = index + 1
      while next < sweep.count {
        let other = segments[Int(sweep[next])]
        if other.minX > right { break }
        next += 1
        guard other.a.y <= segment.b.y, segment.a.y <= other.b.y,
          let crossing = segment.crossing(with: other)
        else { continue }
        append(crossing, ifIn: cell, rows)
      }
    }
  }

  private mutating func removeTwins(_ segments: Span<GridSegment>) {
    guard sweep.count > 1 else { return }
    var kept = 0
    for index in 1..<sweep.count {
      let (a, b) = (segments[Int(sweep[kept])], segments[Int(sweep[index])])
      if a.a == b.a && a.b == b.b { continue }
      kept += 1
      sweep[kept] = sweep[index]
    }
    sweep.truncate(to: kept + 1)
  }

  private mutating func removeRepeats(from first: Int) {
    guard pixels.count > first + 1 else { return }
    var kept = first
    for index in (first + 1)..<pixels.count where pixels[index] != pixels[kept] {
      kept += 1
      pixels[kept] = pixels[index]
    }
    pixels.truncate(to: kept + 1)
  }

  // MARK: - Edges through pixels

  private mutating func lead(_ segments: Span<GridSegment>, _ rows: Range<Int32>) -> NodedBand {
    var band = NodedBand(places: [], pieces: [], through: [])
    band.places.reserveCapacity(pixels.count)
    for index in 0..<pixels.count { band.places.append(place(pixelKey: pixels[index])) }
    band.pieces.reserveCapacity(segments.count + segments.count / 8)
    for index in segments.indices {
      let segment = segments[index]
      findPixels(on: segment, in: cells.cells(of: index))
      for step in stride(from: 1, to: found.count, by: 1) {
        band.pieces.append(
          BandPiece(from: found[step - 1].number, to: found[step].number, segment.crossing))
      }
      let (comesFromBelow, goesUp) =
        (segment.a.y < rows.lowerBound, segment.b.y >= rows.upperBound)
      guard comesFromBelow || goesUp else { continue }
      var through = ThroughSegment(
        comesFromBelow: comesFromBelow, goesUp: goesUp, crossing: segment.crossing)
      if found.count > 0 {
        through.first = found[0].number
        through.last = found[found.count - 1].number
      }
      band.through.append(through)
    }
    return band
  }

  /// Gathers the hot pixels of the band that an edge runs through, in its direction.
  private mutating func findPixels(on segment: GridSegment, in cells: ClosedRange<Int>) {
    found.removeAll()
    let reach = SegmentReach(segment)
    for cell in cells {
      let end = Int(pixelStarts[cell + 1])
      var index = firstPixel(of: cell, notLeftOf: reach.minX)
      while index < end {
        let place = place(pixelKey: pixels[index])
        if place.x > reach.maxX { break }
        if reach.runsThrough(place) {
          insert(FoundPixel(place: place, number: Int32(index)), reach)
        }
        index += 1
      }
    }
  }

  private func firstPixel(of cell: Int, notLeftOf x: Int32) -> Int {
    let key = pixelKey(GridPlace(x, .min))
    let own = Int(pixelStarts[cell])..<Int(pixelStarts[cell + 1])
    return own.partitionPoint { pixels[$0] < key }
  }

  /// Keeps the found pixels in the order in which the edge comes through them: it climbs row by
  /// row, and in a row goes one way.
  @inline(__always)
  private mutating func insert(_ pixel: FoundPixel, _ reach: SegmentReach) {
    found.append(pixel)
    var hole = found.count - 1
    while hole > 0, reach.comes(pixel.place, before: found[hole - 1].place) {
      found[hole] = found[hole - 1]
      hole -= 1
    }
    found[hole] = pixel
  }
}

/// A place as a number that is ordered by x, then y.
@inline(__always)
private func pixelKey(_ place: GridPlace) -> UInt64 {
  UInt64(UInt32(bitPattern: place.x ^ .min)) << 32 | UInt64(UInt32(bitPattern: place.y ^ .min))
}

@inline(__always)
private func place(pixelKey key: UInt64) -> GridPlace {
  GridPlace(
    Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) ^ .min,
    Int32(bitPattern: UInt32(truncatingIfNeeded: key)) ^ .min)
}

/// Tells which pixels an edge runs through.
private struct SegmentReach {
  let minX: Int32
  let maxX: Int32
  private let start: GridPlace
  private let endY: Int32
  private let dx: Int64
  private let dy: Int64

  init(_ segment: GridSegment) {
    (minX, maxX) = (segment.minX, segment.maxX)
    start = segment.a
    endY = segment.b.y
    dx = Int64(segment.b.x) - Int64(segment.a.x)
    dy = Int64(segment.b.y) - Int64(segment.a.y)
  }

  /// Whether the edge meets the pixel around a place between `minX` and `maxX`. Ends are whole
  /// numbers, so the edge's line meets the pixel within the edge if the centre lies in the edge's
  /// box.
  ///
  /// The line runs through the pixel's inside if corners lie on both sides of it: if the turn to
  /// the centre, doubled, is less than |dx| + |dy|. Where it only touches a corner, that must be
  /// the lower left one.
  @inline(__always)
  func runsThrough(_ place: GridPlace) -> Bool {
    guard place.y >= start.y, place.y <= endY else { return false }
    let offset =
      2
      * (dx * (Int64(place.y) - Int64(start.y)) - dy * (Int64(place.x) - Int64(start.x)))
    let reach = abs(dx) + dy
    return abs(offset) < reach || (abs(offset) == reach && offset == dx - dy)
  }

  @inline(__always)
  func comes(_ a: GridPlace, before b: GridPlace) -> Bool {
    a.y != b.y ? a.y < b.y : dx < 0 ? a.x > b.x : a.x < b.x
  }
}

extension GridSegment {
  /// From left to right; edges on one another side by side.
  @inline(__always)
  fileprivate func isBefore(_ other: GridSegment) -> Bool {
    if minX != other.minX { return minX < other.minX }
    if a != other.a { return a.y != other.a.y ? a.y < other.a.y : a.x < other.a.x }
    return b.y != other.b.y ? b.y < other.b.y : b.x < other.b.x
  }

  /// The pixel in which two edges cross within both; nil where they do not, or meet at an end,
  /// which makes its pixel hot already.
  @inline(__always)
  fileprivate func crossing(with other: GridSegment) -> GridPlace? {
    let (c, d) = (turn(a, b, other.a), turn(a, b, other.b))
    guard (c > 0 && d < 0) || (c < 0 && d > 0) else { return nil }
    let (e, f) = (turn(other.a, other.b, a), turn(other.a, other.b, b))
    guard (e > 0 && f < 0) || (e < 0 && f > 0) else { return nil }
    return GridPlace(
      a.x + rounded(Int64(b.x) - Int64(a.x), e, e - f),
      a.y + rounded(Int64(b.y) - Int64(a.y), e, e - f))
  }
}

/// `length * part / whole`, rounded to the nearest whole number and halves upwards, as pixels have
/// their left and lower sides. Doubles decide unless they are too near to a half.
private func rounded(_ length: Int64, _ part: Int64, _ whole: Int64) -> Int32 {
  let value = Double(length) * (Double(part) / Double(whole)) + 0.5
  let floor = value.rounded(.down)
  if value - floor > 1e-5, value - floor < 1 - 1e-5 { return Int32(floor) }
  let sign: Int128 = whole < 0 ? -1 : 1
  let denominator = 2 * sign * Int128(whole)
  let numerator = sign * (2 * Int128(length) * Int128(part) + Int128(whole))
  let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
  return Int32(remainder < 0 ? quotient - 1 : quotient)
}
