import Workers

/// Makes a programme better cluster by cluster: each is taken out and put back in the best way that the
/// money of all others leaves. Budgets are kept, and what is covered does not change.
struct ImproveProgramme {
  private let problem: ProgrammeProblem
  private let clusters: [ProgrammeClusters.Cluster]
  private var state: ProgrammeState

  private init(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice
  ) {
    self.problem = problem
    self.clusters = clusters.clusters
    state = ProgrammeState(problem, choice)
  }

  /// The programme after some rounds. By turns clusters are put back where they are worth most at the
  /// prices, which frees money that is scarce, and where they are worth most, which spends it. Never
  /// worth less than before.
  static func improve(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice,
    at prices: ProgrammePrices, rounds: Int = 3
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, choice)
    var (best, worth) = (choice, choice.worth(problem))
    for _ in 0..<rounds {
      improver.visitAll(by: prices.priced)
      improver.visitAll { $0.worth }
      let found = improver.state.choice.worth(problem)
      if found > worth { (best, worth) = (improver.state.choice, found) }
    }
    return complete(problem, clusters, best)
  }

  /// The programme after taking out a few clusters of one party at a time and putting them back in
  /// another order, that many times, whenever that is worth no less (large neighbourhood search, P. Shaw
  /// 1998). The seed alone decides which. Only where nothing is demanded.
  static func explore(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice,
    at prices: ProgrammePrices, times: Int, seed: UInt64 = 1
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, choice)
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
      improver.reorder(order, by: Bool.random(using: &random) ? prices.priced : { $0.worth })
    }
    return improver.state.choice
  }

  /// The programme with whatever else is of use, or of no harm, and fits: no work is left undone that
  /// would add worth in a year in which there is money for it and it comes in order.
  static func complete(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, choice)
    // Each round makes some cluster better and none worse, so that they come to an end.
    for _ in 0..<20 {
      let before = improver.state.choice
      improver.visitAll { $0.worth }
      if improver.state.choice == before { break }
    }
    improver.addWhatFits()
    return improver.state.choice
  }

  /// The programme with whatever else fits.
  static func add(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, choice)
    improver.addWhatFits()
    return improver.state.choice
  }

  /// Adds the works that are left, those that are worth most for their money first. Nothing is taken out,
  /// so that what did not fit once does not fit later either: one look at each is enough.
  private mutating func addWhatFits() {
    let left = clusters.flatMap(\.projects)
      .filter { problem[$0].lock != .lockedOut && state.isFree($0) }
      .map { (project: $0, rate: problem[$0].bestRate) }
    let order = left.indices.sorted { (left[$1].rate, $0) < (left[$0].rate, $1) }
    for project in order.map({ left[$0].project }) where state.isFree(project) {
      if let option = best(project, { $0.worth }, from: 0) { state.take(project, option) }
    }
  }

  // MARK: Clusters

  private typealias Measure = (ProgrammeItem.Option) -> Double

  /// A way to do a cluster.
  private struct Way {
    var projects: [(project: ProgrammeProject, option: Int)] = []
    var measure = 0.0
    var workCount = 0

    func isBetter(than other: Way) -> Bool {
      (measure, workCount) > (other.measure, other.workCount)
    }
  }

  private mutating func visitAll(by measure: Measure) {
    for (index, cluster) in clusters.enumerated() {
      if index.isMultiple(of: 256), Interruption.hasHappened { return }
      let before = way(of: cluster, measure)
      put(before, isBack: false)
      var best = before
      for way in ways(cluster, before, measure) where way.isBetter(than: best) { best = way }
      put(best, isBack: true)
    }
  }

  /// Indices of the clusters that nothing is locked in, by the party that pays first; those that no budget
  /// limits are left out.
  private func openByParty() -> [[Int]] {
    var groups = [[Int]](repeating: [], count: problem.parties.count)
    for (index, cluster) in clusters.enumerated() where isOpen(cluster) {
      let options = problem.works[Int(cluster.works[0])].options
      let payment = options.first?.payments.first { problem.isLimited($0) }
      if let payment { groups[payment.party].append(index) }
    }
    return groups.filter { $0.count > 1 }
  }

  private func isOpen(_ cluster: ProgrammeClusters.Cluster) -> Bool {
    cluster.works.allSatisfy { problem.works[Int($0)].lock != .lockedIn }
      && (cluster.bundle < 0 || problem.bundles[Int(cluster.bundle)].lock != .lockedIn)
  }

  private mutating func reorder(_ picked: [Int], by measure: Measure) {
    let before = picked.map { way(of: clusters[$0]) { $0.worth } }
    for way in before { put(way, isBack: false) }
    for index in picked {
      var best = Way()
      for way in ways(clusters[index], best, measure) where way.isBetter(than: best) { best = way }
      put(best, isBack: true)
    }
    let after = picked.map { way(of: clusters[$0]) { $0.worth } }
    let gain = zip(before, after).reduce(0) { $0 + $1.1.measure - $1.0.measure }
    guard gain < 0 else { return }
    for way in after { put(way, isBack: false) }
    for way in before { put(way, isBack: true) }
  }

  private func way(of cluster: ProgrammeClusters.Cluster, _ measure: Measure) -> Way {
    var way = Way()
    let works = cluster.works.map { (ProgrammeProject.work(Int($0)), state.choice.works[Int($0)]) }
    let bundle = Int(cluster.bundle)
    let whole = bundle < 0 ? [] : [(ProgrammeProject.bundle(bundle), state.choice.bundles[bundle])]
    for (project, option) in works + whole where option >= 0 {
      add(project, Int(option), to: &way, measure)
    }
    return way
  }

  private func add(
    _ project: ProgrammeProject, _ option: Int, to way: inout Way, _ measure: Measure
  ) {
    way.projects.append((project, option))
    way.measure += measure(problem[project].options[option])
    way.workCount += problem[project].works.count
  }

  private mutating func put(_ way: Way, isBack: Bool) {
    for (project, option) in way.projects {
      if isBack { state.take(project, option) } else { state.drop(project) }
    }
  }

  /// The same projects in other years; and, where nothing is locked or demanded, any others.
  private mutating func ways(
    _ cluster: ProgrammeClusters.Cluster, _ before: Way, _ measure: Measure
  ) -> [Way] {
    let same = fitting(before.projects.map(\.project), measure, isFree: false)
    guard problem.demands.isEmpty, isOpen(cluster) else { return [same].compactMap(\.self) }
    let works = cluster.works.filter { problem.works[Int($0)].lock != .lockedOut }
    let apart = fitting(works.map { .work(Int($0)) }, measure, isFree: true)
    return [apart, fitting(cluster.whole, measure, isFree: true)].compactMap(\.self)
  }

  /// The projects one after the other, each in the option that measures most and that there is money for.
  /// Where they are free, those that measure less than nothing are left out; else all are needed, and
  /// it is nil when they do not fit.
  private mutating func fitting(
    _ projects: [ProgrammeProject], _ measure: Measure, isFree: Bool
  ) -> Way? {
    var way = Way()
    defer { for (project, _) in way.projects { state.drop(project) } }
    for project in projects {
      let found = best(project, measure, from: isFree ? 0 : -.infinity)
      guard let found else {
        if isFree { continue }
        return nil
      }
      add(project, found, to: &way, measure)
      state.take(project, found)
    }
    return way
  }

  private func best(_ project: ProgrammeProject, _ measure: Measure, from least: Double) -> Int? {
    var best: (option: Int, measure: Double)?
    for (index, option) in problem[project].options.enumerated() {
      let value = measure(option)
      guard value >= least, value > best?.measure ?? -.infinity,
        state.allows(project, option)
      else { continue }
      best = (index, value)
    }
    return best?.option
  }
}

extension ProgrammeItem {
  /// The most that it is worth for each EUR that it costs; without end where it costs nothing.
  fileprivate var bestRate: Double { options.map(\.rate).max() ?? 0 }
}

extension ProgrammeItem.Option {
  /// What it is worth for each EUR that it costs; without end where it costs nothing.
  var rate: Double {
    let cost = payments.reduce(Money.zero) { $0 + $1.amount }
    return cost > .zero ? worth / cost.euros : .infinity
  }
}
