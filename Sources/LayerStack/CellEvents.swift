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
  private var bucketStarts = FlatBuffer<Int32>()
  private var continuations = FlatBuffer<Int32>()
  private var isContinuation = FlatBuffer<Bool>()
  private var firstPiece = 0
  private var height = 0.0
  private var bucketsPerUnit = 0.0

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
    link(cell.pieces, of: band)
    unsorted.removeAll()
    for index in cell.pieces { addPiece(index, band.pieces[index]) }
    for index in cell.leftEvents { add(band.leftEvents[index].y, 0, index, .left) }
    for index in cell.levels {
      add(band.levels[index].y, band.levels[index].fromX, index, .level)
    }
    sort()
  }

  @inline(__always)
  private mutating func addPiece(_ index: Int, _ piece: Piece) {
    guard piece.top.y > piece.bottom.y else { return }
    if !isContinuation[index - firstPiece] { add(piece.bottom.y, piece.bottom.x, index, .start) }
    add(piece.top.y, piece.top.x, index, .top)
  }

  @inline(__always)
  private mutating func add(_ y: Double, _ x: Double, _ index: Int, _ kind: CellEvent.Kind) {
    guard y < height else { return }
    unsorted.append(CellEvent(y: y, x: x, index: Int32(index), kind: kind))
  }

  /// Edges of a path come one after the other, so looking at neighbours finds nearly all; where a
  /// path goes on unseen, a piece ends and another begins, to the same effect.
  private mutating func link(_ pieces: Range<Int>, of band: borrowing BandPieces) {
    continuations.removeAll()
    isContinuation.removeAll()
    continuations.resize(to: pieces.count, filling: -1)
    isContinuation.resize(to: pieces.count, filling: false)
    for index in pieces.dropFirst() {
      let (a, b) = (band.pieces[index - 1], band.pieces[index])
      guard a.owner == b.owner, a.delta == b.delta else { continue }
      if a.top == b.bottom {
        link(index - 1, to: index, a, b)
      } else if a.bottom == b.top {
        link(index, to: index - 1, b, a)
      }
    }
  }

  private mutating func link(_ low: Int, to high: Int, _ lower: Piece, _ higher: Piece) {
    guard lower.bottom.y < lower.top.y, higher.bottom.y < higher.top.y else { return }
    guard continuations[low - firstPiece] < 0, !isContinuation[high - firstPiece] else { return }
    continuations[low - firstPiece] = Int32(high)
    isContinuation[high - firstPiece] = true
  }

  /// Buckets of even height, as many as there are events, then by insertion; a bucket that many share
  /// is sorted by itself, so that no input takes quadratic time.
  private mutating func sort() {
    let count = unsorted.count
    bucketsPerUnit = Double(count) / height
    if !bucketsPerUnit.isFinite { bucketsPerUnit = 0 }
    bucketStarts.removeAll()
    bucketStarts.resize(to: count + 2, filling: 0)
    for index in 0..<count { bucketStarts[bucket(of: unsorted[index]) + 2] += 1 }
    var largest: Int32 = 0
    for bucket in stride(from: 2, to: count + 2, by: 1) {
      largest = max(largest, bucketStarts[bucket])
      bucketStarts[bucket] += bucketStarts[bucket - 1]
    }
    events.removeAll()
    events.resize(to: count, filling: CellEvent(y: 0, x: 0, index: 0, kind: .top))
    // Now `bucketStarts[bucket + 1]` is where the bucket begins, and moves to where it ends.
    for index in 0..<count {
      let start = bucket(of: unsorted[index]) + 1
      events[Int(bucketStarts[start])] = unsorted[index]
      bucketStarts[start] += 1
    }
    if largest > 24 { sortBuckets() }
    finishSort()
  }

  @inline(__always)
  private func bucket(of event: CellEvent) -> Int {
    min(Int(event.y * bucketsPerUnit), unsorted.count - 1)
  }

  private func sortBuckets() {
    for bucket in 0..<events.count {
      let range = Int(bucketStarts[bucket])..<Int(bucketStarts[bucket + 1])
      if range.count > 24 { events.sort(range, by: CellEvent.isInOrder) }
    }
  }

  private func finishSort() {
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
