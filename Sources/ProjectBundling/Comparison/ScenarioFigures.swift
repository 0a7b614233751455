import LayerStack
import OpportunityMap

/// What the answer to a scenario comes to, in figures that can be held beside those of another.
public struct ScenarioFigures: Sendable, Equatable, Codable {
  /// Works that are due within the horizon.
  public var due: Int
  /// Those that are done.
  public var done: Int
  /// Those that are done in another year than their due year.
  public var moved: Int
  /// Projects of two or more works that are done.
  public var projects: Int
  /// How often a street is opened: each street, as a name within a neighbourhood, counts once in each year in
  /// which something is done in it.
  public var openings: Int
  /// What the works that are done cost when each is done by itself, in EUR.
  public var costAlone: Double
  /// What is paid for them, in EUR.
  public var paid: Double
  /// What budgets are charged in EUR: what is paid, with what parties pay each other for moving works; nil
  /// where no programme is made.
  public var charged: Double?
  /// What is saved in cash by doing works together, in EUR.
  public var saved: Double
  /// Nuisance that is spared, valued in EUR.
  public var nuisance: Double
  /// What couplings bring for challenges, valued in EUR: brought back to the first year, whatever the
  /// weights.
  public var couplingEffects: Double
  /// Couplings that works carry.
  public var couplings: Int
  /// What they cost besides the works, in EUR.
  public var couplingCost: Double
  /// What they take in upkeep, in EUR brought back to the first year; below 0 where it becomes less.
  public var couplingUpkeep: Double
  /// Price in EUR of moving works off their due years: value destroyed, or risk run until they are done.
  public var moving: Double
  /// What the works that are not done would cost, in EUR.
  public var undoneCost: Double
  /// Risk in EUR that the works that are not done have run at the end of the horizon.
  public var riskLeft: Double
  /// Money in EUR that budgets have and nobody spends; nil where no budget is given.
  public var unspent: Double?
  /// How far each theme is reached. Shape: themes.
  public var themes: [Reach]
  /// How far each theme is reached in each neighbourhood. Shape: neighbourhoods x themes.
  public var places: [Reach]
  /// How far each theme that is measured in dwellings or the like is reached, in numbers of these; nothing for
  /// the others. Shape: themes, or empty where nobody is counted.
  public var themesInPeople: [Reach] = []
  /// The same in each neighbourhood. Shape: neighbourhoods x themes, or empty where nobody is counted.
  public var placesInPeople: [Reach] = []

  /// The works that are not done.
  public var undone: Int { due - done }

  /// What is left in EUR of what is gained and what it takes, with valued effects: saved, spared and
  /// served, less what couplings cost and take, moving, and the risk that is left.
  public var worth: Double {
    saved + nuisance + couplingEffects - couplingCost - couplingUpkeep - moving - riskLeft
  }

  /// Nothing but how far themes are reached.
  package init(themes: [Reach], places: [Reach]) {
    (due, done, moved, projects, openings, couplings) = (0, 0, 0, 0, 0, 0)
    (costAlone, paid, saved, nuisance, couplingEffects) = (0, 0, 0, 0, 0)
    (couplingCost, couplingUpkeep, moving, undoneCost, riskLeft) = (0, 0, 0, 0, 0)
    (charged, unspent) = (nil, nil)
    (self.themes, self.places) = (themes, places)
  }

  /// The figures of a plan that was made of a map. What is done is what its programme does; without one
  /// every work is done in its due year and projects are proposals.
  package init(_ plan: ProjectPlan, _ map: OpportunityMap) {
    self.init(plan, map, years: plannedYears(of: map, plan: plan))
  }

