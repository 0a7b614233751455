import Geometry
import LayerStack
import Workers

/// A bundle in the making: some nodes, with all that decides what they gain with others. It never
/// changes; joining two makes a third.
final class Cluster: Sendable {
  /// Its nodes, ascending.
  let nodes: [Int32]
  /// Number of works.
  let workCount: Int
  /// Saved, with the value of challenges, in EUR.
  let saved: Double
  /// What of it is saved in cash, in EUR: all but nuisance and challenges. The set-up is not taken off.
  let cash: Double
  /// The largest member's traffic, plan, tender and nuisance in EUR, times what sharing saves of
  /// it.
  let once: SIMD4<Double>
  /// What it does on each ground, by ground.
  let grounds: [GroundPart]
  /// Sum over grounds of what it does there, with the value of the challenges, in EUR.
  let groundTotal: Double
  /// First year in which all its works may be done.
  let firstYear: Int
  /// Price of doing it in each of those years, in EUR.
  let prices: [Double]
  /// What its nodes gain when each stays by itself; not above 0 but for works that must go
  /// together.
  let apart: Double
  /// Sum of the works' days.
  let days: Double
  /// Days of the longest work.
  let longestDays: Double
  /// What its works cost alone, in EUR.
  let cost: Double
  /// What it takes in EUR to set up a project of two or more works.
  let setup: Double
  /// Whether some of its works must go together, so that there is a project in any case.
  let isDecided: Bool
  let parties: [Int32]
  let kinds: [Int32]
  let box: SIMD4<Double>
  /// Whether there are nodes that may not be bundled with one of its nodes.
  let hasEnemies: Bool
  /// Gain over its nodes by themselves, in EUR.
  let gain: Double

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

  /// The last year in which all works may be done, and one.
  var endYear: Int { firstYear + prices.count }

  /// What it does on a ground; nil where it is not there.
  func part(on ground: Int32) -> GroundPart? {
    let place = grounds.firstIndex(notBelow: ground, from: 0)
    return place < grounds.count && grounds[place].ground == ground ? grounds[place] : nil
  }

  /// A work by itself.
  init(work number: Int32, node: Int32, _ problem: BundlingProblem, hasEnemies: Bool) {
    let work = problem.works[Int(number)]
    let (parts, factors) = (problem.parts(of: number), problem.rules.saved)
    let saves = parts * factors
    once = SIMD4(saves.traffic, saves.plan, saves.tender, saves.nuisance)
    grounds = problem.groundsOfWorks[Int(number)].map { ground in
      let parts = problem.groundParts(of: number, on: Int(ground)) * factors
      return GroundPart(
        ground: ground, isMet: false, parts: SIMD2(parts.excavation, parts.surface),
        challenge: problem.grounds[Int(ground)].challenge * problem.rules.challengeValue)
    }
    groundTotal = grounds.reduce(0) { $0 + $1.parts.sum() + $1.challenge }
    prices = work.years.map { work.moving(to: $0) + problem.cutting(number, in: $0) }
    apart = -prices[work.yearAlone - work.years.lowerBound]
    nodes = [node]
    workCount = 1
    (saved, cash) = (0, 0)
    firstYear = work.years.lowerBound
    days = work.days
    longestDays = work.days
    cost = work.cost
    setup = problem.rules.project.setup
    isDecided = false
    parties = [Int32(work.party)]
    kinds = [Int32(work.kind)]
    box = work.box
    self.hasEnemies = hasEnemies
    gain = 0
  }

  /// Two clusters that have a year in common, together.
  init(_ a: Cluster, _ b: Cluster) {
    nodes = merged(a.nodes, b.nodes)
    workCount = a.workCount + b.workCount
    let between = a.savedBetween(b)
    saved = a.saved + b.saved + between.all
    cash = a.cash + b.cash + between.cash
    once = pointwiseMax(a.once, b.once)
    grounds = union(a.grounds, b.grounds)
    groundTotal = grounds.reduce(0) { $0 + $1.parts.sum() + $1.challenge }
    firstYear = max(a.firstYear, b.firstYear)
    let (skipA, skipB) = (firstYear - a.firstYear, firstYear - b.firstYear)
    prices = (0..<min(a.endYear, b.endYear) - firstYear).map {
      a.prices[skipA + $0] + b.prices[skipB + $0]
    }
    apart = a.apart + b.apart
    days = a.days + b.days
    longestDays = max(a.longestDays, b.longestDays)
    cost = a.cost + b.cost
    setup = a.setup
    isDecided = a.isDecided || b.isDecided
    parties = united(a.parties, b.parties)
    kinds = united(a.kinds, b.kinds)
    box = a.box.union(b.box)
    hasEnemies = a.hasEnemies || b.hasEnemies
    gain = saved - (prices.min() ?? 0) - apart - setup
  }

  /// Clusters that have a year in common, together; nil for none. Joined by halves, so that many small ones
  /// take no longer than a few large ones.
  static func together(_ parts: some RandomAccessCollection<Cluster>) -> Cluster? {
    guard parts.count > 1 else { return parts.first }
    let half = parts.count / 2
    guard let a = together(parts.prefix(half)), let b = together(parts.dropFirst(half)) else {
      return nil
    }
    return Cluster(a, b)
  }

