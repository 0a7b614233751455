import Foundation
import LayerIO
import OpportunityMap
import ProjectBundling
import Residents
import Tables

/// What residents can choose from in a plan: what can really be done, with its price and year.
struct BallotOffers {
  private let plan: ProjectPlan
  private let map: OpportunityMap
  private let names: MeasureNames
  private let input: CandidateInput
  private let planned: [PlannedYear]

  init(_ plan: ProjectPlan, _ map: OpportunityMap, _ names: MeasureNames) {
    (self.plan, self.map, self.names) = (plan, map, names)
    planned = plannedYears(of: map, plan: plan)
    input = CandidateInput(plan: plan, map: map, names: names, planned: planned)
  }

  /// What a request asks for, numbered; and how many options there would be if it had no limit.
  func options(_ request: BallotRequest) -> (offered: [BallotPaper.Option], possible: Int) {
    let makers: [(BallotPaper.Option.Kind, () -> [[BallotPaper.Option]])] = [
      (.coupling, couplings), (.project, { byNeighbourhood(projects()) }),
      (.work, { byNeighbourhood(works()) }),
    ]
    let lists = makers.filter { request.kinds.contains($0.0) }.map { _, make in
      // Of each coupling and neighbourhood in turn, so that a ballot does not hold one alone.
      inTurn(make().map { list in list.filter { fits($0, request) }.sorted(by: precedes) })
    }
    let all = inTurn(lists)
    var offered = Array(all.prefix(request.most))
    let digits = max(2, "\(offered.count)".utf8.count)
    for index in offered.indices {
      let number = "\(index + 1)"
      offered[index].id = String(repeating: "0", count: digits - number.utf8.count) + number
    }
    return (offered, all.count)
  }

  private func fits(_ option: BallotPaper.Option, _ request: BallotRequest) -> Bool {
    guard option.priceCents > 0, option.priceCents <= request.budgetCents,
      option.priceCents * Self.mostForBudget >= request.budgetCents
    else { return false }
    guard !request.neighbourhoods.isEmpty else { return true }
    return option.neighbourhood.map(request.neighbourhoods.contains) ?? false
  }

  /// Of the cheapest option a budget pays so many: what costs next to nothing is no choice.
  private static let mostForBudget = 250

