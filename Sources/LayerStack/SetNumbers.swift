import Geometry
import Workers

/// Numbers for sets of owners: 0 for the empty one, then every member alone, then the overlaps in
/// lexicographic order.
struct SetNumbers: Sendable {
  /// The sets in the order of their numbers.
  let lists: RaggedArray
  /// Numbers of the places with several members, 0 at the others; place after place, band after band.
  private let overlaps: [Int32]
  private let firstPlaces: [Int]

  init(
    _ bands: [BandSets], of results: [BandResult], key: SetKey, ownerCount: Int, threads: Int
  ) throws {
    let ranges = try mapKeyRanges(bands.map(\.overlaps), threads: threads) { places in
      OverlapRange(places, of: results, key: key)
    }
    lists = Self.lists(ranges, ownerCount: ownerCount)
    let firstPlaces = bands.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.codes.count) }
    overlaps = try Self.numbers(
      ranges, firstPlaces: firstPlaces, firstNumber: ownerCount + 1, threads: threads)
    self.firstPlaces = firstPlaces
  }

  /// The number of a place's set, given its code.
  func number(code: Int32, band: Int, place: Int) -> Int32 {
    code >= 0 ? code : overlaps[firstPlaces[band] + place]
  }

  private static func lists(_ ranges: [OverlapRange], ownerCount: Int) -> RaggedArray {
    var members = Array(0..<Int32(ownerCount))
    members.reserveCapacity(ownerCount + ranges.reduce(0) { $0 + $1.members.count })
    var starts = Array(0...ownerCount)
    starts.insert(0, at: 0)
    starts.reserveCapacity(starts.count + ranges.reduce(0) { $0 + $1.ends.count })
    for range in ranges {
      let base = members.count
      members.append(contentsOf: range.members)
      for end in range.ends { starts.append(base + end) }
    }
    return RaggedArray(members: members, starts: starts)
  }

  private static func numbers(
    _ ranges: [OverlapRange], firstPlaces: [Int], firstNumber: Int, threads: Int
  ) throws -> [Int32] {
    let bases = ranges.reduce(into: [firstNumber]) { $0.append($0[$0.count - 1] + $1.ends.count) }
    let total = firstPlaces[firstPlaces.count - 1]
    return try unsafe [Int32](unsafeUninitializedCapacity: total) { buffer, count in
      unsafe buffer.initialize(repeating: 0)
      count = total
      let target = unsafe SharedBuffer(buffer)
      _ = try concurrentMap(count: ranges.count, threads: threads) { range in
        // Every place is in one range only.
        for (run, number) in zip(ranges[range].runs, ranges[range].numbers) {
          let place = firstPlaces[Int(run.value.band)] + Int(run.value.place)
          target.write(Int32(bases[range]) + number, at: place)
        }
      }
    }
  }
}

/// The sets of several members within a range of keys, each once, in lexicographic order.
private struct OverlapRange: Sendable {
  private(set) var members: [Int32] = []
  /// End of each set in `members`.
  private(set) var ends: [Int] = []
  /// The places, in the order of their sets.
  private(set) var runs: [Keyed<MemberRun>]
  /// Index of each place's set.
  private(set) var numbers: [Int32] = []

  /// Places come by ascending key.
  init(_ places: [Keyed<MemberRun>], of results: [BandResult], key: SetKey) {
    runs = places
    numbers.reserveCapacity(runs.count)
    var first = 0
    while first < runs.count {
      var end = first + 1
      while end < runs.count, runs[end].key == runs[first].key { end += 1 }
      sortRest(first..<end, of: results, key)
      for index in first..<end {
        if index == first || !isSame(runs[index].value, runs[index - 1].value, results) {
          append(runs[index].value, of: results, key)
        }
        numbers.append(Int32(ends.count - 1))
      }
      first = end
    }
  }

  /// Puts sets in order that are longer than their key.
  private mutating func sortRest(_ range: Range<Int>, of results: [BandResult], _ key: SetKey) {
    func rest(_ run: MemberRun) -> ArraySlice<Int32> {
      results[Int(run.band)].members[Int(run.first)..<Int(run.end)].dropFirst(key.memberCount)
    }
    guard range.contains(where: { !rest(runs[$0].value).isEmpty }) else { return }
    runs[range].sort { rest($0.value).lexicographicallyPrecedes(rest($1.value)) }
  }

  private func isSame(_ a: MemberRun, _ b: MemberRun, _ results: [BandResult]) -> Bool {
    guard a.end - a.first == b.end - b.first else { return false }
    for offset in 0..<Int(a.end - a.first) {
      let first = results[Int(a.band)].members[Int(a.first) + offset]
      guard first == results[Int(b.band)].members[Int(b.first) + offset] else { return false }
    }
    return true
  }

  private mutating func append(_ run: MemberRun, of results: [BandResult], _ key: SetKey) {
    for index in Int(run.first)..<Int(run.end) {
      members.append(results[Int(run.band)].members[index] - key.firstOwner)
    }
    ends.append(members.count)
  }
}
