import Geometry

/// A run of edges whose positions have been brought together.
struct LoadedRun: BitwiseCopyable {
  /// End of its positions.
  let end: Int
  /// Index in the band's `owners`.
  let owner: Int32
  let turn: Int32
}

/// The edges that run through a band, clipped to it; x counts from the left of the stack, y from the band's
/// floor. Among them are the level edges that matter.
struct ClippedEdges: ~Copyable {
  private var edges = FlatBuffer<Piece>()
  /// Largest x.
  private(set) var right = 0.0
  /// Largest y.
  private(set) var height = 0.0
  /// Owners of the edges, ascending. The kernel numbers them by their place here: these numbers are
  /// small, so that what it keeps for each owner stays close to the processor.
  private(set) var owners = FlatBuffer<Int32>()

  private var runs = FlatBuffer<LoadedRun>()
  private var positions = FlatBuffer<Position>()
  private var floor = 0.0
  private var ceiling = 0.0
  private var origin = Position.zero

  init() {}

  var count: Int { edges.count }

  @inline(__always)
  subscript(index: Int) -> Piece { edges[index] }

  /// Takes the edges of a band.
  mutating func load(_ band: Int, of bands: borrowing StackBands, _ paths: [StackPath]) {
    gather(bands.runs(of: band), of: paths)
    clip(band, of: bands)
  }

  /// Brings the positions together first: they come from anywhere in memory, and fetching them in a
  /// simple loop lets the processor wait for many at a time.
  private mutating func gather(_ runs: ArraySlice<EdgeRun>, of paths: [StackPath]) {
    self.runs.removeAll()
    positions.removeAll()
    owners.removeAll()
    self.runs.reserve(runs.count)
    positions.reserve(runs.reduce(0) { $0 + Int($1.count) + 1 })
    var lastOwner: Int32 = -1
    for run in runs {
      let path = paths[Int(run.path)]
      path.appendPositions(of: run, to: &positions)
      // Paths come by ascending owner.
      if path.owner != lastOwner { owners.append(path.owner) }
      lastOwner = path.owner
      let owner = Int32(truncatingIfNeeded: owners.count - 1)
      self.runs.append(LoadedRun(end: positions.count, owner: owner, turn: path.turn))
    }
  }

  private mutating func clip(_ band: Int, of bands: borrowing StackBands) {
    edges.removeAll()
    edges.reserve(positions.count)
    right = 0
    height = 0
    floor = bands.floors[band]
    ceiling = band + 1 < bands.count ? bands.floors[band + 1] : Double.infinity
    origin = Position(bands.originX, floor)
    var index = 0
    for number in 0..<runs.count {
      let run = runs[number]
      var from = positions[index]
      index += 1
      while index < run.end {
        let to = positions[index]
        clipEdge(from, to, run)
        from = to
        index += 1
      }
    }
  }

  @inline(__always)
  private mutating func clipEdge(_ from: Position, _ to: Position, _ run: LoadedRun) {
    let upwards = from.y <= to.y
    let low = upwards ? from : to
    let high = upwards ? to : from
    guard low.y < high.y else { return addLevel(from, to, run) }
    guard low.y < ceiling, high.y > floor else { return }
    let bottom = low.y >= floor ? low - origin : cut(low, high, at: floor)
    let top = high.y <= ceiling ? high - origin : cut(low, high, at: ceiling)
    // An edge that counting from the floor made level goes on as one that runs from bottom to top.
    let delta = upwards == (bottom.y < top.y) ? -run.turn : run.turn
    edges.append(Piece(bottom: bottom, top: top, owner: run.owner, delta: delta))
    right = max(right, bottom.x, top.x)
    height = max(height, top.y)
  }

  /// A level edge of a surface matters where it crosses a cell's border above the floor; at the floor
  /// the edges that run through it tell already. A level line is measured by its length.
  private mutating func addLevel(_ from: Position, _ to: Position, _ run: LoadedRun) {
    guard from.y >= floor, from.y < ceiling, from.x != to.x else { return }
    guard run.turn == 0 || from.y > floor else { return }
    edges.append(
      Piece(bottom: from - origin, top: to - origin, owner: run.owner, delta: run.turn))
    right = max(right, from.x - origin.x, to.x - origin.x)
    height = max(height, from.y - floor)
  }

  private mutating func cut(_ low: Position, _ high: Position, at y: Double) -> Position {
    let part = (y - low.y) / (high.y - low.y)
    let x = low.x + part * (high.x - low.x)
    return Position(min(max(x, min(low.x, high.x)), max(low.x, high.x)), y) - origin
  }
}
