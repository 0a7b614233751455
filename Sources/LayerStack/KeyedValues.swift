import Geometry
import Workers

/// A value filed under a key.
struct Keyed<Value: BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  var key: UInt64
  var value: Value
}

/// Sorts values by key on several threads: cuts the keys into ranges, gathers each range in the order of
/// the parts, sorts it so that values of one key stay in that order, and calls `body` with it. Returns
/// the results by ascending range; what is in a range does not depend on the number of threads.
func mapKeyRanges<Value, Result: Sendable>(
  _ parts: [[Keyed<Value>]], threads: Int, _ body: @Sendable ([Keyed<Value>]) throws -> Result
) throws -> [Result] {
  let ranges = KeyRanges(parts)
  let split = try concurrentMap(count: parts.count, threads: threads) { part in
    ranges.split(parts[part])
  }
  return try concurrentMap(count: ranges.count, threads: threads) { range in
    var values: [Keyed<Value>] = []
    values.reserveCapacity(split.reduce(0) { $0 + $1[range].count })
    for part in split { values.append(contentsOf: part[range]) }
    return try body(sortedByKey(values))
  }
}

/// Adds up the values of each key, in the order of the parts and of each part, and returns a row for
/// each sum by ascending key. The order of additions is fixed, so the sums do not depend on the number
/// of threads.
func sumByKey<Row: Sendable>(
  _ parts: [[Keyed<Double>]], threads: Int, _ row: @Sendable (Keyed<Double>) -> Row
) throws -> [Row] {
  join(try mapKeyRanges(parts, threads: threads, sumRuns), threads: threads) { row($1) }
}

@Sendable private func sumRuns(_ sorted: [Keyed<Double>]) -> [Keyed<Double>] {
  var sums: [Keyed<Double>] = []
  for value in sorted {
    if let last = sums.indices.last, sums[last].key == value.key {
      sums[last].value += value.value
    } else {
      sums.append(value)
    }
  }
  return sums
}

/// Values of a part by range of keys.
private struct SplitValues<Value: BitwiseCopyable & Sendable>: Sendable {
  let values: [Keyed<Value>]
  let starts: [Int]

  subscript(range: Int) -> ArraySlice<Keyed<Value>> { values[starts[range]..<starts[range + 1]] }
}

/// Ranges that hold about equally many keys, told apart by the keys' leading bits.
private struct KeyRanges: Sendable {
  private let shift: UInt64
  private let ranges: [Int32]
  let count: Int

  /// Numbers that the leading bits make, so many times more than ranges that these can be even.
  private static let leadingCount: UInt64 = 1 << 14

  init<Value>(_ parts: [[Keyed<Value>]]) {
    let total = parts.reduce(0) { $0 + $1.count }
    let stride = max(1, total / (1 << 14))
    let sample = parts.flatMap { part in
      Swift.stride(from: 0, to: part.count, by: stride).map { part[$0].key }
    }
    let bits = UInt64.bitWidth - (sample.max() ?? 0).leadingZeroBitCount
    shift = UInt64(max(0, bits - Self.leadingCount.trailingZeroBitCount))
    var counts = [Int](repeating: 0, count: Int(Self.leadingCount))
    for key in sample { counts[Int(key >> shift)] += 1 }
    let wanted = min(64, max(1, total / 4096))
    var before = 0
    ranges = counts.map { count in
      before += count
      return Int32((before - count) * wanted / max(1, sample.count))
    }
    self.count = Int(ranges.last ?? 0) + 1
  }

  @inline(__always)
  private func range(of key: UInt64) -> Int {
    Int(ranges[Int(min(key >> shift, Self.leadingCount - 1))])
  }

  func split<Value>(_ values: [Keyed<Value>]) -> SplitValues<Value> {
    var starts = [Int](repeating: 0, count: count + 2)
    for value in values { starts[range(of: value.key) + 2] += 1 }
    for index in 2..<(count + 2) { starts[index] += starts[index - 1] }
    var sorted = values
    for value in values {
      let next = range(of: value.key) + 1
      sorted[starts[next]] = value
      starts[next] += 1
    }
    starts.removeLast()
    return SplitValues(values: sorted, starts: starts)
  }
}

/// A stable sort: radix, a byte at a time, over the bytes in which keys differ.
private func sortedByKey<Value>(_ values: [Keyed<Value>]) -> [Keyed<Value>] {
  guard let first = values.first else { return [] }
  let differing = values.reduce(0) { $0 | ($1.key ^ first.key) }
  var from = values
  var to = values
  for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 0xFF != 0 {
    var starts = [Int](repeating: 0, count: 257)
    for value in from { starts[Int(value.key >> shift & 0xFF) + 1] += 1 }
    for digit in 1...256 { starts[digit] += starts[digit - 1] }
    for value in from {
      let digit = Int(value.key >> shift & 0xFF)
      to[starts[digit]] = value
      starts[digit] += 1
    }
    swap(&from, &to)
  }
  return from
}
