/// Who pays and who benefits, year by year over 40 to 60 years, as amounts of the years themselves and
/// brought back to the first year.
package struct BusinessCase: Sendable, Equatable {
  /// Somebody who pays or benefits.
  package enum Actor: Sendable, Hashable {
    /// A party: index in `BundlingProblem.parties`.
    case party(Int)
    /// An actor of the table of benefits, such as `residents`.
    case other(String)
  }

  /// What is paid or gained.
  package enum Item: Sendable, Hashable {
    /// The party's share of the joint projects.
    case share
    /// The cost that the party no longer has because its works are not done alone.
    case avoided
    /// Days of nuisance that the public is spared.
    case nuisance
    /// A row of the table of benefits.
    case row(Int)
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
  }

  /// The interest and the span.
  package var annuity: Annuity
  /// First year: to which amounts are brought back.
  package var firstYear: Int
  /// The lines, by actor, costs first.
  package var lines: [Line]
  /// Benefits less costs in EUR by year, undiscounted. Shape: `annuity.years`.
  package var netByYear: [Double]
  /// EUR that falls after the last year and counts nowhere else.
  package var beyond: Double

  /// Years that a business case may span.
  package static let span = 40...60

  /// Adds flows up. What falls after the last year is counted in `beyond`; none begins before the first.
  package init(_ flows: [Flow], annuity: Annuity, firstYear: Int) {
    self.annuity = annuity
    self.firstYear = firstYear
    netByYear = [Double](repeating: 0, count: annuity.years)
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
      for year in flow.year..<last {
        netByYear[year - firstYear] += flow.isCost ? -flow.perYear : flow.perYear
      }
    }
    lines = found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Adds other business cases of the same years.
  mutating func add(_ others: [BusinessCase]) {
    var found = Dictionary(uniqueKeysWithValues: lines.map { (LineKey($0), $0) })
    for other in others {
      for line in other.lines { found[LineKey(line), default: Line(line)].add(line) }
      for year in netByYear.indices { netByYear[year] += other.netByYear[year] }
      beyond += other.beyond
    }
    lines = found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Benefits less costs in EUR, brought back to the first year; of one actor, or of all.
  package func net(of actor: Actor? = nil) -> Double {
    lines.reduce(0) { sum, line in
      guard actor == nil || line.actor == actor else { return sum }
      return sum + (line.isCost ? -line.present : line.present)
    }
  }

  /// The actors, in the order of the lines.
  package var actors: [Actor] {
    lines.map(\.actor).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Benefits less costs in EUR up to and with each year, undiscounted. Shape: `annuity.years`.
  package var cumulated: [Double] {
    var sum = 0.0
    return netByYear.map { net in
      sum += net
      return sum
    }
  }

  /// What has to be bridged in EUR: the most by which costs have run ahead of benefits, undiscounted.
  package var bridge: Double { max(0, -(cumulated.min() ?? 0)) }

  /// First year from which on benefits stay ahead of costs, undiscounted; nil where they never do.
  package var paidBack: Int? {
    let behind = cumulated.lastIndex { $0 < 0 }
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
      case .avoided: 1
      case .nuisance: 2
      case .row(let index): 3 + index
      }
    return (place.0, place.1, place.2, isCost ? 0 : 1, number)
  }

  static func < (a: LineKey, b: LineKey) -> Bool { a.order < b.order }
}
