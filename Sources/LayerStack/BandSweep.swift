import Geometry

/// What a band adds to the overlap table.
struct BandResult: Sendable {
  /// Owners of each kind of place, ascending.
  var members: [Int32]
  /// First member of each place, and the number of members at the end.
  var starts: [Int32]
  /// Area of each place.
  var areas: [Double]
  /// Length of lines: which place, which line asset, how long.
  var lengths: [PlaceLength]
}

/// Length of a line asset in a kind of place.
struct PlaceLength: BitwiseCopyable, Sendable {
  let place: Int32
  var owner: Int32
  var length: Double
}

/// Where a cell's pieces and events are in its band.
struct CellRanges {
  var width = 0.0
  var pieces = 0..<0
  var leftEvents = 0..<0
  var levels = 0..<0
}

/// Measures the places of a band, cell by cell, each from its floor up.
///
/// At any height the cell's strands, from left to right, cut it into strips. A strip is measured,
/// by the trapezoid between its two strands, only when one of them turns, ends or crosses another, or
/// when an owner begins or ends to cover it; so an edge costs time only where something happens to it.
///
/// Methods that only read are `mutating` too, here and in what the sweep consists of: to call another
/// one from a mutating method, the compiler copies the whole value, a kilobyte, at every call.
struct BandSweep: ~Copyable {
  private let paths: [StackPath]
  var band = BandPieces()
  var places = PlaceTable()
  var presence = Presence()
  var lengths = FlatBuffer<PlaceLength>()

  var cell = CellRanges()
  var events = CellEvents()
  var crossings = CrossingQueue()
  /// Strands of the cell, in the order in which they begin, after its two borders.
  var strands = FlatBuffer<Strand>()
  /// Strand that each piece of the cell belongs to.
  var strandNumbers = FlatBuffer<Int32>()
  var lastBegun = 0
  var signposts = Signposts()
  var beginning = FlatBuffer<BeginningPiece>()
  var unsettled = FlatBuffer<UnsettledStrand>()
  var touched = FlatBuffer<Int32>()
  var gathered = FlatBuffer<Int32>()

  /// Scratch memory for the bands of a stack.
  init(_ paths: [StackPath]) {
    self.paths = paths
  }

  /// Measures a band.
  mutating func sweep(_ number: Int, of bands: borrowing StackBands) -> BandResult {
    band.load(number, of: bands, paths)
    places.removeAll()
    lengths.removeAll()
    presence.reset(ownerCount: band.ownerCount)
    for index in 0..<band.cellCount { sweepCell(index) }
    // Rings are closed, so whoever came in through the band's floor has left through it again.
    assert(presence.fingerprint == 0)
    numberOwnersAsInStack()
    return BandResult(
      members: places.members.array(), starts: places.starts.array(), areas: places.areas.array(),
      lengths: lengths.array())
  }

  private mutating func numberOwnersAsInStack() {
    for index in 0..<places.members.count {
      places.members[index] = band.stackNumber(of: places.members[index])
    }
    for index in 0..<lengths.count {
      lengths[index].owner = band.stackNumber(of: lengths[index].owner)
    }
  }
}

// MARK: - Cells

extension BandSweep {
  private mutating func sweepCell(_ index: Int) {
    cell.width = band.rightBorder(of: index) - band.borders[index]
    cell.pieces = Int(band.pieceStarts[index])..<Int(band.pieceStarts[index + 1])
    cell.leftEvents = Int(band.leftEventStarts[index])..<Int(band.leftEventStarts[index + 1])
    cell.levels = Int(band.levelStarts[index])..<Int(band.levelStarts[index + 1])
    openCell()
    var next = 0
    while true {
      let height = next < events.count ? events[next].y : .infinity
      if crossings.nextHeight <= height {
        guard crossings.nextHeight < .infinity else { break }
        swapCrossing()
      } else {
        next = handleEvents(from: next, at: height)
      }
    }
    closeCell()
    crossFloor(of: index)
  }

  private mutating func openCell() {
    events.gather(cell, of: band)
    crossings.removeAll()
    signposts.removeAll()
    strandNumbers.resizeForWriting(to: cell.pieces.count)
    strands.removeAll()
    strands.reserve(cell.pieces.count + 2)
    strands.append(Strand(borderAt: 0))
    strands.append(Strand(borderAt: cell.width))
    strands[leftBorder].right = Int32(rightBorder)
    strands[leftBorder].stripWidth = cell.width
    strands[leftBorder].fingerprint = presence.fingerprint
    lastBegun = leftBorder
    examine(leftBorder, at: 0)
  }

  /// Measures what is left below the ceiling, and goes back to the left border's foot.
  private mutating func closeCell() {
    var strand = leftBorder
    while strand != rightBorder {
      measureStrip(strand, to: band.height)
      if strand != leftBorder { presence.removeStrand(strand, of: strands[strand].owner) }
      strand = Int(strands[strand].right)
    }
    measureTopLevels()
    for number in cell.leftEvents where band.leftEvents[number].y < band.height {
      crossAtLeft(band.leftEvents[number], back: true)
    }
  }

  private mutating func crossFloor(of index: Int) {
    for number in Int(band.floorEventStarts[index])..<Int(band.floorEventStarts[index + 1]) {
      crossAtLeft(band.floorEvents[number])
    }
  }

  mutating func crossAtLeft(_ event: BorderEvent, back: Bool = false) {
    presence.cross(event.owner, back ? -event.delta : event.delta)
  }
}
