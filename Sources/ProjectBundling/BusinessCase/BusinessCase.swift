/// Who pays and who benefits, year by year over 40 to 60 years, as amounts of the years themselves and
/// brought back to the first year. What is paid is kept apart from effects that are valued in money.
package struct BusinessCase: Sendable, Equatable {
  /// Somebody who pays or benefits.
  package enum Actor: Sendable, Hashable {
    /// A party: index in `BundlingProblem.parties`.
    case party(Int)
    /// An actor of the catalogue of couplings, such as `residents`.
    case other(String)
  }

  /// What is paid or gained. What parties pay for works, what they pay each other and what is left for later
  /// are held against the same if every work were done by itself.
  package enum Item: Sendable, Hashable {
    /// The party's share of what is done: its works alone, its part of joint projects.
    case share
    /// What parties pay each other for moving works, by the RIONED rule.
    case compensation
    /// Works that are not done within the horizon and have to be paid in the year after it.
    case later
    /// What the party would pay for its works if none were done together.
    case avoided
    /// What it would then have to pay after the horizon.
    case avoidedLater
    /// Price of doing works earlier or later than due, with the risk of those that are not done: value that
    /// is destroyed, chance of failure.
    case moving
    /// The same if no works were done together.
    case avoidedMoving
    /// Days of nuisance that the public is spared.
    case nuisance
    /// What a coupling costs besides its work: index in the catalogue. Below nothing it is a saving.
    case extraCost(Int)
    /// What it takes to keep up a coupling, likewise.
    case upkeep(Int)
    /// An effect of couplings, valued: index in the catalogue.
    case effect(Int)
    /// The extra cost of a coupling if no works were done together.
    case avoidedExtraCost(Int)
    /// The upkeep of a coupling, likewise.
    case avoidedUpkeep(Int)
    /// An effect of couplings, likewise.
    case avoidedEffect(Int)

    /// Whether money changes hands; else it is an effect that is valued.
    package var isPaid: Bool {
      switch self {
      case .share, .compensation, .later, .avoided, .avoidedLater: true
      case .extraCost, .upkeep, .avoidedExtraCost, .avoidedUpkeep: true
      case .moving, .avoidedMoving, .nuisance, .effect, .avoidedEffect: false
      }
    }
  }

  /// Amounts in a run of years.
  package struct Flow: Sendable, Equatable {
    /// Who.
    package var actor: Actor
    /// What.
    package var item: Item
    /// Whether the actor pays it; else the actor benefits.
    package var isCost: Bool
    /// First year.
    package var year: Int
    /// Number of years.
    package var years: Int
    /// EUR in each of the years, at least 0.
    package var perYear: Double

    /// A flow.
    package init(
      actor: Actor, item: Item, isCost: Bool, year: Int, years: Int = 1, perYear: Double
    ) {
      self.actor = actor
      self.item = item
      self.isCost = isCost
      self.year = year
      self.years = years
      self.perYear = perYear
    }
  }

  /// What one actor pays or gains by one item, over all years.
  package struct Line: Sendable, Equatable {
    /// Who.
    package var actor: Actor
    /// What.
    package var item: Item
    /// Whether the actor pays it.
    package var isCost: Bool
    /// First year with an amount.
    package var from: Int
    /// Last year with an amount.
    package var to: Int
    /// The sum of the amounts in EUR, undiscounted.
    package var undiscounted: Double
    /// The sum in EUR, brought back to the first year.
    package var present: Double

    /// Whether money changes hands; else it is an effect that is valued.
    package var isPaid: Bool { item.isPaid }
  }

  /// The interest and the span.
  package var annuity: Annuity
  /// First year: to which amounts are brought back.
  package var firstYear: Int
  /// The lines, by actor, costs first.
  package var lines: [Line]
  /// What is received and no longer paid less what is paid, in EUR by year, undiscounted: no valued
  /// effects. Shape: `annuity.years`.
  package var paidByYear: [Double]
  /// The same of each actor that pays or is paid. Shape of each: `annuity.years`.
  package private(set) var paidByActor: [Actor: [Double]] = [:]
  /// EUR that falls after the last year and counts nowhere else.
  package var beyond: Double

  /// Years that a business case may span.
  package static let span = 40...60

  /// Adds flows up. What falls after the last year is counted in `beyond`; none begins before the first.
  package init(_ flows: [Flow], annuity: Annuity, firstYear: Int) {
    self.annuity = annuity
    self.firstYear = firstYear
    paidByYear = [Double](repeating: 0, count: annuity.years)
    beyond = 0
    var found: [LineKey: Line] = [:]
    let discounts = annuity.discounts
    for flow in flows where flow.perYear > 0 {
      precondition(flow.year >= firstYear, "A flow begins before the business case does")
      let last = min(flow.year + flow.years, firstYear + annuity.years)
      beyond += Double(max(0, flow.year + flow.years - max(last, flow.year))) * flow.perYear
      guard flow.year < last else { continue }
      found[LineKey(flow), default: Line(flow)].add(
        flow, until: last, discounts[flow.year - firstYear..<last - firstYear])
      guard flow.item.isPaid else { continue }
      let paid = flow.isCost ? -flow.perYear : flow.perYear
      let none = [Double](repeating: 0, count: annuity.years)
      for year in flow.year - firstYear..<last - firstYear {
        paidByYear[year] += paid
        paidByActor[flow.actor, default: none][year] += paid
      }
    }
    lines = found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Adds other business cases of the same years.
  mutating func add(_ others: [BusinessCase]) {
    var found = Dictionary(uniqueKeysWithValues: lines.map { (LineKey($0), $0) })
    for other in others {
      for line in other.lines { found[LineKey(line), default: Line(line)].add(line) }
      for year in paidByYear.indices { paidByYear[year] += other.paidByYear[year] }
      for (actor, paid) in other.paidByActor {
        let before = paidByActor[actor] ?? [Double](repeating: 0, count: annuity.years)
        paidByActor[actor] = zip(before, paid).map(+)
      }
      beyond += other.beyond
    }
    lines = found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What is received and no longer paid less what is paid, in EUR, brought back to the first year; of one
  /// actor, or of all.
  package func paid(of actor: Actor? = nil) -> Double { present(of: actor, isPaid: true) }

  /// Effects that are valued, gains less losses, in EUR, brought back to the first year; of one actor, or of
  /// all.
  package func valued(of actor: Actor? = nil) -> Double { present(of: actor, isPaid: false) }

  /// What some items bring less what they cost, in EUR, undiscounted.
  package func net(of isMeant: (Item) -> Bool) -> Double {
    lines.filter { isMeant($0.item) }
      .reduce(0) { $0 + ($1.isCost ? -$1.undiscounted : $1.undiscounted) }
  }

  private func present(of actor: Actor?, isPaid: Bool) -> Double {
    lines.reduce(0) { sum, line in
      guard line.isPaid == isPaid, actor == nil || line.actor == actor else { return sum }
      return sum + (line.isCost ? -line.present : line.present)
    }
  }

  /// The actors, in the order of the lines.
  package var actors: [Actor] {
    lines.map(\.actor).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// What was received and no longer paid less what was paid, in EUR up to and with each year, undiscounted.
  /// Shape: `annuity.years`.
  package var cumulated: [Double] {
    var sum = 0.0
    return paidByYear.map { paid in
      sum += paid
      return sum
    }
  }

  /// What has to be bridged in EUR: the most by which payments have run ahead, undiscounted. To the cent, so
  /// that what rounding leaves is no payment.
  package var bridge: Double { max(0, -((cumulated.min() ?? 0) * 100).rounded() / 100) }

  /// First year from which on payments are made good, undiscounted; nil where they never are.
  package var paidBack: Int? {
    let behind = cumulated.lastIndex { $0 < -0.005 }
    guard let behind else { return firstYear }
    return behind + 1 < annuity.years ? firstYear + behind + 1 : nil
  }
}

extension BusinessCase.Line {
  fileprivate init(_ flow: BusinessCase.Flow) {
    self.init(
      actor: flow.actor, item: flow.item, isCost: flow.isCost, from: flow.year, to: flow.year,
      undiscounted: 0, present: 0)
  }

  /// A line like another, of nothing.
  fileprivate init(_ line: BusinessCase.Line) {
    self = line
    (undiscounted, present) = (0, 0)
  }

  /// Adds a flow; `discounts` are those of its years.
  fileprivate mutating func add(
    _ flow: BusinessCase.Flow, until last: Int, _ discounts: ArraySlice<Double>
  ) {
    from = min(from, flow.year)
    to = max(to, last - 1)
    undiscounted += flow.perYear * Double(last - flow.year)
    present += flow.perYear * discounts.reduce(0, +)
  }

  fileprivate mutating func add(_ line: BusinessCase.Line) {
    from = min(from, line.from)
    to = max(to, line.to)
    undiscounted += line.undiscounted
    present += line.present
  }
}

/// Keeps lines in a fixed order: parties by index, then others by name; costs first; items as declared.
private struct LineKey: Hashable, Comparable {
  let actor: BusinessCase.Actor
  let isCost: Bool
  let item: BusinessCase.Item

  init(_ flow: BusinessCase.Flow) {
    (actor, isCost, item) = (flow.actor, flow.isCost, flow.item)
  }

  init(_ line: BusinessCase.Line) {
    (actor, isCost, item) = (line.actor, line.isCost, line.item)
  }

  private var order: (Int, Int, String, Int, Int) {
    let place =
      switch actor {
      case .party(let index): (0, index, "")
      case .other(let name): (1, 0, name)
      }
    let number =
      switch item {
      case .share: 0
      case .compensation: 1
      case .later: 2
      case .avoided: 3
      case .avoidedLater: 4
      case .moving: 5
      case .avoidedMoving: 6
      case .nuisance: 7
      case .extraCost(let index): 8 + 6 * index
      case .upkeep(let index): 9 + 6 * index
      case .effect(let index): 10 + 6 * index
      case .avoidedExtraCost(let index): 11 + 6 * index
      case .avoidedUpkeep(let index): 12 + 6 * index
      case .avoidedEffect(let index): 13 + 6 * index
      }
    return (place.0, place.1, place.2, isCost ? 0 : 1, number)
  }

  static func < (a: LineKey, b: LineKey) -> Bool { a.order < b.order }
}
