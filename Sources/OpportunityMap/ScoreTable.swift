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

  /// Works out the figures of all assets.
  init(_ table: OverlapTable, themes: [Theme], severities levels: SeverityTable) {
    themeCount = themes.count
    let flat = [Double](repeating: 0, count: table.assetCount * themes.count)
    let single = [Double](repeating: 0, count: table.assetCount)
    (areas, lengths, shares, severities, parts) = (flat, flat, flat, flat, flat)
    (scores, surface, length, outside) = (single, single, single, single)
    neighbourhoods = [Int32](repeating: -1, count: table.assetCount)
    let rows = AssetRows(table)
    let weights = themes.map(\.weight)
    let total = weights.reduce(0, +)
    var held = NeighbourhoodParts(count: table.neighbourhoodCount)
    for asset in 0..<table.assetCount {
      measure(asset, rows, table, levels, &held)
      weigh(asset, weights, total: total)
    }
  }

  /// Takes what assets have of the themes from a table of the same assets that knows of more
  /// neighbourhoods, within which a challenge may be by absence.
  mutating func takeThemes(from wider: ScoreTable) {
    (areas, lengths, shares) = (wider.areas, wider.lengths, wider.shares)
    (severities, parts, scores) = (wider.severities, wider.parts, wider.scores)
  }

  private mutating func measure(
    _ asset: Int, _ rows: AssetRows, _ table: OverlapTable, _ levels: SeverityTable,
    _ held: inout NeighbourhoodParts
  ) {
    for index in rows.areas(of: asset) {
      let row = table.areas[Int(index)]
      surface[asset] += row.area
      addWhole(row.area, of: asset, row.zone, table, &held)
      for theme in 0..<themeCount {
        let level = levels.severity(signature: row.signature, zone: row.zone, theme: theme)
        guard level > 0 else { continue }
        areas[asset * themeCount + theme] += row.area
        severities[asset * themeCount + theme] += row.area * level
      }
    }
    measureLength(asset, rows, table, levels, &held)
    neighbourhoods[asset] = held.takeLargest()
  }

  /// The length counts beside a surface, and for it where there is none.
  private mutating func measureLength(
    _ asset: Int, _ rows: AssetRows, _ table: OverlapTable, _ levels: SeverityTable,
    _ held: inout NeighbourhoodParts
  ) {
    let isBare = surface[asset] == 0
    for index in rows.lengths(of: asset) {
      let row = table.lengths[Int(index)]
      length[asset] += row.length
      if isBare { addWhole(row.length, of: asset, row.zone, table, &held) }
      for theme in 0..<themeCount {
        let level = levels.severity(signature: row.signature, zone: row.zone, theme: theme)
        guard level > 0 else { continue }
        lengths[asset * themeCount + theme] += row.length
        if isBare { severities[asset * themeCount + theme] += row.length * level }
      }
    }
  }

  /// Counts a part of what measures the asset where it lies.
  private mutating func addWhole(
    _ part: Double, of asset: Int, _ zone: Int32, _ table: OverlapTable,
    _ held: inout NeighbourhoodParts
  ) {
    if zone == 0 { outside[asset] += part }
    held.add(part, to: table.zones[Int(zone)])
  }

  private mutating func weigh(_ asset: Int, _ weights: [Double], total: Double) {
    let whole = surface[asset] > 0 ? surface[asset] : length[asset]
    guard whole > 0 else { return }
    for theme in 0..<themeCount {
      let index = asset * themeCount + theme
      // Sums of parts may exceed the whole by rounding.
      shares[index] = min(1, (surface[asset] > 0 ? areas[index] : lengths[index]) / whole)
      severities[index] = min(1, severities[index] / whole)
      parts[index] = total > 0 ? weights[theme] * severities[index] / total : 0
      scores[asset] += parts[index]
    }
  }
}

/// How much of an asset lies in each neighbourhood; scratch space for one asset at a time.
private struct NeighbourhoodParts {
  private var sums: [Double]
  private var touched: [Int32] = []

  init(count: Int) {
    sums = [Double](repeating: 0, count: count)
  }

  mutating func add(_ part: Double, to zone: ArraySlice<Int32>) {
    for neighbourhood in zone {
      if sums[Int(neighbourhood)] == 0 { touched.append(neighbourhood) }
      sums[Int(neighbourhood)] += part
    }
  }

  /// The neighbourhood with the largest part, the first of equals; -1 without any.
  mutating func takeLargest() -> Int32 {
    var best: Int32 = -1
    for neighbourhood in touched.sorted()
    where best < 0 || sums[Int(neighbourhood)] > sums[Int(best)] {
      best = neighbourhood
    }
    for neighbourhood in touched { sums[Int(neighbourhood)] = 0 }
    touched.removeAll(keepingCapacity: true)
    return best
  }
}
