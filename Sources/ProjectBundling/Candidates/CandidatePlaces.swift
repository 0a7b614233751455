import LayerStack
import OpportunityMap

/// The ground that bundles cover, from the rows of the overlap table: each place once for each bundle,
/// however many of its works lie there. Flat arrays, bundle after bundle.
struct CandidatePlaces {
  private let themeCount: Int
  /// Ground in m2. Shape: bundles.
  private(set) var areas: [Double]
  /// Ground in m2 under at least two works. Shape: bundles.
  private(set) var sharedAreas: [Double]
  /// Ground in m2 under a theme. Shape: bundles x themes.
  private(set) var themeAreas: [Double]
  /// Severity x m2 of a theme. Shape: bundles x themes.
  private(set) var severities: [Double]
  /// Severity x m2 of a theme where at least two works meet. Shape: bundles x themes.
  private(set) var sharedSeverities: [Double]

  init(_ bundles: [Bundle], problem: BundlingProblem, map: OpportunityMap) {
    themeCount = map.themes.count
    areas = [Double](repeating: 0, count: bundles.count)
    sharedAreas = areas
    themeAreas = [Double](repeating: 0, count: bundles.count * themeCount)
    severities = themeAreas
    sharedSeverities = themeAreas
    let owners = Self.bundlesByAsset(bundles, problem, assetCount: map.assets.count)
    var here: [Int32] = []
    for row in map.table.areas where row.assetSet > 0 {
      here.removeAll(keepingCapacity: true)
      for asset in map.table.assetSets[Int(row.assetSet)] { here += owners[Int(asset)] }
      here.sort()
      add(row, to: here, map.severities)
    }
  }

  /// Ground in m2 of a bundle under each theme. Shape: themes.
  func themeAreas(of bundle: Int) -> [Double] {
    Array(themeAreas[bundle * themeCount..<(bundle + 1) * themeCount])
  }

  /// Severity x m2 of each theme where at least two works of a bundle meet. Shape: themes.
  func sharedSeverities(of bundle: Int) -> [Double] {
    Array(sharedSeverities[bundle * themeCount..<(bundle + 1) * themeCount])
  }

  private static func bundlesByAsset(
    _ bundles: [Bundle], _ problem: BundlingProblem, assetCount: Int
  ) -> RaggedArray {
    let pairs = bundles.enumerated().flatMap { index, bundle in
      bundle.works.map { (asset: problem.works[Int($0)].asset, bundle: Int32(index)) }
    }.sorted { ($0.asset, $0.bundle) < ($1.asset, $1.bundle) }
    var lists = RaggedArray()
    var next = 0
    for asset in 0..<assetCount {
      let first = next
      while next < pairs.count, pairs[next].asset == asset { next += 1 }
      lists.append(pairs[first..<next].map(\.bundle))
    }
    return lists
  }

  /// Adds a row to the bundles of its works, which come in order, once for each work.
  private mutating func add(
    _ row: OverlapTable.AreaRow, to works: [Int32], _ levels: SeverityTable
  ) {
    var index = 0
    while index < works.count {
      let bundle = Int(works[index])
      let first = index
      while index < works.count, works[index] == works[first] { index += 1 }
      areas[bundle] += row.area
      let isShared = index - first > 1
      if isShared { sharedAreas[bundle] += row.area }
      for theme in 0..<themeCount {
        let severity = levels.severity(signature: row.signature, zone: row.zone, theme: theme)
        if severity > 0 { themeAreas[bundle * themeCount + theme] += row.area }
        severities[bundle * themeCount + theme] += severity * row.area
        if isShared { sharedSeverities[bundle * themeCount + theme] += severity * row.area }
      }
    }
  }
}
