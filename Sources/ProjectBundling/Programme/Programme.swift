/// A project of a programme.
package enum ProgrammeProject: Sendable, Hashable {
  /// A work alone: index in `BundlingProblem.works`.
  case work(Int)
  /// A bundle: index in `BundlePlan.bundles`.
  case bundle(Int)
}

/// What is done when, and who pays: no party ever spends more in a year than it has.
package struct Programme: Sendable, Equatable {
  /// How good the programme is.
  package enum Status: Sendable, Equatable {
    /// Nothing better exists.
    case optimal
    /// Not everything was tried: `bound` says what may be better.
    case withinBound
    /// Not everything that is asked is possible, proven: `clashes` says what gives way.
    case infeasible
    /// No programme was found that does everything that is asked; there may be one.
    case notFound
  }

  /// A project that is done.
  package struct Row: Sendable, Equatable {
    /// Which.
    package var project: ProgrammeProject
    /// When.
    package var year: Int
    /// Who pays what, by party.
    package var payments: [Payment]
    /// What it is worth in EUR, or in a programme for coverage what it costs, below 0.
    package var worth: Double
    /// What is carried along: indices of entries of a `CouplingPlan`, ascending.
    package var couplings: [Int32] = []
  }

  /// What a party has and spends in a year.
  package struct AccountYear: Sendable, Equatable {
    /// The year.
    package var year: Int
    /// New money; nil where no budget was given.
    package var available: Money?
    /// What came over from the year before.
    package var carriedIn: Money
    /// What is spent.
    package var spent: Money
    /// What goes over to the next year.
    package var carriedOut: Money
  }

  /// How far a demand is met.
  package struct Coverage: Sendable, Equatable {
    /// What was asked.
    package var demand: CoverageDemand
    /// Area in m2 that lies under works that are done, each place once.
    package var covered: Double
  }

  /// What is done, by year; then bundles before works, by index.
  package var rows: [Row]
  /// The works that are not done and why, ascending.
  package var undone: [UndoneWork]
  /// What each party that a budget limits has left, and why nothing could use it.
  package var unspent: [UnspentMoney]
  /// Who has money: each party, or the pot that several share. Payments and accounts count these.
  package var parties: [String]
  /// The money of each party. Shape: `parties x years`.
  package var accounts: [[AccountYear]]
  /// The parties for whom no budget was given: nothing limits what they spend here.
  package var unlimited: [Int]
  /// How far each demand is met.
  package var coverage: [Coverage]
  /// What everything done is worth in EUR; in a programme for coverage what it costs, below 0.
  package var worth: Double
  /// No allowed programme is worth more, in EUR.
  package var bound: Double
  /// How good it is.
  package var status: Status
  /// Whether the solver's seconds ran out before its fixed number of nodes did, so that another run may
  /// give another programme.
  package var isCutByTime: Bool
  /// What clashes, where not everything that is asked is possible; else nil.
  package var clashes: ProgrammeClashes?

  /// How much better another programme might be at most, as a part of this one's worth.
  package var gap: Double {
    bound <= worth ? 0 : (bound - worth) / max(abs(worth), 1)
  }

  /// What all budgets are charged together.
  package var charged: Money { accounts.joined().reduce(.zero) { $0 + $1.spent } }
}

/// Why not everything that is asked can be had, told in two ways.
package struct ProgrammeClashes: Sendable, Equatable {
  /// A demand that is not met.
  package struct Shortfall: Sendable, Equatable {
    /// What was asked.
    package var demand: CoverageDemand
    /// Area in m2 that is lacking.
    package var area: Double
  }

  /// Money that a party lacks in a year.
  package struct Shortage: Sendable, Equatable {
    /// Index of the party.
    package var party: Int
    /// The year.
    package var year: Int
    /// How much.
    package var amount: Money
  }

  /// What gives way while all budgets are kept: demands, by how much.
  package var shortfalls: [Shortfall]
  /// What gives way while all budgets are kept: projects that are locked in or out.
  package var brokenLocks: [ProgrammeProject]
  /// The least money that would make everything possible; nil where no money does, or none was found.
  package var shortages: [Shortage]?
  /// Whether it is proven that no money makes everything possible, because the works that there are cover
  /// too little or the locks contradict each other.
  package var isBeyondMoney: Bool
}
