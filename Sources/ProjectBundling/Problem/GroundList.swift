import Geometry
import LayerStack
import OpportunityMap
import Workers

/// What the places under each set of assets add up to.
struct AssetSetSums {
  /// Area in m2. Shape: `assetSets`.
  private(set) var areas: [Double]

  init(_ map: OpportunityMap) {
    areas = [Double](repeating: 0, count: map.table.assetSets.count)
    for row in map.table.areas { areas[Int(row.assetSet)] += row.area }
  }

  /// Weighted challenge in m2 under each set of assets; where the map has couplings, of what they can
  /// serve. Shape: `assetSets`.
  static func challenges(_ map: OpportunityMap) -> [Double] {
    let table = map.table
    var challenges = [Double](repeating: 0, count: table.assetSets.count)
    let weights = scaledWeights(map)
    let servable = map.servableGround()
    for row in table.areas where row.assetSet > 0 {
      for theme in map.themes.indices {
        let severity = map.severities.severity(
          signature: row.signature, zone: row.zone, theme: theme)
        guard severity > 0 else { continue }
        let share = servable?.share(assetSet: row.assetSet, theme: theme) ?? 1
        challenges[Int(row.assetSet)] += row.area * weights[theme] * severity * share
      }
    }
    return challenges
  }
}

/// Weights of the themes, scaled to a mean of 1. Shape: themes.
func scaledWeights(_ map: OpportunityMap) -> [Double] {
  let sum = map.themes.reduce(0) { $0 + $1.weight }
  return map.themes.map { sum > 0 ? $0.weight * Double(map.themes.count) / sum : 0 }
}

/// Ground of less than 1 cm2 is what rounding leaves where surfaces were drawn to share a border.
private let leastGround = 1e-4

/// Ground under one set of assets.
private struct FoundGround: Sendable {
  var works: [Int32]
  /// Index in the table's sets of assets.
  var set: Int32
}

/// Where works of two or more assets share ground, by their works: sets of assets that carry the
/// same works are one ground. Their challenge is not known yet. Beside them the sets of assets of each,
/// in order. Shape: grounds.
/// - Throws: errors of threads alone.
func sharedGrounds(
  _ list: WorkList, _ map: OpportunityMap, _ sums: AssetSetSums, threads: Int
) throws -> ([SharedGround], sets: RaggedArray) {
  let sets = map.table.assetSets
  let found = try mapInChunks(of: 4096, count: sets.count, threads: threads) {
    set -> FoundGround? in
    let assets = sets[set]
    guard sums.areas[set] >= leastGround, assets.count > 1 else { return nil }
    let works = assets.flatMap { list.works(on: Int($0)).map(Int32.init) }
    guard let first = works.first,
      works.contains(where: { list.works[Int($0)].asset != list.works[Int(first)].asset })
    else { return nil }
    return FoundGround(works: works, set: Int32(set))
  }
  return merged(inOrder(found.compactMap(\.self)), sums)
}

/// Grounds by their works. Most differ in the first two, which make one number.
private func inOrder(_ grounds: [FoundGround]) -> [FoundGround] {
  let keys = grounds.enumerated().map { index, ground in
    (first: pairKey(ground.works[0], ground.works[1]), index: index)
  }
  let order = keys.sorted { x, y in
    if x.first != y.first { return x.first < y.first }
    let (one, other) = (grounds[x.index].works, grounds[y.index].works)
    return one == other ? x.index < y.index : one.lexicographicallyPrecedes(other)
  }
  return order.map { grounds[$0.index] }
}

/// Neighbours with the same works as one.
private func merged(
  _ sorted: [FoundGround], _ sums: AssetSetSums
) -> ([SharedGround], sets: RaggedArray) {
  var grounds: [SharedGround] = []
  grounds.reserveCapacity(sorted.count)
  var starts: [Int] = []
  for (index, ground) in sorted.enumerated() {
    let area = sums.areas[Int(ground.set)]
    if let last = grounds.indices.last, grounds[last].works == ground.works {
      grounds[last].area += area
    } else {
      grounds.append(SharedGround(works: ground.works, area: area, challenge: 0))
      starts.append(index)
    }
  }
  let sets = RaggedArray(members: sorted.map(\.set), starts: starts + [sorted.count])
  return (grounds, sets)
}

extension BundlingProblem {
  /// The same problem with the challenges of a map of the same works, whose themes have other weights or
  /// of which other layers count: nothing else of the problem depends on them.
  package func weighing(_ map: OpportunityMap) -> BundlingProblem {
    let challenges = AssetSetSums.challenges(map)
    var problem = self
    for ground in grounds.indices {
      var sum = 0.0
      setsOfGrounds.forEachMember(of: ground) { sum += challenges[Int($0)] }
      problem.grounds[ground].challenge = sum
    }
    return problem
  }
}

extension RaggedArray {
  /// For each work the indices of the grounds that it lies on, ascending.
  init(groundsOfWorks grounds: [SharedGround], workCount: Int) {
    var starts = [Int](repeating: 0, count: workCount + 1)
    for ground in grounds { for work in ground.works { starts[Int(work) + 1] += 1 } }
    for work in 0..<workCount { starts[work + 1] += starts[work] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[workCount])
    for (index, ground) in grounds.enumerated() {
      for work in ground.works {
        members[next[Int(work)]] = Int32(index)
        next[Int(work)] += 1
      }
    }
    self.init(members: members, starts: starts)
  }
}