  /// Works that must go together, as one node: by themselves they gain nothing over themselves.
  init(uniting cluster: Cluster, node: Int32) {
    nodes = [node]
    workCount = cluster.workCount
    (saved, cash) = (cluster.saved, cluster.cash)
    once = cluster.once
    grounds = cluster.grounds
    groundTotal = cluster.groundTotal
    firstYear = cluster.firstYear
    prices = cluster.prices
    apart = cluster.saved - (cluster.prices.min() ?? 0) - cluster.setup
    days = cluster.days
    longestDays = cluster.longestDays
    cost = cluster.cost
    setup = cluster.setup
    isDecided = true
    parties = cluster.parties
    kinds = cluster.kinds
    box = cluster.box
    hasEnemies = cluster.hasEnemies
    gain = 0
  }

  // MARK: Together

  /// What two clusters gain by being joined, in EUR; nil where they have no year in common. Says
  /// nothing about limits. The order of the two makes no difference, to the last bit.
  func joiningGain(_ other: Cluster) -> Double? {
    guard let price = lowestPrice(with: other) else { return nil }
    return (saved + other.saved) + savedBetween(other).all - price - (apart + other.apart) - setup
      - (gain + other.gain)
  }

  /// What the nodes of both gain together over each by itself, in EUR; nil where they have no year in common.
  func gainTogether(with other: Cluster) -> Double? {
    joiningGain(other).map { $0 + gain + other.gain }
  }

  /// What joining gains at most, in EUR: quick to tell.
  func mostSaved(with other: Cluster) -> Double {
    pointwiseMin(once, other.once).sum() + min(groundTotal, other.groundTotal)
      + (isProject && other.isProject ? setup : 0)
  }

  /// Whether it is of two or more works, and so takes a set-up.
  var isProject: Bool { workCount > 1 }

  /// Whether it gains enough to be proposed, in all and in cash, or stands whatever it gains.
  func isWorthwhile(_ rules: ProjectRules) -> Bool {
    nodes.count < 2 || isDecided
      || (gain >= rules.leastGain && cash - setup >= rules.leastCash)
  }

  private func lowestPrice(with other: Cluster) -> Double? {
    let first = max(firstYear, other.firstYear)
    let end = min(endYear, other.endYear)
    guard first < end else { return nil }
    var lowest = Double.infinity
    for year in first..<end {
      lowest = min(lowest, prices[year - firstYear] + other.prices[year - other.firstYear])
    }
    return lowest
  }

  /// What is saved on top of what both save by themselves, and what of it in cash: of each part the smaller
  /// of both largest.
  private func savedBetween(_ other: Cluster) -> (all: Double, cash: Double) {
    let isShorter = grounds.count < other.grounds.count
    let once = pointwiseMin(once, other.once)
    let there =
      isShorter ? grounds.saved(with: other.grounds) : other.grounds.saved(with: grounds)
    return (once.sum() + (there.cash + there.challenges), once.cash + there.cash)
  }
}

extension SIMD4<Double> {
  /// Of traffic, plan, tender and nuisance what is cash: all but nuisance.
  var cash: Double { self[0] + self[1] + self[2] }
}

extension Cluster.GroundPart {
  fileprivate func newChallenge(_ other: Self) -> Double {
    isMet || other.isMet ? 0 : challenge
  }
}

extension [Cluster.GroundPart] {
  /// What is saved on the grounds that are also in another, longer list: in cash, and of challenges.
  fileprivate func saved(
    with many: [Cluster.GroundPart]
  ) -> (cash: Double, challenges: Double) {
    var (sum, place) = ((cash: 0.0, challenges: 0.0), 0)
    for part in self {
      place = many.firstIndex(notBelow: part.ground, from: place)
      if place == many.count { break }
      guard many[place].ground == part.ground else { continue }
      sum.cash += pointwiseMin(part.parts, many[place].parts).sum()
      sum.challenges += part.newChallenge(many[place])
    }
    return sum
  }

  /// The first part of a ground not below the given one, at or after a place: looks near that place
  /// first, then further and further.
  fileprivate func firstIndex(notBelow ground: Int32, from place: Int) -> Int {
    var (low, step) = (place, 1)
    while low + step < count, self[low + step].ground < ground {
      low += step
      step *= 2
    }
    return (low..<Swift.min(count, low + step)).partitionPoint { self[$0].ground < ground }
  }
}

/// The numbers of two ascending lists, ascending.
private func merged(_ a: [Int32], _ b: [Int32]) -> [Int32] {
  var result: [Int32] = []
  result.reserveCapacity(a.count + b.count)
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    if a[i] < b[j] {
      result.append(a[i])
      i += 1
    } else {
      result.append(b[j])
      j += 1
    }
  }
  result += a[i...]
  result += b[j...]
  return result
}

/// The numbers of both lists, each once. Mostly one list has them all, and is not made again.
private func united(_ a: [Int32], _ b: [Int32]) -> [Int32] {
  let more = b.filter { !a.contains($0) }
  return more.isEmpty ? a : a + more
}

private func union(_ a: [Cluster.GroundPart], _ b: [Cluster.GroundPart]) -> [Cluster.GroundPart] {
  var result: [Cluster.GroundPart] = []
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
