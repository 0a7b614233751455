/// A project of a programme.
public enum ProgrammeProject: Sendable, Hashable {
  /// A work alone: index in `BundlingProblem.works`.
  case work(Int)
  /// A bundle: index in `BundlePlan.bundles`.
  case bundle(Int)
}

/// What is done when, and who pays: no party ever spends more in a year than it has.
public struct Programme: Sendable, Equatable {
  /// How good the programme is.
  public enum Status: Sendable, Equatable {
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
  public struct Row: Sendable, Equatable {
    /// Which.
    public var project: ProgrammeProject
    /// When.
    public var year: Int
    /// Who pays what, by party.
    public var payments: [Payment]
    /// What it is worth in EUR, or in a programme for coverage what it costs, below 0.
    public var worth: Double
    /// What is carried along: indices of entries of a `CouplingPlan`, ascending.
    public var couplings: [Int32] = []
  }

  /// What a party has and spends in a year.
  public struct AccountYear: Sendable, Equatable {
    /// The year.
    public var year: Int
    /// New money; nil where no budget was given.
    public var available: Money?
    /// What came over from the year before.
    public var carriedIn: Money
    /// What is spent.
    public var spent: Money
    /// What goes over to the next year.
    public var carriedOut: Money
  }

  /// How far a demand is met.
  public struct Coverage: Sendable, Equatable {
    /// What was asked.
    public var demand: CoverageDemand
    /// Area in m2 that lies under works that are done, each place once.
    public var covered: Double
  }

  /// What is done, by year; then bundles before works, by index.
  public var rows: [Row]
  /// The works that are not done and why, ascending.
  public var undone: [UndoneWork]
  /// What each party that a budget limits has left, and why nothing could use it.
  public var unspent: [UnspentMoney]
  /// Who has money: each party, or the pot that several share. Payments and accounts count these.
  public var parties: [String]
  /// The money of each party. Shape: `parties x years`.
  public var accounts: [[AccountYear]]
  /// The parties for whom no budget was given: nothing limits what they spend here.
  public var unlimited: [Int]
  /// How far each demand is met.
  public var coverage: [Coverage]
  /// What everything done is worth in EUR; in a programme for coverage what it costs, below 0.
  public var worth: Double
  /// No allowed programme is worth more, in EUR.
  public var bound: Double
  /// How good it is.
  public var status: Status
  /// Whether the solver's seconds ran out before its fixed number of nodes did, so that another run may
  /// give another programme.
  public var isCutByTime: Bool
  /// What clashes, where not everything that is asked is possible; else nil.
  public var clashes: ProgrammeClashes?

  /// How much better another programme might be at most, as a part of this one's worth.
  public var gap: Double {
    bound <= worth ? 0 : (bound - worth) / max(abs(worth), 1)
  }
}

/// Why not everything that is asked can be had, told in two ways.
public struct ProgrammeClashes: Sendable, Equatable {
  /// A demand that is not met.
  public struct Shortfall: Sendable, Equatable {
    /// What was asked.
    public var demand: CoverageDemand
    /// Area in m2 that is lacking.
    public var area: Double
  }

  /// Money that a party lacks in a year.
  public struct Shortage: Sendable, Equatable {
    /// Index of the party.
    public var party: Int
    /// The year.
    public var year: Int
    /// How much.
    public var amount: Money
  }

  /// What gives way while all budgets are kept: demands, by how much.
  public var shortfalls: [Shortfall]
  /// What gives way while all budgets are kept: projects that are locked in or out.
  public var brokenLocks: [ProgrammeProject]
  /// The least money that would make everything possible; nil where no money does, or none was found.
  public var shortages: [Shortage]?
  /// Whether it is proven that no money makes everything possible, because the works that there are cover
  /// too little or the locks contradict each other.
  public var isBeyondMoney: Bool
}
