import OpportunityMap
import ProjectBundling

/// What is planned in a street within a neighbourhood.
struct StreetPlan: Sendable {
  /// Name of the street.
  let street: String
  /// Index of the neighbourhood; nil outside all.
  let neighbourhood: Int?
  /// Indices of its assets, ascending.
  private(set) var assets: [Int] = []
  /// Indices of the works due within the horizon, ascending.
  private(set) var works: [Int] = []
  /// Indices of those that are planned, by year.
  private(set) var byYear: [(year: Int, works: [Int])] = []
  /// Indices of those that the programme does not do, ascending.
  private(set) var undone: [Int] = []

  /// The streets of a map by name and neighbourhood. `planned` is the year in which each work is done.
  static func all(of map: OpportunityMap, planned: [PlannedYear]) -> [StreetPlan] {
    var plans: [StreetPlace: StreetPlan] = [:]
    func change(_ asset: Int, _ body: (inout StreetPlan) -> Void) {
      guard let street = map.street(of: asset) else { return }
      body(&plans[street, default: StreetPlan(street)])
    }
    for asset in map.assets.indices { change(asset) { $0.assets.append(asset) } }
    for (index, work) in map.works.enumerated() where map.isDue(work) {
      change(work.asset) { $0.works.append(index) }
    }
    return plans.values.map { $0.sorted(by: planned) }.sorted {
      ($0.street, $0.neighbourhood ?? -1) < ($1.street, $1.neighbourhood ?? -1)
    }
  }

  private init(_ place: StreetPlace) {
    street = place.name
    neighbourhood = place.neighbourhood < 0 ? nil : Int(place.neighbourhood)
  }

  private func sorted(by planned: [PlannedYear]) -> StreetPlan {
    var plan = self
    plan.undone = works.filter { planned[$0].origin == .undone }
    plan.byYear = Dictionary(grouping: works) { planned[$0].year }
      .compactMap { year, works in year.map { (year: $0, works: works) } }
      .sorted { $0.year < $1.year }
    return plan
  }

  /// Part of the surface of the street's assets under a theme, overlaps counted by asset.
  func share(of theme: Int, _ map: OpportunityMap) -> Double {
    let surface = assets.reduce(0) { $0 + map.scores.surface[$1] }
    let areas = assets.reduce(0) {
      $0 + map.scores.areas[$1 * map.scores.themeCount + theme]
    }
    return surface > 0 ? min(1, areas / surface) : 0
  }
}

extension Language {
  /// What is planned, year by year, what is due and not planned, and what plays in the street, in plain
  /// words.
  func sentences(_ plan: StreetPlan, _ map: OpportunityMap, _ names: MeasureNames) -> String {
    let years = plan.byYear.map { year, works in
      text(.plannedIn, String(year), list(kinds(works, map, names)))
    }
    let planned = years.isEmpty ? [text(.nothingPlanned)] : years
    let undone =
      plan.undone.isEmpty ? [] : [text(.dueNotPlanned, list(kinds(plan.undone, map, names)))]
    return (planned + undone + [challenges(plan, map)].compactMap(\.self)).joined(separator: " ")
  }

  /// Kinds of work with their number, in the order of their names.
  private func kinds(
    _ works: [Int], _ map: OpportunityMap, _ names: MeasureNames
  ) -> [String] {
    let all = works.map { work in
      names.name(
        of: map.works[work].measure, type: map.assets[map.works[work].asset].type, self)
    }
    return Dictionary(grouping: all) { $0 }.sorted { $0.key < $1.key }.map { name, members in
      members.count > 1 ? "\(name) (\(number(members.count)))" : name
    }
  }

  private func challenges(_ plan: StreetPlan, _ map: OpportunityMap) -> String? {
    let present = map.themes.enumerated().compactMap { theme, each -> String? in
      let share = plan.share(of: theme, map)
      guard share >= 0.005 else { return nil }
      return "\(themeName(each)) (\(number(100 * share))%)"
    }
    return present.isEmpty ? nil : text(.challengesHere, list(present))
  }

  /// Members of a list: `a, b and c`.
  private func list(_ members: [String]) -> String {
    guard members.count > 1 else { return members.joined() }
    return members.dropLast().joined(separator: ", ") + " \(text(.and)) "
      + members[members.count - 1]
  }
}
