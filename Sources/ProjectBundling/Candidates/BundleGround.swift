import Geometry
import LayerStack
import OpportunityMap
import Workers

/// The ground that a bundle covers: each place once, however many of its works lie there.
package struct BundleGround: Sendable, Equatable {
  /// Ground in m2.
  package var area: Double = 0
  /// Ground in m2 under at least two works.
  package var sharedArea: Double = 0
  /// Ground in m2 under each theme. Shape: themes.
  package var themeAreas: [Double]
  /// Severity x m2 of each theme where at least two works meet; where the map has couplings, of what they
  /// can serve. Shape: themes.
  package var sharedSeverities: [Double]
  /// What of `sharedSeverities` is where a work meets one other: no longer shared once the work
  /// leaves. Shape: `works x themes`.
  package var lostSeverities: [Double]

  fileprivate init(works: Int, themes: Int) {
    themeAreas = [Double](repeating: 0, count: themes)
    sharedSeverities = themeAreas
    lostSeverities = [Double](repeating: 0, count: works * themes)
  }

  /// Adds a place of so many m2, with the severity of each theme there, on which works of the bundle
  /// lie, as places in its list.
  fileprivate mutating func add(
    _ row: OverlapTable.AreaRow, under works: [Int], _ levels: SeverityTable,
    _ servable: ServableGround?
  ) {
    area += row.area
    if works.count > 1 { sharedArea += row.area }
    for theme in themeAreas.indices {
      let severity = levels.severity(signature: row.signature, zone: row.zone, theme: theme)
      guard severity > 0 else { continue }
      themeAreas[theme] += row.area
      guard works.count > 1 else { continue }
      let served =
        severity * row.area * (servable?.share(assetSet: row.assetSet, theme: theme) ?? 1)
      sharedSeverities[theme] += served
      guard works.count == 2 else { continue }
      for work in works { lostSeverities[work * themeAreas.count + theme] += served }
    }
  }
}

/// The rows of the overlap table on which bundles have works.
struct BundleRows: Sendable {
  /// Assets of each bundle's works. Shape: bundles.
  private let assets: RaggedArray
  private let themeCount: Int
  private let areas: [OverlapTable.AreaRow]
  private let sets: RaggedArray
  private let levels: SeverityTable
  /// What couplings can serve; nil where the map has none.
  private let servable: ServableGround?
  /// Numbers of rows, ascending. Shape: bundles.
  private let rows: RaggedArray

  init(
    _ bundles: [Bundle], _ problem: BundlingProblem, _ map: OpportunityMap, threads: Int
  ) throws {
    let owners = Self.bundlesByAsset(bundles, problem, assetCount: map.assets.count)
    let (areas, sets) = (map.table.areas, map.table.assetSets)
    let parts = try concurrentMap(areas.indices, inChunksOf: 20_000, threads: threads) {
      range -> [(bundle: Int32, row: Int32)] in
      var found: [(bundle: Int32, row: Int32)] = []
      for row in range where areas[row].assetSet > 0 {
        let first = found.count
        sets.forEachMember(of: Int(areas[row].assetSet)) { asset in
          owners.forEachMember(of: Int(asset)) { bundle in
            for place in first..<found.count where found[place].bundle == bundle { return }
            found.append((bundle, Int32(row)))
          }
        }
      }
      return found
    }
    rows = RaggedArray(grouping: parts, groups: bundles.count) { ($0.bundle, $0.row) }
    assets = RaggedArray(
      bundles.lazy.map { $0.works.map { Int32(problem.works[Int($0)].asset) } })
    (self.areas, self.sets, levels, themeCount) = (areas, sets, map.severities, map.themes.count)
    servable = map.servableGround()
  }

  /// Bundles that have a work on each asset, ascending.
  private static func bundlesByAsset(
    _ bundles: [Bundle], _ problem: BundlingProblem, assetCount: Int
  ) -> RaggedArray {
    let pairs = bundles.enumerated().map { index, bundle in
      bundle.works.map { (asset: Int32(problem.works[Int($0)].asset), bundle: Int32(index)) }
    }
    return RaggedArray(grouping: pairs, groups: assetCount) { ($0.asset, $0.bundle) }
  }

  /// The ground of a bundle.
  func ground(of bundle: Int) -> BundleGround {
    // Copies: what is read through self is counted as used, for each row and on all threads at once.
    let (areas, sets, levels, servable) = (areas, sets, levels, servable)
    let assets = Array(assets[bundle])
    var ground = BundleGround(works: assets.count, themes: themeCount)
    var here: [Int] = []
    for row in rows[bundle] {
      let row = areas[Int(row)]
      here.removeAll(keepingCapacity: true)
      sets.forEachMember(of: Int(row.assetSet)) { asset in
        for work in assets.indices where assets[work] == asset { here.append(work) }
      }
      ground.add(row, under: here, levels, servable)
    }
    return ground
  }
}
