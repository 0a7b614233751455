import Geometry
import LayerStack
import Workers

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
      TallyLayout(
        themeCount: themeCount, yearCount: calendar.yearCount,
        budgetCount: calendar.budgets.count))
  }

  /// The figures of the places of a zone.
  func tally(ofZone zone: Int) -> Tally {
    var tally = emptyTally
    let layout = tally.layout
    var sums = tally.sums.mutableSpan
    for index in table.areaRows(ofZones: zone...zone) {
      let row = table.areas[index]
      let themes = severities.range(signature: row.signature, zone: row.zone)
      let dueYears = addCosts(of: row, themes, layout, &sums)
      layout.addPlace(row, severities, themes, dueYears: dueYears, to: &sums)
    }
    addBareLines(of: zone, layout, &sums)
    return tally
  }

  /// Shares the cost of works out to a place under them, by area. Returns the years in which works on
  /// it are due.
  private func addCosts(
    of row: OverlapTable.AreaRow, _ themes: Range<Int>, _ layout: TallyLayout,
    _ sums: inout MutableSpan<Double>
  ) -> UInt128 {
    let set = Int(row.assetSet)
    if set == 0 { return 0 }
    if set <= table.assetCount {
      let asset = calendar.assets[set - 1]
      addCosts(asset, part: row.area / asset.surface, themes, layout, &sums)
      return asset.dueYears
    }
    var dueYears: UInt128 = 0
    for index in table.assetSets.starts[set]..<table.assetSets.starts[set + 1] {
      let asset = calendar.assets[Int(table.assetSets.members[index])]
      addCosts(asset, part: row.area / asset.surface, themes, layout, &sums)
      dueYears |= asset.dueYears
    }
    return dueYears
  }

  /// Lines without a surface cost money too, shared out by length.
  private func addBareLines(
    of zone: Int, _ layout: TallyLayout, _ sums: inout MutableSpan<Double>
  ) {
    for index in table.lengthRows(ofZones: zone...zone) {
      let row = table.lengths[index]
      let asset = Int(row.asset)
      guard scores.surface[asset] == 0, scores.length[asset] > 0 else { continue }
      let themes = severities.range(signature: row.signature, zone: row.zone)
      addCosts(
        calendar.assets[asset], part: row.length / scores.length[asset], themes, layout, &sums)
    }
  }

  @inline(__always)
  private func addCosts(
    _ asset: WorkCalendar.AssetWorks, part: Double, _ themes: Range<Int>, _ layout: TallyLayout,
    _ sums: inout MutableSpan<Double>
  ) {
    for work in asset.works {
      let entry = calendar.entries[work]
      guard entry.year >= 0 else { continue }
      let cost = entry.cost * part
      sums[layout.costByYear + Int(entry.year)] += cost
      let first = layout.costs(Int(entry.year), budget: Int(entry.budget))
      for index in themes { sums[first + Int(severities.present[index].theme)] += cost }
    }
  }
}
