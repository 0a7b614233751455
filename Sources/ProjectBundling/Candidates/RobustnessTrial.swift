/// How some candidates held.
struct TrialOutcome: Sendable {
  /// Number of draws that each survived. Shape: candidates.
  var survived: [Int]
  /// Those of them that gained most in each draw. Shape: draws.
  var best: [[BestList.Entry]]
}

/// Tries some candidates, eight draws at a time. What all draws share is in flat arrays: for each
/// candidate what it saves and in which years it may be done; for each of its works what is left when
/// it leaves, and what moving it costs.
struct RobustnessTrial {
  private let random: RandomDraws
  private let top: Int
  private let themeCount: Int
  private var candidates: [Entry] = []
  private var members: [Member] = []
  /// Value in EUR of each theme that rides along, at weight 1. Shape: `candidates x themes`.
  private var challenges: [Double] = []
  /// What is left of the value of each theme when a member leaves. Shape: `members x themes`.
  private var challengesWithout: [Double] = []
  /// Cost of cutting renewed surfaces by year, for the candidates that cut any: of all members, then
  /// of each.
  private var cuts: [Double] = []
  /// Due years of a candidate's members in a block of draws.
  private var dues: [SIMD8<Double>] = []

  private struct Entry {
    let number: Int32
    let saved: Double
    let years: ClosedRange<Int>
    let members: Range<Int>
    /// Place of its first year in `cuts`; -1 where it cuts nothing.
    let cuts: Int
  }

  /// A work of a candidate.
  fileprivate struct Member {
    let number: UInt64
    let firstYear: Int
    let yearCount: Int
    let earlierPerYear: Double
    let laterPerYear: Double
    /// EUR that its candidate saves without it, challenges apart.
    let savedWithout: Double
  }

  init(
    _ candidates: ArraySlice<Candidate>, _ problem: BundlingProblem, _ random: RandomDraws, top: Int
  ) {
    self.random = random
    self.top = top
    themeCount = candidates.first?.ground.sharedSeverities.count ?? 0
    let value = problem.rules.challengeValue
    for (index, candidate) in zip(candidates.indices, candidates) {
      add(candidate, Int32(index), problem)
      let (shared, lost) = (candidate.ground.sharedSeverities, candidate.ground.lostSeverities)
      challenges += shared.map { $0 * value }
      challengesWithout += lost.indices.map { (shared[$0 % themeCount] - lost[$0]) * value }
    }
  }

  private mutating func add(_ candidate: Candidate, _ number: Int32, _ problem: BundlingProblem) {
    let bundle = candidate.bundle
    let first = members.count
    for (work, rest) in zip(bundle.works, problem.savedWithoutEach(of: bundle.works)) {
      members.append(Member(problem.works[Int(work)], UInt64(work), savedWithout: rest))
    }
    let years = problem.commonYears(bundle.works) ?? bundle.year...bundle.year
    candidates.append(
      Entry(
        number: number, saved: bundle.gain.saved.total, years: years,
        members: first..<members.count, cuts: addCuts(of: bundle.works, in: years, problem)))
  }

  /// Writes down what cutting renewed surfaces costs in some years; returns the place of the first, or
  /// -1 where nothing is cut.
  private mutating func addCuts(
    of works: [Int32], in years: ClosedRange<Int>, _ problem: BundlingProblem
  ) -> Int {
    let cutting = works.map { work in years.map { problem.cutting(work, in: $0) } }
    guard cutting.contains(where: { $0.contains { $0 != 0 } }) else { return -1 }
    let place = cuts.count
    cuts += (0..<years.count).map { year in cutting.reduce(0) { $0 + $1[year] } }
    cuts += cutting.joined()
    return place
  }

