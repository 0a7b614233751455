/// How options are chosen from ballots.
package enum VotingRule: String, Sendable, CaseIterable {
  /// By support, the most first, whatever still fits into the budget.
  case greedy
  /// The method of equal shares (Peters and Skowron): every ballot has an equal share of the
  /// budget, and those who want an option pay for it together. What is left is spent by support.
  case equalShares = "equal-shares"
}

/// What a rule chooses.
package struct ElectionOutcome: Sendable, Equatable {
  /// A choice, and what decided it.
  package struct Choice: Sendable, Equatable {
    /// Index in `Election.options`.
    package var option: Int
    /// Whether those who want it could not pay it with their shares, so that it was chosen from
    /// what was left.
    package var isFromRest: Bool
  }

  /// Options that did equally well, of which not all could be chosen or the order mattered.
  package struct Tie: Sendable, Equatable {
    /// The one that came first: it has more support, is cheaper, or has the smaller id.
    package var first: Int
    /// The others, in that order.
    package var others: [Int]
  }

  /// The rule.
  package var rule: VotingRule
  /// What is chosen, in the order in which it was.
  package var choices: [Choice]
  /// Ties in which an option that did equally well is not chosen in the end.
  package var ties: [Tie]
  /// What of the budget is left, in cents.
  package var left: Int
  /// What of the budget the rule itself left, before the rest was spent by support, in cents.
  package var leftByRule: Int
  /// The cheapest option with support that is not chosen; nil where all are. It costs more than
  /// what is left: the budget is exhausted.
  package var cheapestLeftOut: Int?
}

extension Election {
  /// What a rule chooses.
  package func outcome(of rule: VotingRule) -> ElectionOutcome {
    let own = rule == .greedy ? (chosen: [], ties: []) : equalShares()
    let support = support
    let spent = own.chosen.reduce(0) { $0 + options[$1].price }
    let (rest, restTies, left) = bySupport(without: Set(own.chosen), budget: budget - spent)
    let choices =
      own.chosen.map { ElectionOutcome.Choice(option: $0, isFromRest: false) }
      + rest.map { ElectionOutcome.Choice(option: $0, isFromRest: rule != .greedy) }
    let chosen = Set(choices.map(\.option))
    let out = options.indices.filter { !chosen.contains($0) && support[$0] > 0 }
    return ElectionOutcome(
      rule: rule, choices: choices,
      ties: (own.ties + restTies).filter { tie in tie.others.contains { !chosen.contains($0) } },
      left: left, leftByRule: budget - spent,
      cheapestLeftOut: out.min { (options[$0].price, $0) < (options[$1].price, $1) })
  }

  /// Options by support, the most first, as far as money goes; none without support. With points,
  /// support counts for each cent: that is what a point brings.
  private func bySupport(
    without taken: Set<Int>, budget: Int
  ) -> (chosen: [Int], ties: [ElectionOutcome.Tie], left: Int) {
    let support = support
    let order = options.indices.filter { support[$0] > 0 && !taken.contains($0) }
      .sorted { a, b in
        switch compareWorth(a, b, support) {
        case 0: precedes(a, b, support)
        case let sign: sign > 0
        }
      }
    var (chosen, left) = ([Int](), budget)
    var ties: [ElectionOutcome.Tie] = []
    for (place, option) in order.enumerated() where options[option].price <= left {
      chosen.append(option)
      let equals = order[(place + 1)...].prefix { compareWorth(option, $0, support) == 0 }
      // Those for which there would have been money.
      let others = equals.filter { options[$0].price <= left }
      left -= options[option].price
      if !others.isEmpty { ties.append(.init(first: option, others: Array(others))) }
    }
    return (chosen, ties, left)
  }

  /// Above 0 where a brings more than b: where ballots approve, what a ballot gets of an option is
  /// its price, so that support alone counts; points count for each cent.
  private func compareWorth(_ a: Int, _ b: Int, _ support: [Int]) -> Int {
    guard hasPoints else { return (support[a] - support[b]).signum() }
    let (mine, others) = (
      BigNatural(UInt64(support[a])) * UInt64(options[b].price),
      BigNatural(UInt64(support[b])) * UInt64(options[a].price)
    )
    return mine == others ? 0 : mine < others ? -1 : 1
  }
}
