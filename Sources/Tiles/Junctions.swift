import Geometry
import Workers

/// Marks the positions at which paths part or end: those where not all paths that come through come from, and
/// go to, the same two places. What lies between two such positions is shared as a whole by all paths
/// that have any of it, or by none. Shape: positions.
func junctions(_ paths: TilePaths, threads: Int) -> [Bool] {
  let partCount = min(16, max(1, paths.places.count >> 16))
  let found = concurrentValues(count: partCount, threads: threads) {
    junctions(paths, part: $0, of: partCount)
  }
  var isJunction = [Bool](repeating: false, count: paths.places.count)
  for index in found.joined() { isJunction[Int(index)] = true }
  return isJunction
}

/// The same for a part of all places, by their hash.
private func junctions(_ paths: TilePaths, part number: Int, of partCount: Int) -> [Int32] {
  var count = 0
  for path in paths.roles.indices {
    for index in paths.range(ofPath: path)
    where part(of: paths.places[index], among: partCount) == number {
      count += 1
    }
  }
  var table = PassTable(capacity: count)
  forEachPass(paths, part: number, of: partCount) { table.add($1) }
  var found: [Int32] = []
  forEachPass(paths, part: number, of: partCount) { index, pass in
    if table.isJunction(pass.place) { found.append(Int32(index)) }
  }
  return found
}

/// A path on its way through a place: the places before and after it, the lower one first.
private struct Pass: BitwiseCopyable {
  let place: TilePlace
  let one: TilePlace
  let other: TilePlace

  @inline(__always)
  init(_ place: TilePlace, between a: TilePlace, _ b: TilePlace) {
    self.place = place
    (one, other) = isBefore(a, b) ? (a, b) : (b, a)
  }
}

/// By x, then by y.
@inline(__always)
func isBefore(_ a: TilePlace, _ b: TilePlace) -> Bool { a.x != b.x ? a.x < b.x : a.y < b.y }

private func forEachPass(
  _ paths: TilePaths, part number: Int, of partCount: Int, _ body: (Int, Pass) -> Void
) {
  let places = paths.places
  for path in paths.roles.indices where paths.roles[path] != .point {
    var range = paths.range(ofPath: path)
    guard let first = range.first.map({ places[$0] }) else { continue }
    let isRing = paths.roles[path] != .line
    if isRing { range = range.lowerBound..<paths.ringEnd(range) }
    guard range.count > 1 else { continue }
    for index in range where part(of: places[index], among: partCount) == number {
      let place = places[index]
      guard index == range.lowerBound || places[index - 1] != place else { continue }
      var next = index + 1
      while next < range.upperBound, places[next] == place { next += 1 }
      let after = next < range.upperBound ? places[next] : (isRing ? first : nil)
      let before =
        index > range.lowerBound
        ? places[index - 1] : (isRing ? places[range.upperBound - 1] : nil)
      // A line's end is a way through that no other path goes.
      body(index, Pass(place, between: before ?? place, after ?? place))
    }
  }
}

extension TilePaths {
  /// The end of a ring's positions without those at its end that are its first place again.
  func ringEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound + 1, places[end - 1] == places[range.lowerBound] { end -= 1 }
    return end
  }
}

@inline(__always)
private func hash(_ place: TilePlace) -> UInt64 {
  let bits = UInt64(UInt32(bitPattern: place.x)) << 32 | UInt64(UInt32(bitPattern: place.y))
  return SplitMix.mixed(bits)
}

/// The part that a place belongs to: by other bits than those that give it its slot in the part's table.
@inline(__always)
private func part(of place: TilePlace, among partCount: Int) -> Int {
  Int(hash(place) >> 56) % partCount
}

/// The passes through places: the first through each, and whether another one differs.
private struct PassTable {
  private var passes: [Pass]
  /// 0 where a slot is free, 2 at a junction, else 1.
  private var states: [UInt8]
  private let mask: Int

  init(capacity: Int) {
    var size = 64
    while size < 2 * capacity { size *= 2 }
    mask = size - 1
    passes = Array(repeating: Pass(.zero, between: .zero, .zero), count: size)
    states = Array(repeating: 0, count: size)
  }

  mutating func add(_ pass: Pass) {
    let slot = slot(of: pass.place)
    if states[slot] == 0 {
      (states[slot], passes[slot]) = (1, pass)
    } else if passes[slot].one != pass.one || passes[slot].other != pass.other {
      states[slot] = 2
    }
  }

  func isJunction(_ place: TilePlace) -> Bool { states[slot(of: place)] == 2 }

  private func slot(of place: TilePlace) -> Int {
    var slot = Int(truncatingIfNeeded: hash(place)) & mask
    while states[slot] != 0, passes[slot].place != place { slot = (slot + 1) & mask }
    return slot
  }
}
