import ProjectBundling
import TestSupport
import Testing

@testable import MissedWindows

private let years = 2010...2019
private let types = ["pavement-brick", "pavement-tiles", "sewer", "cable", "tree", "building"]

/// Audits of random histories held against what is written down here a second time, naively: rectangles by their
/// corners, shared ground by squares of a metre, rules and savings from the words of docs/audit.md and
/// docs/bundling.md.
@Suite struct RandomHistoryTests {

  @Test(arguments: 0..<220) func `pairs, reasons and sums are those of a naive count`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let naive = NaiveHistory(&random)
    let audit = try naive.written().audit(years)
    let kept = naive.kept
    #expect(audit.works.map(\.id) == kept.map(\.id))

    // The same pairs, and the same reasons where no project joins them.
    let found = audit.pairs.map {
      "\(audit.works[Int($0.first)].id) \(audit.works[Int($0.second)].id)"
    }
    let expected = naive.pairs
    #expect(found.sorted() == expected.map { "\($0.first) \($0.second)" }.sorted())
    for pair in audit.pairs {
      let ids = [audit.works[Int(pair.first)].id, audit.works[Int(pair.second)].id]
      let own = try #require(expected.first { [$0.first, $0.second] == ids })
      #expect(abs(pair.area - own.area) < 1e-6)
      if pair.bundle == nil {
        #expect(pair.outcome == own.outcome, "\(ids)")
      } else {
        #expect(pair.outcome >= own.outcome && own.outcome != .keptApart, "\(ids)")
      }
    }

