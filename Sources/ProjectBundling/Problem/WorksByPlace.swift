import Geometry
import OpportunityMap
import Workers

/// What finding relations asks of a work, in few bytes.
struct PlacedWork: Sendable {
  /// Its number in `BundlingProblem.works`.
  let number: Int32
  let asset: Int32
  let party: Int32
  let kind: Int32
  /// A number for its street; -1 where it names none.
  let street: Int32
  let firstYear: Int32
  let lastYear: Int32
  let days: Double
  let cost: Double
  let box: SIMD4<Double>

  /// Years between the windows of two works; 0 where they have a year in common.
  func yearsUntil(_ other: PlacedWork) -> Int {
    Int(max(0, firstYear - other.lastYear, other.firstYear - lastYear))
  }

  /// Whether both name the same street.
  func sharesStreet(with other: PlacedWork) -> Bool { street >= 0 && street == other.street }
}

/// Works in the order of their places, so that what lies together in the city lies together in
/// memory, with a grid of squares to find them by.
struct WorksByPlace: Sendable {
  /// The works, by place.
  let works: [PlacedWork]
  /// Index in `works` of each work by its number.
  private let places: [Int32]
  /// Largest distance in m within which works are found.
  private let reach: Double
  /// Side of a square in m.
  private let side: Double
  private let origin: SIMD2<Double>
  /// The squares with works, ascending.
  private var squares: [UInt32] = []
  /// First entry of each square, and the number of entries. Shape: `squares + 1`.
  private var starts: [Int] = []
  /// Indices in `works`, square after square.
  private var entries: [Int32] = []

  init(_ all: [BundlingWork], streets: [Int32], reach: Double) {
    let order = placeOrder(all)
    works = order.map { PlacedWork(all[Int($0)], $0, street: streets[Int($0)]) }
    var places = [Int32](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[Int(number)] = Int32(place) }
    self.places = places
    self.reach = reach
    let boxes = works.lazy.map(\.box)
    let extent = boxes.reduce(SIMD4<Double>.noBox) { $0.union($1) }
    origin = SIMD2(extent.x, extent.y) - reach
    let mean = boxes.reduce(0) { $0 + $1.longestSide } / Double(max(1, works.count))
    // At most 2^16 squares along a side, so that a square fits in one number.
    side = max(mean + reach, (extent.longestSide + 2 * reach) / 60_000, 1e-3)
    fill()
  }

  /// Puts each work in the squares that its rectangle touches when it is made larger by half the
  /// reach.
  private mutating func fill() {
    var keys: [UInt64] = []
    for (index, work) in works.enumerated() where work.box.x <= work.box.z {
      let (low, high) = (square(lowCorner(work)), square(highCorner(work)))
      for row in low.y...high.y {
        for column in low.x...high.x {
          keys.append(UInt64(row << 16 | column) << 32 | UInt64(index))
        }
      }
    }
    keys.sort()
    for (index, key) in keys.enumerated() {
      let square = UInt32(key >> 32)
      if squares.last != square {
        squares.append(square)
        starts.append(index)
      }
      entries.append(Int32(truncatingIfNeeded: key & 0xFFFF_FFFF))
    }
    starts.append(entries.count)
  }

  /// The work with a number.
  subscript(number: Int32) -> PlacedWork { works[place(of: number)] }

  /// Index in `works` of the work with a number.
  func place(of number: Int32) -> Int { Int(places[Int(number)]) }

  /// Calls `body` once with each work of a higher number whose rectangle comes within the reach of a
  /// work's rectangle, or nearly so.
  func forEachNear(_ work: PlacedWork, _ body: (PlacedWork) -> Void) {
    guard work.box.x <= work.box.z else { return }
    let (low, high) = (square(lowCorner(work)), square(highCorner(work)))
    for row in low.y...high.y {
      for column in low.x...high.x {
        let square = row << 16 | column
        for entry in entries[range(of: square)] {
          let other = works[Int(entry)]
          if other.number > work.number, isHome(square, of: work, other) { body(other) }
        }
      }
    }
  }

  private func range(of square: UInt32) -> Range<Int> {
    let place = squares.indices.partitionPoint { squares[$0] < square }
    guard place < squares.count, squares[place] == square else { return 0..<0 }
    return starts[place]..<starts[place + 1]
  }

  private func lowCorner(_ work: PlacedWork) -> SIMD2<Double> {
    SIMD2(work.box.x, work.box.y) - reach / 2
  }

  private func highCorner(_ work: PlacedWork) -> SIMD2<Double> {
    SIMD2(work.box.z, work.box.w) + reach / 2
  }

  private func square(_ place: SIMD2<Double>) -> SIMD2<UInt32> {
    // No place lies below the origin, so that cutting off rounds down.
    let steps = (place - origin) / side
    return SIMD2(UInt32(steps.x), UInt32(steps.y))
  }

  /// Whether the larger rectangles of two works meet, and this is the square of their common part's
  /// lowest corner: of all squares that both touch one alone has the pair.
  private func isHome(_ square: UInt32, of a: PlacedWork, _ b: PlacedWork) -> Bool {
    let low = pointwiseMax(lowCorner(a), lowCorner(b))
    let high = pointwiseMin(highCorner(a), highCorner(b))
    guard all(low .<= high) else { return false }
    let home = self.square(low)
    return home.y << 16 | home.x == square
  }
}

extension PlacedWork {
  fileprivate init(_ work: BundlingWork, _ number: Int32, street: Int32) {
    self.init(
      number: number, asset: Int32(work.asset), party: Int32(work.party), kind: Int32(work.kind),
      street: street, firstYear: Int32(work.years.lowerBound),
      lastYear: Int32(work.years.upperBound), days: work.days, cost: work.cost, box: work.box)
  }
}

/// A number for the street of each work, -1 for works that name none.
func streetNumbers(_ works: [BundlingWork], _ map: OpportunityMap) -> [Int32] {
  var numbers: [String: Int32] = [:]
  return works.map { work in
    guard let street = map.assets[work.asset].street else { return -1 }
    if let number = numbers[street] { return number }
    let number = Int32(numbers.count)
    numbers[street] = number
    return number
  }
}

extension SIMD4<Double> {
  /// Distance between two rectangles; 0 where they meet.
  func gap(to other: SIMD4<Double>) -> Double {
    let x = Swift.max(0, other.x - z, self.x - other.z)
    let y = Swift.max(0, other.y - w, self.y - other.w)
    return (x * x + y * y).squareRoot()
  }
}
