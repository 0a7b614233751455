/// Finds the neighbourhood that holds the largest part of each asset. Nearly all assets lie in one.
struct HomeFinder {
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
