import LayerStack

/// A bundle in the making: some nodes, with all that decides what they gain with others.
struct Cluster: Sendable {
  /// Its nodes, ascending.
  private(set) var nodes: [Int32]
  /// Number of works.
  private(set) var workCount: Int
  /// Saved, with the value of challenges, in EUR.
  private(set) var saved: Double
  /// The largest member's traffic, plan, tender and nuisance in EUR, times what sharing saves of it.
  private(set) var once: SIMD4<Double>
  /// What it does on each ground, by ground.
  private(set) var grounds: [GroundPart]
  /// First year in which all its works may be done.
  private(set) var firstYear: Int
  /// Price of doing it in each of those years, in EUR.
  private(set) var prices: [Double]
  /// What its nodes gain when each stays by itself; not above 0 but for works that must go together.
  private(set) var apart: Double
  private(set) var days: Double
  private(set) var longestDays: Double
  private(set) var parties: [Int32]
  private(set) var kinds: [Int32]
  private(set) var box: SIMD4<Double>
  private(set) var hasEnemies: Bool

  /// What works do on a ground.
  struct GroundPart: Sendable {
    let ground: Int32
    /// Whether two or more of the works are there.
    var isMet: Bool
    /// The largest work's excavation and surface in EUR, times what sharing saves of it.
    var parts: SIMD2<Double>
    /// Value of the challenges there.
    let challenge: Double
  }

  /// Gain over its nodes by themselves, in EUR.
  var gain: Double { nodes.count == 1 ? 0 : saved - (prices.min() ?? 0) - apart }

  /// A node by itself.
  init(node: Int32, works: [Int32], _ problem: BundlingProblem, hasEnemies: Bool) {
    self.init(work: works[0], node: node, problem, hasEnemies: hasEnemies)
    for work in works.dropFirst() {
      absorb(Cluster(work: work, node: node, problem, hasEnemies: hasEnemies))
    }
    nodes = [node]
    let alone = problem.works[Int(works[0])].yearAlone
    apart = saved - (works.count == 1 ? prices[alone - firstYear] : prices.min() ?? 0)
  }

  private init(work number: Int32, node: Int32, _ problem: BundlingProblem, hasEnemies: Bool) {
    let work = problem.works[Int(number)]
    let (parts, factors) = (problem.parts(of: number), problem.rules.saved)
    nodes = [node]
    workCount = 1
    saved = 0
    let saves = parts * factors
    once = SIMD4(saves.traffic, saves.plan, saves.tender, saves.nuisance)
    grounds = problem.groundsOfWorks[Int(number)].map { ground in
      let parts = problem.groundParts(of: number, on: Int(ground)) * factors
      return GroundPart(
        ground: ground, isMet: false, parts: SIMD2(parts.excavation, parts.surface),
        challenge: problem.grounds[Int(ground)].challenge * problem.rules.challengeValue)
    }
    firstYear = work.years.lowerBound
    prices = work.years.map { work.moving(to: $0) + problem.cutting(number, in: $0) }
    apart = 0
    days = work.days
    longestDays = work.days
    parties = [Int32(work.party)]
    kinds = [Int32(work.kind)]
    box = work.box
    self.hasEnemies = hasEnemies
  }

  // MARK: Together

  /// Gain of two clusters together over their nodes by themselves, in EUR; nil where they have no year in
  /// common. Says nothing about limits.
  func gain(with other: Cluster) -> Double? {
    guard let price = lowestPrice(with: other) else { return nil }
    return saved + other.saved + savedBetween(other) - price - apart - other.apart
  }

  private func lowestPrice(with other: Cluster) -> Double? {
    let first = max(firstYear, other.firstYear)
    let end = min(firstYear + prices.count, other.firstYear + other.prices.count)
    guard first < end else { return nil }
    var lowest = Double.infinity
    for year in first..<end {
      lowest = min(lowest, prices[year - firstYear] + other.prices[year - other.firstYear])
    }
    return lowest
  }

  /// What is saved on top of what both save by themselves: of each part the smaller of both largest.
  private func savedBetween(_ other: Cluster) -> Double {
    var sum = pointwiseMin(once, other.once).sum()
    var (i, j) = (0, 0)
    while i < grounds.count, j < other.grounds.count {
      let (a, b) = (grounds[i], other.grounds[j])
      if a.ground == b.ground { sum += a.savedBetween(b) }
      if a.ground <= b.ground { i += 1 }
      if b.ground <= a.ground { j += 1 }
    }
    return sum
  }

  /// Takes in another cluster, with which it has a year in common.
  mutating func absorb(_ other: Cluster) {
    saved += other.saved + savedBetween(other)
    once = pointwiseMax(once, other.once)
    grounds = Self.union(grounds, other.grounds)
    let first = max(firstYear, other.firstYear)
    let end = min(firstYear + prices.count, other.firstYear + other.prices.count)
    prices = (first..<end).map { prices[$0 - firstYear] + other.prices[$0 - other.firstYear] }
    firstYear = first
    apart += other.apart
    nodes = (nodes + other.nodes).sorted()
    workCount += other.workCount
    days += other.days
    longestDays = max(longestDays, other.longestDays)
    parties += other.parties.filter { !parties.contains($0) }
    kinds += other.kinds.filter { !kinds.contains($0) }
    box = box.union(other.box)
    hasEnemies = hasEnemies || other.hasEnemies
  }

  private static func union(_ a: [GroundPart], _ b: [GroundPart]) -> [GroundPart] {
    var result: [GroundPart] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || (i < a.count && a[i].ground < b[j].ground) {
        result.append(a[i])
        i += 1
      } else if i == a.count || b[j].ground < a[i].ground {
        result.append(b[j])
        j += 1
      } else {
        var both = a[i]
        both.isMet = true
        both.parts = pointwiseMax(both.parts, b[j].parts)
        result.append(both)
        (i, j) = (i + 1, j + 1)
      }
    }
    return result
  }
}

extension Cluster.GroundPart {
  fileprivate func savedBetween(_ other: Self) -> Double {
    pointwiseMin(parts, other.parts).sum() + (isMet || other.isMet ? 0 : challenge)
  }
}