  /// Tries all candidates in so many draws.
  mutating func run(draws: Int) -> TrialOutcome {
    var outcome = TrialOutcome(
      survived: [Int](repeating: 0, count: candidates.count), best: [])
    for block in 0..<(draws + 7) / 8 {
      let weights = random.weights(block: block)
      var best = [BestList](repeating: BestList(size: top), count: min(8, draws - 8 * block))
      for index in candidates.indices {
        let (net, survives) = tryOut(index, weights, block: block)
        for lane in best.indices {
          if survives[lane] { outcome.survived[index] += 1 }
          best[lane].add(.init(worth: net[lane], number: candidates[index].number))
        }
      }
      outcome.best += best.map(\.best)
    }
    return outcome
  }

  /// What a candidate gains in the year that suits the drawn due years best, and whether it holds: it
  /// gains, and no work of it adds less than moving it costs.
  private mutating func tryOut(
    _ index: Int, _ weights: [SIMD8<Double>], block: Int
  ) -> (net: SIMD8<Double>, survives: SIMDMask<SIMD8<Int64>>) {
    let candidate = candidates[index]
    drawDues(of: candidate, block: block)
    let (year, price) = cheapestYear(of: candidate)
    let whole = candidate.saved + value(challenges, index, weights)
    var survives = whole - price .> 0
    for (member, due) in zip(candidate.members, dues) {
      let rest = members[member].savedWithout + value(challengesWithout, member, weights)
      let moving = members[member].moving(to: year, due: due) + cutting(member, candidate, year)
      // Rounding is no reason to leave.
      survives .&= whole - moving .>= rest - leastGain
    }
    return (whole - price, survives)
  }

  private mutating func drawDues(of candidate: Entry, block: Int) {
    dues.removeAll(keepingCapacity: true)
    for member in members[candidate.members] {
      dues.append(
        random.years(
          member.yearCount, from: member.firstYear, block: block, stream: member.number))
    }
  }

  /// The year in which moving all works and cutting renewed surfaces costs least, the first of equals,
  /// and that cost in EUR.
  private func cheapestYear(
    of candidate: Entry
  ) -> (year: SIMD8<Double>, price: SIMD8<Double>) {
    var (best, lowest) = (SIMD8<Double>.zero, SIMD8<Double>(repeating: .infinity))
    for (place, year) in candidate.years.enumerated() {
      let year = SIMD8(repeating: Double(year))
      var sum = SIMD8(repeating: candidate.cuts < 0 ? 0 : cuts[candidate.cuts + place])
      for (member, due) in zip(candidate.members, dues) {
        sum += members[member].moving(to: year, due: due)
      }
      let isLower = sum .< lowest
      lowest.replace(with: sum, where: isLower)
      best.replace(with: year, where: isLower)
    }
    return (best, lowest)
  }

  /// What cutting renewed surfaces costs for a member in a year, in EUR.
  private func cutting(
    _ member: Int, _ candidate: Entry, _ year: SIMD8<Double>
  ) -> SIMD8<Double> {
    guard candidate.cuts >= 0 else { return .zero }
    let row = candidate.cuts + (1 + member - candidate.members.lowerBound) * candidate.years.count
    var result = SIMD8<Double>.zero
    for lane in 0..<8 { result[lane] = cuts[row + Int(year[lane]) - candidate.years.lowerBound] }
    return result
  }

  private func value(
    _ themes: [Double], _ index: Int, _ weights: [SIMD8<Double>]
  ) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for theme in weights.indices { sum += weights[theme] * themes[index * themeCount + theme] }
    return sum
  }
}

extension RobustnessTrial.Member {
  fileprivate init(_ work: BundlingWork, _ number: UInt64, savedWithout: Double) {
    self.init(
      number: number, firstYear: work.years.lowerBound,
      // What is overdue is due at once, however late it may be done.
      yearCount: work.overdueSince == nil ? work.years.count : 1,
      earlierPerYear: work.earlierPerYear, laterPerYear: work.laterPerYear,
      savedWithout: savedWithout)
  }

  /// Price in EUR of moving the work from a due year to a year.
  @inline(__always)
  fileprivate func moving(to year: SIMD8<Double>, due: SIMD8<Double>) -> SIMD8<Double> {
    let shift = year - due
    return (shift * laterPerYear).replacing(with: -shift * earlierPerYear, where: shift .< 0)
  }
}
