import Geometry

/// Two works that lie near each other.
struct NearPair: Sendable {
  let a: Int32
  let b: Int32
  let distance: Double
}

/// Finds works that lie near each other: a grid of squares over the rectangles around them, and the
/// real distance for those whose rectangles are near enough.
struct NearPairs {
  private let works: [BundlingWork]
  private let geometry: GeometryArray
  private let metresPerUnit: Double
  /// Largest distance in m that counts.
  private let reach: Double
  /// Side of a square in m.
  private let side: Double
  private let origin: SIMD2<Double>

  init(_ works: [BundlingWork], geometry: GeometryArray, metresPerUnit: Double, reach: Double) {
    self.works = works
    self.geometry = geometry
    self.metresPerUnit = metresPerUnit
    self.reach = reach
    let boxes = works.lazy.map(\.box)
    let all = boxes.reduce(SIMD4<Double>.noBox) { $0.union($1) }
    origin = SIMD2(all.x, all.y) - reach
    let mean = boxes.reduce(0) { $0 + $1.longestSide } / Double(max(1, works.count))
    // At most 2^16 squares along a side, so that a square fits in one number.
    side = max(mean + reach, (all.longestSide + 2 * reach) / 60_000, 1e-3)
  }

  /// All pairs within the largest distance for which `limit` gives one in m that holds, ascending.
  func find(
    threads: Int, limit: @Sendable (BundlingWork, BundlingWork, Int32, Int32) -> Double?
  ) throws -> [NearPair] {
    let entries = squares()
    let starts = entries.indices.filter { $0 == 0 || entries[$0].square != entries[$0 - 1].square }
    let chunk = 256
    let parts = try concurrentMap(count: (starts.count + chunk - 1) / chunk, threads: threads) {
      part in
      var pairs: [NearPair] = []
      var search = DistanceSearch()
      for index in part * chunk..<min(starts.count, (part + 1) * chunk) {
        let end = index + 1 < starts.count ? starts[index + 1] : entries.count
        collect(entries[starts[index]..<end], limit, &search, into: &pairs)
      }
      return pairs
    }
    return sortedByPair(parts.joined(), firsts: works.count) { ($0.a, $0.b) }
  }

  private struct Entry {
    let square: UInt32
    let work: Int32
  }

  /// The squares that each work's rectangle touches when it is made larger by half the reach.
  private func squares() -> [Entry] {
    var entries: [UInt64] = []
    for (index, work) in works.enumerated() where work.box.x <= work.box.z {
      let (low, high) = (square(lowCorner(work)), square(highCorner(work)))
      for row in low.y...high.y {
        for column in low.x...high.x {
          entries.append(UInt64(row << 16 | column) << 32 | UInt64(index))
        }
      }
    }
    entries.sort()
    return entries.map {
      Entry(square: UInt32($0 >> 32), work: Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF))
    }
  }

  private func lowCorner(_ work: BundlingWork) -> SIMD2<Double> {
    SIMD2(work.box.x, work.box.y) - reach / 2
  }

  private func highCorner(_ work: BundlingWork) -> SIMD2<Double> {
    SIMD2(work.box.z, work.box.w) + reach / 2
  }

  private func square(_ place: SIMD2<Double>) -> SIMD2<UInt32> {
    SIMD2<UInt32>(((place - origin) / side).rounded(.down))
  }

  private func collect(
    _ entries: ArraySlice<Entry>, _ limit: (BundlingWork, BundlingWork, Int32, Int32) -> Double?,
    _ search: inout DistanceSearch, into pairs: inout [NearPair]
  ) {
    for (index, entry) in zip(entries.indices, entries) {
      let work = works[Int(entry.work)]
      for other in entries[(index + 1)...] {
        let next = works[Int(other.work)]
        guard isHome(entry.square, of: work, next),
          let limit = limit(work, next, entry.work, other.work),
          work.box.gap(to: next.box) <= limit,
          let distance = search.distance(
            from: work.asset, bounds(work), to: next.asset, bounds(next), in: geometry,
            upTo: limit / metresPerUnit)
        else { continue }
        pairs.append(
          NearPair(a: entry.work, b: other.work, distance: distance * metresPerUnit))
      }
    }
  }

  private func bounds(_ work: BundlingWork) -> Bounds {
    let box = work.box / metresPerUnit
    return Bounds(minX: box.x, minY: box.y, maxX: box.z, maxY: box.w)
  }

  /// Whether the larger rectangles of two works meet, and this is the square of their common part's
  /// lowest corner: of all squares that both touch one alone has the pair.
  private func isHome(_ square: UInt32, of a: BundlingWork, _ b: BundlingWork) -> Bool {
    let low = pointwiseMax(lowCorner(a), lowCorner(b))
    let high = pointwiseMin(highCorner(a), highCorner(b))
    guard all(low .<= high) else { return false }
    let home = self.square(low)
    return home.y << 16 | home.x == square
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
