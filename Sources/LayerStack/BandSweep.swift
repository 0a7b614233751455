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
  let owner: Int32
  var length: Double
}

/// Measures the places of a band, cell by cell and slab by slab.
///
/// A slab lies between two neighbouring heights at which an edge of the cell begins or ends or the
/// left border changes, so the edges in it span it fully. In the order of their x at mid-height they
/// cut it into trapezoids; going from left to right over the edges tells which owners cover each.
/// Where two edges of a slab cross, the slab is cut there first.
struct BandSweep: ~Copyable {
  private let paths: [StackPath]
  private var band = BandPieces()
  private var places = PlaceTable()
  private var presence: Presence
  private var lengths = FlatBuffer<PlaceLength>()

  /// Owners that may be present at the left border: all that are, and some that were.
  private var leftOwners = FlatBuffer<Int32>()
  private var leftOwnerLimit = 64
  private var leftPlace: Int32 = 0

  private var heights = FlatBuffer<Double>()
  private var order = FlatBuffer<PieceStart>()
  private var active = FlatBuffer<ActivePiece>()
  private var gathered = FlatBuffer<Int32>()
  private var cell = CellRanges()

  /// Scratch memory for the bands of a stack.
  init(_ paths: [StackPath], ownerCount: Int) {
    self.paths = paths
    presence = Presence(ownerCount: ownerCount)
  }

  /// Measures a band.
  mutating func sweep(_ number: Int, of bands: borrowing StackBands) -> BandResult {
    band.load(number, of: bands, paths)
    places.removeAll()
    lengths.removeAll()
    leftOwners.removeAll()
    for index in 0..<band.cellCount { sweepCell(index) }
    // Rings are closed, so whoever came in through the band's floor has left through it again.
    assert(presence.fingerprint == 0)
    return BandResult(
      members: places.members.array(), starts: places.starts.array(), areas: places.areas.array(),
      lengths: lengths.array())
  }
}

// MARK: - Cells

/// Where a cell's pieces and events are.
private struct CellRanges {
  var width = 0.0
  var pieces = 0..<0
  var leftEvents = 0..<0
  var nextEvent = 0
  var levels = 0..<0
  var nextLevel = 0
}

private struct PieceStart: BitwiseCopyable, Comparable {
  let y: Double
  let piece: Int32

  @inline(__always)
  static func < (a: PieceStart, b: PieceStart) -> Bool {
    a.y != b.y ? a.y < b.y : a.piece < b.piece
  }
}

/// A piece that spans the slab under way.
private struct ActivePiece: BitwiseCopyable {
  let bottom: Position
  let top: Position
  let slope: Double
  let owner: Int32
  let delta: Int32
  /// x at the slab's floor, ceiling and middle.
  var floorX: Double
  var ceilingX = 0.0
  var middleX = 0.0
  /// The place to the right of the piece when last seen, and its fingerprint.
  var fingerprint: UInt64 = 0
  var place: Int32 = 0

  init(_ piece: Piece) {
    bottom = piece.bottom
    top = piece.top
    slope = piece.slope
    owner = piece.owner
    delta = piece.delta
    floorX = piece.bottom.x
  }

  @inline(__always)
  func x(at y: Double) -> Double {
    y >= top.y ? top.x : bottom.x + (y - bottom.y) * slope
  }

  /// Left to right at mid-height; edges on one another in a fixed order, lines after surfaces, so
  /// that a line on a border counts for the place to its right.
  @inline(__always)
  func isRight(of other: ActivePiece) -> Bool {
    if middleX != other.middleX { return middleX > other.middleX }
    if (delta == 0) != (other.delta == 0) { return delta == 0 }
    return owner != other.owner ? owner > other.owner : delta > other.delta
  }
}

extension BandSweep {
  private mutating func sweepCell(_ index: Int) {
    cell.width = band.rightBorder(of: index) - band.borders[index]
    cell.pieces = Int(band.pieceStarts[index])..<Int(band.pieceStarts[index + 1])
    cell.leftEvents = Int(band.leftEventStarts[index])..<Int(band.leftEventStarts[index + 1])
    cell.levels = Int(band.levelStarts[index])..<Int(band.levelStarts[index + 1])
    cell.nextEvent = cell.leftEvents.lowerBound
    cell.nextLevel = cell.levels.lowerBound
    prepareCell()
    leftPlace = findPlace(upTo: 0)
    var nextPiece = 0
    for slab in 0..<max(0, heights.count - 1) {
      let floor = heights[slab]
      dropEnded(at: floor)
      crossLeftBorder(at: floor)
      nextPiece = addStarting(at: floor, from: nextPiece)
      measureSlab(from: floor, to: heights[slab + 1])
    }
    finishLevels(at: heights[heights.count - 1])
    active.removeAll()
    // Events at the very top lie above the last slab and were never crossed.
    for number in cell.leftEvents.lowerBound..<cell.nextEvent {
      crossAtLeft(band.leftEvents[number], back: true)
    }
    crossFloor(of: index)
  }

