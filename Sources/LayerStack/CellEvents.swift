import Geometry

/// Something that happens at a height of a cell.
struct CellEvent: BitwiseCopyable {
  enum Kind: UInt8 {
    /// A piece ends; another may go on where it does.
    case top
    /// A piece begins where none ends.
    case start
    /// An owner's winding number changes at the left border.
    case left
    /// A level line.
    case level
  }

  let y: Double
  let x: Double
  /// Number of the piece, border event or level line in the band.
  let index: Int32
  let kind: Kind

  @inline(__always)
  static func isInOrder(_ a: CellEvent, _ b: CellEvent) -> Bool {
    a.y != b.y ? a.y < b.y : a.x < b.x
  }
}

/// What happens in a cell, from its floor up and at one height from left to right, and which pieces
/// go on where others end. What happens at the ceiling is left out: nothing lies above it.
struct CellEvents: ~Copyable {
  private var events = FlatBuffer<CellEvent>()
  private var unsorted = FlatBuffer<CellEvent>()
  private var buckets = EventBuckets()
  private var continuations = FlatBuffer<Int32>()
  private var firstPiece = 0
  private var height = 0.0

  init() {}

  var count: Int { events.count }

  @inline(__always)
  subscript(index: Int) -> CellEvent { events[index] }

  /// The piece that goes on where a piece ends; -1 for none.
  @inline(__always)
  func continuation(of piece: Int) -> Int { Int(continuations[piece - firstPiece]) }

  mutating func gather(_ cell: CellRanges, of band: borrowing BandPieces) {
    height = band.height
    firstPiece = cell.pieces.lowerBound
    unsorted.removeAll()
    let others = cell.leftEvents.count + cell.levels.count
    unsorted.reserve(2 * cell.pieces.count + others)
    buckets.reset(count: cell.pieces.count + others, height: height, width: cell.width)
    addPieces(cell.pieces, of: band)
    for index in cell.leftEvents { add(band.leftEvents[index].y, 0, index, .left) }
    for index in cell.levels {
      add(band.levels[index].y, band.levels[index].fromX, index, .level)
    }
    sort()
  }

  /// Edges of a path come one after the other, so looking at neighbours finds nearly all that go on one
  /// in the other; where a path goes on unseen, a piece ends and another begins, to the same effect.
  private mutating func addPieces(_ pieces: Range<Int>, of band: borrowing BandPieces) {
    continuations.removeAll()
    continuations.reserve(pieces.count)
    var before = PieceLink.none
    for index in pieces {
      let piece = band.pieces[index]
      let after =
        index + 1 < pieces.upperBound
        ? PieceLink(piece, band.pieces[index + 1], after: before) : PieceLink.none
      let next = after == .up ? index + 1 : before == .down ? index - 1 : -1
      continuations.append(Int32(truncatingIfNeeded: next))
      if piece.top.y > piece.bottom.y {
        if before != .up, after != .down { add(piece.bottom.y, piece.bottom.x, index, .start) }
        add(piece.top.y, piece.top.x, index, .top)
      }
      before = after
    }
  }

  @inline(__always)
  private mutating func add(_ y: Double, _ x: Double, _ index: Int, _ kind: CellEvent.Kind) {
    guard y < height else { return }
    buckets.count(y, x)
    unsorted.append(CellEvent(y: y, x: x, index: Int32(truncatingIfNeeded: index), kind: kind))
  }

  /// By bucket, then by insertion; a bucket that many share is sorted by itself, so that no input takes
  /// quadratic time.
  private mutating func sort() {
    let largest = buckets.makeStarts()
    events.resizeForWriting(to: unsorted.count)
    for index in 0..<unsorted.count { events[buckets.takePlace(of: index)] = unsorted[index] }
    if largest > 24 { sortBuckets() }
    finishSort()
  }

  private mutating func sortBuckets() {
    for bucket in 0..<buckets.bucketCount {
      let range = buckets.range(bucket)
      if range.count > 24 { events.sort(range, by: CellEvent.isInOrder) }
    }
  }

  private mutating func finishSort() {
    for index in stride(from: 1, to: events.count, by: 1) {
      let event = events[index]
      var hole = index
      while hole > 0, CellEvent.isInOrder(event, events[hole - 1]) {
        events[hole] = events[hole - 1]
        hole -= 1
      }
      if hole != index { events[hole] = event }
    }
  }
}

/// How a piece of a path and the next one in the cell meet.
private enum PieceLink {
  case none
  /// The second goes on where the first ends.
  case up
  /// The first goes on where the second ends.
  case down

  /// `before` is how the first meets the piece before it: a piece goes on in one other, and goes on
  /// from one other.
  @inline(__always)
  init(_ a: Piece, _ b: Piece, after before: PieceLink) {
    self = .none
    guard a.owner == b.owner, a.delta == b.delta else { return }
    guard a.bottom.y < a.top.y, b.bottom.y < b.top.y else { return }
    if a.top == b.bottom {
      if before != .down { self = .up }
    } else if a.bottom == b.top, before != .up {
      self = .down
    }
  }
}

/// Sorts events roughly: those at the floor, where many edges come in, by x; the others by height.
private struct EventBuckets: ~Copyable {
  private static let floorCount = 16

  private(set) var bucketCount = 0
  private var starts = FlatBuffer<Int32>()
  /// Bucket of each event.
  private var numbers = FlatBuffer<Int32>()
  private var perHeight = 0.0
  private var perWidth = 0.0

  init() {}

  /// Buckets for about so many events.
  mutating func reset(count: Int, height: Double, width: Double) {
    bucketCount = Self.floorCount + count
    numbers.reserve(2 * count)
    perHeight = Double(count) / height
    perWidth = Double(Self.floorCount) / width
    if !perHeight.isFinite { perHeight = 0 }
    if !perWidth.isFinite { perWidth = 0 }
    numbers.removeAll()
    starts.removeAll()
    starts.resize(to: bucketCount + 2, filling: 0)
  }

  /// Counts the next event.
  @inline(__always)
  mutating func count(_ y: Double, _ x: Double) {
    let bucket =
      y > 0
      ? min(Self.floorCount + Int(y * perHeight), bucketCount - 1)
      : min(max(Int(x * perWidth), 0), Self.floorCount - 1)
    numbers.append(Int32(truncatingIfNeeded: bucket))
    starts[bucket + 2] += 1
  }

  /// Turns counts into starts and returns the largest count. From here on `starts[bucket + 1]` is where
  /// the bucket begins, and moves to where it ends.
  mutating func makeStarts() -> Int32 {
    var largest: Int32 = 0
    for bucket in 2..<starts.count {
      largest = max(largest, starts[bucket])
      starts[bucket] &+= starts[bucket - 1]
    }
    return largest
  }

  /// The next free place in the bucket of an event.
  @inline(__always)
  mutating func takePlace(of event: Int) -> Int {
    let bucket = Int(numbers[event]) + 1
    let place = starts[bucket]
    starts[bucket] = place &+ 1
    return Int(place)
  }

  /// Where a bucket's events are, once all have been placed.
  func range(_ bucket: Int) -> Range<Int> { Int(starts[bucket])..<Int(starts[bucket + 1]) }
}
