/// Makes a programme better cluster by cluster: each is taken out and put back in the best way that the
/// money of all others leaves. Budgets are kept, and what is covered does not change.
struct ImproveProgramme {
  private let problem: ProgrammeProblem
  private let clusters: [ProgrammeClusters.Cluster]
  private var choice: ProgrammeChoice
  private var ledger: Ledger

  private init(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice
  ) {
    self.problem = problem
    self.clusters = clusters.clusters
    self.choice = choice
    ledger = choice.ledger(problem)
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
      let found = improver.choice.worth(problem)
      if found > worth { (best, worth) = (improver.choice, found) }
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
    for _ in 0..<times {
      guard let group = groups.randomElement(using: &random) else { break }
      let size = min(group.count, Int.random(in: 2...10, using: &random))
      var picked: Set<Int> = []
      while picked.count < size {
        picked.insert(group[Int.random(in: group.indices, using: &random)])
      }
      let order = picked.sorted().shuffled(using: &random)
      improver.reorder(order, by: Bool.random(using: &random) ? prices.priced : { $0.worth })
    }
    return improver.choice
  }

  /// The programme with whatever else is of use, or of no harm, and fits.
  static func complete(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ choice: ProgrammeChoice
  ) -> ProgrammeChoice {
    var improver = ImproveProgramme(problem, clusters, choice)
    improver.visitAll { $0.worth }
    return improver.choice
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
    for cluster in clusters {
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
    let works = cluster.works.map { (ProgrammeProject.work(Int($0)), choice.works[Int($0)]) }
    let bundle = Int(cluster.bundle)
    let whole = bundle < 0 ? [] : [(ProgrammeProject.bundle(bundle), choice.bundles[bundle])]
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
      choice[project] = isBack ? Int32(option) : -1
      let option = problem[project].options[option]
      if isBack { ledger.spend(option) } else { ledger.refund(option) }
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
    defer {
      for (project, option) in way.projects { ledger.refund(problem[project].options[option]) }
    }
    for project in projects {
      let found = best(project, measure, from: isFree ? 0 : -.infinity)
      guard let found else {
        if isFree { continue }
        return nil
      }
      add(project, found, to: &way, measure)
      ledger.spend(problem[project].options[found])
    }
    return way
  }

  private func best(_ project: ProgrammeProject, _ measure: Measure, from least: Double) -> Int? {
    var best: (option: Int, measure: Double)?
    for (index, option) in problem[project].options.enumerated() {
      let value = measure(option)
      guard value >= least, value > best?.measure ?? -.infinity, ledger.hasRoom(for: option) else {
        continue
      }
      best = (index, value)
    }
    return best?.option
  }
}
