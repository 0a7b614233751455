import ProjectFile

/// What bundling costs and saves, and which works go together: the figures of
/// `layers/compatibility.yaml`, each with its source. docs/bundling.md explains them by an example.
package struct BundlingRules: Sendable, Equatable {
  /// Rules for kinds of work; the first that fits holds.
  package var measures: [MeasureRule]
  /// What holds for works that no rule of `measures` fits.
  package var usual: MeasureRule
  /// Rules for pairs of kinds of work; the first that fits holds. Others may go together.
  package var pairs: [PairRule]
  /// Part of the smaller works' cost that falls away where works are done together, 0 to 1: digging
  /// and surface on the ground that they share, the others once for each project.
  package var saved: CostParts
  /// Value in EUR of a day of nuisance that the public is spared.
  package var nuisancePerDay: Double
  /// Value in EUR of a m2 of challenge with severity 1 and weight 1 (weights scaled to a mean of 1)
  /// that lies where two works of a project meet.
  package var challengeValue: Double
  /// Distance in m up to which works relate.
  package var distance: Double
  /// Distance in m up to which works that name the same street relate, at least `distance`.
  package var streetDistance: Double
  /// Kinds of work that lead in the leading-discipline rule.
  package var leading: [WorkKind]
  /// How large a project may be.
  package var limits: BundleLimits
  /// What a project of several works costs before it begins, and what it has to gain.
  package var project = ProjectRules()
  /// Value in EUR of not opening a street once more.
  package var streetOpening: Double = 0
  /// Price level of each of these amounts, by its key in the file; those that are not here are not brought to
  /// another one.
  package var priceYears: [String: Int] = [:]
  /// How sure the amounts are, by key, and the parts of `saved`.
  package var marks = Marks()

  /// Distance in m up to which two works relate.
  package func reach(isSameStreet: Bool) -> Double { isSameStreet ? streetDistance : distance }

  /// The rule for a kind of work, with that kind.
  package func measure(assetType: String, measure: String) -> MeasureRule {
    var rule =
      measures.first { $0.kind.holds(assetType: assetType, measure: measure) } ?? usual
    rule.kind = WorkKind(assetType: assetType, measure: measure)
    return rule
  }

  /// Index of the rule for two kinds of work, in any order; nil where none fits.
  package func pair(_ a: WorkKind, _ b: WorkKind) -> Int? {
    pairs.firstIndex {
      ($0.first.fits(a) && $0.second.fits(b)) || ($0.first.fits(b) && $0.second.fits(a))
    }
  }

  /// What holds for a kind of work.
  package struct MeasureRule: Sendable, Equatable {
    /// Which works.
    package var kind: WorkKind
    /// Parts of its cost, 0 to 1, in sum at most 1. Nuisance stays 0: it follows from `production`.
    package var shares: CostParts
    /// Growth of risk for each year that it comes after its due year, as a part of its cost.
    package var riskPerYear: Double
    /// Years over which it is written off in a straight line; nil takes the cycle of the work, and
    /// where that is not known the life of `usual`.
    package var life: Int?
    /// Years after it in which its surface may not be cut without cost; 0 where it renews no
    /// surface.
    package var moratorium: Int
    /// Whether its window binds: by law or contract it is not done later.
    package var isHard = false
    /// EUR of work done in a day: cost / production is how many days it keeps the street busy.
    package var production: Double
    /// EUR that cutting a m2 of its surface costs in the year in which it is new; nil takes what the surface
    /// costs.
    package var cut: Double?
    /// Price level of `production` and `cut`; nil takes them as they are.
    package var priceYear: Int?
    /// How sure the figures are, by their keys; those of `shares` by the part.
    package var marks = FigureMarks()
    /// Where the figures come from.
    package var source: String
  }

  /// How sure the figures are that hold for all works.
  package struct Marks: Sendable, Equatable {
    /// Those of `saved`, by part.
    package var saved = FigureMarks()
    /// Value of a day of nuisance.
    package var nuisance = FigureMark.assumed
    /// Set-up of a project.
    package var setup = FigureMark.assumed
  }

  /// A kind of work.
  package struct WorkKind: Sendable, Equatable {
    /// Type of asset; nil for all.
    package var assetType: String?
    /// Measure; nil for all.
    package var measure: String?

    /// Whether a work is of this kind.
    package func holds(assetType: String, measure: String) -> Bool {
      (self.assetType ?? assetType) == assetType && (self.measure ?? measure) == measure
    }

    /// Whether all works of another kind are of this kind.
    package func fits(_ other: WorkKind) -> Bool {
      (assetType == nil || assetType == other.assetType)
        && (measure == nil || measure == other.measure)
    }
  }

  /// What holds for two kinds of work on the same ground.
  package struct PairRule: Sendable, Equatable {
    /// What two works may do together.
    package enum Verdict: Sendable, Equatable {
      /// Together, in any order.
      case together
      /// Together, the first kind before the second; never the second kind in an earlier year.
      case firstBeforeSecond
      /// Never in one project.
      case never
    }
    /// One kind.
    package var first: WorkKind
    /// The other kind.
    package var second: WorkKind
    /// What they may do together.
    package var verdict: Verdict
    /// Why, in one sentence by language, `nl` and `en`.
    package var reason: [String: String]
    /// Where the rule comes from.
    package var source: String
  }
}

/// What makes works a project. Without any of it two works that save a euro are one.
package struct ProjectRules: Sendable, Equatable {
  /// EUR that it takes to set up a project of two or more works.
  package var setup: Double
  /// Least net gain in EUR of a project that is proposed.
  package var leastGain: Double
  /// What it has to save at least in cash, its set-up paid, in EUR; -infinity asks nothing.
  package var leastCash: Double

  /// Rules that ask nothing unless given.
  package init(setup: Double = 0, leastGain: Double = 0, leastCash: Double = -.infinity) {
    self.setup = setup
    self.leastGain = leastGain
    self.leastCash = leastCash
  }
}

/// How large a project may be.
package struct BundleLimits: Sendable, Equatable {
  /// Most parties, a party being a budget.
  package var parties: Int
  /// Longest side in m of the rectangle around its works.
  package var span: Double
  /// Most days that the street is busy.
  package var days: Double
  /// Most EUR that its works cost alone.
  package var cost: Double

  /// Limits.
  package init(parties: Int, span: Double, days: Double, cost: Double) {
    self.parties = parties
    self.span = span
    self.days = days
    self.cost = cost
  }
}
