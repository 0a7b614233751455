import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling

/// Works on a map whose windows are as wide as the years, so that all that share ground are related whatever
/// windows say; what lies near without sharing ground is not.
/// - Throws: errors of threads alone.
func wideProblem(
  _ map: OpportunityMap, geometry: GeometryArray, metresPerUnit: Double, rules: BundlingRules,
  scheduleNames: [String], threads: Int
) throws -> BundlingProblem {
  var wide = map
  for work in wide.works.indices {
    (wide.works[work].earliest, wide.works[work].latest) = (
      map.years.lowerBound, map.years.upperBound
    )
    (wide.works[work].isFixed, wide.works[work].isHard) = (false, false)
  }
  var touching = rules
  (touching.distance, touching.streetDistance) = (0, 0)
  var problem = try BundlingProblem(
    map: wide, geometry: geometry, metresPerUnit: metresPerUnit, rules: touching,
    scheduleNames: scheduleNames, threads: threads)
  problem.rules = rules
  return problem
}

/// The past, from what is known of the works that opened a street.
struct PastAudit {
  let facts: ChanceFacts
  let map: OpportunityMap
  let pairs: [ChancePair]
  let bundles: [AuditedBundle]
  /// Ground in m2 that was opened again, every place once.
  let reopenedArea: Double

  init(
    _ facts: ChanceFacts, map: OpportunityMap, leastArea: Double, years: ClosedRange<Int>,
    threads: Int
  ) throws {
    (self.facts, self.map) = (facts, map)
    let ledger = try facts.search(facts.pairs(leastArea: leastArea), years: years)
      .ledger(threads: threads)
    pairs = ledger.pairs
    let ground = GroundSums(facts.problem, map, ledger)
    bundles = zip(ledger.bundles, ground.bundles).map { bundle, ground in
      AuditedBundle(bundle: bundle, sharedArea: ground.shared, challenged: ground.challenged)
    }
    reopenedArea = ground.reopened
  }
}

/// Ground that works share, from the overlap table: every place counts once.
struct GroundSums {
  /// Ground of each bundle.
  private(set) var bundles: [(shared: Double, challenged: [Double])]
  /// Ground in m2 that was opened again.
  private(set) var reopened = 0.0

  init(_ problem: BundlingProblem, _ map: OpportunityMap, _ ledger: ChanceLedger) {
    let themes = map.themes.count
    bundles = ledger.bundles.map { _ in (0, [Double](repeating: 0, count: themes)) }
    let home = ledger.bundles.enumerated().reduce(into: [Int32: Int]()) { homes, bundle in
      for work in bundle.element.works { homes[work] = bundle.offset }
    }
    let again = Set(
      ledger.pairs.filter { $0.outcome != .together }.map { pairKey($0.first, $0.second) })
    let sets = problem.workSets(map)
    for row in map.table.areas {
      guard let works = sets[Int(row.assetSet)] else { continue }
      if works.indices.contains(where: { place in
        works[(place + 1)...].contains { again.contains(pairKey(works[place], $0)) }
      }) {
        reopened += row.area
      }
      let homes = works.compactMap { home[$0] }
      for bundle in Set(homes) where homes.count(where: { $0 == bundle }) > 1 {
        bundles[bundle].shared += row.area
        for theme in 0..<themes
        where map.severities.severity(signature: row.signature, zone: row.zone, theme: theme) > 0 {
          bundles[bundle].challenged[theme] += row.area
        }
      }
    }
  }
}

extension BundlingProblem {
  /// Works on each set of assets of a map's table; nil where there are fewer than two.
  fileprivate func workSets(_ map: OpportunityMap) -> [[Int32]?] {
    var worksOfAsset: [Int: [Int32]] = [:]
    for (number, work) in works.enumerated() {
      worksOfAsset[work.asset, default: []].append(Int32(number))
    }
    return (0..<map.table.assetSets.count).map { set in
      let members = map.table.assetSets[set].flatMap { worksOfAsset[Int($0)] ?? [] }
      return members.count > 1 ? members : nil
    }
  }
}
