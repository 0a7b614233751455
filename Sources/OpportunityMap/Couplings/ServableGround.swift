import LayerStack

/// How much of the challenged ground under works that are due couplings can serve, each place once: on
/// each place the largest part that any of the works there can serve.
package struct ServableGround: Sendable {
  private let themeCount: Int
  /// Part that can be served, 0 to 1, under each set of assets. Shape: `assetSets x themes`.
  private let shares: [Double]

  /// Looks at the works of a map that are due within its horizon.
  package init(_ map: OpportunityMap, _ finder: CouplingFinder) {
    let count = map.themes.count
    var ofAssets = [Double](repeating: 0, count: map.assets.count * count)
    for (index, work) in map.works.enumerated() where map.isDue(work) {
      for theme in map.themes.indices where map.scores.areas[work.asset * count + theme] > 0 {
        let place = work.asset * count + theme
        ofAssets[place] = max(
          ofAssets[place], finder.servableShare(ofWork: index, theme: theme))
      }
    }
    let sets = map.table.assetSets
    var shares = [Double](repeating: 0, count: sets.count * count)
    for set in 0..<sets.count {
      for asset in sets[set] {
        for theme in 0..<count {
          let place = set * count + theme
          shares[place] = max(shares[place], ofAssets[Int(asset) * count + theme])
        }
      }
    }
    (themeCount, self.shares) = (count, shares)
  }

  /// Part of a theme's ground under a set of assets that can be served, 0 to 1.
  @inline(__always)
  package func share(assetSet: Int32, theme: Int) -> Double {
    shares[Int(assetSet) * themeCount + theme]
  }

  /// m2 of each theme in each neighbourhood that can be served. Shape: `neighbourhoods x themes`.
  package func areas(_ map: OpportunityMap) -> [Double] {
    var areas = [Double](repeating: 0, count: map.neighbourhoods.count * themeCount)
    for row in map.table.areas where row.zone > 0 && row.assetSet > 0 {
      for theme in 0..<themeCount {
        let share = share(assetSet: row.assetSet, theme: theme)
        guard share > 0,
          map.severities.severity(signature: row.signature, zone: row.zone, theme: theme) > 0
        else { continue }
        for place in map.table.zones[Int(row.zone)] {
          areas[Int(place) * themeCount + theme] += share * row.area
        }
      }
    }
    return areas
  }
}

extension OpportunityMap {
  /// What couplings can serve; nil where the map has none.
  package func servableGround() -> ServableGround? {
    couplings.map { ServableGround(self, CouplingFinder(self, $0)) }
  }
}