  /// The same with the planned years of the map's works.
  package init(_ plan: ProjectPlan, _ map: OpportunityMap, years: [PlannedYear]) {
    let problem = plan.bundling.problem
    let ofWorks = problem.works.map { years[$0.work].year }
    due = problem.works.count
    done = ofWorks.count { $0 != nil }
    moved = zip(ofWorks, problem.works).count { year, work in year.map { $0 != work.due } ?? false }
    let candidates = plan.doneCandidates
    projects = candidates.count
    openings = streetOpenings(of: map, planned: years, plan: plan).plan
    let gains = candidates.map { problem.saved(by: $0.bundle.works) }
    saved = gains.reduce(0) { $0 + $1.saved.paid }
    nuisance = gains.reduce(0) { $0 + $1.saved.nuisance }
    let carried = plan.couplings.map { $0.sums(of: $0.chosen) } ?? CouplingPlan.Sums()
    (couplings, couplingEffects) = (carried.count, carried.effects)
    (couplingCost, couplingUpkeep) = (carried.cost, carried.upkeep)
    var (cost, price, undone, risk) = (0.0, 0.0, 0.0, 0.0)
    for (index, work) in problem.works.enumerated() {
      if let year = ofWorks[index] {
        cost += work.cost
        price += work.moving(to: year)
      } else {
        undone += work.cost
        risk += problem.riskLeft(index)
      }
    }
    (costAlone, moving, undoneCost, riskLeft) = (cost, price, undone, risk)
    paid = cost - saved + carried.cost
    charged = plan.programme.map(\.charged.euros)
    unspent = plan.programme.flatMap(Self.unspent)
    let isDone = doneAssets(of: map, years)
    (themes, places) = reach(map.table, map.severities, themes: map.themes.count, isDone)
    guard !map.measuredThemes.isEmpty else { return }
    themesInPeople = themes.map { _ in .none }
    placesInPeople = places.map { _ in .none }
    for (theme, people) in map.measuredThemes {
      let found = reach(people.table, people.severities, themes: map.themes.count, isDone)
      for place in stride(from: theme, to: places.count, by: themes.count) {
        placesInPeople[place] = found.1[place]
      }
      themesInPeople[theme] = found.0[theme]
    }
  }

  /// What was available less what is spent, of those that a budget limits.
  private static func unspent(_ programme: Programme) -> Double? {
    let limited = programme.accounts.filter { years in years.contains { $0.available != nil } }
    guard !limited.isEmpty else { return nil }
    return limited.joined().reduce(0) { $0 + ($1.available?.euros ?? 0) - $1.spent.euros }
  }
}

/// Whether a work is done on each asset. Shape: assets.
private func doneAssets(of map: OpportunityMap, _ years: [PlannedYear]) -> [Bool] {
  var isDone = [Bool](repeating: false, count: map.assets.count)
  for (work, planned) in zip(map.works, years) where planned.year != nil {
    isDone[work.asset] = true
  }
  return isDone
}

/// How far each theme is reached, in the city and in each neighbourhood: in m2, or in numbers where the table
/// has these.
private func reach(
  _ table: OverlapTable, _ severities: SeverityTable, themes count: Int, _ isDone: [Bool]
) -> ([Reach], [Reach]) {
  let isReached = table.assetSets(having: isDone)
  var city = [Reach](repeating: .none, count: count)
  var places = [Reach](repeating: .none, count: table.neighbourhoodCount * count)
  for row in table.areas where row.zone > 0 {
    let reached = isReached[Int(row.assetSet)]
    for theme in 0..<count {
      let isChallenged =
        severities.severity(signature: row.signature, zone: row.zone, theme: theme) > 0
      city[theme].add(row.area, isChallenged: isChallenged, isReached: reached)
      for place in table.zones[Int(row.zone)] {
        places[Int(place) * count + theme].add(
          row.area, isChallenged: isChallenged, isReached: reached)
      }
    }
  }
  return (city, places)
}

extension Reach {
  fileprivate mutating func add(_ area: Double, isChallenged: Bool, isReached: Bool) {
    ground += area
    if isReached { reachedGround += area }
    guard isChallenged else { return }
    challenged += area
    if isReached { reached += area }
  }
}
