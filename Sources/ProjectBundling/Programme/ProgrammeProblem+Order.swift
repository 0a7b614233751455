extension ProgrammeProblem {
  /// Leaves out years by which a work that has to come after another on the same ground would come before
  /// it. Where both the due years and the plan have them in order, the year in which the second comes first
  /// in either parts them: the first is done up to it, the second from it on.
  mutating func keepOrder(of problem: BundlingProblem, bundles planned: [Bundle]) {
    let bundleOfWork = bundleOfWork
    let alone = problem.works.map(\.yearAlone)
    var plan = alone
    for bundle in planned { for work in bundle.works { plan[Int(work)] = bundle.year } }
    for pair in problem.relations where pair.sharedArea > 0 {
      guard let (first, second) = problem.ordered(pair) else { continue }
      let year = min(alone[second], plan[second])
      guard max(alone[first], plan[first]) <= year else { continue }
      works[first].options.removeAll { $0.year > year }
      works[second].options.removeAll { $0.year < year }
      let (before, after) = (Int(bundleOfWork[first]), Int(bundleOfWork[second]))
      guard before != after else { continue }
      if before >= 0 { bundles[before].options.removeAll { $0.year > year } }
      if after >= 0 { bundles[after].options.removeAll { $0.year < year } }
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
