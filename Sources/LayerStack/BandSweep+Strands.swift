import Geometry

/// A strand that begins or ends at the height under way.
struct UnsettledStrand: BitwiseCopyable, Comparable {
  let x: Double
  let strand: Int32

  @inline(__always)
  static func < (a: UnsettledStrand, b: UnsettledStrand) -> Bool { a.x < b.x }
}

/// A piece with which a strand begins at the height under way.
struct BeginningPiece: BitwiseCopyable, Comparable {
  let x: Double
  let slope: Double
  let owner: Int32
  let number: Int32

  @inline(__always)
  static func < (a: BeginningPiece, b: BeginningPiece) -> Bool {
    if a.x != b.x { return a.x < b.x }
    return a.slope != b.slope ? a.slope < b.slope : a.owner < b.owner
  }
}

/// Numbers of the strands that stand for a cell's borders.
let leftBorder = 0
let rightBorder = 1

// MARK: - Heights

extension BandSweep {
  /// Handles all events at one height and returns the number of the next event.
  @inline(__always)
  mutating func handleEvents(from first: Int, at y: Double) -> Int {
    let event = events[first]
    if first + 1 == events.count || events[first + 1].y != y, event.kind == .top {
      let next = events.continuation(of: Int(event.index))
      if next >= 0 {
        turn(Int(event.index), into: next, at: y)
        return first + 1
      }
    }
    return handleTogether(from: first, at: y)
  }

  /// A strand's piece ends and the next begins, and nothing else happens at that height.
  @inline(__always)
  private mutating func turn(_ piece: Int, into next: Int, at y: Double) {
    let strand = advance(piece, into: next, at: y)
    examine(Int(strands[strand].left), at: y)
    examine(strand, at: y)
  }

  private mutating func handleTogether(from first: Int, at y: Double) -> Int {
    var end = first + 1
    while end < events.count, events[end].y == y { end += 1 }
    for index in first..<end where events[index].kind == .top {
      endPiece(Int(events[index].index), at: y)
    }
    beginStrands(first..<end, at: y)
    var leftChanges = false
    for index in first..<end where events[index].kind == .left {
      let event = band.leftEvents[Int(events[index].index)]
      crossAtLeft(event)
      presence.addShift(event.delta, of: event.owner)
      leftChanges = true
    }
    settle(leftChanges: leftChanges, at: y)
    checkSettled()
    examineTouched(at: y)
    for index in first..<end where events[index].kind == .level {
      measure(band.levels[Int(events[index].index)], at: y)
    }
    return end
  }
}

// MARK: - Strands

extension BandSweep {
  @inline(__always)
  private mutating func advance(_ piece: Int, into next: Int, at y: Double) -> Int {
    let strand = strandNumbers[piece - cell.pieces.lowerBound]
    strandNumbers[next - cell.pieces.lowerBound] = strand
    measureStrips(around: Int(strand), to: y)
    strands[Int(strand)].advance(along: band.pieces[next])
    return Int(strand)
  }

  private mutating func endPiece(_ piece: Int, at y: Double) {
    let next = events.continuation(of: piece)
    guard next < 0 else {
      let strand = advance(piece, into: next, at: y)
      touch(strands[strand].left)
      touch(Int32(strand))
      return
    }
    let strand = strandNumbers[piece - cell.pieces.lowerBound]
    measureStrips(around: Int(strand), to: y)
    strands[Int(strand)].isEnded = true
    strands[Int(strand)].isUnsettled = true
    unsettled.append(UnsettledStrand(x: strands[Int(strand)].top.x, strand: strand))
  }

  /// Where many begin together they do so from left to right, so that each finds its place at once.
  private mutating func beginStrands(_ range: Range<Int>, at y: Double) {
    beginning.removeAll()
    beginning.reserve(range.count)
    for index in range where events[index].kind == .start {
      let number = events[index].index
      let piece = band.pieces[Int(number)]
      beginning.append(
        BeginningPiece(
          x: piece.bottom.x, slope: piece.boundedSlope, owner: piece.owner, number: number))
    }
    if beginning.count > 8 { beginning.sort(0..<beginning.count, by: <) }
    for index in 0..<beginning.count { begin(Int(beginning[index].number), at: y) }
  }

  /// Until it is settled, a new strand changes nothing: on its right is what is on its left.
  private mutating func begin(_ piece: Int, at y: Double) {
    var new = Strand(band.pieces[piece])
    let left = strandLeft(of: new, at: y)
    let right = Int(strands[left].right)
    measureStrip(left, to: y)
    new.left = Int32(left)
    new.right = Int32(right)
    new.fingerprint = strands[left].fingerprint
    new.place = strands[left].place
    new.winding = winding(leftOf: new, rightOf: left)
    new.stripWidth = strands[right].x(at: y) - new.bottom.x
    strands[left].stripWidth = new.bottom.x - strands[left].x(at: y)
    let number = strands.count
    strandNumbers[piece - cell.pieces.lowerBound] = Int32(number)
    strands[left].right = Int32(number)
    strands[right].left = Int32(number)
    strands.append(new)
    lastBegun = number
    touch(Int32(left))
    touch(Int32(number))
    unsettled.append(UnsettledStrand(x: new.bottom.x, strand: Int32(number)))
  }

