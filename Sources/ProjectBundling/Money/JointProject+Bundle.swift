extension JointProject {
  /// Works that are done together in a year, as their cost is split.
  package init(_ works: [Int32], in year: Int, _ problem: BundlingProblem) {
    self.init(works, in: year, problem, saved: problem.saved(by: works).saved.paid)
  }

  /// The same where it is known what the works save for those who pay, in EUR.
  init(_ works: [Int32], in year: Int, _ problem: BundlingProblem, saved: Double) {
    let members = works.map { number in
      let work = problem.works[Int(number)]
      return Member(
        party: work.party, due: work.due, alone: work.cost,
        moving: work.moving(to: year) + problem.cutting(number, in: year))
    }
    self.init(members: members, year: year, joint: 0)
    joint = alone - saved
  }
}

extension CostComparison {
  /// What the works of a bundle cost alone and together.
  package init(
    _ bundle: Bundle, _ problem: BundlingProblem, uncertainty: Uncertainty = .usual
  ) {
    let parts = bundle.works.map(problem.parts).reduce(.zero, +)
    let costs = problem.cost(of: bundle.works)
    self.init(
      siloed: CostEstimate(parts: parts, other: max(0, costs - parts.paid)),
      saved: bundle.gain.saved, uncertainty: uncertainty)
  }
}

extension BundlingProblem {
  /// How the cost of a bundle in its year is split over its parties. A coalition of parties would do its
  /// works in the year that saves it most, or not together.
  package func costSplit(of bundle: Bundle) -> CostSplit {
    let project = JointProject(bundle.works, in: bundle.year, self)
    let parties = project.parties
    let places = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1, $0) })
    return CostSplit(project) { coalition in
      moneySaved(
        by: bundle.works.filter { coalition.contains(places[works[Int($0)].party] ?? 0) })
    }
  }

  /// What works save in EUR for those who pay, done together in the year that saves most; at least 0,
  /// since they need not be done together.
  func moneySaved(by works: [Int32]) -> Double {
    guard works.count > 1, let years = commonYears(works) else { return 0 }
    let prices = years.map { year in
      works.reduce(0) { $0 + self.works[Int($1)].moving(to: year) + cutting($1, in: year) }
    }
    return max(0, saved(by: works).saved.paid - (prices.min() ?? 0))
  }
}
