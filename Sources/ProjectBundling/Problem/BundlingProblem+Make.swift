import Geometry
import LayerStack
import OpportunityMap
import Workers

extension BundlingProblem {
  /// Finds the works that can be bundled and what relates them, with the challenges that the map weighs. `geometry` has the surface of each
  /// asset of the map, in a working system of which a unit is `metresPerUnit` metres;
  /// `scheduleNames` names each entry of the schedule, for works without a budget.
  /// - Throws: `CancellationError` and the like, when a thread fails; nothing of its own.
  package init(
    map: OpportunityMap, geometry: GeometryArray, metresPerUnit: Double, rules: BundlingRules,
    scheduleNames: [String], decisions: BundlingDecisions = .none, threads: Int
  ) throws {
    try self.init(
      map: map, geometry: geometry, metresPerUnit: metresPerUnit, rules: rules,
      scheduleNames: scheduleNames, decisions: decisions, known: nil, threads: threads)
  }

  /// The same with distances between assets of the same geometry that need no measuring.
  /// - Throws: `CancellationError` and the like, when a thread fails; nothing of its own.
  package init(
    map: OpportunityMap, geometry: GeometryArray, metresPerUnit: Double, rules: BundlingRules,
    scheduleNames: [String], decisions: BundlingDecisions, known: KnownDistances?, threads: Int
  ) throws {
    let list = WorkList(
      map, geometry: geometry, metresPerUnit: metresPerUnit, rules: rules,
      scheduleNames: scheduleNames, years: decisions.years)
    let sums = AssetSetSums(map)
    let numbered = NumberedDecisions(decisions, list.works)
    horizon = map.years
    works = list.works
    parties = list.parties
    kinds = list.kinds.rules
    self.rules = rules
    let ((grounds, sets), places) = try concurrently(threads: threads) {
      try sharedGrounds(list, map, sums, threads: threads)
    } _: {
      WorksByPlace(
        list.works, streets: streetNumbers(list.works, map),
        reach: max(2 * rules.distance, rules.streetDistance))
    }
    self.grounds = grounds
    setsOfGrounds = sets
    byPlace = places.works.map(\.number)
    groundsOfWorks = RaggedArray(groundsOfWorks: grounds, workCount: works.count)
    let relations = try RelationList(
      RelationSearch(
        places: places, rules: rules, pairRules: PairRules(kinds, rules),
        separated: Set(numbered.separated.map { pairKey($0.a, $0.b) }),
        grounds: grounds, groundsOfWorks: groundsOfWorks, geometry: geometry,
        metresPerUnit: metresPerUnit, known: known), threads: threads)
    self.relations = relations.relations
    apart = relations.apart
    farApartInTime = relations.farApartInTime
    unknownCosts = list.unknownCosts
    self.decisions = numbered
    cuts = CutPrices(list, map, sums)
    self = weighing(map)
  }
}

extension NumberedDecisions {
  /// Translates indices of the map into numbers of works, and unites lists that share a work.
  fileprivate init(_ decisions: BundlingDecisions, _ works: [BundlingWork]) {
    let numbers = Dictionary(
      uniqueKeysWithValues: works.enumerated().map { ($0.element.work, Int32($0.offset)) })
    separated = decisions.separated.compactMap { pair in
      guard let a = numbers[pair.a], let b = numbers[pair.b], a != b else { return nil }
      return (min(a, b), max(a, b))
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    var groups: [(works: Set<Int32>, isClosed: Bool)] = []
    for joined in decisions.joined {
      var group = (works: Set(joined.works.compactMap { numbers[$0] }), isClosed: joined.isClosed)
      for other in groups where !other.works.isDisjoint(with: group.works) {
        group.works.formUnion(other.works)
        group.isClosed = group.isClosed || other.isClosed
      }
      groups.removeAll { !$0.works.isDisjoint(with: group.works) }
      if !group.works.isEmpty { groups.append(group) }
    }
    let sorted = groups.map { (works: $0.works.sorted(), isClosed: $0.isClosed) }
      .filter { Self.haveCommonYear($0.works, works) }
      .sorted { $0.works[0] < $1.works[0] }
    joined = sorted.map(\.works)
    isClosed = sorted.map(\.isClosed)
  }

  private static func haveCommonYear(_ group: [Int32], _ works: [BundlingWork]) -> Bool {
    let windows = group.map { works[Int($0)].years }
    let first = windows.map(\.lowerBound).max() ?? 0
    return first <= windows.map(\.upperBound).min() ?? 0
  }
}
