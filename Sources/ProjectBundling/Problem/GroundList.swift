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
func sharedGrounds(_ list: WorkList, _ map: OpportunityMap, _ sums: AssetSetSums) -> [SharedGround]
{
  var grounds: [SharedGround] = []
  for set in 0..<map.table.assetSets.count where sums.areas[set] >= leastGround {
    let assets = map.table.assetSets[set]
    guard assets.count > 1 else { continue }
    let works = assets.flatMap { list.works(on: Int($0)).map(Int32.init) }
    guard let first = works.first,
      works.contains(where: { list.works[Int($0)].asset != list.works[Int(first)].asset })
    else { continue }
    grounds.append(
      SharedGround(works: works, area: sums.areas[set], challenge: sums.challenges[set]))
  }
  grounds.sort { $0.works.lexicographicallyPrecedes($1.works) }
  return merged(grounds)
}

private func merged(_ sorted: [SharedGround]) -> [SharedGround] {
  var grounds: [SharedGround] = []
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
    self.init()
    for work in 0..<workCount { append(members[starts[work]..<starts[work + 1]]) }
  }
}
