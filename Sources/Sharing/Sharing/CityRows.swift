import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables

/// The rows of tables about the city as a whole.
extension RunToShare {
  /// Rows of a table of a level. Tables of works are made by `SharedWorks`.
  func cityRows(_ table: SharedTable) -> [[SharedValue]] {
    switch table.name {
    case SharedTable.city.name: figures
    case SharedTable.themes.name: themes
    case SharedTable.kinds.name: kinds
    case SharedTable.packages.name: packages
    case SharedTable.couplings.name: couplings
    case SharedTable.patterns.name: patterns
    default: preconditionFailure("\(table.name) is not about the city")
    }
  }

  /// Works due within the horizon.
  private var dueCount: Int { map.works.count(where: map.isDue) }

  /// A figure about so many works or projects; none where it would be about few of them.
  static func figure(_ value: Double?, about count: Int) -> SharedValue {
    count >= fewestTogether ? SharedValue(value) : .null
  }

  // MARK: Figures

  private var figures: [[SharedValue]] {
    CityFigure.allCases.compactMap { figure in
      guard let value = value(figure) else { return nil }
      return [
        .text(figure.rawValue), .text(figure.kind.rawValue), SharedValue(figure.unit),
        SharedValue(value),
      ]
    }
  }

  private func value(_ figure: CityFigure) -> Double? {
    switch figure {
    case .area: map.city.area
    case .neighbourhoods: Double(map.neighbourhoods.count)
    case .inhabitants, .dwellings: sum(figure.rawValue)
    case .worksDue: Double(dueCount)
    case .worksArea: ofWorks(map.coverage.cumulatedGround.last)
    case .costDue: ofWorks(map.works.reduce(0) { map.isDue($1) ? $0 + ($1.cost ?? 0) : $0 })
    case .upkeepHours: upkeepHours
    case .worksDone: plan("works_done")
    case .worksUndone: plan("works_undone")
    case .projects: plan("projects")
    case .openings: plan("street_openings")
    case .openingsSiloed: baseline(.siloed, "street_openings")
    case .paid: of("works_done", "paid_eur")
    case .saved: of("projects", "saved_eur")
    case .nuisance: of("projects", "nuisance_eur")
    case .couplings: plan("couplings")
    case .couplingCost: of("couplings", "coupling_cost_eur")
    case .couplingEffects: of("couplings", "coupling_effects_eur")
    }
  }

  private func ofWorks(_ value: Double?) -> Double? { dueCount >= fewestTogether ? value : nil }

  /// The sum of a count over the neighbourhoods of which it is told, so that it tells nothing of the others.
  private func sum(_ key: String) -> Double? {
    guard let feature = map.differentiation.features.first(where: { $0.key == key }) else {
      return nil
    }
    let told = map.neighbourhoods.indices.compactMap { number(feature, $0) }
    return told.isEmpty ? nil : told.reduce(0, +)
  }

  private var upkeepHours: Double? {
    let known = map.assets.compactMap(\.upkeepHours)
    return known.count < fewestTogether ? nil : known.reduce(0, +)
  }

  private func plan(_ column: String) -> Double? { baseline(.plan, column) }

  private func baseline(_ kind: Baseline.Kind, _ column: String) -> Double? {
    guard let table = rows(.baselines),
      let row = table.rows(where: "baseline", is: kind.rawValue).first
    else { return nil }
    return table.value(row, column)
  }

  /// A figure of the plan about what it counts in another column.
  private func of(_ count: String, _ column: String) -> Double? {
    (plan(count) ?? 0) >= Double(fewestTogether) ? plan(column) : nil
  }

  // MARK: Themes

  private var themes: [[SharedValue]] {
    map.themes.indices.map { theme -> [SharedValue] in
      let own: [SharedValue] = [
        .text(map.themes[theme].key), .text(Language.nl.themeName(map.themes[theme])),
        .text(Language.en.themeName(map.themes[theme])), SharedValue(map.city.themeAreas[theme]),
        SharedValue(map.city.themeShares[theme]), SharedValue(map.city.themeSeverities[theme]),
      ]
      return own + reach(of: theme, in: "", map.coverage, works: dueCount)
    }
  }