    // All that was possible: of each case as a whole, where areas of the stack may turn half a cent, and as the sum of
    // its reasons, in whole cents.
    var sum = 0
    for one in audit.bundles {
      let works = one.bundle.works.map { kept[Int($0)] }
      let more = Double(one.bundle.possible) - naive.counted(works)
      // Works of one year that saved alone keep that, also where the larger project saves less.
      #expect(abs(more) < 0.501 || !naive.tellsProjects && more > 0)
      #expect(one.bundle.cents.dropFirst().allSatisfy { $0 >= 0 })
      sum += one.bundle.possible
      let done = works.map(\.done)
      let isOne = audit.pairs.contains { $0.outcome == .together }
      if !isOne { #expect((done.max() ?? 0) - (done.min() ?? 0) < 5) }
    }
    #expect(
      Set(audit.bundles.flatMap(\.bundle.works)).count
        == audit.bundles.reduce(0) { $0 + $1.bundle.works.count })
    #expect(audit.possibleCents == sum)
    #expect(audit.cents(.together) + audit.missedCents + audit.cents(.impossible) == sum)
    let achieved = Double(audit.cents(.together))
    #expect(
      abs(achieved - naive.achieved.reduce(0, +)) < 0.501 * Double(max(1, naive.achieved.count)))

    // Nothing is left that two works by themselves would have gained.
    let bundled = Set(audit.bundles.flatMap(\.bundle.works))
    for pair in audit.pairs
    where pair.bundle == nil && pair.outcome != .keptApart && !bundled.contains(pair.first)
      && !bundled.contains(pair.second)
    {
      #expect(naive.bestGain(kept[Int(pair.first)], kept[Int(pair.second)]) <= 1e-6)
    }
    #expect(abs(audit.reopenedArea - naive.reopenedArea) < 1e-6)
  }

  @Test func `histories of every kind occur`() throws {
    var seen: [ChanceOutcome: Int] = [:]
    var bundled = 0
    for seed in 0..<220 {
      var random = SeededGenerator(seed: UInt64(seed))
      let naive = NaiveHistory(&random)
      for pair in naive.pairs { seen[pair.outcome, default: 0] += 1 }
      if !naive.achieved.isEmpty { bundled += 1 }
    }
    for outcome in ChanceOutcome.allCases {
      #expect(seen[outcome, default: 0] >= 8, "\(outcome.key)")
    }
    #expect(bundled > 20)
  }

  /// A work, with its rectangle in whole metres.
  private struct NaiveWork {
    var id: String
    var type: String
    var party: String
    var done: Int
    var cost: Int
    var known: Int?
    /// Year, 0 for no, nil for untold.
    var shared: Int?
    var window: ClosedRange<Int>
    var project: String
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    var squares: Set<SIMD2<Int>> {
      Set((x..<x + width).flatMap { x in (y..<y + height).map { SIMD2(x, $0) } })
    }

    /// Years that Flanders forbids opening its ground.
    var ruleYears: Int { type.hasPrefix("pavement") ? 5 : 2 }
  }

  private struct NaivePair {
    var first: String
    var second: String
    var area: Double
    var outcome: ChanceOutcome
  }

  private struct NaiveHistory {
    var works: [NaiveWork]
    var tellsProjects: Bool

    /// Of the first work it is sure that it opened the street in the years.
    init(_ random: inout SeededGenerator) {
      tellsProjects = Bool.random(using: &random)
      works = (0..<Int.random(in: 4...10, using: &random)).map { number in
        let done = Int.random(in: number == 0 ? years : 2009...2019, using: &random)
        let known =
          Int.random(in: 0..<6, using: &random) == 0
          ? nil : done - Int.random(in: 0...5, using: &random)
        let from = known ?? done - 2
        return NaiveWork(
          id: "W\(number)",
          type: types.prefix(number == 0 ? 5 : 6).randomElement(using: &random) ?? "",
          party: ["wegen", "riool"].randomElement(using: &random) ?? "", done: done,
          cost: Int.random(in: 1...40, using: &random) * 1000, known: known,
          shared: [nil, 0, 0, Int.random(in: from...done, using: &random)].randomElement(
            using: &random) ?? nil,
          window: done - Int.random(in: 0...2, using: &random)...done
            + Int.random(in: 0...2, using: &random),
          project: ["", "", "P", "Q"].randomElement(using: &random) ?? "",
          x: Int.random(in: 0...22, using: &random), y: Int.random(in: 0...6, using: &random),
          width: Int.random(in: 2...12, using: &random),
          height: Int.random(in: 1...8, using: &random))
      }
    }

    func written() throws -> WrittenHistory {
      var history = try WrittenHistory(
        works.map { work in
          WrittenWork(
            id: work.id, type: work.type, party: work.party, done: "\(work.done)",
            cost: "\(work.cost)", known: work.known.map(String.init) ?? "",
            shared: work.shared.map { $0 == 0 ? "nee" : "\($0)" } ?? "",
            earliest: "\(work.window.lowerBound)", latest: "\(work.window.upperBound)",
            project: work.project, x: Double(work.x), y: Double(work.y),
            width: Double(work.width), height: Double(work.height))
        }, tellsProjects: tellsProjects)
      history.shares = "{excavation: 0.1, surface: 0.4, traffic: 0.05, plan: 0.1, tender: 0.01}"
      history.saved =
        "{excavation: 1, surface: 1, traffic: 0.8, plan: 0.35, tender: 0.8, source: test}"
      return history
    }

    /// Works of the years that open the street.
    var kept: [NaiveWork] { works.filter { years.contains($0.done) && $0.type != "building" } }

    func areTogether(_ a: NaiveWork, _ b: NaiveWork) -> Bool {
      tellsProjects ? !a.project.isEmpty && a.project == b.project : a.done == b.done
    }

    var pairs: [NaivePair] {
      let all = kept
      var found: [NaivePair] = []
      for (i, one) in all.enumerated() {
        for other in all[(i + 1)...] {
          let area = one.squares.intersection(other.squares).count
          guard area >= 3 else { continue }
          let swaps =
            other.done < one.done || other.done == one.done && other.ruleYears > one.ruleYears
          let (a, b) = swaps ? (other, one) : (one, other)
          var pair = NaivePair(first: a.id, second: b.id, area: Double(area), outcome: .together)
          if !areTogether(a, b) {
            guard b.done - a.done < a.ruleYears else { continue }
            let isForbidden = Set([a.type, b.type]) == ["sewer", "tree"]
            pair.outcome = isForbidden ? .keptApart : reason(a, b)
          }
          found.append(pair)
        }
      }
      return found
    }

    private func reason(_ a: NaiveWork, _ b: NaiveWork) -> ChanceOutcome {
      if a.window.upperBound < b.window.lowerBound || b.window.upperBound < a.window.lowerBound {
        return .impossible
      }
      let lateness = [a.known, b.known].compactMap(\.self).filter { $0 >= a.done }
      if !lateness.isEmpty { return .notKnown }
      if a.known == nil || b.known == nil { return .untold }
      if a.party == b.party { return .notDone }
      for shared in [a.shared, b.shared] {
        if let shared, shared > 0, shared < a.done { return .notDone }
      }
      return a.shared == nil || b.shared == nil ? .untold : .notShared
    }

    /// What works save in cash when they are one project: on each square and for each part that is paid once,
    /// all but the largest; less the set-up.
    func cash(_ works: [NaiveWork]) -> Double {
      var saved = 0.0
      for (share, factor) in [(0.05, 0.8), (0.1, 0.35), (0.01, 0.8)] {
        let parts = works.map { Double($0.cost) * share * factor }
        saved += parts.reduce(0, +) - (parts.max() ?? 0)
      }
      for square in works.reduce(into: Set<SIMD2<Int>>(), { $0.formUnion($1.squares) }) {
        let parts = works.filter { $0.squares.contains(square) }
          .map { 0.5 * Double($0.cost) / Double($0.width * $0.height) }
        saved += parts.reduce(0, +) - (parts.max() ?? 0)
      }
      return saved - 1000
    }

    /// What counts of it, in cents: works of one year were no project that took a set-up, as far as anyone tells.
    func counted(_ works: [NaiveWork]) -> Double {
      100 * (tellsProjects ? cash(works) : max(0, cash(works)))
    }

    /// The most that two works gain together in any of the years, moving paid; negative where they may not, since
    /// they would cost cash.
    func bestGain(_ a: NaiveWork, _ b: NaiveWork) -> Double {
      let cash = cash([a, b])
      guard cash >= 0 else { return cash }
      return years.map { year in
        cash
          - [a, b].reduce(0) { price, work in
            let wait = Double(year - work.done)
            return price + Double(work.cost) * (wait < 0 ? -wait / 1000 : wait * 0.001)
          }
      }.max() ?? 0
    }

    /// Cash in cents of each list of works that were done together, directly or through others on shared ground.
    var achieved: [Double] {
      var groups = kept.map { [$0.id] }
      for pair in pairs where pair.outcome == .together {
        let joined = groups.filter { $0.contains(pair.first) || $0.contains(pair.second) }
        groups.removeAll { $0.contains(pair.first) || $0.contains(pair.second) }
        groups.append(joined.flatMap(\.self))
      }
      return groups.filter { $0.count > 1 }.map { group in
        counted(kept.filter { group.contains($0.id) })
      }
    }

    /// Squares that lie under a pair that opened them again.
    var reopenedArea: Double {
      let squares = pairs.filter { $0.outcome != .together }.reduce(into: Set<SIMD2<Int>>()) {
        sum, pair in
        let own = kept.filter { [pair.first, pair.second].contains($0.id) }
        sum.formUnion(own[0].squares.intersection(own[1].squares))
      }
      return Double(squares.count)
    }
  }
}
