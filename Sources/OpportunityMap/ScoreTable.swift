import Geometry
import LayerStack

/// How the works on each asset meet the themes; works on one asset share its figures. Flat arrays with
/// a value for each theme of each asset, asset after asset, in the map's order of themes.
///
/// A work's score is the sum over themes of weight x s / sum of weights, where s is its severity for
/// the theme: over its signatures, share of area x the highest severity among the theme's planes. An
/// asset without a surface is measured by its length instead. Scores lie within 0 to 1.
public struct ScoreTable: Sendable {
  /// Number of themes.
  public let themeCount: Int
  /// Surface in m2 under at least one plane of the theme. Shape: `assets x themes`.
  public private(set) var areas: [Double]
  /// Length in m under at least one plane of the theme. Shape: `assets x themes`.
  public private(set) var lengths: [Double]
  /// Part of the surface (or length) under the theme, 0 to 1. Shape: `assets x themes`.
  public private(set) var shares: [Double]
  /// Area-weighted (or length-weighted) severity, 0 to 1. Shape: `assets x themes`.
  public private(set) var severities: [Double]
  /// Weight x severity / sum of weights; they add up to the score. Shape: `assets x themes`.
  public private(set) var parts: [Double]
  /// Sum of the parts. Shape: `assets`.
  public private(set) var scores: [Double]
  /// Surface in m2, inside and outside neighbourhoods. Shape: `assets`.
  public private(set) var surface: [Double]
  /// Length in m. Shape: `assets`.
  public private(set) var length: [Double]
  /// Part of the surface in m2 (or length in m) outside all neighbourhoods. Shape: `assets`.
  public private(set) var outside: [Double]
  /// Neighbourhood that holds the largest part; -1 where none does. Shape: `assets`.
  public private(set) var neighbourhoods: [Int32]

  /// Figures of one theme, or of one asset's themes: the slice of a flat array.
  public func themes(of asset: Int, in values: [Double]) -> ArraySlice<Double> {
    values[asset * themeCount..<(asset + 1) * themeCount]
  }

  /// Number of themes that touch the asset. Polygons that were drawn to share a border may overlap by
  /// what rounding leaves, so less than 1 cm2 (or 1 cm of length) is not a touch.
  public func themeCount(of asset: Int) -> Int {
    let isBare = surface[asset] == 0
    return themes(of: asset, in: isBare ? lengths : areas).count { $0 >= (isBare ? 1e-2 : 1e-4) }
  }

  /// How an asset lies towards the neighbourhoods.
  public enum Place: Sendable {
    /// Within them.
    case inside
    /// Partly outside all of them.
    case partlyOutside
    /// Outside all of them.
    case outside
  }

  /// How an asset lies towards the neighbourhoods. Less than 1 cm2 (or 1 cm of length) is rounding.
  public func place(of asset: Int) -> Place {
    let isBare = surface[asset] == 0
    if neighbourhoods[asset] < 0 { return .outside }
    return outside[asset] >= (isBare ? 1e-2 : 1e-4) ? .partlyOutside : .inside
  }

  /// Works out the figures of all assets, on at most `threads` threads.
  init(
    _ table: OverlapTable, themes: [Theme], severities levels: SeverityTable, threads: Int = 1
  ) {
    themeCount = themes.count
    // Each chunk looks at all rows, so there are no more of them than threads.
    let size = max(1, (table.assetCount + threads - 1) / threads)
    let starts = Array(stride(from: 0, to: table.assetCount, by: size))
    let chunks = concurrentValues(count: starts.count, threads: threads) { index in
      let assets = starts[index]..<min(starts[index] + size, table.assetCount)
      var sums = AssetSums(assets, themeCount: themes.count)
      sums.measure(table, levels)
      return ScoreChunk(sums)
    }
    let parts: [@Sendable (ScoreChunk) -> [Double]] = [
      { $0.areas }, { $0.lengths }, { $0.shares }, { $0.severities }, { $0.surface }, { $0.length },
      { $0.outside },
    ]
    let whole = concurrentValues(count: parts.count, threads: threads) {
      concatenated(chunks.map(parts[$0]))
    }
    (areas, lengths, shares, severities) = (whole[0], whole[1], whole[2], whole[3])
    (surface, length, outside) = (whole[4], whole[5], whole[6])
    neighbourhoods = chunks.flatMap(\.neighbourhoods)
    (self.parts, scores) = Self.weighed(severities, themes.map(\.weight), threads: threads)
  }

  /// Parts and scores for weights by theme: all that depends on them.
  private static func weighed(
    _ severities: [Double], _ weights: [Double], threads: Int
  ) -> (parts: [Double], scores: [Double]) {
    let total = weights.reduce(0, +)
    let count = weights.isEmpty ? 0 : severities.count / weights.count
    let chunks = (0..<count).chunks(of: 16_384)
    let made = concurrentValues(count: chunks.count, threads: threads) { index in
      var (parts, scores) = ([Double](), [Double]())
      for asset in chunks[index] {
        var score = 0.0
        for (theme, weight) in weights.enumerated() {
          let severity = severities[asset * weights.count + theme]
          parts.append(total > 0 ? weight * severity / total : 0)
          score += parts[parts.count - 1]
        }
        scores.append(score)
      }
      return (parts, scores)
    }
    return (concatenated(made.map(\.0)), concatenated(made.map(\.1)))
  }

  /// Gives the themes other weights.
  mutating func weigh(_ themes: [Theme], threads: Int) {
    (parts, scores) = Self.weighed(severities, themes.map(\.weight), threads: threads)
  }

  /// Takes what assets have of the themes from a table of the same assets that knows of more
  /// neighbourhoods, within which a challenge may be by absence.
  mutating func takeThemes(from wider: ScoreTable) {
    (areas, lengths, shares) = (wider.areas, wider.lengths, wider.shares)
    (severities, parts, scores) = (wider.severities, wider.parts, wider.scores)
  }
}

/// The arrays end to end, in memory that is claimed once.
private func concatenated(_ arrays: [[Double]]) -> [Double] {
  var result: [Double] = []
  result.reserveCapacity(arrays.reduce(0) { $0 + $1.count })
  for array in arrays { result += array }
  return result
}
