import LayerStack
import OpportunityMap
import ProjectFile

/// What has to be covered, and where works do.
struct DemandedCoverage {
  private(set) var demands: [CoverageDemand] = []
  /// Demand of each theme over the city; -1 without one. Shape: themes.
  private var ofCity: [Int32]
  /// Demand of each theme in a neighbourhood; -1 without one. Shape: `neighbourhoods x themes`.
  private var ofNeighbourhood: [Int32]

  /// Themes without an area ask nothing.
  init(_ request: ProgrammeRequest, map: OpportunityMap) {
    let themes = map.themes.count
    ofCity = [Int32](repeating: -1, count: themes)
    ofNeighbourhood = [Int32](repeating: -1, count: map.neighbourhoods.count * themes)
    for target in request.targets {
      guard let theme = map.themes.firstIndex(where: { $0.key == target.theme }) else { continue }
      ofCity[theme] = add(theme, nil, map.coverage.challenged[theme], target.share)
      guard request.floor > 0 else { continue }
      for (index, coverage) in map.coverages.enumerated() {
        ofNeighbourhood[index * themes + theme] =
          add(theme, index, coverage.challenged[theme], request.floor)
      }
    }
  }

  private mutating func add(
    _ theme: Int, _ neighbourhood: Int?, _ area: Double, _ share: Double
  ) -> Int32 {
    guard area > 0, share > 0 else { return -1 }
    demands.append(
      CoverageDemand(
        theme: theme, neighbourhood: neighbourhood, total: area, needed: share * area))
    return Int32(demands.count - 1)
  }

  private struct Key: Hashable {
    let works: [Int32]
    let demands: [Int32]
  }

  /// The rows of the overlap table by the works that lie there and the demands that they count for, in
  /// the order of the table.
  func grounds(_ problem: BundlingProblem, map: OpportunityMap) -> [CoveredGround] {
    var worksOfAsset = [[Int32]](repeating: [], count: map.assets.count)
    for (index, work) in problem.works.enumerated() {
      worksOfAsset[work.asset].append(Int32(index))
    }
    let works = (0..<map.table.assetSets.count).map { set in
      map.table.assetSets[set].flatMap { worksOfAsset[Int($0)] }.sorted()
    }
    var numbers: [Key: Int] = [:]
    var grounds: [CoveredGround] = []
    for row in map.table.areas where !works[Int(row.assetSet)].isEmpty {
      let key = Key(
        works: works[Int(row.assetSet)],
        demands: demands(row.signature, row.zone, map: map))
      guard !key.demands.isEmpty else { continue }
      let number = numbers[key, default: grounds.count]
      if number == grounds.count {
        numbers[key] = number
        grounds.append(CoveredGround(works: key.works, demands: key.demands, area: 0))
      }
      grounds[number].area += row.area
    }
    return grounds
  }

  private func demands(_ signature: Int32, _ zone: Int32, map: OpportunityMap) -> [Int32] {
    guard zone != 0 else { return [] }
    var found: [Int32] = []
    for theme in map.themes.indices where ofCity[theme] >= 0 {
      guard map.severities.severity(signature: signature, zone: zone, theme: theme) > 0 else {
        continue
      }
      found.append(ofCity[theme])
      found += map.table.zones[Int(zone)].map {
        ofNeighbourhood[Int($0) * map.themes.count + theme]
      }
    }
    return found.filter { $0 >= 0 }.sorted()
  }
}
