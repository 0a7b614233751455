import Geometry
import LayerStack
import Workers

/// What a layer shows in one tile, made from its shapes.
struct TileDrawing {
  /// A feature: a row's own, or a point for several that are too small to be seen.
  struct Feature {
    /// The row; nil for a point that stands for several.
    let row: Int32?
    /// Rows that it stands for.
    let count: Int
    let kind: TileGeometryKind
    /// Its geometry in `geometry`.
    let commands: Range<Int>
  }

  /// Features in the order of rows, then points for several.
  private(set) var features: [Feature] = []
  /// Geometry of all features, as commands.
  private(set) var geometry = ByteBuffer()

  private let shapes: TileShapes
  private let isCoverage: Bool
  private let detail: TileDetail
  private let frame: TileFrame
  private let threads: Int
  private var seams = SeamCut()
  private var clip = PathClip(to: TileFrame.box)
  /// Rings are cut farther out than the tile, so that all that this joins is cut away with the margin.
  private var ringClip = PathClip(
    to: PlaceBox(low: TileFrame.box.low &- 16, high: TileFrame.box.high &+ 16))
  private var validity = ValidityFilter()
  private var path: [TilePlace] = []
  /// Rings on their way to a coverage, a feature for each of `covering`.
  private var rings = GeometryArray()
  private var covering: [Int32] = []
  private var crowds: [TilePlace: Crowd] = [:]

  /// Features of a square that are counted.
  private struct Crowd {
    var count: Int
    let row: Int32
    let place: TilePlace
  }

  /// Positions of which the ground is found before other threads could have come to help.
  private static let mostForOneThread = 8192

  /// Draws the shapes that `index` finds; for the densest tiles `threads` help.
  init(
    _ shapes: TileShapes, _ index: PathIndex, isCoverage: Bool, _ detail: TileDetail,
    in frame: TileFrame, threads: Int
  ) throws {
    (self.shapes, self.isCoverage, self.detail) = (shapes, isCoverage, detail)
    (self.frame, self.threads) = (frame, threads)
    let items = index.items(meeting: frame.reach(padded: 8))
    var next = 0
    while next < items.count {
      let shape = items[next].shape
      let first = next
      while next < items.count, items[next].shape == shape { next += 1 }
      try draw(shape, items[first..<next])
    }
    try drawCoverage()
    features.sort { ($0.row ?? 0, $0.kind) < ($1.row ?? 0, $1.kind) }
    drawCrowds()
  }

  private mutating func draw(_ shape: Int32, _ items: ArraySlice<PathIndex.Item>) throws {
    guard !detail.counts(shapes.boxes[Int(shape)], shift: frame.shift) else {
      return addToCrowd(shape)
    }
    let roles = items.map { shapes.pathRoles[Int($0.path)] }
    let isDrawn = (
      drawPoints(shape, zip(items, roles).filter { $0.1 == .point }.map(\.0)),
      drawLines(shape, zip(items, roles).filter { $0.1 == .line }.map(\.0)),
      try drawSurfaces(shape, zip(items, roles).filter { $0.1 <= .hole }.map(\.0))
    )
    if isDrawn == (false, false, false) { drawRest(of: shape) }
  }

  /// Adds a feature for each row of a shape.
  private mutating func add(_ shape: Int32, _ kind: TileGeometryKind, _ commands: GeometryCommands)
  {
    let start = geometry.count
    geometry.append(commands.bytes.bytes.span)
    for row in shapes.rows(of: Int(shape)) {
      features.append(Feature(row: row, count: 1, kind: kind, commands: start..<geometry.count))
    }
  }

  /// Puts a path as it is at the zoom into `path`: no place twice in a row, rings open.
  private mutating func take(_ number: Int32) {
    path.removeAll(keepingCapacity: true)
    let zoom = frame.zoom
    for index in shapes.range(ofPath: Int(number)) where shapes.firstZooms[index] <= zoom {
      let place = frame.place(shapes.places[index])
      if path.last != place { path.append(place) }
    }
    let isRing = shapes.pathRoles[Int(number)] <= .hole
    while isRing, path.count > 1, path.first == path.last { path.removeLast() }
    seams.cut(&path, isRing: isRing)
  }
}

// MARK: - What is counted

extension TileDrawing {
  private mutating func addToCrowd(_ shape: Int32) {
    let place = frame.place(shapes.anchor(of: Int(shape)))
    guard frame.owns(place), let row = shapes.rows(of: Int(shape)).first else { return }
    let square = place &>> detail.squareBits
    let count = shapes.rows(of: Int(shape)).count
    crowds[square, default: Crowd(count: 0, row: row, place: place)].count += count
  }

