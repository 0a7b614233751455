import LayerStack

/// The figures of some assets of a `ScoreTable`, from one pass over the overlap table.
struct ScoreChunk: Sendable {
  /// Indices of the assets.
  private let assets: Range<Int>
  private let themeCount: Int
  private(set) var areas: [Double]
  private(set) var lengths: [Double]
  private(set) var shares: [Double]
  private(set) var severities: [Double]
  private(set) var surface: [Double]
  private(set) var length: [Double]
  private(set) var outside: [Double]
  private(set) var neighbourhoods: [Int32]

  init(_ assets: Range<Int>, themeCount: Int) {
    self.assets = assets
    self.themeCount = themeCount
    let flat = [Double](repeating: 0, count: assets.count * themeCount)
    let single = [Double](repeating: 0, count: assets.count)
    (areas, lengths, shares, severities) = (flat, flat, flat, flat)
    (surface, length, outside) = (single, single, single)
    neighbourhoods = [Int32](repeating: -1, count: assets.count)
  }

  /// Adds up the rows that hold the assets, in the table's order.
  mutating func measure(_ table: OverlapTable, _ levels: SeverityTable) {
    var homes = HomeFinder(assetCount: assets.count)
    let rows = table.areas.span
    for index in rows.indices {
      let row = rows[index]
      table.forEachAsset(ofSet: row.assetSet) { member in
        guard assets.contains(member) else { return }
        let asset = member - assets.lowerBound
        surface[asset] += row.area
        addWhole(row.area, of: asset, row.zone, table, &homes)
        addThemes(row, to: asset, levels)
      }
    }
    for row in table.lengths where assets.contains(Int(row.asset)) {
      let asset = Int(row.asset) - assets.lowerBound
      length[asset] += row.length
      if surface[asset] == 0 { addWhole(row.length, of: asset, row.zone, table, &homes) }
      addThemes(row, to: asset, levels)
    }
    neighbourhoods = homes.homes
  }

  private mutating func addThemes(
    _ row: OverlapTable.AreaRow, to asset: Int, _ levels: SeverityTable
  ) {
    levels.forEachTheme(signature: row.signature, zone: row.zone) { theme, level in
      areas[asset * themeCount + theme] += row.area
      severities[asset * themeCount + theme] += row.area * level
    }
  }

  /// The length counts beside a surface, and for it where there is none.
  private mutating func addThemes(
    _ row: OverlapTable.LengthRow, to asset: Int, _ levels: SeverityTable
  ) {
    levels.forEachTheme(signature: row.signature, zone: row.zone) { theme, level in
      lengths[asset * themeCount + theme] += row.length
      if surface[asset] == 0 { severities[asset * themeCount + theme] += row.length * level }
    }
  }

  /// Counts a part of what measures the asset where it lies.
  private mutating func addWhole(
    _ part: Double, of asset: Int, _ zone: Int32, _ table: OverlapTable, _ homes: inout HomeFinder
  ) {
    if zone == 0 { outside[asset] += part }
    table.forEachNeighbourhood(ofZone: zone) { homes.add(part, of: asset, in: Int32($0)) }
  }

  /// Makes shares and severities of the sums, as parts of the whole asset.
  mutating func divide() {
    for asset in surface.indices {
      let whole = surface[asset] > 0 ? surface[asset] : length[asset]
      guard whole > 0 else { continue }
      for index in asset * themeCount..<(asset + 1) * themeCount {
        // Sums of parts may exceed the whole by rounding.
        shares[index] = min(1, (surface[asset] > 0 ? areas[index] : lengths[index]) / whole)
        severities[index] = min(1, severities[index] / whole)
      }
    }
  }
}

/// Finds the neighbourhood that holds the largest part of each asset. Nearly all assets lie in one.
private struct HomeFinder {
  /// The only neighbourhood so far, -1 for none, -2 for several.
  private var single: [Int32]
  private var parts: [Double]
  /// Parts of the assets that lie in several, by neighbourhood.
  private var mixed: [Int: [Int32: Double]] = [:]

  init(assetCount: Int) {
    single = [Int32](repeating: -1, count: assetCount)
    parts = [Double](repeating: 0, count: assetCount)
  }

  mutating func add(_ part: Double, of asset: Int, in neighbourhood: Int32) {
    if single[asset] == neighbourhood || single[asset] == -1 {
      single[asset] = neighbourhood
      parts[asset] += part
      return
    }
    if single[asset] >= 0 {
      mixed[asset] = [single[asset]: parts[asset]]
      single[asset] = -2
    }
    mixed[asset]?[neighbourhood, default: 0] += part
  }

  /// The home of each asset; the first of equals, -1 where there is none.
  var homes: [Int32] {
    var homes = single
    for (asset, parts) in mixed {
      let largest = parts.values.max() ?? 0
      // Halves of an asset may differ by rounding, which must not decide.
      let best = parts.keys.filter { (parts[$0] ?? 0) >= largest * (1 - 1e-9) }.min()
      homes[asset] = best ?? -1
    }
    return homes
  }
}
