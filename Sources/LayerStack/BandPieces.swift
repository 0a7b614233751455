import Geometry

/// The part of an edge within a band or cell, running upwards. x counts from the left of the holder,
/// y from the band's floor.
struct Piece: BitwiseCopyable {
  var bottom: Position
  var top: Position
  /// In the band's numbering.
  var owner: Int32
  /// What the owner's winding number gains from left to right; 0 for a line.
  var delta: Int32

  /// dx / dy.
  var slope: Double { (top.x - bottom.x) / (top.y - bottom.y) }

  /// x at a height within the piece; exact at its ends.
  @inline(__always)
  func x(at y: Double) -> Double {
    y >= top.y ? top.x : y <= bottom.y ? bottom.x : bottom.x + (y - bottom.y) * slope
  }
}

/// Something that changes an owner's winding number at a place on a cell's border.
struct BorderEvent: BitwiseCopyable {
  let y: Double
  let owner: Int32
  let delta: Int32
}

/// A part of a line asset that runs level: it spans no slab, so it is measured apart.
struct LevelPiece: BitwiseCopyable {
  let y: Double
  let fromX: Double
  let toX: Double
  let owner: Int32
}

/// The edges of one band, sorted into cells from left to right.
///
/// Every vertex lies in one cell, by its x; an edge from one cell to another crosses each border
/// between them exactly once, at one computed height that both cells use. So what a cell finds at its
/// left border agrees with its neighbour, whatever the rounding.
struct BandPieces: ~Copyable {
  /// Left border of each cell, from the stack's origin; the first takes everything to its left.
  private(set) var borders = FlatBuffer<Double>()
  /// Pieces by cell, x from the cell's left border.
  private(set) var pieces = FlatBuffer<Piece>()
  private(set) var pieceStarts = FlatBuffer<Int32>()
  /// Crossings of each cell's left border.
  private(set) var leftEvents = FlatBuffer<BorderEvent>()
  private(set) var leftEventStarts = FlatBuffer<Int32>()
  /// Edges that run through the band's floor below each cell.
  private(set) var floorEvents = FlatBuffer<BorderEvent>()
  private(set) var floorEventStarts = FlatBuffer<Int32>()
  /// Level parts of line assets in each cell.
  private(set) var levels = FlatBuffer<LevelPiece>()
  private(set) var levelStarts = FlatBuffer<Int32>()

  private var edges = ClippedEdges()
  /// Cells of the bottom and top of each edge.
  private var cells = FlatBuffer<SIMD2<Int32>>()
  /// How often borders between cells cut edges.
  private var cutCount = 0
  /// How often that may be, on average, before wider cells are taken.
  private static let cutsPerEdge = 0.5
  private var samples = FlatBuffer<Double>()
  private var steps = FlatBuffer<Int32>()
  private var stepsPerUnit = 0.0

  init() {}

  var cellCount: Int { borders.count }

  /// Number of owners that have edges in the band.
  var ownerCount: Int { edges.owners.count }

  /// The number that an owner of the band has in the stack.
  @inline(__always)
  func stackNumber(of owner: Int32) -> Int32 { edges.owners[Int(owner)] }

  /// Height of the highest edge.
  var height: Double { edges.height }

  /// Right border of a cell; of the last one, the band's largest x.
  func rightBorder(of cell: Int) -> Double {
    cell + 1 < borders.count ? borders[cell + 1] : edges.right
  }

  /// Takes the edges of a band.
  mutating func load(_ band: Int, of bands: borrowing StackBands, _ paths: [StackPath]) {
    edges.load(band, of: bands, paths)
    chooseBorders(cellCount: max(1, edges.count / edgesPerCell))
    findCells()
    let limit = Int(Self.cutsPerEdge * Double(edges.count)) + 32
    while cellCount > 1, cutCount > limit { halveBorders() }
    count()
    distribute()
  }