  private func byNeighbourhood(_ options: [BallotPaper.Option]) -> [[BallotPaper.Option]] {
    Dictionary(grouping: options) { $0.neighbourhood ?? "" }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What only a vote brings about comes first, then what reaches most for its price.
  private func precedes(_ a: BallotPaper.Option, _ b: BallotPaper.Option) -> Bool {
    guard a.isPlanned == b.isPlanned else { return b.isPlanned }
    func reach(_ option: BallotPaper.Option) -> Double {
      option.area.reduce(0) { $0 + $1.squareMetres } / Double(option.priceCents)
    }
    let (mine, others) = (reach(a), reach(b))
    return mine == others ? a.works.lexicographicallyPrecedes(b.works) : mine > others
  }

  private func inTurn(_ lists: [[BallotPaper.Option]]) -> [BallotPaper.Option] {
    (0..<(lists.map(\.count).max() ?? 0)).flatMap { place in
      lists.compactMap { $0.indices.contains(place) ? $0[place] : nil }
    }
  }

  // MARK: Kinds

  /// Projects that nobody decided on yet.
  private func projects() -> [BallotPaper.Option] {
    let years = plan.programmedYears
    return plan.candidates.indices.filter { plan.candidates[$0].decision == nil }.map { index in
      let candidate = plan.candidates[index]
      let works = candidate.bundle.works.map { plan.bundling.problem.works[Int($0)] }
      var option = option(
        .project, works, in: years[index] ?? candidate.bundle.year,
        price: plan.costs(of: index).joint.mid.paid, isPlanned: years[index] != nil)
      option.project = candidate.id
      option.name = Wording(
        en: works.count == 1
          ? "1 work" : "\(works.count) works in one go: " + kinds(of: works, .en),
        nl: works.count == 1
          ? "1 werk" : "\(works.count) werken in één keer: " + kinds(of: works, .nl))
      option.neighbourhood = candidate.neighbourhood.map { map.neighbourhoods[$0].id }
      option.area = areas(candidate.ground.themeAreas)
      return option
    }
  }

  /// The most frequent kinds of works, such as `replace sewer (3), relay brick pavement (2)`.
  private func kinds(of works: [BundlingWork], _ language: Language) -> String {
    let counts = Dictionary(grouping: works) { names.name(of: $0, map, language) }.mapValues(
      \.count)
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let more = Wording(en: ", and more", nl: " en meer").text(in: language)
    return order.prefix(3).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
      + (order.count > 3 ? more : "")
  }

  /// Works that are in no project, that may move, and that nobody decided on yet.
  private func works() -> [BallotPaper.Option] {
    let inProjects = Set(plan.candidates.flatMap { $0.bundle.works.map(Int.init) })
    return plan.bundling.problem.works.enumerated().compactMap { number, work in
      guard !inProjects.contains(number), plan.decided.decisions[work.work] == nil,
        !map.works[work.work].isFixed
      else { return nil }
      let year = planned[work.work]
      var option = option(
        .work, [work], in: year.year ?? work.yearAlone, price: work.cost,
        isPlanned: plan.programme != nil && year.year != nil)
      option.name = Wording(
        en: names.name(of: work, map, .en).capitalisingFirst,
        nl: names.name(of: work, map, .nl).capitalisingFirst)
      option.neighbourhood = neighbourhood(of: work)
      option.area = areas(
        map.themes.indices.map { map.scores.areas[work.asset * map.themes.count + $0] })
      return option
    }
  }

  /// A place and year in which works can carry a coupling.
  private struct Spot: Hashable {
    let coupling: Int32
    let street: StreetPlace?
    let neighbourhood: Int32
    let year: Int
    let isChosen: Bool
  }

  /// Couplings that works of the plan can carry, by coupling; those of one street and year
  /// together. Of what excludes each other on a work the one that reaches most is offered.
  private func couplings() -> [[BallotPaper.Option]] {
    guard let couplings = plan.couplings else { return [] }
    var spots: [Spot: [Int]] = [:]
    for (index, entry) in couplings.entries.enumerated() {
      let work = plan.bundling.problem.works[Int(entry.work)]
      guard entry.isOpen, (entry.cost?.mid ?? 0) > 0, let year = planned[work.work].year,
        plan.decided.carried[work.work] == nil
      else { continue }
      let place = map.scores.neighbourhoods[work.asset]
      let spot = Spot(
        coupling: entry.coupling, street: map.street(of: work.asset), neighbourhood: place,
        year: year, isChosen: couplings.years[index] != nil)
      spots[spot, default: []].append(index)
    }
    var taken: [Int32: Set<String>] = [:]
    let order = spots.sorted { $0.value[0] < $1.value[0] }
      .map { (entries: $0.value, option: option($0.key, $0.value)) }
      .sorted { precedes($0.option, $1.option) }
    var free: [BallotPaper.Option] = []
    for (entries, option) in order {
      let isExcluded = entries.contains { entry in
        let own = couplings.coupling(of: entry).taken
        return !(taken[couplings.entries[entry].work] ?? []).isDisjoint(with: own)
      }
      guard !isExcluded else { continue }
      for entry in entries {
        taken[couplings.entries[entry].work, default: []]
          .formUnion(couplings.coupling(of: entry).taken)
      }
      free.append(option)
    }
    return Dictionary(grouping: free) { $0.coupling ?? "" }.sorted { $0.key < $1.key }.map(\.value)
  }

  private func option(_ spot: Spot, _ indices: [Int]) -> BallotPaper.Option {
    let entries = indices.compactMap { plan.couplings?.entries[$0] }
    let works = entries.map { plan.bundling.problem.works[Int($0.work)] }
    var option = option(
      .coupling, works, in: spot.year, price: 0, isPlanned: spot.isChosen)
    // Each work's part in whole cents, so that they add up.
    option.priceCents = entries.reduce(Money.zero) { $0 + Money(euros: $1.cost?.mid ?? 0) }.cents
    (option.workHours, option.upkeepHours) = (nil, nil)
    let upkeep = entries.reduce(0) { $0 + ($1.upkeep?.mid ?? 0) }
    option.upkeepCents = entries.contains { $0.upkeep != nil } ? Money(euros: upkeep).cents : nil
    option.coupling = plan.couplings?.finder.catalogue.couplings[Int(spot.coupling)].key
    option.name = Wording(
      en: input.name(ofCoupling: Int(spot.coupling), .en).capitalisingFirst,
      nl: input.name(ofCoupling: Int(spot.coupling), .nl).capitalisingFirst)
    option.neighbourhood =
      spot.neighbourhood < 0 ? nil : map.neighbourhoods[Int(spot.neighbourhood)].id
    var areas = map.themes.map { _ in 0.0 }
    for entry in entries {
      for (part, served) in zip(
        plan.couplings?.finder.themes[Int(spot.coupling)] ?? [], entry.served)
      {
        areas[part.theme] += served
      }
    }
    option.area = self.areas(areas)
    return option
  }

  // MARK: Parts

  /// What works tell of themselves.
  private func option(
    _ kind: BallotPaper.Option.Kind, _ works: [BundlingWork], in year: Int, price: Double,
    isPlanned: Bool
  ) -> BallotPaper.Option {
    let streets = Set(works.compactMap { map.assets[$0.asset].street }).sorted()
    let hours = works.map { map.works[$0.work].hours }
    let upkeep = works.map { map.assets[$0.asset].upkeepHours }
    let ids = works.map { map.works[$0.work].id }
    // Without a street the number tells one from another.
    let names = streets.isEmpty && kind != .project ? ids : streets
    return BallotPaper.Option(
      kind: kind,
      place: names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", ..." : ""),
      works: ids, year: year,
      priceCents: Money(euros: price).cents, workHours: sum(hours), upkeepHours: sum(upkeep),
      isPlanned: isPlanned)
  }

  /// The sum of what is known; nil where nothing is.
  private func sum(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private func neighbourhood(of work: BundlingWork) -> String? {
    let place = map.scores.neighbourhoods[work.asset]
    return place < 0 ? nil : map.neighbourhoods[Int(place)].id
  }

  private func areas(_ areas: [Double]) -> [BallotPaper.Area] {
    zip(map.themes, areas).filter { $0.1 >= 1 }.map { theme, area in
      BallotPaper.Area(
        theme: Wording(en: Language.en.themeName(theme), nl: Language.nl.themeName(theme)),
        squareMetres: area)
    }
  }
}
