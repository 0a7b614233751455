/// What works cost, by part, in EUR.
package struct CostEstimate: Sendable, Equatable {
  /// The parts that a joint project can save on, with the nuisance that the public bears.
  package var parts: CostParts
  /// What is left of the cost of the works: material and labour that nothing saves on.
  package var other: Double

  /// An estimate.
  package init(parts: CostParts, other: Double) {
    self.parts = parts
    self.other = other
  }

  /// What the parties pay: all but nuisance.
  package var paid: Double { parts.paid + other }

  /// Everything, with the nuisance.
  package var total: Double { parts.total + other }

  /// The estimate times a factor.
  package static func * (a: CostEstimate, factor: Double) -> CostEstimate {
    CostEstimate(parts: a.parts * factor, other: a.other * factor)
  }

  /// What is left when a factor times savings is realised; no part saves more than it costs. The set-up is
  /// paid whatever is realised.
  package func less(_ saved: CostParts, times factor: Double) -> CostEstimate {
    var realised = saved * factor
    realised.setup = saved.setup
    return CostEstimate(parts: .max(parts - realised, .zero), other: other)
  }
}

/// A figure with how low and how high it may turn out.
package struct Range3<Value: Sendable & Equatable>: Sendable, Equatable {
  /// When everything turns out low.
  package var low: Value
  /// The estimate.
  package var mid: Value
  /// When everything turns out high.
  package var high: Value

  /// A figure with its range.
  package init(low: Value, mid: Value, high: Value) {
    self.low = low
    self.mid = mid
    self.high = high
  }
}

/// How far estimates may be off, as factors of the estimate.
package struct Uncertainty: Sendable, Equatable {
  /// Factors of every cost: prices.
  package var cost: ClosedRange<Double>
  /// Factors of every saving: how much of it is realised.
  package var saving: ClosedRange<Double>

  /// Factors; both hold 1 and neither is negative.
  package init(cost: ClosedRange<Double>, saving: ClosedRange<Double>) {
    precondition(cost.contains(1) && saving.contains(1), "The estimate lies in its own range")
    precondition(min(cost.lowerBound, saving.lowerBound) >= 0, "No cost or saving turns negative")
    self.cost = cost
    self.saving = saving
  }

  /// What is taken when nobody says otherwise. Cost 20 % lower to 30 % higher: assumption, no published
  /// figure. Savings from 11/24 of what is expected: shared trenches save 24 % in towns and 11 % in the
  /// country (Norway, WST 90/1); up to a tenth more: assumption.
  package static let usual = Uncertainty(cost: 0.8...1.3, saving: 11.0 / 24...1.1)
}

/// What works cost alone and together, each with its range. The ranges stand by themselves: what is saved
/// when everything turns out low is not the difference of the two low costs.
package struct CostComparison: Sendable, Equatable {
  /// Every work alone.
  package var siloed: Range3<CostEstimate>
  /// All in one project, before the price of moving.
  package var joint: Range3<CostEstimate>
  /// The difference.
  package var saved: Range3<CostParts>

  /// Compares the cost alone with what is left of it after what is saved, in EUR.
  package init(siloed mid: CostEstimate, saved: CostParts, uncertainty: Uncertainty = .usual) {
    let (cost, saving) = (uncertainty.cost, uncertainty.saving)
    func together(_ price: Double, _ realised: Double) -> CostEstimate {
      mid.less(saved, times: realised) * price
    }
    func gained(_ price: Double, _ realised: Double) -> CostParts {
      (mid.parts - mid.less(saved, times: realised).parts) * price
    }
    siloed = Range3(low: mid * cost.lowerBound, mid: mid, high: mid * cost.upperBound)
    joint = Range3(
      low: together(cost.lowerBound, saving.upperBound), mid: together(1, 1),
      high: together(cost.upperBound, saving.lowerBound))
    self.saved = Range3(
      low: gained(cost.lowerBound, saving.lowerBound), mid: gained(1, 1),
      high: gained(cost.upperBound, saving.upperBound))
  }
}