  private mutating func drawCrowds() {
    for (_, crowd) in crowds.sorted(by: { isBefore($0.key, $1.key) }) {
      var commands = GeometryCommands()
      commands.append(points: [crowd.place])
      let start = geometry.count
      geometry.append(commands.bytes.bytes.span)
      features.append(
        Feature(
          row: crowd.count == 1 ? crowd.row : nil, count: crowd.count, kind: .points,
          commands: start..<geometry.count))
    }
  }

  /// Draws a shape of which nothing is left at the zoom as a point, in the tile that its anchor is in. Those of a
  /// coverage are many, and counted together but at the deepest zoom.
  private mutating func drawRest(of shape: Int32) {
    guard !isCoverage || frame.shift == 0 else { return addToCrowd(shape) }
    let place = frame.place(shapes.anchor(of: Int(shape)))
    guard frame.owns(place) else { return }
    var commands = GeometryCommands()
    commands.append(points: [place])
    add(shape, .points, commands)
  }
}

// MARK: - Points and lines

extension TileDrawing {
  private mutating func drawPoints(_ shape: Int32, _ items: [PathIndex.Item]) -> Bool {
    let places = items.map { frame.place(shapes.places[shapes.pathStarts[Int($0.path)]]) }
      .filter(TileFrame.box.contains)
    guard !places.isEmpty else { return false }
    var commands = GeometryCommands()
    commands.append(points: places)
    add(shape, .points, commands)
    return true
  }

  private mutating func drawLines(_ shape: Int32, _ items: [PathIndex.Item]) -> Bool {
    var commands = GeometryCommands()
    for item in items {
      take(item.path)
      for piece in clip.pieces(ofLine: path) { commands.append(line: piece) }
    }
    guard !commands.isEmpty else { return false }
    add(shape, .lines, commands)
    return true
  }
}

// MARK: - Surfaces

extension TileDrawing {
  /// Draws the surface of a shape, or puts it with the others of a coverage. False where nothing is left
  /// of it.
  private mutating func drawSurfaces(_ shape: Int32, _ items: [PathIndex.Item]) throws -> Bool {
    guard !items.isEmpty else { return false }
    let firstPath = rings.pathCount
    for item in items {
      take(item.path)
      if isCoverage { ringClip.clip(ring: &path) } else { clip.clip(ring: &path) }
      if path.count > 2 { appendRing(shapes.pathRoles[Int(item.path)]) }
    }
    guard rings.pathCount > firstPath else { return false }
    rings.endFeature()
    if isCoverage {
      covering.append(shape)
      return true
    }
    defer { rings = GeometryArray() }
    // Most are valid as they are, cut or not; for a few the planar graph is made.
    if validity.isSurelyValid(0, in: rings) {
      draw(shape, rings, 0)
      return true
    }
    let (found, ground) = try groundOfRings()
    guard !found.isEmpty else { return false }
    draw(shape, ground, 0)
    return true
  }

  /// Adds `path` to the rings, closed.
  private mutating func appendRing(_ role: PathRole) {
    for place in path { rings.append(Position(Double(place.x), Double(place.y))) }
    rings.append(Position(Double(path[0].x), Double(path[0].y)))
    rings.endPath(role)
  }

  /// Draws the surfaces of a coverage together, so that neighbours have the same border.
  private mutating func drawCoverage() throws {
    guard !covering.isEmpty else { return }
    let (found, ground) = try groundOfRings()
    for (index, feature) in found.enumerated() { draw(covering[feature], ground, index) }
    let drawn = Set(found)
    for (feature, shape) in covering.enumerated() where !drawn.contains(feature) {
      drawRest(of: shape)
    }
  }

  /// What the rings run around within what is drawn, in whole numbers.
  private func groundOfRings() throws -> (features: [Int], geometry: GeometryArray) {
    try makeCoverage(
      of: rings, within: TileFrame.bounds, metresPerUnit: 0.001,
      threads: rings.positions.count > Self.mostForOneThread ? threads : 1)
  }

  /// Draws polygons that are valid: their shells run with a positive area as the tile counts, which is
  /// clockwise to the eye, their holes the other way.
  private mutating func draw(_ shape: Int32, _ array: GeometryArray, _ feature: Int) {
    var commands = GeometryCommands()
    for number in array.paths(of: feature) {
      path.removeAll(keepingCapacity: true)
      for position in array.positions[array.range(ofPath: number).dropLast()] {
        path.append(TilePlace(Int32(position.x), Int32(position.y)))
      }
      let isPositive = array.signedArea(ofPath: number) > 0
      if isPositive == (array.pathRoles[number] == .shell) {
        commands.append(ring: path)
      } else {
        commands.append(ring: path.reversed())
      }
    }
    add(shape, .surfaces, commands)
  }
}

extension TileFrame {
  /// What is drawn, as positions.
  fileprivate static let bounds = Bounds(
    minX: Double(box.low.x), minY: Double(box.low.y), maxX: Double(box.high.x),
    maxY: Double(box.high.y))
}