  /// Gathers the heights of the cell's slabs and the order in which its pieces start.
  private mutating func prepareCell() {
    heights.removeAll()
    order.removeAll()
    heights.append(0)
    heights.append(band.height)
    for index in cell.pieces {
      let piece = band.pieces[index]
      guard piece.top.y > piece.bottom.y else { continue }
      heights.append(piece.bottom.y)
      heights.append(piece.top.y)
      order.append(PieceStart(y: piece.bottom.y, piece: Int32(index)))
    }
    for index in cell.leftEvents { heights.append(band.leftEvents[index].y) }
    for index in cell.levels { heights.append(band.levels[index].y) }
    heights.sortAscending()
    removeRepeats()
    order.sortAscending()
    band.leftEvents.sort(cell.leftEvents) { $0.y < $1.y }
    if cell.levels.count > 1 { band.levels.sort(cell.levels) { $0.y < $1.y } }
  }

  private mutating func removeRepeats() {
    var kept = 0
    for index in 1..<heights.count where heights[index] != heights[kept] {
      kept += 1
      heights[kept] = heights[index]
    }
    heights.truncate(to: kept + 1)
  }

  private mutating func dropEnded(at floor: Double) {
    var kept = 0
    for index in 0..<active.count where active[index].top.y > floor {
      if kept != index { active[kept] = active[index] }
      kept += 1
    }
    active.truncate(to: kept)
  }

  private mutating func addStarting(at floor: Double, from first: Int) -> Int {
    var next = first
    while next < order.count, order[next].y <= floor {
      active.append(ActivePiece(band.pieces[Int(order[next].piece)]))
      next += 1
    }
    return next
  }

  private mutating func crossLeftBorder(at floor: Double) {
    let first = cell.nextEvent
    while cell.nextEvent < cell.leftEvents.upperBound {
      let event = band.leftEvents[cell.nextEvent]
      guard event.y <= floor else { break }
      crossAtLeft(event)
      cell.nextEvent += 1
    }
    if cell.nextEvent != first { leftPlace = findPlace(upTo: 0) }
  }

  private mutating func crossFloor(of index: Int) {
    for number in Int(band.floorEventStarts[index])..<Int(band.floorEventStarts[index + 1]) {
      crossAtLeft(band.floorEvents[number])
    }
  }

  private mutating func crossAtLeft(_ event: BorderEvent, back: Bool = false) {
    presence.cross(event.owner, back ? -event.delta : event.delta)
    leftOwners.append(event.owner)
    if leftOwners.count > leftOwnerLimit { compactLeftOwners() }
  }

  private mutating func compactLeftOwners() {
    leftOwners.sort(0..<leftOwners.count, by: <)
    var kept = 0
    for index in 0..<leftOwners.count {
      let owner = leftOwners[index]
      guard presence.isPresent(owner), kept == 0 || leftOwners[kept - 1] != owner else { continue }
      leftOwners[kept] = owner
      kept += 1
    }
    // An owner that comes back is appended again by the crossing that brings it.
    leftOwners.truncate(to: kept)
    leftOwnerLimit = max(64, 2 * kept)
  }
}

// MARK: - Slabs

extension BandSweep {
  private mutating func measureSlab(from floor: Double, to ceiling: Double) {
    for index in 0..<active.count { active[index].ceilingX = active[index].x(at: ceiling) }
    orderActive()
    if hasCrossing() {
      measureCut(from: floor, to: ceiling, depth: 0)
    } else {
      measureTrapezoids(from: floor, to: ceiling)
    }
    for index in 0..<active.count { active[index].floorX = active[index].ceilingX }
  }

  @inline(__always)
  private func orderActive() {
    for index in 0..<active.count {
      active[index].middleX = (active[index].floorX + active[index].ceilingX) / 2
    }
    for index in stride(from: 1, to: active.count, by: 1)
    where active[index - 1].isRight(of: active[index]) {
      let piece = active[index]
      var hole = index
      repeat {
        active[hole] = active[hole - 1]
        hole -= 1
      } while hole > 0 && active[hole - 1].isRight(of: piece)
      active[hole] = piece
    }
  }

  /// What neighbours may be out of order by, relative to the cell's width: rounding of x.
  private var tolerance: Double { 0x1p-48 * cell.width }

  private func hasCrossing() -> Bool {
    let tolerance = tolerance
    var crosses = false
    for index in stride(from: 1, to: active.count, by: 1) {
      crosses =
        crosses || active[index - 1].floorX > active[index].floorX + tolerance
        || active[index - 1].ceilingX > active[index].ceilingX + tolerance
    }
    return crosses
  }

