import Workers

/// What a programme is made from: works that are done alone or in their bundle, in a year of their
/// window, or not at all; budgets by party and year; and what has to be covered.
package struct ProgrammeProblem: Sendable {
  /// Years of the horizon.
  package var years: ClosedRange<Int>
  /// Names of the parties.
  package var parties: [String]
  /// Budget of each party; nil where nothing limits what it spends. Shape: `parties`.
  package var budgets: [ProgrammeBudget?]
  /// The works, each alone. An index here is an index in `BundlingProblem.works`.
  package var works: [ProgrammeItem]
  /// The bundles, then the pieces of street, of which the works are done by themselves in one year. No work
  /// is in two of them. The index of a bundle is that in `BundlePlan.bundles`.
  package var bundles: [ProgrammeItem]
  /// How many of `bundles` are no pieces.
  package var projectCount: Int
  /// The streets of the works, where what lies in one is planned as one piece; else nil.
  package var streets: StreetsOfWorks?
  /// What has to be covered; empty where the aim is the best within budget.
  package var demands: [CoverageDemand]
  /// Where works cover what is demanded, each place once.
  package var grounds: [CoveredGround]
  /// Works of which one is not done in a later year than the other, where both are done.
  package var order: [OrderedWorks]

  /// A problem from its parts.
  package init(
    years: ClosedRange<Int>, parties: [String], budgets: [ProgrammeBudget?],
    works: [ProgrammeItem], bundles: [ProgrammeItem], demands: [CoverageDemand] = [],
    grounds: [CoveredGround] = [], order: [OrderedWorks] = []
  ) {
    precondition(budgets.count == parties.count, "Each party has a budget or nil")
    self.years = years
    self.parties = parties
    self.budgets = budgets
    self.works = works
    self.bundles = bundles
    projectCount = bundles.count
    self.demands = demands
    self.grounds = grounds
    self.order = order
  }
}

/// Two works on the same ground, of which one has to come before the other.
package struct OrderedWorks: Sendable, Hashable {
  /// The work that is done first, or in the same year.
  package var first: Int32
  /// The other.
  package var second: Int32

  /// A pair.
  package init(first: Int32, second: Int32) {
    self.first = first
    self.second = second
  }
}

/// A bundle, or a work by itself: something that can be done as a whole in one of some years.
package struct ProgrammeItem: Sendable, Equatable {
  /// Whether there is a choice.
  package enum Lock: Sendable, Equatable {
    /// It is done or not.
    case free
    /// It is done: a bundle as a bundle, a work alone or in its bundle.
    case lockedIn
    /// It is not done: a bundle not as a bundle, a work not at all.
    case lockedOut
  }

  /// Doing it in one of its years.
  package struct Option: Sendable, Equatable {
    /// The year.
    package var year: Int
    /// What doing it then is worth in EUR; in a programme for coverage what it costs, below 0.
    package var worth: Double
    /// Who pays what.
    package var payments: [Payment]
    /// What is carried along: indices of entries of a `CouplingPlan`, ascending.
    package var couplings: [Int32] = []

    /// An option.
    package init(year: Int, worth: Double, payments: [Payment], couplings: [Int32] = []) {
      self.year = year
      self.worth = worth
      self.payments = payments
      self.couplings = couplings
    }
  }

  /// The works that it does, ascending.
  package var works: [Int32]
  /// The years in which it can be done, ascending; several for a year that it can be done in with or
  /// without couplings.
  package var options: [Option]
  /// Whether there is a choice.
  package var lock: Lock

  /// An item.
  package init(works: [Int32], options: [Option], lock: Lock = .free) {
    self.works = works
    self.options = options
    self.lock = lock
  }
}

/// What a party pays.
package struct Payment: Sendable, Equatable {
  /// Index of the party.
  package var party: Int
  /// The amount, at least 0.
  package var amount: Money

  /// A payment.
  package init(party: Int, amount: Money) {
    self.party = party
    self.amount = amount
  }
}

/// What a party can spend.
package struct ProgrammeBudget: Sendable, Equatable {
  /// New money in each year, at least 0. Shape: years of the horizon.
  package var available: [Money]
  /// Part of what is left at the end of a year that can be spent in the next, 0 to 1; rounded down to
  /// the cent.
  package var carryOver: Double

  /// A budget.
  package init(available: [Money], carryOver: Double) {
    self.available = available
    self.carryOver = carryOver
  }
}

