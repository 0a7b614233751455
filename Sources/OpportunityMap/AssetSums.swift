import LayerStack

/// What the rows of an overlap table add up to for each of a block of assets. Figures by theme go
/// straight to where the `ScoreTable` keeps them.
struct AssetSums: Sendable {
  /// Surface in m2. Shape: assets of the block.
  private(set) var surface: [Double]
  /// Length in m. Shape: assets of the block.
  private(set) var length: [Double]
  /// Part in m2 (or m, without a surface) outside all neighbourhoods. Shape: assets of the block.
  private(set) var outside: [Double]
  private var homes: HomeFinder
  private let first: Int
  private let themeCount: Int

  /// Adds up the rows of a block in the table's order, and sets the area, length and severity of each
  /// theme of each asset in `figures`.
  init(
    _ block: Int, of blocks: AssetBlocks, _ zones: ZoneMembers, _ levels: SeverityTable,
    themeCount: Int, figures: inout OutputSpan<Double>
  ) {
    let assets = blocks.assets(of: block)
    (first, self.themeCount) = (assets.lowerBound, themeCount)
    surface = [Double](repeating: 0, count: assets.count)
    (length, outside) = (surface, surface)
    homes = HomeFinder(assetCount: assets.count)
    figures.append(repeating: 0, count: 3 * assets.count * themeCount)
    var sums = figures.mutableSpan
    for part in blocks.areas(of: block).joined() { addArea(part, zones, levels, &sums) }
    for part in blocks.lengths(of: block).joined() { addLength(part, zones, levels, &sums) }
    divide(&sums)
  }

  /// Neighbourhood that holds the largest part; -1 where none does. Shape: assets of the block.
  var neighbourhoods: [Int32] { homes.homes }

  private mutating func addArea(
    _ part: AssetBlocks.Part, _ zones: ZoneMembers, _ levels: SeverityTable,
    _ sums: inout MutableSpan<Double>
  ) {
    let asset = Int(part.asset) - first
    surface[asset] += part.measure
    addWhole(part, zones)
    for index in levels.range(signature: part.signature, zone: part.zone) {
      let present = levels.present[index]
      let figure = 3 * (asset * themeCount + Int(present.theme))
      sums[figure] += part.measure
      sums[figure + 2] += part.measure * present.severity
    }
  }

  /// The length counts beside a surface, and for it where there is none.
  private mutating func addLength(
    _ part: AssetBlocks.Part, _ zones: ZoneMembers, _ levels: SeverityTable,
    _ sums: inout MutableSpan<Double>
  ) {
    let asset = Int(part.asset) - first
    let isBare = surface[asset] == 0
    length[asset] += part.measure
    if isBare { addWhole(part, zones) }
    for index in levels.range(signature: part.signature, zone: part.zone) {
      let present = levels.present[index]
      let figure = 3 * (asset * themeCount + Int(present.theme))
      sums[figure + 1] += part.measure
      if isBare { sums[figure + 2] += part.measure * present.severity }
    }
  }

  /// Counts a part of what measures the asset where it lies.
  @inline(__always)
  private mutating func addWhole(_ part: AssetBlocks.Part, _ zones: ZoneMembers) {
    let asset = Int(part.asset) - first
    if part.zone == 0 { outside[asset] += part.measure }
    zones.forEach(ofZone: part.zone) { homes.add(part.measure, of: asset, in: $0) }
  }

  /// Makes severities of the sums, as parts of the whole asset, which the sums may exceed by rounding.
  private func divide(_ sums: inout MutableSpan<Double>) {
    for asset in surface.indices {
      let whole = surface[asset] > 0 ? surface[asset] : length[asset]
      guard whole > 0 else { continue }
      for theme in asset * themeCount..<(asset + 1) * themeCount {
        sums[3 * theme + 2] = min(1, sums[3 * theme + 2] / whole)
      }
    }
  }
}

/// The neighbourhoods of a table's zones.
struct ZoneMembers: Sendable {
  private let members: [Int32]
  private let starts: [Int]
  private let neighbourhoodCount: Int

  init(_ table: OverlapTable) {
    (members, starts) = (table.zones.members, table.zones.starts)
    neighbourhoodCount = table.neighbourhoodCount
  }

  /// Calls `body` with each neighbourhood of a zone; quick for the many that are one.
  @inline(__always)
  func forEach(ofZone zone: Int32, _ body: (Int32) -> Void) {
    if zone > 0 && zone <= neighbourhoodCount { return body(zone - 1) }
    for index in starts[Int(zone)]..<starts[Int(zone) + 1] { body(members[index]) }
  }
}
