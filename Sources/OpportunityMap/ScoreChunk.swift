/// The figures of some assets of a `ScoreTable`.
struct ScoreChunk: Sendable {
  private(set) var areas: [Double] = []
  private(set) var lengths: [Double] = []
  private(set) var shares: [Double] = []
  private(set) var severities: [Double] = []
  private(set) var surface: [Double] = []
  private(set) var length: [Double] = []
  private(set) var outside: [Double] = []
  let neighbourhoods: [Int32]

  init(_ sums: AssetSums) {
    neighbourhoods = sums.neighbourhoods
    reserve(sums.count, sums.themeCount)
    for asset in 0..<sums.count {
      surface.append(sums.surface(asset))
      length.append(sums.length(asset))
      outside.append(sums.outside(asset))
      for theme in 0..<sums.themeCount { append(asset, theme, sums) }
    }
  }

  private mutating func reserve(_ assets: Int, _ themes: Int) {
    surface.reserveCapacity(assets)
    length.reserveCapacity(assets)
    outside.reserveCapacity(assets)
    areas.reserveCapacity(assets * themes)
    lengths.reserveCapacity(assets * themes)
    shares.reserveCapacity(assets * themes)
    severities.reserveCapacity(assets * themes)
  }

  private mutating func append(_ asset: Int, _ theme: Int, _ sums: AssetSums) {
    let isBare = sums.surface(asset) == 0
    let (area, length) = (sums.area(asset, theme: theme), sums.length(asset, theme: theme))
    let whole = isBare ? sums.length(asset) : sums.surface(asset)
    areas.append(area)
    lengths.append(length)
    shares.append(share(isBare ? length : area, of: whole))
    severities.append(share(sums.weighted(asset, theme: theme), of: whole))
  }
}

/// A part of a whole, 0 to 1: sums of parts may exceed the whole by rounding.
private func share(_ part: Double, of whole: Double) -> Double {
  whole > 0 ? min(1, part / whole) : 0
}
