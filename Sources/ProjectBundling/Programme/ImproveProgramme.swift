import Workers

/// Makes a programme better cluster by cluster: each is taken out and put back in the best way that the
/// money of all others leaves. Budgets are kept, and what is covered does not change.
struct ImproveProgramme {
  private let problem: ProgrammeProblem
  private let clusters: ProgrammeClusters
  private let offers: ProgrammeOffers
  private var state: ProgrammeState

  private init(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ choice: ProgrammeChoice
  ) {
    self.problem = problem
    self.clusters = clusters
    self.offers = offers
    state = ProgrammeState(problem, offers, choice)
  }

  /// The programme after some rounds. By turns clusters are put back where they are worth most at the
  /// prices, which frees money that is scarce, and where they are worth most, which spends it. Never
  /// worth less than before. `priced` is what each option is worth at the prices.
  static func improve(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ choice: ProgrammeChoice, priced: [Double], rounds: Int = 3
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, offers, choice)
    var (best, worth) = (choice, improver.state.worth)
    for _ in 0..<rounds {
      improver.visitAll(by: priced)
      improver.visitAll(by: offers.worths)
      let found = improver.state.worth
      if found > worth { (best, worth) = (improver.state.choice, found) }
    }
    return complete(problem, clusters, offers, best)
  }

  /// The programme after taking out a few clusters of one party at a time and putting them back in
  /// another order, that many times, whenever that is worth no less (large neighbourhood search, P. Shaw
  /// 1998). The seed alone decides which. Only where nothing is demanded.
  static func explore(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ choice: ProgrammeChoice, priced: [Double], times: Int, seed: UInt64 = 1
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, offers, choice)
    let groups = improver.openByParty()
    guard problem.demands.isEmpty, !groups.isEmpty else { return choice }
    var random = SplitMix(seed: seed)
    for _ in 0..<times where !Interruption.hasHappened {
      guard let group = groups.randomElement(using: &random) else { break }
      let size = min(group.count, Int.random(in: 2...10, using: &random))
      var picked: Set<Int> = []
      while picked.count < size {
        picked.insert(group[Int.random(in: group.indices, using: &random)])
      }
      let order = picked.sorted().shuffled(using: &random)
      improver.reorder(order, by: Bool.random(using: &random) ? priced : offers.worths)
    }
    return improver.state.choice
  }

  /// The programme with whatever else is of use, or of no harm, and fits: no work is left undone that
  /// would add worth in a year in which there is money for it and it comes in order.
  static func complete(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, offers, choice)
    // Each round makes some cluster better and none worse, so that they come to an end.
    for _ in 0..<20 {
      let before = improver.state.taken
      improver.visitAll(by: offers.worths)
      if improver.state.taken == before { break }
    }
    improver.addWhatFits()
    return improver.state.choice
  }

  /// The programme with whatever else fits.
  static func add(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, offers, choice)
    improver.addWhatFits()
    return improver.state.choice
  }

  /// Adds the works that are left, those that are worth most for their money first. Nothing is taken out,
  /// so that what did not fit once does not fit later either: one look at each is enough.
  private mutating func addWhatFits() {
    var left: [(item: Int, rate: Double)] = []
    for cluster in clusters.clusters.indices {
      for project in clusters.clusters[cluster].projects {
        let item = offers.item(project)
        guard offers.locks[item] != .lockedOut, state.isFree(item) else { continue }
        left.append((item, problem.bestRate(of: project)))
      }
    }
    let order = left.indices.sorted { (left[$1].rate, $0) < (left[$0].rate, $1) }
    for item in order.map({ left[$0].item }) where state.isFree(item) {
      let option = state.best(item, by: offers.worths, from: 0)
      if option >= 0 { state.take(item, option) }
    }
  }

  // MARK: Clusters

  /// A way to do a cluster.
  private struct Way {
    var parts: [(item: Int, option: Int)] = []
    var measure = 0.0
    var workCount = 0

    func isBetter(than other: Way) -> Bool {
      (measure, workCount) > (other.measure, other.workCount)
    }

    mutating func clear() {
      parts.removeAll(keepingCapacity: true)
      (measure, workCount) = (0, 0)
    }
  }

  /// Ways that are made over and over in the same memory.
  private struct Ways {
    var before = Way()
    var best = Way()
    var other = Way()
  }

  private mutating func visitAll(by values: [Double]) {
    var ways = Ways()
    for cluster in clusters.clusters.indices {
      if cluster.isMultiple(of: 256), Interruption.hasHappened { return }
      find(cluster, values, &ways.before)
      put(ways.before, isBack: false)
      let isBetter = improve(cluster, values, &ways)
      put(isBetter ? ways.best : ways.before, isBack: true)
    }
  }

  /// Indices of the clusters that nothing is locked in, by the party that pays first; those that no budget
  /// limits are left out.
  private func openByParty() -> [[Int]] {
    var groups = [[Int]](repeating: [], count: problem.parties.count)
    for cluster in clusters.clusters.indices where isOpen(cluster) {
      let options = offers.options(of: Int(clusters.works[clusters.places(of: cluster).lowerBound]))
      guard let payment = options.first.flatMap({ offers.payments(of: $0).first }) else { continue }
      groups[Int(offers.places[payment]) / problem.yearCount].append(cluster)
    }
    return groups.filter { $0.count > 1 }
  }

  private func isOpen(_ cluster: Int) -> Bool {
    for place in clusters.places(of: cluster)
    where offers.locks[Int(clusters.works[place])] == .lockedIn { return false }
    let bundle = Int(clusters.bundles[cluster])
    return bundle < 0 || offers.locks[offers.workCount + bundle] != .lockedIn
  }

  private mutating func reorder(_ picked: [Int], by values: [Double]) {
    var ways = Ways()
    let before = picked.map { way(of: $0) }
    for way in before { put(way, isBack: false) }
    for cluster in picked {
      ways.before.clear()
      if improve(cluster, values, &ways) { put(ways.best, isBack: true) }
    }
    let after = picked.map { way(of: $0) }
    let gain = zip(before, after).reduce(0) { $0 + $1.1.measure - $1.0.measure }
    guard gain < 0 else { return }
    for way in after { put(way, isBack: false) }
    for way in before { put(way, isBack: true) }
  }

  /// How a cluster is done, measured by what that is worth.
  private func way(of cluster: Int) -> Way {
    var way = Way()
    find(cluster, offers.worths, &way)
    return way
  }

  private func find(_ cluster: Int, _ values: [Double], _ way: inout Way) {
    way.clear()
    for place in clusters.places(of: cluster) {
      let work = Int(clusters.works[place])
      if state.taken[work] >= 0 { add(work, Int(state.taken[work]), to: &way, values) }
    }
    let bundle = Int(clusters.bundles[cluster])
    guard bundle >= 0, state.taken[offers.workCount + bundle] >= 0 else { return }
    let item = offers.workCount + bundle
    add(item, Int(state.taken[item]), to: &way, values)
  }

  private func add(_ item: Int, _ option: Int, to way: inout Way, _ values: [Double]) {
    way.parts.append((item, option))
    way.measure += values[option]
    way.workCount += item < offers.workCount ? 1 : offers.places(ofBundle: item).count
  }

  private mutating func put(_ way: Way, isBack: Bool) {
    for (item, option) in way.parts {
      if isBack { state.take(item, option) } else { state.drop(item) }
    }
  }

  /// Puts a better way than before in `ways.best`; false where there is none. It is the same items in other
  /// years where something is locked or demanded, else any others.
  private mutating func improve(_ cluster: Int, _ values: [Double], _ ways: inout Ways) -> Bool {
    guard problem.demands.isEmpty, isOpen(cluster) else {
      return fitSame(ways.before, values, &ways.best) && ways.best.isBetter(than: ways.before)
    }
    fitApart(cluster, values, &ways.best)
    let isBetter = ways.best.isBetter(than: ways.before)
    guard clusters.bundles[cluster] >= 0 else { return isBetter }
    fitBundle(offers.workCount + Int(clusters.bundles[cluster]), values, &ways.other)
    guard ways.other.isBetter(than: isBetter ? ways.best : ways.before) else { return isBetter }
    swap(&ways.other, &ways.best)
    return true
  }

  /// The same items one after the other, each in the option that measures most and that there is money for;
  /// false where they do not fit.
  private mutating func fitSame(_ before: Way, _ values: [Double], _ way: inout Way) -> Bool {
    way.clear()
    defer { put(way, isBack: false) }
    for (item, _) in before.parts {
      let option = state.best(item, by: values, from: -.infinity)
      if option < 0 { return false }
      add(item, option, to: &way, values)
      state.take(item, option)
    }
    return true
  }

  /// The works of a cluster one after the other, each in the option that measures most and that there is
  /// money for; those that measure less than nothing are left out.
  private mutating func fitApart(_ cluster: Int, _ values: [Double], _ way: inout Way) {
    way.clear()
    for place in clusters.places(of: cluster) {
      let work = Int(clusters.works[place])
      guard offers.locks[work] != .lockedOut else { continue }
      let option = state.best(work, by: values, from: 0)
      guard option >= 0 else { continue }
      add(work, option, to: &way, values)
      state.take(work, option)
    }
    put(way, isBack: false)
  }

  private func fitBundle(_ item: Int, _ values: [Double], _ way: inout Way) {
    way.clear()
    let option = state.best(item, by: values, from: 0)
    if option >= 0 { add(item, option, to: &way, values) }
  }
}

extension ProgrammeProblem {
  /// The most that a project is worth for each EUR that it costs; without end where it costs nothing.
  fileprivate func bestRate(of project: ProgrammeProject) -> Double {
    switch project {
    case .work(let index): works[index].options.map(\.rate).max() ?? 0
    case .bundle(let index): bundles[index].options.map(\.rate).max() ?? 0
    }
  }
}

extension ProgrammeItem.Option {
  /// What it is worth for each EUR that it costs; without end where it costs nothing.
  var rate: Double {
    let cost = payments.reduce(Money.zero) { $0 + $1.amount }
    return cost > .zero ? worth / cost.euros : .infinity
  }
}
