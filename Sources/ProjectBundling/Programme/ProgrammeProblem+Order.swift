extension ProgrammeProblem {
  /// Has works that have to come one after the other on the same ground done so, where both the due years
  /// and the plan have them in order.
  mutating func keepOrder(of problem: BundlingProblem, bundles planned: [Bundle]) {
    let alone = problem.works.map(\.yearAlone)
    var plan = alone
    for bundle in planned { for work in bundle.works { plan[Int(work)] = bundle.year } }
    for pair in problem.relations where pair.sharedArea > 0 {
      guard let (first, second) = problem.ordered(pair),
        max(alone[first], plan[first]) <= min(alone[second], plan[second])
      else { continue }
      order.append(OrderedWorks(first: Int32(first), second: Int32(second)))
    }
  }
}

extension BundlingProblem {
  /// The works of a pair in the order that the rules want; nil where they want none.
  func ordered(_ pair: Relation) -> (first: Int, second: Int)? {
    guard let rule = pair.rule.map({ rules.pairs[$0] }), rule.verdict == .firstBeforeSecond else {
      return nil
    }
    let (a, b) = (Int(pair.a), Int(pair.b))
    return rule.first.fits(kinds[works[a].kind].kind) ? (a, b) : (b, a)
  }
}
