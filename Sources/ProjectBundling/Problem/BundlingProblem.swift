import LayerStack

/// The works that can be bundled, and what relates them.
package struct BundlingProblem: Sendable {
  /// Years of the horizon.
  package var horizon: ClosedRange<Int>
  /// The works, by their index in the map.
  package var works: [BundlingWork]
  /// Names of the parties: budgets, or the schedule's source for works without one.
  package var parties: [String]
  /// The kinds of work that occur, each with the rule that holds for it; `kind` names both its type
  /// of asset and its measure.
  package var kinds: [BundlingRules.MeasureRule]
  /// The rules.
  package var rules: BundlingRules
  /// Where works share ground, by their works.
  package var grounds: [SharedGround]
  /// Indices in `grounds` of each work's grounds, ascending. Shape: `works`.
  package var groundsOfWorks: RaggedArray
  /// Sets of assets of the map's table that each ground lies under, in the order in which they are added.
  /// Shape: `grounds`.
  var setsOfGrounds: RaggedArray
  /// Pairs of works that have to do with each other and may go into one bundle in some year, by (a,
  /// b).
  package var relations: [Relation]
  /// Pairs of works that lie together but can't go into one bundle, by (a, b): what keeps them
  /// apart is a forbidden pair or windows that miss each other by at most five years, or they lie
  /// up to twice too far from each other.
  package var apart: [Relation]
  /// Number of pairs that share ground, but whose windows miss each other by more than five years.
  package var farApartInTime: Int
  /// Number of works whose cost is not known.
  package var unknownCosts: Int
  /// Decisions that bundling keeps to, as numbers of works.
  package var decisions: NumberedDecisions
  /// Numbers of the works in the order of their places.
  var byPlace: [Int32]
  /// What cutting renewed surfaces costs, by work and year.
  var cuts: CutPrices

  /// The parts of a work's cost when it is done alone, in EUR, with its nuisance.
  package func parts(of work: Int32) -> CostParts {
    let work = works[Int(work)]
    var parts = kinds[work.kind].shares * work.cost
    parts.nuisance = work.days * rules.nuisancePerDay
    return parts
  }

  /// What works cost alone, in EUR.
  package func cost(of works: [Int32]) -> Double {
    works.reduce(0) { $0 + self.works[Int($1)].cost }
  }

  /// Cost in EUR of cutting renewed surfaces for a work in a year, more than in its due year.
  package func cutting(_ work: Int32, in year: Int) -> Double { cuts[work, year] }

  /// Days that works keep the street busy when done together: the longest, and of the others what
  /// can't be done at the same time.
  package func days(of works: [Int32]) -> Double {
    let days = works.map { self.works[Int($0)].days }
    let longest = days.max() ?? 0
    return longest + (1 - rules.saved.nuisance) * (days.reduce(0, +) - longest)
  }

  /// What keeps two works of `apart` out of one bundle; the first reason that holds.
  package func obstacle(_ pair: Relation) -> Obstacle {
    if let rule = pair.rule, rules.pairs[rule].verdict == .never { return .forbidden(rule: rule) }
    if decisions.separated.contains(where: { $0 == pair.a && $1 == pair.b }) { return .decided }
    let years = pair.yearsBetween(works)
    if years > 0 { return .noCommonYear(yearsBetween: years) }
    let limit = rules.reach(isSameStreet: pair.isSameStreet)
    return pair.distance > limit ? .tooFar(metres: pair.distance - limit) : .tooLarge
  }
}

/// Decisions with the numbers of works that can be bundled.
package struct NumberedDecisions: Sendable, Equatable {
  /// Works that go together, each list ascending, none in two lists; by their first work.
  package var joined: [[Int32]] = []
  /// Whether no other work may join a list. Shape: `joined`.
  package var isClosed: [Bool] = []
  /// Pairs that do not go together, the lower number first, ascending.
  package var separated: [(a: Int32, b: Int32)] = []

  /// Equal lists.
  package static func == (x: NumberedDecisions, y: NumberedDecisions) -> Bool {
    x.joined == y.joined && x.isClosed == y.isClosed
      && x.separated.elementsEqual(y.separated) { $0 == $1 }
  }
}
