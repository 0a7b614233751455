import LayerStack

/// Hours of work in public space: what keeping it up takes each year, and what the works of the horizon
/// take in the year in which they are done, by type of asset. An asset counts in each neighbourhood by the part of its
/// surface (or, without one, its length) that lies there, and in the city once.
package struct UpkeepHours: Sendable {
  /// Types of asset that take hours, in order.
  package let types: [String]
  /// Number of neighbourhoods; the city comes after them.
  package let neighbourhoodCount: Int
  /// Hours of upkeep a year. Shape: neighbourhoods and city x `types`.
  private var upkeep: [Double]
  /// Hours of works. Shape: neighbourhoods and city x years x `types`.
  private var works: [Double]
  private let yearCount: Int

  /// Adds up the hours of a map, of which each work is done in a year, or in none. Shape of `planned`:
  /// works of the map.
  package init(_ map: OpportunityMap, years planned: [Int?]) {
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
    let zones = ZoneMembers(map.table)
    forEachPart(of: map) { asset, part, zone in
      guard let type = typeNumbers[asset], part.isFinite else { return }
      zones.forEach(ofZone: zone) { count(map, calendar, planned, asset, part, type, Int($0)) }
      count(map, calendar, planned, asset, part, type, neighbourhoodCount)
    }
  }

  private mutating func count(
    _ map: OpportunityMap, _ calendar: WorkCalendar, _ planned: [Int?], _ asset: Int,
    _ part: Double, _ type: Int, _ place: Int
  ) {
    upkeep[place * types.count + type] += part * (map.assets[asset].upkeepHours ?? 0)
    for work in calendar.works(of: asset) {
      guard let year = planned[work], map.years.contains(year), let hours = map.works[work].hours
      else { continue }
      let place = place * yearCount + year - map.years.lowerBound
      works[place * types.count + type] += part * hours
    }
  }

  /// Hours of upkeep a year on a type of asset in a neighbourhood; nil is the whole city.
  package func upkeep(_ neighbourhood: Int?, type: Int) -> Double {
    upkeep[(neighbourhood ?? neighbourhoodCount) * types.count + type]
  }

  /// Hours of the works done in a year of the horizon, by index; nil is the whole city.
  package func works(_ neighbourhood: Int?, year: Int, type: Int) -> Double {
    works[((neighbourhood ?? neighbourhoodCount) * yearCount + year) * types.count + type]
  }
}

/// Calls `body` with the part of each asset that lies in each zone: of its surface or, without one, of its
/// length.
private func forEachPart(of map: OpportunityMap, _ body: (Int, Double, Int32) -> Void) {
  var parts = PartsInZone(assetCount: map.assets.count)
  for row in map.table.areas where row.zone > 0 {
    parts.begin(row.zone, body)
    map.table.forEachAsset(ofSet: row.assetSet) {
      parts.add(row.area / map.scores.surface[$0], of: $0)
    }
  }
  parts.begin(0, body)
  for row in map.table.lengths where row.zone > 0 && map.scores.surface[Int(row.asset)] == 0 {
    parts.begin(row.zone, body)
    parts.add(row.length / map.scores.length[Int(row.asset)], of: Int(row.asset))
  }
  parts.begin(0, body)
}

/// Adds up the parts of assets zone by zone, in which the overlap table's rows come.
private struct PartsInZone {
  private var zone: Int32 = 0
  /// Shape: assets.
  private var parts: [Double]
  /// Assets with a part, in the order in which they came.
  private var assets: [Int] = []

  init(assetCount: Int) { parts = [Double](repeating: 0, count: assetCount) }

  /// Goes on to a zone, after handing over the parts of the one before.
  mutating func begin(_ next: Int32, _ body: (Int, Double, Int32) -> Void) {
    guard next != zone else { return }
    for asset in assets {
      body(asset, parts[asset], zone)
      parts[asset] = 0
    }
    assets.removeAll(keepingCapacity: true)
    zone = next
  }

  mutating func add(_ part: Double, of asset: Int) {
    if parts[asset] == 0 { assets.append(asset) }
    parts[asset] += part
  }
}
