import Geometry
import LayerStack

/// Goes over the places of a table once and adds each to the figures of the city and of every
/// neighbourhood that holds it. Neighbourhoods are added up at the same time; the order of additions is
/// fixed, so sums do not depend on the number of threads.
struct PlaceTally {
  private var whole: Tally
  private var parts: [Tally]
  private let budgets: [String]

  init(
    _ table: OverlapTable, themeCount: Int, severities: SeverityTable, scores: ScoreTable,
    calendar: WorkCalendar, threads: Int = 1
  ) {
    let rows = PlaceRows(
      table: table, severities: severities, scores: scores, calendar: calendar,
      themeCount: themeCount)
    let single = table.neighbourhoodCount
    budgets = calendar.budgets
    parts = concurrentValues(count: single, threads: threads) { rows.tally(ofZone: $0 + 1) }
    whole = rows.emptyTally
    for part in parts { whole.add(part) }
    // Zones behind those of single neighbourhoods are overlaps: every place once for the city.
    for zone in stride(from: single + 1, to: table.zones.count, by: 1) {
      let shared = rows.tally(ofZone: zone)
      whole.add(shared)
      for neighbourhood in table.zones[zone] { parts[Int(neighbourhood)].add(shared) }
    }
    addWorkCounts(scores, calendar)
  }

  /// The figures of all neighbourhoods together, every place once.
  var city: (Profile, Coverage) { (whole.profile, whole.coverage(budgets)) }

  /// The figures of each neighbourhood.
  var neighbourhoods: [(profile: Profile, coverage: Coverage)] {
    parts.map { ($0.profile, $0.coverage(budgets)) }
  }

  private mutating func addWorkCounts(_ scores: ScoreTable, _ calendar: WorkCalendar) {
    for asset in scores.neighbourhoods.indices {
      let home = Int(scores.neighbourhoods[asset])
      guard home >= 0 else { continue }
      for work in calendar.works(of: asset) {
        let year = calendar.yearIndex(of: work)
        whole.addWork(year)
        parts[home].addWork(year)
      }
    }
  }
}

/// The rows of a table zone by zone, with what they mean.
private struct PlaceRows: Sendable {
  let table: OverlapTable
  let severities: SeverityTable
  let scores: ScoreTable
  let calendar: WorkCalendar
  let themeCount: Int

  var emptyTally: Tally {
    Tally(
      themeCount: themeCount, yearCount: calendar.yearCount, budgetCount: calendar.budgets.count)
  }

  /// The figures of the places of a zone.
  func tally(ofZone zone: Int) -> Tally {
    var tally = emptyTally
    // Spans spare counting references, which all threads would do on the same arrays.
    let present = severities.present.span
    for index in table.areas.range(ofZone: zone, \.zone) {
      let row = table.areas[index]
      let levels = severities.range(signature: row.signature, zone: row.zone)
      var dueYears: UInt128 = 0
      table.forEachAsset(ofSet: row.assetSet) { asset in
        dueYears |= calendar.dueYears[asset]
        addCosts(of: asset, part: row.area / scores.surface[asset], levels, to: &tally)
      }
      tally.addPlace(
        row.area, present.extracting(levels), hasAsset: row.assetSet > 0, dueYears: dueYears)
    }
    addBareLines(of: zone, to: &tally)
    return tally
  }

  /// Lines without a surface cost money too, shared out by length.
  private func addBareLines(of zone: Int, to tally: inout Tally) {
    for index in table.lengths.range(ofZone: zone, \.zone) {
      let row = table.lengths[index]
      let asset = Int(row.asset)
      guard scores.surface[asset] == 0, scores.length[asset] > 0 else { continue }
      let levels = severities.range(signature: row.signature, zone: row.zone)
      addCosts(of: asset, part: row.length / scores.length[asset], levels, to: &tally)
    }
  }

  private func addCosts(
    of asset: Int, part: Double, _ levels: Range<Int>, to tally: inout Tally
  ) {
    for work in calendar.works(of: asset) {
      guard let year = calendar.yearIndex(of: work), let cost = calendar.costs[work] else {
        continue
      }
      tally.addCost(
        cost * part, year, calendar.budgetIndices[work],
        severities.present.span.extracting(levels))
    }
  }
}

extension Array {
  /// The rows of a zone, which stand together; rows are in ascending order of zones.
  fileprivate func range(ofZone zone: Int, _ zoneOf: (Element) -> Int32) -> Range<Int> {
    firstIndex(notBelow: zone, zoneOf)..<firstIndex(notBelow: zone + 1, zoneOf)
  }

  private func firstIndex(notBelow zone: Int, _ zoneOf: (Element) -> Int32) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(zoneOf(self[middle])) < zone { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
