/// Cells of a band, by x, and the items that each holds. Scratch memory that is used again.
struct CellColumns: ~Copyable {
  private var borders = FlatBuffer<Int32>()
  private var samples = FlatBuffer<Int32>()
  /// First and last cell of each item.
  private var spans = FlatBuffer<SIMD2<Int32>>()
  private var starts = FlatBuffer<Int32>()
  private var members = FlatBuffer<Int32>()

  var count: Int { borders.count }

  /// Left border of a cell; the first has none.
  func leftBorder(of cell: Int) -> Int32 { cell == 0 ? .min : borders[cell] }

  /// The cells of an item.
  func cells(of item: Int) -> ClosedRange<Int> {
    Int(spans[item].x)...Int(spans[item].y)
  }

  /// Where the items of a cell are, for `item`.
  func range(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  /// An item of a cell.
  func item(_ index: Int) -> Int { Int(members[index]) }

  /// The cell that holds an x.
  @inline(__always)
  func cell(of x: Int32) -> Int {
    var (low, high) = (0, borders.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if borders[middle] <= x { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Cuts a band into cells of a few dozen items, given the range of x of each item within it.
  mutating func fill(_ ranges: borrowing FlatBuffer<SIMD2<Int32>>) {
    chooseBorders(ranges, count: max(1, ranges.count / segmentsPerCell))
    assign(ranges)
    // Wide items cut by many narrow cells: take wider ones, each of which holds two of the narrow.
    let most = 3 * ranges.count + 64
    var (halvings, cells) = (Int32(0), count)
    while cells > 1, total(afterHalving: halvings) > most {
      halvings += 1
      cells = (cells + 1) / 2
    }
    halveBorders(times: halvings)
    distribute()
  }

  private mutating func chooseBorders(
    _ ranges: borrowing FlatBuffer<SIMD2<Int32>>, count: Int
  ) {
    samples.removeAll()
    for index in stride(from: 0, to: ranges.count, by: max(1, ranges.count / (4 * count))) {
      samples.append(ranges[index].x + (ranges[index].y - ranges[index].x) / 2)
    }
    samples.sort(0..<samples.count, by: <)
    borders.removeAll()
    borders.append(.min)
    for cell in stride(from: 1, to: count, by: 1) {
      let x = samples[cell * samples.count / count]
      if x > borders[borders.count - 1] { borders.append(x) }
    }
  }

  /// Finds the cells of each item.
  private mutating func assign(_ ranges: borrowing FlatBuffer<SIMD2<Int32>>) {
    spans.removeAll()
    for index in 0..<ranges.count {
      let first = cell(of: ranges[index].x)
      var last = first
      while last + 1 < count, borders[last + 1] <= ranges[index].y { last += 1 }
      spans.append(SIMD2(Int32(first), Int32(last)))
    }
  }

  /// In how many cells items are, taken together, when cells are joined two by two so many times.
  private func total(afterHalving times: Int32) -> Int {
    var total = 0
    for item in 0..<spans.count {
      total += Int((spans[item].y >> times) - (spans[item].x >> times)) + 1
    }
    return total
  }

  private mutating func halveBorders(times: Int32) {
    guard times > 0 else { return }
    for _ in 0..<times {
      let kept = (borders.count + 1) / 2
      for index in 0..<kept { borders[index] = borders[2 * index] }
      borders.truncate(to: kept)
    }
    for item in 0..<spans.count { spans[item] = spans[item] &>> SIMD2(repeating: times) }
  }

  /// Counts the items of each cell, one place to the right so that filling turns counts into starts.
  private mutating func distribute() {
    starts.removeAll()
    starts.resize(to: count + 2, filling: 0)
    var total = 0
    for item in 0..<spans.count {
      for cell in spans[item].x...spans[item].y { starts[Int(cell) + 2] += 1 }
      total += Int(spans[item].y - spans[item].x) + 1
    }
    for cell in 0..<count { starts[cell + 2] += starts[cell + 1] }
    members.removeAll()
    members.resize(to: total, filling: 0)
    for item in 0..<spans.count {
      for cell in spans[item].x...spans[item].y {
        members[Int(starts[Int(cell) + 1])] = Int32(item)
        starts[Int(cell) + 1] += 1
      }
    }
  }
}

/// The range of x that an upward edge has within rows of places, a place wider on either side.
@inline(__always)
func columns(from a: GridPlace, to b: GridPlace, within rows: Range<Int32>) -> SIMD2<Int32> {
  let (low, high) = (min(a.x, b.x), max(a.x, b.x))
  guard a.y < rows.lowerBound || b.y >= rows.upperBound else { return SIMD2(low, high) }
  let slope = Double(b.x - a.x) / Double(b.y - a.y)
  let bottom = a.y < rows.lowerBound ? Double(rows.lowerBound - 1 - a.y) : 0
  let top = b.y >= rows.upperBound ? Double(rows.upperBound - a.y) : Double(b.y - a.y)
  let (from, to) = (slope * bottom, slope * top)
  return SIMD2(
    max(low, a.x + Int32(min(from, to).rounded(.down)) - 2),
    min(high, a.x + Int32(max(from, to).rounded(.up)) + 2))
}
