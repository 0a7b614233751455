import LayerIO
import ProjectFile
import TestSupport
import Testing

@testable import Buildings

/// The transformation scan of one building: vetoes, weights and what is not known.
@Suite struct ScanOutcomeTests {
  private static let bundled = Result {
    try TransformationCatalogue.load(path: Repository.file("layers/transformation.yaml"))
  }

  private func catalogue() throws -> TransformationCatalogue { try Self.bundled.get() }

  /// The share of points of a destination, by the definition: 0 where any veto is answered no.
  private func score(
    _ answers: [Bool], _ destination: Int, _ catalogue: TransformationCatalogue
  ) -> Double {
    let own = catalogue.criteria.indices.filter {
      catalogue.criteria[$0].destinations.contains(destination)
    }
    guard own.allSatisfy({ !catalogue.criteria[$0].isVeto || answers[$0] }) else { return 0 }
    let weights = own.map { catalogue.criteria[$0].weight ?? 0 }
    let points = zip(own, weights).reduce(0.0) { $0 + (answers[$1.0] ? $1.1 : 0) }
    return points / weights.reduce(0, +)
  }

  @Test func `the interval contains the true score in 100,000 random completions`() throws {
    let catalogue = try catalogue()
    var random = SeededGenerator(seed: 16)
    var open = 0
    for number in 0..<100_000 {
      let truth = catalogue.criteria.map { _ in Int.random(in: 0..<4, using: &random) > 0 }
      let told = truth.map { truth -> ScanAnswer in
        Int.random(in: 0..<3, using: &random) == 0 ? .unknown : truth ? .yes : .no
      }
      let destination = number % catalogue.destinations.count
      let outcome = catalogue.judge(told, for: destination)
      let score = score(truth, destination, catalogue)
      let wide = outcome.score.lowerBound - 1e-12...outcome.score.upperBound + 1e-12
      guard wide.contains(score) else {
        Issue.record("\(score) is not in \(outcome.score)")
        return
      }
      if outcome.score.lowerBound < outcome.score.upperBound { open += 1 }
    }
    // The test would say nothing of scores that are all known.
    #expect(open > 30_000)
  }

  @Test func `both ends of an interval are scores of a completion`() throws {
    let catalogue = try catalogue()
    var random = SeededGenerator(seed: 3)
    for number in 0..<2000 {
      let told = catalogue.criteria.map { criterion -> ScanAnswer in
        [ScanAnswer.no, .yes, .yes, .unknown][Int.random(in: 0..<4, using: &random)]
      }
      let destination = number % catalogue.destinations.count
      let outcome = catalogue.judge(told, for: destination)
      let least = score(told.map { $0 == .yes }, destination, catalogue)
      let most = score(told.map { $0 != .no }, destination, catalogue)
      #expect(abs(outcome.score.lowerBound - least) < 1e-12)
      #expect(abs(outcome.score.upperBound - most) < 1e-12)
    }
  }

  @Test func `every veto stops its destinations by itself, and those alone`() throws {
    let catalogue = try catalogue()
    let vetoes = catalogue.criteria.indices.filter { catalogue.criteria[$0].isVeto }
    #expect(vetoes.count >= 8)
    for veto in vetoes {
      var answers = catalogue.criteria.map { _ in ScanAnswer.yes }
      answers[veto] = .no
      for destination in catalogue.destinations.indices {
        let outcome = catalogue.judge(answers, for: destination)
        let isStopped = catalogue.criteria[veto].destinations.contains(destination)
        #expect(outcome.isStopped == isStopped)
        #expect(outcome.score == (isStopped ? 0...0 : 1...1))
        #expect(outcome.deciding == (isStopped ? veto : nil))
      }
    }
  }

  @Test func `what is unknown stops nothing`() throws {
    let catalogue = try catalogue()
    let answers = catalogue.criteria.map { _ in ScanAnswer.unknown }
    for destination in catalogue.destinations.indices {
      let outcome = catalogue.judge(answers, for: destination)
      #expect(!outcome.isStopped && outcome.score == 0...1)
    }
  }

  @Test func `the answer that is asked first narrows the score most, as trying both answers tells`()
    throws
  {
    let catalogue = try catalogue()
    var random = SeededGenerator(seed: 9)
    for number in 0..<500 {
      let told = catalogue.criteria.map { criterion -> ScanAnswer in
        let isKnown = criterion.isVeto && number % 3 > 0
        return isKnown
          ? .yes : [ScanAnswer.no, .yes, .unknown][Int.random(in: 0..<3, using: &random)]
      }
      let destination = number % catalogue.destinations.count
      let outcome = catalogue.judge(told, for: destination)
      guard !outcome.isStopped else { continue }
      func width(_ criterion: Int) -> Double {
        [ScanAnswer.yes, .no].reduce(0) { sum, answer in
          var answers = told
          answers[criterion] = answer
          let score = catalogue.judge(answers, for: destination).score
          return sum + (score.upperBound - score.lowerBound) / 2
        }
      }
      let unknown = told.indices.filter {
        told[$0] == .unknown && catalogue.criteria[$0].destinations.contains(destination)
      }
      let least = unknown.map(width).min()
      #expect((outcome.asking == nil) == unknown.isEmpty)
      if let asking = outcome.asking, let least { #expect(abs(width(asking) - least) < 1e-12) }
    }
  }

  @Test func `a worked example can be followed with a pencil`() throws {
    // Of docs/buildings.md: a veto that is met, points of 5, 5 and 3, of which 5 are sure and 3 not known.
    let text = """
      kansenkaart_transformation: 1
      destinations: {living: {name: {nl: wonen, en: living}}}
      classes: {shares: [0.2, 0.4, 0.6, 0.8], source: test}
      fragmented: {within: 250, source: test}
      criteria:
        ceiling: {name: {nl: hoog, en: high}, aspect: technical, for: [living], veto: true, fact: ceiling, at_least: 2.6, source: test}
        shop: {name: {nl: winkel, en: shop}, aspect: market, for: [living], weight: 5, near: shop, within: 500, source: test}
        green: {name: {nl: groen, en: green}, aspect: market, for: [living], weight: 5, near: green, within: 500, source: test}
        daylight: {name: {nl: licht, en: light}, aspect: technical, for: [living], weight: 3, fact: depth, at_most: 14, source: test}
      """
    let catalogue = try TransformationCatalogue(YAMLValue(path: "test", bytes: text.utf8))
    let outcome = catalogue.judge([ScanAnswer.yes, .yes, .no, .unknown], for: 0)
    #expect(outcome.score == 5.0 / 13...8.0 / 13)
    #expect(catalogue.scoreClass(5.0 / 13) == 2 && catalogue.scoreClass(8.0 / 13) == 4)
    #expect(outcome.deciding == 2 && outcome.asking == 3)
  }

  @Test func `at least 14 criteria answer themselves from layers, the stack and the schedule`()
    throws
  {
    let measured = try catalogue().criteria.filter {
      if case .fact(let fact, _) = $0.measure {
        return [
          "ceiling", "depth", "monument", "state", "vacant_years", "vacant_share", "years_left",
        ]
        .contains(fact)
      }
      return true
    }
    #expect(measured.count >= 14)
    #expect(try catalogue().criteria.allSatisfy { !$0.source.isEmpty })
  }
}
