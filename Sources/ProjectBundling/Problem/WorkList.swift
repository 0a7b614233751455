import Geometry
import OpportunityMap

/// The works of a map that can be bundled, in the making.
struct WorkList {
  /// The works, by their index in the map.
  private(set) var works: [BundlingWork] = []
  /// Kinds of all works of the map.
  let kinds: KindList
  /// Names of the parties.
  private(set) var parties: [String] = []
  /// Number of works whose cost is not known.
  private(set) var unknownCosts = 0
  /// First work of each asset, and the number of works at the end. Shape: `assets + 1`.
  private(set) var assetStarts: [Int] = [0]

  init(
    _ map: OpportunityMap, geometry: GeometryArray, metresPerUnit: Double, rules: BundlingRules,
    scheduleNames: [String], years: [Int: Int]
  ) {
    kinds = KindList(map, rules: rules)
    var partyNumbers: [String: Int] = [:]
    for (index, work) in map.works.enumerated() where map.isDue(work) {
      guard let due = work.due else { continue }
      closeAssets(before: work.asset)
      let name = work.budget ?? scheduleNames[map.assets[work.asset].schedule]
      let party = partyNumbers[name] ?? parties.count
      if party == parties.count {
        partyNumbers[name] = party
        parties.append(name)
      }
      if work.cost == nil { unknownCosts += 1 }
      let isHard = work.isHard || kinds.rules[kinds.numbers[index]].isHard
      works.append(
        BundlingWork(
          work, index, due: due, party: party, kind: kinds.numbers[index],
          rule: kinds.rules[kinds.numbers[index]], usualLife: rules.usual.life,
          years: WorkYears(map, index, due: due, decided: years[index], isHard: isHard),
          surface: map.scores.surface[work.asset],
          box: box(of: work.asset, in: geometry, metresPerUnit)))
    }
    closeAssets(before: map.assets.count)
  }

  private mutating func closeAssets(before asset: Int) {
    while assetStarts.count <= asset { assetStarts.append(works.count) }
  }

  /// Numbers of the works on an asset.
  func works(on asset: Int) -> Range<Int> { assetStarts[asset]..<assetStarts[asset + 1] }
}

/// The years in which a work may be done.
private struct WorkYears {
  /// Its window within the horizon, its due year alone where it is fixed, or what was decided. A decision
  /// outside the horizon has no effect.
  let window: ClosedRange<Int>
  /// The last year in which it may be done late: the window's where that binds, else the horizon's; but
  /// not after the next turn of the same asset may be done.
  let last: Int

  init(_ map: OpportunityMap, _ index: Int, due: Int, decided: Int?, isHard: Bool) {
    let (work, horizon) = (map.works[index], map.years)
    let given = isHard ? work.deadline : work.latest
    if let decided, horizon.contains(decided) {
      window = decided...decided
    } else if work.isFixed {
      window = due...due
    } else {
      window =
        max(
          min(work.earliest ?? due, due), horizon.lowerBound)...min(
          max(given ?? due, due), horizon.upperBound)
    }
    let isSettled = isHard || work.isFixed || window == decided.map { $0...$0 }
    let next = map.works.indices.contains(index + 1) ? map.works[index + 1] : nil
    let turn = next.flatMap { $0.asset == work.asset && $0.due ?? 0 > due ? $0.earliest : nil }
    last =
      isSettled
      ? window.upperBound
      : max(window.upperBound, min(horizon.upperBound, turn.map { $0 - 1 } ?? .max))
  }
}

private func box(
  of asset: Int, in geometry: GeometryArray, _ metresPerUnit: Double
) -> SIMD4<Double> {
  guard let bounds = geometry.bounds(of: asset) else { return .noBox }
  return SIMD4(bounds.minX, bounds.minY, bounds.maxX, bounds.maxY) * metresPerUnit
}

extension BundlingWork {
  fileprivate init(
    _ work: Work, _ index: Int, due: Int, party: Int, kind: Int, rule: BundlingRules.MeasureRule,
    usualLife: Int?, years: WorkYears, surface: Double, box: SIMD4<Double>
  ) {
    let cost = work.cost ?? 0
    let life = rule.life ?? work.cycle ?? usualLife
    self.init(
      work: index, asset: work.asset, party: party, kind: kind, years: years.window,
      lastYear: years.last, due: due, overdueSince: work.overdueSince, cost: cost, surface: surface,
      days: cost / rule.production,
      earlierPerYear: life.map { cost / Double($0) } ?? 0, laterPerYear: cost * rule.riskPerYear,
      box: box)
  }
}

/// The kinds of work in a map, in the order in which they come, with the rules that hold for them.
struct KindList {
  private(set) var rules: [BundlingRules.MeasureRule] = []
  /// Kind of each work of the map. Shape: `OpportunityMap.works`.
  private(set) var numbers: [Int] = []

  private struct Key: Hashable {
    let assetType: String
    let measure: String
  }

  init(_ map: OpportunityMap, rules all: BundlingRules) {
    var known: [Key: Int] = [:]
    for work in map.works {
      let key = Key(assetType: map.assets[work.asset].type, measure: work.measure)
      let number = known[key] ?? rules.count
      if number == rules.count {
        known[key] = number
        rules.append(all.measure(assetType: key.assetType, measure: key.measure))
      }
      numbers.append(number)
    }
  }
}

extension SIMD4<Double> {
  /// The rectangle around nothing.
  static let noBox = SIMD4(.infinity, .infinity, -.infinity, -.infinity)

  /// The rectangle around two rectangles.
  func union(_ other: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(
      Swift.min(x, other.x), Swift.min(y, other.y), Swift.max(z, other.z), Swift.max(w, other.w))
  }

  /// Longest side of a rectangle; 0 around nothing.
  var longestSide: Double { Swift.max(z - x, w - y, 0) }
}
