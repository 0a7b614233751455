/// Which option of each work and bundle is taken.
struct ProgrammeChoice: Sendable, Equatable {
  /// Option of each work when done alone; -1 where it is not. Shape: works.
  var works: [Int32]
  /// Option of each bundle; -1 where it is not done. Shape: bundles.
  var bundles: [Int32]

  /// Options that were chosen.
  init(works: [Int32], bundles: [Int32]) {
    (self.works, self.bundles) = (works, bundles)
  }

  /// Nothing is done.
  init(_ problem: ProgrammeProblem) {
    works = [Int32](repeating: -1, count: problem.works.count)
    bundles = [Int32](repeating: -1, count: problem.bundles.count)
  }

  /// Option of a work or bundle; -1 where it is not done.
  subscript(project: ProgrammeProject) -> Int32 {
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

  /// Goes over the options that are taken, works first.
  private func forEachOption(
    _ problem: ProgrammeProblem, _ body: (ProgrammeItem.Option) -> Void
  ) {
    for index in works.indices where works[index] >= 0 {
      body(problem.works[index].options[Int(works[index])])
    }
    for index in bundles.indices where bundles[index] >= 0 {
      body(problem.bundles[index].options[Int(bundles[index])])
    }
  }

  /// What the options taken are worth in EUR.
  func worth(_ problem: ProgrammeProblem) -> Double {
    var worth = 0.0
    forEachOption(problem) { worth += $0.worth }
    return worth
  }

  /// What is spent.
  func ledger(_ problem: ProgrammeProblem) -> Ledger {
    var ledger = Ledger(problem)
    forEachOption(problem) { ledger.spend($0) }
    return ledger
  }

  /// Year of each work, counted from 1 in the first of the horizon; 0 where it is not done. Shape: works.
  func years(_ problem: ProgrammeProblem) -> [Int16] {
    let before = problem.years.lowerBound - 1
    var years = [Int16](repeating: 0, count: works.count)
    for index in works.indices where works[index] >= 0 {
      years[index] = Int16(problem.works[index].options[Int(works[index])].year - before)
    }
    for index in bundles.indices where bundles[index] >= 0 {
      let year = Int16(problem.bundles[index].options[Int(bundles[index])].year - before)
      for work in problem.bundles[index].works { years[Int(work)] = year }
    }
    return years
  }

  /// Whether each work is done. Shape: works.
  func done(_ problem: ProgrammeProblem) -> [Bool] {
    var done = works.map { $0 >= 0 }
    for (bundle, choice) in zip(problem.bundles, bundles) where choice >= 0 {
      for work in bundle.works { done[Int(work)] = true }
    }
    return done
  }

  /// Area in m2 that is covered for each demand. Shape: demands.
  func covered(_ problem: ProgrammeProblem) -> [Double] {
    let done = done(problem)
    var covered = [Double](repeating: 0, count: problem.demands.count)
    for ground in problem.grounds where ground.works.contains(where: { done[Int($0)] }) {
      for demand in ground.demands { covered[Int(demand)] += ground.area }
    }
    return covered
  }

  /// Whether budgets, demands, locks and order are all kept, and no work is done twice.
  func isAllowed(_ problem: ProgrammeProblem) -> Bool {
    ledger(problem).isKept && brokenLocks(problem).isEmpty && !hasTwice(problem)
      && isInOrder(problem)
      && zip(covered(problem), problem.demands).allSatisfy { $1.isMet(by: $0) }
  }

  private func isInOrder(_ problem: ProgrammeProblem) -> Bool {
    let years = years(problem)
    return problem.order.allSatisfy { pair in
      let (first, second) = (years[Int(pair.first)], years[Int(pair.second)])
      return first == 0 || second == 0 || first <= second
    }
  }

  private func hasTwice(_ problem: ProgrammeProblem) -> Bool {
    zip(problem.bundles, bundles).contains { bundle, choice in
      choice >= 0 && bundle.works.contains { works[Int($0)] >= 0 }
    }
  }

  /// The locks that are not kept, works first.
  func brokenLocks(_ problem: ProgrammeProblem) -> [ProgrammeProject] {
    let done = done(problem)
    let broken = problem.works.indices.filter { problem.works[$0].isBroken(done[$0]) }
    let bundles = problem.bundles.indices.filter {
      problem.bundles[$0].isBroken(self.bundles[$0] >= 0)
    }
    return broken.map { .work($0) } + bundles.map { .bundle($0) }
  }
}

extension ProgrammeItem {
  fileprivate func isBroken(_ isDone: Bool) -> Bool {
    lock == (isDone ? .lockedOut : .lockedIn)
  }
}

extension CoverageDemand {
  /// Whether an area in m2 is enough, but for the rounding of sums.
  func isMet(by area: Double) -> Bool { area >= needed - 1e-9 * max(1, total) }
}
