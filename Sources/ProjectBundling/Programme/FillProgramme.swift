/// Makes a programme step by step that keeps all budgets: first what is locked in, then the clusters
/// in the order of what they are worth at prices for what is scarce, then what is still demanded. Not the
/// best, but always within the budgets.
struct FillProgramme {
  private let problem: ProgrammeProblem
  private let clusters: ProgrammeClusters
  private let offers: ProgrammeOffers
  /// What each option is worth at the prices. Shape: options.
  private let priced: [Double]
  private var state: ProgrammeState
  private var coverage: CoverageCount

  private init(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    priced: [Double]
  ) {
    self.problem = problem
    self.clusters = clusters
    self.offers = offers
    self.priced = priced
    state = ProgrammeState(problem, offers, ProgrammeChoice(problem))
    coverage = CoverageCount(problem)
  }

  /// The programme.
  static func fill(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ prices: ProgrammePrices, threads: Int
  ) -> ProgrammeChoice {
    var filler = FillProgramme(
      problem, clusters, offers, priced: prices.priced(threads: threads))
    filler.takeLocked()
    let answers = ClusterAnswers(prices, clusters)
    let order = filler.order(answers)
    for index in order { filler.take(answers[index], of: index) }
    if !problem.demands.isEmpty {
      filler.takeWhatIsNeeded(order)
      filler.leaveWhatIsNot(order)
    }
    return filler.state.choice
  }

  /// The answers of all clusters to prices, flat.
  private struct ClusterAnswers {
    private var starts = [0]
    private var answers: [ProgrammePrices.Answer] = []

    init(_ prices: ProgrammePrices, _ clusters: ProgrammeClusters) {
      for index in clusters.clusters.indices {
        prices.answer(index, in: &answers)
        starts.append(answers.count)
      }
    }

    var indices: Range<Int> { 0..<starts.count - 1 }

    subscript(cluster: Int) -> ArraySlice<ProgrammePrices.Answer> {
      answers[starts[cluster]..<starts[cluster + 1]]
    }
  }

  // MARK: Taking items

  /// Takes an item in the option that is worth most at the prices of those that the budgets and the order
  /// have room for; those of no use are left out unless everything counts.
  private mutating func take(_ item: Int, all: Bool = false) -> Bool {
    let option = state.best(item, by: priced, from: -.infinity, worth: all ? -.infinity : 0)
    guard option >= 0 else { return false }
    state.take(item, option)
    if !problem.demands.isEmpty { for work in offers.works(of: item) { coverage.add(Int(work)) } }
    return true
  }

  private mutating func takeLocked() {
    for (index, bundle) in problem.bundles.enumerated()
    where bundle.lock == .lockedIn && problem.isAllowed(bundle: bundle) {
      let item = offers.workCount + index
      _ = state.isFree(item) && take(item, all: true)
    }
    guard offers.locks.prefix(offers.workCount).contains(.lockedIn) else { return }
    let bundleOfWork = problem.bundleOfWork
    for work in 0..<offers.workCount where offers.locks[work] == .lockedIn {
      guard state.isFree(work) else { continue }
      let bundle = Int(bundleOfWork[work])
      let item = offers.workCount + bundle
      if bundle >= 0, problem.isAllowed(bundle: problem.bundles[bundle]), state.isFree(item),
        take(item, all: true)
      {
        continue
      }
      _ = take(work, all: true)
    }
  }

  /// Clusters that bring most for what they take come first: worth and what they cover, against cost and
  /// the price of money.
  private func order(_ answers: ClusterAnswers) -> [Int] {
    let rates = answers.indices.map { index -> Double in
      var (brought, taken) = (0.0, 1e-9)
      for part in answers[index] {
        let (worth, priced) = (offers.worths[Int(part.option)], priced[Int(part.option)])
        brought += max(0, worth) + part.worth - priced
        taken += max(0, -worth) + worth - priced
      }
      return brought / taken
    }
    return answers.indices.sorted { rates[$0] == rates[$1] ? $0 < $1 : rates[$0] > rates[$1] }
  }

  /// Takes the answer of a cluster; where its bundle does not fit, those of its works that do.
  private mutating func take(_ parts: ArraySlice<ProgrammePrices.Answer>, of cluster: Int) {
    let isDemanded = !problem.demands.isEmpty
    for part in parts where state.isFree(Int(part.item)) {
      if take(Int(part.item), all: isDemanded) { continue }
      guard part.item >= offers.workCount, !isDemanded else { continue }
      for place in clusters.places(of: cluster) {
        let work = Int(clusters.works[place])
        if offers.locks[work] != .lockedOut { _ = take(work) }
      }
    }
  }

  // MARK: Demands

  private mutating func takeWhatIsNeeded(_ order: [Int]) {
    for index in order where !coverage.isEnough {
      for project in clusters.clusters[index].projects {
        let item = offers.item(project)
        let isOpen = offers.locks[item] != .lockedOut && state.isFree(item)
        guard isOpen, coverage.helps(offers.works(of: item)) else { continue }
        _ = take(item, all: true)
      }
    }
  }

  /// Leaves out again what turned out not to be needed, the least useful first.
  private mutating func leaveWhatIsNot(_ order: [Int]) {
    guard coverage.isEnough else { return }
    for index in order.reversed() {
      for project in clusters.clusters[index].projects { leave(offers.item(project)) }
    }
  }

  private mutating func leave(_ item: Int) {
    let works = offers.works(of: item)
    let isNeeded = works.contains { offers.locks[Int($0)] == .lockedIn }
    guard state.taken[item] >= 0, offers.locks[item] != .lockedIn, !isNeeded else { return }
    for work in works { coverage.remove(Int(work)) }
    guard coverage.isEnough else {
      for work in works { coverage.add(Int(work)) }
      return
    }
    state.drop(item)
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