  @inline(__always)
  mutating func touch(_ strand: Int32) {
    guard !strands[Int(strand)].isTouched else { return }
    strands[Int(strand)].isTouched = true
    touched.append(strand)
  }

  private mutating func examineTouched(at y: Double) {
    for index in 0..<touched.count {
      let strand = Int(touched[index])
      strands[strand].isTouched = false
      if !strands[strand].isEnded { examine(strand, at: y) }
    }
    touched.removeAll()
  }
}

// MARK: - Crossings

extension BandSweep {
  /// What neighbours may be out of order by: rounding of x.
  private var tolerance: Double { 0x1p-44 * cell.width }

  /// Looks how a strand and its right neighbour go on: finds the place of the strip between them,
  /// unless it has no width, and whether they will cross while both pieces last.
  @inline(__always)
  mutating func examine(_ strand: Int, at y: Double) {
    let right = Int(strands[strand].right)
    guard right != leftBorder else { return }
    let end = min(strands[strand].top.y, strands[right].top.y)
    let width = strands[strand].stripWidth
    let endWidth = strands[right].x(at: end) - strands[strand].x(at: end)
    if strands[strand].place < 0, width != 0 || endWidth != 0 || strands[strand].isLine {
      strands[strand].place = findPlace(strand)
    }
    strands[strand].crossingY = .infinity
    if endWidth < -tolerance {
      // What is within rounding of a crossing crosses here and now.
      let below = width > tolerance ? width : 0
      expectCrossing(strand, at: y + (end - y) * (below / (below - endWidth)), from: y, to: end)
    } else if width == 0, endWidth == 0, strands[strand].isLine, !strands[right].isLine,
      right != rightBorder
    {
      // A line on a border belongs to the place to its right.
      expectCrossing(strand, at: y, from: y, to: end)
    }
  }

  private mutating func expectCrossing(
    _ strand: Int, at y: Double, from low: Double, to high: Double
  ) {
    let y = min(max(y, low), high)
    strands[strand].crossingY = y
    crossings.insert(Crossing(y: y, strand: Int32(strand)))
  }

  mutating func swapCrossing() {
    let crossing = crossings.takeFirst()
    let strand = Int(crossing.strand)
    // Where either has met something else since, the crossing is out of date.
    guard strands[strand].crossingY == crossing.y, !strands[strand].isEnded else { return }
    swap(strand, at: crossing.y)
  }

  /// Puts a strand to the right of its right neighbour.
  private mutating func swap(_ a: Int, at y: Double) {
    let left = Int(strands[a].left)
    let b = Int(strands[a].right)
    let right = Int(strands[b].right)
    measureStrip(left, to: y)
    measureStrip(a, to: y, leftX: 0, rightX: 0)
    measureStrip(b, to: y)
    strands[left].stripWidth = strands[b].x(at: y) - strands[left].x(at: y)
    strands[b].stripWidth = strands[right].x(at: y) - strands[a].x(at: y)
    strands[left].right = Int32(b)
    strands[b].left = Int32(left)
    strands[b].right = Int32(a)
    strands[a].left = Int32(b)
    strands[a].right = Int32(right)
    strands[right].left = Int32(a)
    swapStrips(a, b, left: left)
    // One of two that change places can go on showing the way.
    if strands[a].signpost == .stands, strands[b].signpost == .stands {
      strands[b].signpost = .gone
    }
    checkSettled()
    examine(left, at: y)
    examine(b, at: y)
    examine(a, at: y)
  }

  /// What is right of both stays; what is between them is found anew.
  private mutating func swapStrips(_ a: Int, _ b: Int, left: Int) {
    let (between, right) = (strands[a], strands[b])
    if between.owner == right.owner {
      strands[b].winding = between.winding
      strands[a].winding = between.winding &+ right.delta
      strands[b].updateFlip()
      strands[a].updateFlip()
    }
    strands[a].fingerprint = right.fingerprint
    strands[a].place = right.place
    strands[a].stripWidth = right.stripWidth
    strands[b].stripWidth = 0
    strands[b].fingerprint = strands[left].fingerprint ^ strands[b].flip
    if strands[b].fingerprint != between.fingerprint {
      strands[b].place = -1
    } else {
      strands[b].place = between.place
    }
  }
}