  /// How far works reach a theme, beside chance: those that are due, and those that the plan does.
  func reach(
    of theme: Int, in code: String, _ coverage: Coverage, works: Int
  ) -> [SharedValue] {
    let ground = coverage.ground > 0 ? coverage.ground : nil
    let chance = ground.flatMap { ground in coverage.cumulatedGround.last.map { $0 / ground } }
    let own = planReach[PlanReachKey(code: code, theme: map.themes[theme].key)]
    let figures: [Double?] = [coverage.coveredShare(theme), chance, own?.share, own?.chance]
    return figures.map { Self.figure($0, about: works) }
  }

  // MARK: Kinds, packages, couplings, patterns

  private var kinds: [[SharedValue]] {
    let names = MeasureNames(stack.catalogue)
    var counts: [[String]: Int] = [:]
    for work in map.works where map.isDue(work) {
      counts[[map.assets[work.asset].type, work.measure], default: 0] += 1
    }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      kind, count -> [SharedValue] in
      let words = Language.allCases.map { names.name(of: kind[1], type: kind[0], $0) }
      return [
        .text(kind.joined(separator: ":")), SharedValue(words[0]), SharedValue(words[1]),
        .integer(count),
      ]
    }
  }

  private var packages: [[SharedValue]] {
    guard let table = rows(.packages) else { return [] }
    return Dictionary(grouping: 0..<table.count) { table.text($0, "package") }
      .sorted { $0.key < $1.key }.map { key, own -> [SharedValue] in
        let counts = ["suits", "unsuited", "unknown"].map { outcome in
          SharedValue.integer(own.count { table.text($0, "outcome") == outcome })
        }
        return [.text(key)] + table.texts(own[0], ["name_nl", "name_en", "theme"]) + counts
      }
  }

  private var couplings: [[SharedValue]] {
    chosenCouplings.sorted { $0.key < $1.key }.map { key, own -> [SharedValue] in
      let (table, rows) = own
      let sums = ["extra_cost_mid_eur", "first_year_benefit_eur"].map { column in
        Self.figure(rows.reduce(0) { $0 + table.number($1, column) }, about: rows.count)
      }
      let count = SharedValue.integer(rows.count)
      return [.text(key)] + table.texts(rows[0], ["name_nl", "name_en"]) + [count] + sums
    }
  }

  /// The rows of couplings that the plan takes, by key.
  var chosenCouplings: [String: (table: ProductRows, rows: [Int])] {
    guard let table = rows(.couplings) else { return [:] }
    let chosen = table.rows(where: "reason", is: "chosen")
    return Dictionary(grouping: chosen) { table.text($0, "coupling") }.mapValues { (table, $0) }
  }

  private var patterns: [[SharedValue]] {
    guard let table = rows(.patterns) else { return [] }
    let rows = (0..<table.count).map { row -> [SharedValue] in
      let count = whole(table, row, "count")
      let lists = ["kinds_of_work", "themes"].map { SharedValue(sorted(table.text(row, $0))) }
      let amounts = ["area_m2", "mean_gain_eur"].map {
        Self.figure(table.value(row, $0), about: count)
      }
      let counts = [count, whole(table, row, "neighbourhood_count")].map(SharedValue.integer)
      let twins = SharedValue.integer(whole(table, row, "twin_count"))
      return lists + table.texts(row, ["type_name_nl", "type_name_en"]) + counts + amounts
        + table.values(row, ["lift"]) + [twins]
    }
    // Not in the order of their gain, which is not told of all.
    return rows.sorted {
      $0.prefix(4).map(\.text).lexicographicallyPrecedes($1.prefix(4).map(\.text))
    }
  }

  private func whole(_ table: ProductRows, _ row: Int, _ column: String) -> Int {
    Int(table.text(row, column)) ?? 0
  }
}

/// A list with semicolons in the order of the alphabet.
func sorted(_ list: String) -> String {
  list.split(separator: ";").map { $0.trimmingPrefix(" ") }.sorted().joined(separator: ";")
}
