/// Makes a programme step by step that keeps all budgets: first what is locked in, then the clusters
/// in the order of what they are worth at prices for what is scarce, then what is still demanded. Not the
/// best, but always within the budgets.
struct FillProgramme {
  private let problem: ProgrammeProblem
  private let clusters: ProgrammeClusters
  private let prices: ProgrammePrices
  private var state: ProgrammeState
  private var coverage: CoverageCount

  init(_ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ prices: ProgrammePrices) {
    self.problem = problem
    self.clusters = clusters
    self.prices = prices
    state = ProgrammeState(problem, ProgrammeChoice(problem))
    coverage = CoverageCount(problem)
  }

  /// The programme.
  static func fill(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ prices: ProgrammePrices
  ) -> ProgrammeChoice {
    var filler = FillProgramme(problem, clusters, prices)
    filler.takeLocked()
    let answers = clusters.clusters.indices.map(prices.answer)
    let order = filler.order(answers)
    for index in order { filler.take(answers[index], of: clusters.clusters[index]) }
    if !problem.demands.isEmpty {
      filler.takeWhatIsNeeded(order)
      filler.leaveWhatIsNot(order)
    }
    return filler.state.choice
  }

  // MARK: Taking projects

  /// Takes a project in the first of the given options that the budgets and the order have room for.
  private mutating func take(_ project: ProgrammeProject, _ options: [Int]) -> Bool {
    let item = problem[project]
    guard let option = options.first(where: { state.allows(project, item.options[$0]) }) else {
      return false
    }
    state.take(project, option)
    for work in item.works { coverage.add(Int(work)) }
    return true
  }

  /// All options, the best at the prices first; those of no use are left out unless everything counts.
  private func ranked(_ project: ProgrammeProject, all: Bool = false) -> [Int] {
    let options = problem[project].options
    let worths = options.map(prices.priced)
    let useful = options.indices.filter { all || options[$0].worth >= 0 }
    return useful.sorted { worths[$0] == worths[$1] ? $0 < $1 : worths[$0] > worths[$1] }
  }

  private mutating func takeLocked() {
    for (index, bundle) in problem.bundles.enumerated()
    where bundle.lock == .lockedIn && problem.isAllowed(bundle: bundle) {
      _ = state.isFree(.bundle(index)) && take(.bundle(index), ranked(.bundle(index), all: true))
    }
    let bundleOfWork = problem.bundleOfWork
    for (index, work) in problem.works.enumerated() where work.lock == .lockedIn {
      guard state.isFree(.work(index)) else { continue }
      let bundle = Int(bundleOfWork[index])
      if bundle >= 0, problem.isAllowed(bundle: problem.bundles[bundle]),
        state.isFree(.bundle(bundle)),
        take(.bundle(bundle), ranked(.bundle(bundle), all: true))
      {
        continue
      }
      _ = take(.work(index), ranked(.work(index), all: true))
    }
  }

  /// Clusters that bring most for what they take come first: worth and what they cover, against cost and
  /// the price of money.
  private func order(_ answers: [[ProgrammePrices.Answer]]) -> [Int] {
    let rates = answers.map { answer -> Double in
      var (brought, taken) = (0.0, 1e-9)
      for part in answer {
        let option = problem[part.project].options[part.option]
        let priced = prices.priced(option)
        brought += max(0, option.worth) + part.worth - priced
        taken += max(0, -option.worth) + option.worth - priced
      }
      return brought / taken
    }
    return answers.indices.sorted { rates[$0] == rates[$1] ? $0 < $1 : rates[$0] > rates[$1] }
  }

  /// Takes the answer of a cluster; where its bundle does not fit, those of its works that do.
  private mutating func take(
    _ projects: [ProgrammePrices.Answer], of cluster: ProgrammeClusters.Cluster
  ) {
    for part in projects where state.isFree(part.project) {
      let isDemanded = !problem.demands.isEmpty
      if take(part.project, ranked(part.project, all: isDemanded)) { continue }
      guard case .bundle = part.project, !isDemanded else { continue }
      for work in cluster.works where problem.works[Int(work)].lock != .lockedOut {
        _ = take(.work(Int(work)), ranked(.work(Int(work))))
      }
    }
  }

  // MARK: Demands

  private mutating func takeWhatIsNeeded(_ order: [Int]) {
    for index in order where !coverage.isEnough {
      for project in clusters.clusters[index].projects {
        let isOpen = problem[project].lock != .lockedOut && state.isFree(project)
        guard isOpen, coverage.helps(problem[project].works) else { continue }
        _ = take(project, ranked(project, all: true))
      }
    }
  }

  /// Leaves out again what turned out not to be needed, the least useful first.
  private mutating func leaveWhatIsNot(_ order: [Int]) {
    guard coverage.isEnough else { return }
    for index in order.reversed() {
      for project in clusters.clusters[index].projects { leave(project) }
    }
  }

  private mutating func leave(_ project: ProgrammeProject) {
    let item = problem[project]
    let isNeeded = item.works.contains { problem.works[Int($0)].lock == .lockedIn }
    guard state.choice[project] >= 0, item.lock != .lockedIn, !isNeeded else { return }
    for work in item.works { coverage.remove(Int(work)) }
    guard coverage.isEnough else {
      for work in item.works { coverage.add(Int(work)) }
      return
    }
    state.drop(project)
  }
}

/// How much of each demand is covered while works are added and taken away.
private struct CoverageCount {
  private let problem: ProgrammeProblem
  /// Indices of the grounds of each work. Shape: works.
  private let grounds: [[Int32]]
  /// How many works that are done cover a ground. Shape: grounds.
  private var counts: [Int32]
  /// m2. Shape: demands.
  private var covered: [Double]

  init(_ problem: ProgrammeProblem) {
    self.problem = problem
    var grounds = [[Int32]](repeating: [], count: problem.works.count)
    for (index, ground) in problem.grounds.enumerated() {
      for work in ground.works { grounds[Int(work)].append(Int32(index)) }
    }
    self.grounds = grounds
    counts = [Int32](repeating: 0, count: problem.grounds.count)
    covered = [Double](repeating: 0, count: problem.demands.count)
  }

  var isEnough: Bool { zip(problem.demands, covered).allSatisfy { $0.isMet(by: $1) } }

  /// Whether works cover new ground of a demand that is not met.
  func helps(_ works: [Int32]) -> Bool {
    works.contains { work in
      grounds[Int(work)].contains { ground in
        counts[Int(ground)] == 0
          && problem.grounds[Int(ground)].demands.contains { demand in
            !problem.demands[Int(demand)].isMet(by: covered[Int(demand)])
          }
      }
    }
  }

  mutating func add(_ work: Int) {
    for ground in grounds[work] {
      counts[Int(ground)] += 1
      if counts[Int(ground)] == 1 { count(ground, 1) }
    }
  }

  mutating func remove(_ work: Int) {
    for ground in grounds[work] {
      counts[Int(ground)] -= 1
      if counts[Int(ground)] == 0 { count(ground, -1) }
    }
  }

  private mutating func count(_ ground: Int32, _ sign: Double) {
    let ground = problem.grounds[Int(ground)]
    for demand in ground.demands { covered[Int(demand)] += sign * ground.area }
  }
}