/// How much of a theme has to be covered, in the city or in a neighbourhood.
package struct CoverageDemand: Sendable, Equatable {
  /// Index of the theme.
  package var theme: Int
  /// Index of the neighbourhood; nil for the city.
  package var neighbourhood: Int?
  /// Area of the theme there, in m2.
  package var total: Double
  /// Area of it that has to lie under works that are done, in m2.
  package var needed: Double

  /// A demand.
  package init(theme: Int, neighbourhood: Int?, total: Double, needed: Double) {
    self.theme = theme
    self.neighbourhood = neighbourhood
    self.total = total
    self.needed = needed
  }
}

/// Ground that is covered as soon as one of some works is done.
package struct CoveredGround: Sendable, Equatable {
  /// The works, ascending.
  package var works: [Int32]
  /// Indices of the demands that it counts for, ascending.
  package var demands: [Int32]
  /// Area in m2.
  package var area: Double

  /// Ground.
  package init(works: [Int32], demands: [Int32], area: Double) {
    self.works = works
    self.demands = demands
    self.area = area
  }
}

extension ProgrammeProblem {
  /// Number of years.
  var yearCount: Int { years.count }

  /// The bundle of each work; -1 for works in none. Shape: `works`.
  var bundleOfWork: [Int32] {
    var result = [Int32](repeating: -1, count: works.count)
    for (index, bundle) in bundles.enumerated() {
      for work in bundle.works {
        precondition(result[Int(work)] < 0, "A work is in two bundles")
        result[Int(work)] = Int32(index)
      }
    }
    return result
  }

  /// Whether a bundle may be done: not locked out, and neither is one of its works.
  func isAllowed(bundle: ProgrammeItem) -> Bool {
    bundle.lock != .lockedOut && bundle.works.allSatisfy { works[Int($0)].lock != .lockedOut }
  }

  /// Whether a payment counts against a budget.
  func isLimited(_ payment: Payment) -> Bool {
    budgets[payment.party] != nil && payment.amount > .zero
  }

  /// The same without options that no programme gains by: those that a party can't pay even when it
  /// spends nothing else, and, for items that no budget limits and that may be done in any order and
  /// whichever street is open, all but the first of the most worth.
  func withoutPointlessOptions(threads: Int) -> ProgrammeProblem {
    var result = self
    let ledger = Ledger(self)
    let ordered = Set(order.flatMap { [$0.first, $0.second] })
    func change(_ items: [ProgrammeItem], in kept: inout [ProgrammeItem]) {
      let changed = concurrentValues(items.indices, inChunksOf: 4096, threads: threads) {
        $0.compactMap { index in
          items[index].usefulOptions(self, ledger, ordered).map { (index, $0) }
        }
      }
      for (index, options) in changed.joined() { kept[index].options = options }
    }
    change(works, in: &result.works)
    change(bundles, in: &result.bundles)
    return result
  }

  /// A work or bundle.
  subscript(project: ProgrammeProject) -> ProgrammeItem {
    get {
      switch project {
      case .work(let index): works[index]
      case .bundle(let index): bundles[index]
      }
    }
    set {
      switch project {
      case .work(let index): works[index] = newValue
      case .bundle(let index): bundles[index] = newValue
      }
    }
  }
}

extension ProgrammeItem {
  /// The options that a programme may gain by; nil where these are all of them.
  fileprivate func usefulOptions(
    _ problem: ProgrammeProblem, _ empty: Ledger, _ ordered: Set<Int32>
  ) -> [Option]? {
    if options.contains(where: { $0.payments.contains(where: problem.isLimited) }) {
      let isPayable = options.allSatisfy { empty.hasRoom(for: $0) }
      return isPayable ? nil : options.filter { empty.hasRoom(for: $0) }
    }
    guard options.count > 1, problem.streets == nil, ordered.isDisjoint(with: works) else {
      return nil
    }
    let best = options.indices.max { (options[$0].worth, $1) < (options[$1].worth, $0) }
    return best.map { [options[$0]] }
  }
}
