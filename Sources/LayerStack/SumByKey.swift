import Geometry

/// A value to be added to all others of the same key.
struct KeyedValue: BitwiseCopyable, Sendable {
  var key: UInt64
  var value: Double
}

/// Adds up the values of each key, in the order of the parts and of each part, and returns the sums by
/// ascending key. The order of additions is fixed, so the sums do not depend on the number of threads.
func sumByKey(_ parts: [[KeyedValue]], threads: Int) throws -> [KeyedValue] {
  let splitters = KeySplitters(parts)
  let split = try concurrentMap(count: parts.count, threads: threads) { part in
    splitters.split(parts[part])
  }
  let sums = try concurrentMap(count: splitters.rangeCount, threads: threads) { range in
    var values: [KeyedValue] = []
    values.reserveCapacity(split.reduce(0) { $0 + $1[range].count })
    for part in split { values.append(contentsOf: part[range]) }
    return sumRuns(sortedByKey(values))
  }
  return Array(sums.joined())
}

/// Bounds that cut the keys into ranges of about equal size.
private struct KeySplitters: Sendable {
  private let bounds: [UInt64]

  init(_ parts: [[KeyedValue]]) {
    let total = parts.reduce(0) { $0 + $1.count }
    let stride = max(1, total / 4096)
    var sample: [UInt64] = []
    for part in parts {
      sample += Swift.stride(from: 0, to: part.count, by: stride).map { part[$0].key }
    }
    sample.sort()
    let rangeCount = min(64, max(1, total / 4096))
    let picks = (1..<max(1, rangeCount)).map { sample[$0 * sample.count / rangeCount] }
    bounds = picks.enumerated().filter { $0 == 0 || picks[$0 - 1] != $1 }.map(\.element)
  }

  var rangeCount: Int { bounds.count + 1 }

  func split(_ values: [KeyedValue]) -> [[KeyedValue]] {
    var ranges = [[KeyedValue]](repeating: [], count: rangeCount)
    for value in values { ranges[bounds.countNotAbove(value.key)].append(value) }
    return ranges
  }
}

/// A stable sort: radix, a byte at a time, over the bytes in which keys differ.
private func sortedByKey(_ values: [KeyedValue]) -> [KeyedValue] {
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

private func sumRuns(_ sorted: [KeyedValue]) -> [KeyedValue] {
  var sums: [KeyedValue] = []
  for value in sorted {
    if let last = sums.indices.last, sums[last].key == value.key {
      sums[last].value += value.value
    } else {
      sums.append(value)
    }
  }
  return sums
}
