import Workers

/// Finds the paths of shapes whose boxes meet a box: a tree of boxes around sixteen each, packed along a
/// curve that keeps neighbours together.
struct PathIndex: Sendable {
  /// A path of a shape.
  struct Item: BitwiseCopyable, Sendable {
    let shape: Int32
    let path: Int32
  }

  private static let fanOut = 16

  /// All items, shape after shape.
  private let items: [Item]
  /// Boxes of the items along the curve, then those around each sixteen of them, and so on to one.
  private let levels: [[PlaceBox]]
  /// Items along the curve.
  private let order: [Int32]

  init(_ shapes: TileShapes, threads: Int) {
    var items: [Item] = []
    for (shape, run) in shapes.runs.enumerated() {
      for path in run where !shapes.range(ofPath: path).isEmpty {
        items.append(Item(shape: Int32(shape), path: Int32(path)))
      }
    }
    self.items = items
    let boxes = valuesInChunks(of: 1024, count: items.count, threads: threads) { [items] item in
      guard let box = PlaceBox(shapes.places[shapes.range(ofPath: Int(items[item].path))]) else {
        preconditionFailure("a path of the index has positions")
      }
      return box
    }
    let keys = boxes.map { interleaved($0.middle) }
    order = boxes.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map(Int32.init)
    var levels = [order.map { boxes[Int($0)] }]
    while levels[levels.count - 1].count > 1 {
      let below = levels[levels.count - 1]
      levels.append(
        below.indices.chunks(of: Self.fanOut).map { group in
          group.dropFirst().reduce(into: below[group.lowerBound]) { $0.formUnion(below[$1]) }
        })
    }
    self.levels = levels
  }

  /// The box around everything; nil where there is nothing.
  var bounds: PlaceBox? { levels[levels.count - 1].first }

  /// The paths whose boxes meet a box, shape after shape.
  func items(meeting box: PlaceBox) -> [Item] {
    guard let top = levels.indices.last, !order.isEmpty else { return [] }
    var found: [Int32] = []
    var open = [(level: top, index: 0)]
    while let (level, index) = open.popLast() {
      guard levels[level][index].intersects(box) else { continue }
      if level == 0 {
        found.append(order[index])
        continue
      }
      let first = index * Self.fanOut
      for child in first..<min(first + Self.fanOut, levels[level - 1].count) {
        open.append((level - 1, child))
      }
    }
    found.sort()
    return found.map { items[Int($0)] }
  }
}

/// The bits of both coordinates in turn, by which places are in Morton's order (1966).
private func interleaved(_ place: TilePlace) -> UInt64 {
  spread(UInt32(bitPattern: place.x)) | spread(UInt32(bitPattern: place.y)) << 1
}

private func spread(_ bits: UInt32) -> UInt64 {
  var spread = UInt64(bits)
  spread = (spread | spread << 16) & 0x0000_FFFF_0000_FFFF
  spread = (spread | spread << 8) & 0x00FF_00FF_00FF_00FF
  spread = (spread | spread << 4) & 0x0F0F_0F0F_0F0F_0F0F
  spread = (spread | spread << 2) & 0x3333_3333_3333_3333
  return (spread | spread << 1) & 0x5555_5555_5555_5555
}
