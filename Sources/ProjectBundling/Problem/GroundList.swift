import Geometry
import LayerStack
import OpportunityMap

/// What the places under each set of assets add up to.
struct AssetSetSums {
  /// Area in m2. Shape: `assetSets`.
  private(set) var areas: [Double]
  /// Weighted challenge in m2. Shape: `assetSets`.
  private(set) var challenges: [Double]

  init(_ map: OpportunityMap) {
    let table = map.table
    areas = [Double](repeating: 0, count: table.assetSets.count)
    challenges = areas
    let (inside, outside) = (weightedSeverities(map, zone: 1), weightedSeverities(map, zone: 0))
    for row in table.areas {
      let severity = row.zone == 0 ? outside : inside
      areas[Int(row.assetSet)] += row.area
      challenges[Int(row.assetSet)] += row.area * severity[Int(row.signature)]
    }
  }
}

/// Sum over themes of weight, scaled to a mean of 1, x severity, for each signature.
private func weightedSeverities(_ map: OpportunityMap, zone: Int32) -> [Double] {
  let sum = map.themes.reduce(0) { $0 + $1.weight }
  let scale = sum > 0 ? Double(map.themes.count) / sum : 0
  return map.table.signatures.indices.map { signature in
    map.themes.indices.reduce(0) { total, theme in
      total + map.themes[theme].weight * scale
        * map.severities.severity(signature: Int32(signature), zone: zone, theme: theme)
    }
  }
}

/// Ground of less than 1 cm2 is what rounding leaves where surfaces were drawn to share a border.
private let leastGround = 1e-4

/// Where works of two or more assets share ground, by their works: sets of assets that carry the
/// same works are one ground.
/// - Throws: errors of threads alone.
func sharedGrounds(
  _ list: WorkList, _ map: OpportunityMap, _ sums: AssetSetSums, threads: Int
) throws -> [SharedGround] {
  let sets = map.table.assetSets
  let found = try mapInChunks(of: 4096, count: sets.count, threads: threads) {
    set -> SharedGround? in
    let assets = sets[set]
    guard sums.areas[set] >= leastGround, assets.count > 1 else { return nil }
    let works = assets.flatMap { list.works(on: Int($0)).map(Int32.init) }
    guard let first = works.first,
      works.contains(where: { list.works[Int($0)].asset != list.works[Int(first)].asset })
    else { return nil }
    return SharedGround(works: works, area: sums.areas[set], challenge: sums.challenges[set])
  }
  return merged(inOrder(found.compactMap(\.self)))
}

/// Grounds by their works. Most differ in the first two, which make one number.
private func inOrder(_ grounds: [SharedGround]) -> [SharedGround] {
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
private func merged(_ sorted: [SharedGround]) -> [SharedGround] {
  var grounds: [SharedGround] = []
  grounds.reserveCapacity(sorted.count)
  for ground in sorted {
    if let last = grounds.indices.last, grounds[last].works == ground.works {
      grounds[last].area += ground.area
      grounds[last].challenge += ground.challenge
    } else {
      grounds.append(ground)
    }
  }
  return grounds
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