  private mutating func chooseBorders(cellCount: Int) {
    samples.removeAll()
    let stride = max(1, edges.count / (4 * cellCount))
    var index = stride / 2
    while index < edges.count {
      samples.append((edges[index].bottom.x + edges[index].top.x) / 2)
      index += stride
    }
    samples.sort(0..<samples.count, by: <)
    borders.removeAll()
    borders.append(0)
    for cell in Swift.stride(from: 1, to: cellCount, by: 1) {
      let x = samples[cell * samples.count / cellCount]
      if x > borders[borders.count - 1] { borders.append(x) }
    }
    makeSteps()
  }

  /// Takes cells that are twice as wide: narrow ones cut long edges too often.
  private mutating func halveBorders() {
    let kept = (borders.count + 1) / 2
    for index in 0..<kept { borders[index] = borders[2 * index] }
    borders.truncate(to: kept)
    cutCount = 0
    for index in 0..<cells.count {
      cells[index] &>>= 1
      cutCount += Int(abs(cells[index].x - cells[index].y))
    }
  }

  private mutating func makeSteps() {
    let stepCount = 2 * borders.count
    stepsPerUnit = edges.right > 0 ? Double(stepCount) / edges.right : 0
    if !stepsPerUnit.isFinite { stepsPerUnit = 0 }
    steps.removeAll()
    var cell = 0
    for step in 0...stepCount {
      let x = stepsPerUnit > 0 ? Double(step) / stepsPerUnit : 0
      while cell + 1 < borders.count, borders[cell + 1] <= x { cell += 1 }
      steps.append(Int32(cell))
    }
  }

  /// The cell that holds `x`; fast where that is the given one, as edges of a path lie close together.
  @inline(__always)
  private mutating func cell(of x: Double, near last: Int) -> Int {
    if borders[last] <= x, last + 1 == borders.count || x < borders[last + 1] { return last }
    return cell(of: x)
  }

  private mutating func cell(of x: Double) -> Int {
    let step = Int(min(max(x * stepsPerUnit, 0), Double(steps.count - 1)))
    var cell = Int(steps[step])
    var high = Int(steps[min(step + 1, steps.count - 1)])
    while high - cell > 4 {
      let middle = (cell + high) / 2
      if borders[middle] <= x { cell = middle } else { high = middle }
    }
    while cell > 0, borders[cell] > x { cell -= 1 }
    while cell + 1 < borders.count, borders[cell + 1] <= x { cell += 1 }
    return cell
  }

  private func isLevel(_ edge: Piece) -> Bool { edge.bottom.y == edge.top.y }

  /// Finds the cells of each edge's ends.
  private mutating func findCells() {
    cells.resizeForWriting(to: edges.count)
    cutCount = 0
    var to = 0
    for index in 0..<edges.count {
      let edge = edges[index]
      let from = cell(of: edge.bottom.x, near: to)
      to = cell(of: edge.top.x, near: from)
      cells[index] = SIMD2(Int32(truncatingIfNeeded: from), Int32(truncatingIfNeeded: to))
      cutCount += abs(to - from)
    }
  }

  // Counts are kept one place to the right, so that filling turns them into the starts.
  private mutating func count() {
    let size = cellCount + 2
    forEachStarts {
      $0.removeAll(); $0.resize(to: size, filling: 0)
    }
    for index in 0..<edges.count {
      let edge = edges[index]
      let from = Int(cells[index].x)
      let to = Int(cells[index].y)
      let isLevel = isLevel(edge)
      let low = min(from, to)
      let high = max(from, to)
      if !isLevel || edge.delta == 0 {
        for cell in low...high {
          if isLevel { levelStarts[cell + 2] += 1 } else { pieceStarts[cell + 2] += 1 }
        }
      }
      guard edge.delta != 0 else { continue }
      if low < high { for cell in (low + 1)...high { leftEventStarts[cell + 2] += 1 } }
      if edge.bottom.y == 0 { floorEventStarts[from + 2] += 1 }
    }
    forEachStarts { starts in
      for cell in 2..<size { starts[cell] += starts[cell - 1] }
    }
    // Now `starts[cell + 1]` is where the cell begins, and moves to where it ends.
  }

