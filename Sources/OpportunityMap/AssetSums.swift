import LayerStack

/// What some assets have of each theme, from one pass over the overlap table. Rows that follow each
/// other are mostly one asset's, so all its sums lie side by side.
struct AssetSums {
  /// Indices of the assets.
  private let assets: Range<Int>
  let themeCount: Int
  /// Surface, length and the part outside all neighbourhoods of each asset, and then for each theme the
  /// surface, the length, and what measures the asset times the severity. Shape: `assets x width`.
  private var sums: [Double]
  private var homes: HomeFinder

  private var width: Int { 3 + 3 * themeCount }

  init(_ assets: Range<Int>, themeCount: Int) {
    self.assets = assets
    self.themeCount = themeCount
    sums = [Double](repeating: 0, count: assets.count * (3 + 3 * themeCount))
    homes = HomeFinder(assetCount: assets.count)
  }

  /// Adds up the rows that hold the assets, in the table's order.
  mutating func measure(_ table: OverlapTable, _ levels: SeverityTable) {
    for row in table.areas {
      table.forEachAsset(ofSet: row.assetSet) { member in
        let asset = member - assets.lowerBound
        if asset >= 0 && asset < assets.count { add(row, to: asset, table, levels) }
      }
    }
    for row in table.lengths where assets.contains(Int(row.asset)) {
      add(row, to: Int(row.asset) - assets.lowerBound, table, levels)
    }
  }

  private mutating func add(
    _ row: OverlapTable.AreaRow, to asset: Int, _ table: OverlapTable, _ levels: SeverityTable
  ) {
    table.forEachNeighbourhood(ofZone: row.zone) {
      homes.add(row.area, of: asset, in: Int32($0))
    }
    let first = asset * width
    var sums = sums.mutableSpan
    sums[first] += row.area
    if row.zone == 0 { sums[first + 2] += row.area }
    for index in levels.range(signature: row.signature, zone: row.zone) {
      let present = levels.present[index]
      let theme = first + 3 + 3 * Int(present.theme)
      sums[theme] += row.area
      sums[theme + 2] += row.area * present.severity
    }
  }

  /// The length counts beside a surface, and for it where there is none.
  private mutating func add(
    _ row: OverlapTable.LengthRow, to asset: Int, _ table: OverlapTable, _ levels: SeverityTable
  ) {
    let first = asset * width
    let isBare = sums[first] == 0
    sums[first + 1] += row.length
    for index in levels.range(signature: row.signature, zone: row.zone) {
      let present = levels.present[index]
      let theme = first + 3 + 3 * Int(present.theme)
      sums[theme + 1] += row.length
      if isBare { sums[theme + 2] += row.length * present.severity }
    }
    guard isBare else { return }
    if row.zone == 0 { sums[first + 2] += row.length }
    table.forEachNeighbourhood(ofZone: row.zone) {
      homes.add(row.length, of: asset, in: Int32($0))
    }
  }

  /// Neighbourhood that holds the largest part of each asset; -1 where none does.
  var neighbourhoods: [Int32] { homes.homes }

  /// Number of assets.
  var count: Int { assets.count }

  func surface(_ asset: Int) -> Double { sums[asset * width] }

  func length(_ asset: Int) -> Double { sums[asset * width + 1] }

  func outside(_ asset: Int) -> Double { sums[asset * width + 2] }

  func area(_ asset: Int, theme: Int) -> Double { sums[asset * width + 3 + 3 * theme] }

  func length(_ asset: Int, theme: Int) -> Double { sums[asset * width + 4 + 3 * theme] }

  func weighted(_ asset: Int, theme: Int) -> Double { sums[asset * width + 5 + 3 * theme] }
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
