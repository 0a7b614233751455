import LayerStack

/// Hours of work in public space: what keeping it up takes each year, and what the works of the horizon
/// take in their due year, by type of asset. An asset counts in each neighbourhood by the part of its
/// surface (or, without one, its length) that lies there, and in the city once.
public struct UpkeepHours: Sendable {
  /// Types of asset that take hours, in order.
  public let types: [String]
  /// Number of neighbourhoods; the city comes after them.
  public let neighbourhoodCount: Int
  /// Hours of upkeep a year. Shape: neighbourhoods and city x `types`.
  private var upkeep: [Double]
  /// Hours of works. Shape: neighbourhoods and city x years x `types`.
  private var works: [Double]
  private let yearCount: Int

  /// Adds up the hours of a map.
  public init(_ map: OpportunityMap) {
    let calendar = WorkCalendar(map.works, surfaces: map.scores.surface, years: map.years)
    let working = Set(map.works.lazy.filter { $0.hours != nil }.map { map.assets[$0.asset].type })
    let kept = Set(map.assets.lazy.filter { $0.upkeepHours != nil }.map(\.type))
    types = working.union(kept).sorted()
    neighbourhoodCount = map.neighbourhoods.count
    yearCount = map.years.count
    upkeep = [Double](repeating: 0, count: (neighbourhoodCount + 1) * types.count)
    works = [Double](repeating: 0, count: (neighbourhoodCount + 1) * yearCount * types.count)
    let numbers = Dictionary(uniqueKeysWithValues: zip(types, types.indices))
    let typeNumbers = map.assets.map { numbers[$0.type] }
    func add(_ asset: Int, _ part: Double, _ zone: Int32) {
      guard let type = typeNumbers[asset], part.isFinite else { return }
      map.table.forEachNeighbourhood(ofZone: zone) { count(map, calendar, asset, part, type, $0) }
      count(map, calendar, asset, part, type, neighbourhoodCount)
    }
    for row in map.table.areas where row.zone > 0 {
      map.table.forEachAsset(ofSet: row.assetSet) { asset in
        add(asset, row.area / map.scores.surface[asset], row.zone)
      }
    }
    for row in map.table.lengths where row.zone > 0 && map.scores.surface[Int(row.asset)] == 0 {
      add(Int(row.asset), row.length / map.scores.length[Int(row.asset)], row.zone)
    }
  }

  private mutating func count(
    _ map: OpportunityMap, _ calendar: WorkCalendar, _ asset: Int, _ part: Double, _ type: Int,
    _ place: Int
  ) {
    upkeep[place * types.count + type] += part * (map.assets[asset].upkeepHours ?? 0)
    for work in calendar.works(of: asset) {
      guard let year = calendar.yearIndex(of: work), let hours = map.works[work].hours else {
        continue
      }
      works[(place * yearCount + year) * types.count + type] += part * hours
    }
  }

  /// Hours of upkeep a year on a type of asset in a neighbourhood; nil is the whole city.
  public func upkeep(_ neighbourhood: Int?, type: Int) -> Double {
    upkeep[(neighbourhood ?? neighbourhoodCount) * types.count + type]
  }

  /// Hours of the works due in a year of the horizon, by index; nil is the whole city.
  public func works(_ neighbourhood: Int?, year: Int, type: Int) -> Double {
    works[((neighbourhood ?? neighbourhoodCount) * yearCount + year) * types.count + type]
  }
}
