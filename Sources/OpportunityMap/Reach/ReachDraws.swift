import LayerStack
import Workers

/// How sure ratios to chance are, by the bootstrap (Efron 1979): pieces of ground are drawn with replacement,
/// as many as there are, and the ratio is taken again. What lies together is drawn together: of a city whole
/// neighbourhoods, of a neighbourhood the pieces of ground under the same assets.
struct ReachDraws {
  /// Number of draws.
  let count: Int
  /// What the draws follow from.
  let seed: UInt64

  /// Fewest pieces from which something can be said.
  private static let fewest = 5

  /// Where the ratio of each theme lies in 95 % of the draws; nil where there are too few pieces, or draws
  /// without a ratio. Each piece has an area of all ground and one under works, then both for each theme;
  /// `rest` is there in every draw. Shape: `pieces x (2 + 2 x themes)`.
  func intervals(_ pieces: [Double], rest: [Double]) -> [ClosedRange<Double>?] {
    let width = rest.count
    let (pieceCount, themes) = (pieces.count / width, width / 2 - 1)
    guard pieceCount >= Self.fewest else {
      return [ClosedRange<Double>?](repeating: nil, count: themes)
    }
    var random = SplitMix(seed: seed)
    var ratios = [[Double]](repeating: [], count: themes)
    for _ in 0..<count {
      var sums = rest
      for _ in 0..<pieceCount {
        let first = Int.random(in: 0..<pieceCount, using: &random) * width
        for index in 0..<width { sums[index] += pieces[first + index] }
      }
      for theme in 0..<themes {
        let reach = Reach(
          challenged: sums[2 + 2 * theme], reached: sums[3 + 2 * theme], ground: sums[0],
          reachedGround: sums[1])
        if let ratio = reach.ratio { ratios[theme].append(ratio) }
      }
    }
    return ratios.map { $0.count < count ? nil : Self.middle($0) }
  }

  /// The middle 95 %.
  private static func middle(_ values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    let cut = Int((0.025 * Double(sorted.count)).rounded(.down))
    return sorted[cut]...sorted[sorted.count - 1 - cut]
  }
}

extension OpportunityMap {
  /// How far works of the horizon reach each theme in the city, beside what chance would give; all works
  /// where none has a year within it. Shape: `themes`.
  package func judgedReach() -> [JudgedReach] { judgedReach(coverage, coverages) }

  /// The same of other figures of the city and its neighbourhoods.
  func judgedReach(_ coverage: Coverage, _ coverages: [Coverage]) -> [JudgedReach] {
    let anyYear = !hasDueWorks
    let pieces = coverages.flatMap { flat($0, anyYear: anyYear) }
    let intervals = ReachDraws(count: 1000, seed: 1).intervals(
      pieces, rest: [Double](repeating: 0, count: 2 + 2 * themes.count))
    return zip(themes.indices, intervals).map { theme, interval in
      JudgedReach(reach: coverage.reach(theme, anyYear: anyYear), interval: interval)
    }
  }

  /// The same for each neighbourhood. Shape: `neighbourhoods x themes`.
  package func judgedReaches(threads: Int) -> [[JudgedReach]] {
    let anyYear = !hasDueWorks
    let isReached = reachedSets(anyYear: anyYear)
    return valuesInChunks(of: 8, count: neighbourhoods.count, threads: threads) { place in
      let (pieces, rest) = piecesUnderAssets(place, isReached)
      let intervals = ReachDraws(count: 200, seed: UInt64(place)).intervals(pieces, rest: rest)
      return zip(themes.indices, intervals).map { theme, interval in
        JudgedReach(reach: coverages[place].reach(theme, anyYear: anyYear), interval: interval)
      }
    }
  }

  /// Whether a work is due within the horizon.
  private var hasDueWorks: Bool {
    works.contains(where: isDue)
  }

  private func flat(_ coverage: Coverage, anyYear: Bool) -> [Double] {
    let reaches = themes.indices.map { coverage.reach($0, anyYear: anyYear) }
    let all = reaches.first ?? Reach.none
    return [all.ground, all.reachedGround] + reaches.flatMap { [$0.challenged, $0.reached] }
  }

  /// Which sets of assets have works within the horizon, or any. Shape: `table.assetSets`.
  private func reachedSets(anyYear: Bool) -> [Bool] {
    var hasWorks = [Bool](repeating: false, count: assets.count)
    for work in works where anyYear || isDue(work) {
      hasWorks[work.asset] = true
    }
    return table.assetSets(having: hasWorks)
  }

  /// The ground of a neighbourhood under each set of assets that works reach, and the rest of it, as
  /// `ReachDraws` takes them.
  private func piecesUnderAssets(
    _ place: Int, _ isReached: [Bool]
  ) -> (pieces: [Double], rest: [Double]) {
    let width = 2 + 2 * themes.count
    var rest = [Double](repeating: 0, count: width)
    var pieces: [Double] = []
    var starts: [Int32: Int] = [:]
    for zone in 1..<max(1, table.zones.count) where table.zones[zone].contains(Int32(place)) {
      for index in table.areaRows(ofZones: zone...zone) {
        let row = table.areas[index]
        let present = severities.range(signature: row.signature, zone: row.zone)
        guard isReached[Int(row.assetSet)] else {
          rest[0] += row.area
          for level in present { rest[2 + 2 * Int(severities.present[level].theme)] += row.area }
          continue
        }
        let start = starts[row.assetSet, default: pieces.count]
        if start == pieces.count {
          starts[row.assetSet] = start
          pieces += repeatElement(0, count: width)
        }
        pieces[start] += row.area
        pieces[start + 1] += row.area
        for level in present {
          let theme = Int(severities.present[level].theme)
          pieces[start + 2 + 2 * theme] += row.area
          pieces[start + 3 + 2 * theme] += row.area
        }
      }
    }
    return (pieces, rest)
  }
}
