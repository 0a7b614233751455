/// Cuts paths at the sides of a box. Where an edge is cut depends on the edge alone, not on the way that it
/// runs, so that all who have it have the same pieces.
struct PathClip {
  private let box: PlaceBox
  private var scratch: [TilePlace] = []

  init(to box: PlaceBox) { self.box = box }

  /// Leaves of an open ring what lies within the box (Sutherland and Hodgman 1974). Pieces that hang
  /// together outside only are joined along its sides: what the ring encloses within is right, the ring
  /// need not be simple.
  mutating func clip(ring: inout [TilePlace]) {
    guard let reach = PlaceBox(ring), !box.contains(reach) else { return }
    guard box.intersects(reach) else { return ring.removeAll(keepingCapacity: true) }
    for axis in 0...1 {
      clip(&ring, axis, at: box.low[axis], keepsAbove: true)
      clip(&ring, axis, at: box.high[axis], keepsAbove: false)
    }
  }

  private mutating func clip(
    _ ring: inout [TilePlace], _ axis: Int, at limit: Int32, keepsAbove: Bool
  ) {
    scratch.removeAll(keepingCapacity: true)
    guard var last = ring.last else { return }
    for place in ring {
      let isIn = keepsAbove ? place[axis] >= limit : place[axis] <= limit
      let wasIn = keepsAbove ? last[axis] >= limit : last[axis] <= limit
      if isIn != wasIn { scratch.append(crossing(last, place, axis, at: limit)) }
      if isIn { scratch.append(place) }
      last = place
    }
    swap(&ring, &scratch)
  }

  /// The pieces of a line within the box, each of two places at least.
  func pieces(ofLine line: [TilePlace]) -> [[TilePlace]] {
    guard let reach = PlaceBox(line), box.intersects(reach) else { return [] }
    guard !box.contains(reach) else { return line.count > 1 ? [line] : [] }
    var pieces: [[TilePlace]] = []
    var piece: [TilePlace] = []
    for (from, to) in zip(line, line.dropFirst()) {
      guard let (start, end) = segment(from, to) else { continue }
      if piece.last != start {
        if piece.count > 1 { pieces.append(piece) }
        piece = [start]
      }
      if end != start { piece.append(end) }
    }
    return piece.count > 1 ? pieces + [piece] : pieces
  }

  private func segment(_ from: TilePlace, _ to: TilePlace) -> (TilePlace, TilePlace)? {
    var (a, b) = (from, to)
    for axis in 0...1 {
      for (limit, isLow) in [(box.low[axis], true), (box.high[axis], false)] {
        let isOut = (
          isLow ? a[axis] < limit : a[axis] > limit, isLow ? b[axis] < limit : b[axis] > limit
        )
        if isOut.0 && isOut.1 { return nil }
        if isOut.0 || isOut.1 {
          let cut = crossing(a, b, axis, at: limit)
          if isOut.0 { a = cut } else { b = cut }
        }
      }
    }
    return (a, b)
  }
}

/// Cuts the edges of paths where they cross the sides of a tile, without leaving anything out: neighbouring tiles cut
/// an edge at the same place, and between two such places nobody else's rounding moves it.
struct SeamCut {
  private var cut: [TilePlace] = []

  /// Adds the places at which a path crosses the lines of which the tile's sides are part.
  mutating func cut(_ path: inout [TilePlace], isRing: Bool) {
    guard let reach = PlaceBox(path), !Self.tile.contains(reach) else { return }
    cut.removeAll(keepingCapacity: true)
    for (place, next) in zip(path, path.dropFirst()) {
      cut.append(place)
      appendCrossings(from: place, to: next)
    }
    guard let last = path.last else { return }
    cut.append(last)
    if isRing, let first = path.first { appendCrossings(from: last, to: first) }
    swap(&path, &cut)
  }

  private static let tile = PlaceBox(
    low: .zero, high: TilePlace(repeating: TileFrame.extent))

  private mutating func appendCrossings(from: TilePlace, to: TilePlace) {
    let start = cut.count
    for axis in 0...1 {
      for limit in [0, TileFrame.extent]
      where min(from[axis], to[axis]) < limit && limit < max(from[axis], to[axis]) {
        let place = crossing(from, to, axis, at: limit)
        if place != from, place != to, !cut[start...].contains(place) { cut.append(place) }
      }
    }
    guard cut.count - start > 1 else { return }
    let way = SIMD2<Int64>(truncatingIfNeeded: to &- from)
    cut[start...].sort { a, b in
      (SIMD2<Int64>(truncatingIfNeeded: b &- a) &* way).wrappedSum() > 0
    }
  }
}

/// The place nearest to where an edge that reaches across a line of one coordinate meets it.
private func crossing(
  _ from: TilePlace, _ to: TilePlace, _ axis: Int, at limit: Int32
) -> TilePlace {
  let (a, b) = isBefore(to, from) ? (to, from) : (from, to)
  let other = 1 - axis
  let run = Int64(b[axis]) - Int64(a[axis])
  let rise = (Int64(limit) - Int64(a[axis])) * (Int64(b[other]) - Int64(a[other]))
  var place = TilePlace.zero
  place[axis] = limit
  place[other] = a[other] + Int32(roundedQuotient(rise, run))
  return place
}

/// The whole number nearest to a quotient, the upper one of two.
private func roundedQuotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  let (up, down) = divisor < 0 ? (-2 * dividend, -2 * divisor) : (2 * dividend, 2 * divisor)
  let sum = up + down / 2
  return sum >= 0 ? sum / down : -((down - 1 - sum) / down)
}