  /// Cuts the slab where neighbours cross and measures the parts; each part is looked at again, since
  /// a cut can make other pieces neighbours.
  private mutating func measureCut(from floor: Double, to ceiling: Double, depth: Int) {
    let first = heights.count
    heights.append(floor)
    appendCrossings(from: floor, to: ceiling)
    heights.append(ceiling)
    heights.sort(first..<heights.count, by: <)
    let last = heights.count - 1
    for index in first..<last where heights[index] < heights[index + 1] {
      let low = heights[index]
      let high = heights[index + 1]
      for piece in 0..<active.count {
        active[piece].floorX = active[piece].x(at: low)
        active[piece].ceilingX = active[piece].x(at: high)
      }
      orderActive()
      if depth < 48, last - first > 1, hasCrossing() {
        measureCut(from: low, to: high, depth: depth + 1)
      } else {
        measureTrapezoids(from: low, to: high)
      }
    }
    heights.truncate(to: first)
  }

  private mutating func appendCrossings(from floor: Double, to ceiling: Double) {
    let middle = (floor + ceiling) / 2
    for index in stride(from: 1, to: active.count, by: 1) {
      let left = active[index - 1]
      let right = active[index]
      let gap = right.middleX - left.middleX
      let below = left.floorX - right.floorX
      let above = left.ceilingX - right.ceilingX
      if below > 0 { heights.append(floor + (middle - floor) * (below / (below + gap))) }
      if above > 0 { heights.append(ceiling - (ceiling - middle) * (above / (above + gap))) }
    }
  }

  @inline(__always)
  private mutating func measureTrapezoids(from floor: Double, to ceiling: Double) {
    let height = ceiling - floor
    let leftFingerprint = presence.fingerprint
    var place = leftPlace
    var x = 0.0
    for index in 0..<active.count {
      let piece = active[index]
      places.addArea((piece.middleX - x) * height, to: place)
      x = piece.middleX
      guard piece.delta != 0 else {
        addLength(of: piece, height: height, place: place)
        continue
      }
      presence.cross(piece.owner, piece.delta)
      if presence.fingerprint == piece.fingerprint, piece.place != 0 {
        place = piece.place
      } else {
        place = findPlace(upTo: index + 1)
        active[index].fingerprint = presence.fingerprint
        active[index].place = place
      }
    }
    places.addArea((cell.width - x) * height, to: place)
    for index in 0..<active.count { presence.uncross(active[index].owner, active[index].delta) }
    presence.fingerprint = leftFingerprint
    measureLevels(at: floor)
  }

  /// The place with the owners present now, which are those of the left border and of the first
  /// `pieceCount` active pieces.
  @inline(__always)
  private mutating func findPlace(upTo pieceCount: Int) -> Int32 {
    let place = places.place(presence.fingerprint)
    return place >= 0 ? place : makePlace(upTo: pieceCount)
  }

  private mutating func makePlace(upTo pieceCount: Int) -> Int32 {
    gathered.removeAll()
    for index in 0..<leftOwners.count { gatherIfPresent(leftOwners[index]) }
    for index in 0..<pieceCount { gatherIfPresent(active[index].owner) }
    gathered.sortAscending()
    var last: Int32 = -1
    for index in 0..<gathered.count where gathered[index] != last {
      last = gathered[index]
      places.appendMember(last)
    }
    return places.add(presence.fingerprint)
  }

  @inline(__always)
  private mutating func gatherIfPresent(_ owner: Int32) {
    if presence.isPresent(owner) { gathered.append(owner) }
  }

  private mutating func addLength(of piece: ActivePiece, height: Double, place: Int32) {
    let length = height * (1 + piece.slope * piece.slope).squareRoot()
    add(PlaceLength(place: place, owner: piece.owner, length: length))
  }

  private mutating func add(_ length: PlaceLength) {
    if lengths.count > 0 {
      let last = lengths[lengths.count - 1]
      if last.place == length.place, last.owner == length.owner {
        lengths[lengths.count - 1].length += length.length
        return
      }
    }
    lengths.append(length)
  }

  /// Level lines at the floor of the slab run through the places just above it.
  private mutating func measureLevels(at floor: Double) {
    while cell.nextLevel < cell.levels.upperBound, band.levels[cell.nextLevel].y <= floor {
      measure(band.levels[cell.nextLevel])
      cell.nextLevel += 1
    }
  }

  /// Level lines at the very top of the band, above which there is nothing.
  private mutating func finishLevels(at ceiling: Double) {
    guard cell.nextLevel < cell.levels.upperBound else { return }
    dropEnded(at: ceiling)
    crossLeftBorder(at: ceiling)
    measureLevels(at: ceiling)
  }

  private mutating func measure(_ level: LevelPiece) {
    var place = leftPlace
    var x = 0.0
    for index in 0...active.count {
      let end = index < active.count ? active[index].floorX : cell.width
      let length = min(end, level.toX) - max(x, level.fromX)
      if length > 0 { add(PlaceLength(place: place, owner: level.owner, length: length)) }
      guard index < active.count else { break }
      x = max(x, end)
      if active[index].delta != 0 { place = active[index].place }
    }
  }
}