  private mutating func forEachStarts(_ body: (inout FlatBuffer<Int32>) -> Void) {
    body(&pieceStarts)
    body(&leftEventStarts)
    body(&floorEventStarts)
    body(&levelStarts)
  }

  private mutating func distribute() {
    pieces.resizeForWriting(to: Int(pieceStarts[cellCount + 1]))
    leftEvents.resizeForWriting(to: Int(leftEventStarts[cellCount + 1]))
    floorEvents.resizeForWriting(to: Int(floorEventStarts[cellCount + 1]))
    levels.resizeForWriting(to: Int(levelStarts[cellCount + 1]))
    for index in 0..<edges.count {
      let edge = edges[index]
      let from = Int(cells[index].x)
      let to = Int(cells[index].y)
      if isLevel(edge) {
        distributeLevel(edge, from: from, to: to)
      } else {
        distribute(edge, from: from, to: to)
      }
    }
  }

  @inline(__always)
  private func distribute(_ edge: Piece, from: Int, to: Int) {
    if edge.bottom.y == 0, edge.delta != 0 {
      let event = BorderEvent(y: 0, owner: edge.owner, delta: edge.delta)
      floorEvents[take(floorEventStarts, from)] = event
    }
    var cell = from
    var low = edge.bottom
    while cell != to {
      let next = cell < to ? cell + 1 : cell - 1
      let border = borders[max(cell, next)]
      let part = (border - edge.bottom.x) / (edge.top.x - edge.bottom.x)
      let y = edge.bottom.y + part * (edge.top.y - edge.bottom.y)
      let crossing = Position(border, min(max(y, low.y), edge.top.y))
      put(edge, from: low, to: crossing, in: cell)
      if edge.delta != 0 {
        // Above the crossing the edge is to the right of the border, or to the left of it.
        let delta = cell < to ? -edge.delta : edge.delta
        leftEvents[take(leftEventStarts, max(cell, next))] =
          BorderEvent(y: crossing.y, owner: edge.owner, delta: delta)
      }
      low = crossing
      cell = next
    }
    put(edge, from: low, to: edge.top, in: cell)
  }

  @inline(__always)
  private func put(_ edge: Piece, from bottom: Position, to top: Position, in cell: Int) {
    let left = Position(borders[cell], 0)
    pieces[take(pieceStarts, cell)] =
      Piece(bottom: bottom - left, top: top - left, owner: edge.owner, delta: edge.delta)
  }

  private func distributeLevel(_ edge: Piece, from: Int, to: Int) {
    let low = min(from, to)
    let high = max(from, to)
    if edge.delta == 0 {
      let fromX = min(edge.bottom.x, edge.top.x)
      let toX = max(edge.bottom.x, edge.top.x)
      for cell in low...high {
        let left = borders[cell]
        levels[take(levelStarts, cell)] = LevelPiece(
          y: edge.bottom.y, fromX: (cell == low ? fromX : left) - left,
          toX: (cell == high ? toX : borders[cell + 1]) - left, owner: edge.owner)
      }
    } else if low < high {
      // Running right, the owner's inside is above the edge.
      let delta = from < to ? edge.delta : -edge.delta
      for cell in (low + 1)...high {
        leftEvents[take(leftEventStarts, cell)] =
          BorderEvent(y: edge.bottom.y, owner: edge.owner, delta: delta)
      }
    }
  }

  /// The next free place of a cell.
  @inline(__always)
  private func take(_ starts: borrowing FlatBuffer<Int32>, _ cell: Int) -> Int {
    let place = Int(starts[cell + 1])
    starts[cell + 1] += 1
    return place
  }
}
