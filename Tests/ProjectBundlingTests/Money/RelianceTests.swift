import OpportunityMap
import ProjectFile
import TestSupport
import Testing

@testable import ProjectBundling

/// Amounts by what they rest on add up to the money of the same projects, on random cities.
@Suite struct RelianceTests {
  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 * max(1, abs(a), abs(b)) }

  private func made(_ seed: UInt64, _ rules: BundlingRules) throws -> (ProjectPlan, OpportunityMap)
  {
    var random = SeededGenerator(seed: seed)
    let city = randomCity(&random, works: 12)
    return (try plan(city, rules: rules), try city.map())
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the parts add up to what money tells`(seed: UInt64) throws {
    let rules = try bundledRules(ProjectRules(setup: 500, leastGain: 0))
    let (plan, map) = try made(seed, rules)
    let rows = plan.reliance(map)
    for money in plan.money {
      func total(_ figure: HeadlineReliance.Figure) -> Double {
        rows.first { $0.stage == money.stage && $0.figure == figure }?.reliance.total ?? .nan
      }
      #expect(near(total(.cost), money.alone) && near(total(.saved), money.saved))
      #expect(near(total(.nuisance), money.nuisance))
      #expect(near(total(.couplingEffects), money.carried.effects))
    }
    let due = rows.first { $0.stage == nil }?.reliance.total ?? .nan
    #expect(near(due, plan.bundling.problem.works.reduce(0) { $0 + $1.cost }))
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `where nothing is an assumption nothing rests on one, and where all is, everything does`(
    seed: UInt64
  ) throws {
    for mark in [FigureMark.read, .assumed] {
      var rules = try bundledRules(ProjectRules(setup: 500, leastGain: 0))
      rules.marks = BundlingRules.Marks(saved: FigureMarks(mark), nuisance: mark, setup: mark)
      rules.usual.marks = FigureMarks(mark)
      for index in rules.measures.indices { rules.measures[index].marks = FigureMarks(mark) }
      let (plan, map) = try made(seed, rules)
      let saved = plan.reliance(map).filter { [.saved, .nuisance].contains($0.figure) }
      for row in saved where row.reliance.assumedShare != nil {
        #expect(row.reliance.assumedShare == (mark == .assumed ? 1 : 0))
        #expect(row.reliance.assumptions.isEmpty == (mark == .read))
      }
      #expect(saved.allSatisfy { $0.reliance.own == 0 })
    }
  }

  @Test func `a sewer and the brick above it, by hand`() throws {
    var rules = try bundledRules()
    rules.marks = BundlingRules.Marks(saved: FigureMarks(.read), nuisance: .read, setup: .read)
    for index in rules.measures.indices {
      rules.measures[index].marks = FigureMarks(.read, others: ["surface": .assumed])
    }
    let map = try TwoStreetsTests.city.map()
    let plan = try plan(TwoStreetsTests.city, rules: rules)
    let saved = try #require(
      plan.reliance(map).first { $0.stage == .possible && $0.figure == .saved }?.reliance)
    // The surface of the brick over the trench is the only assumption: 60 % of 30,000 x 250 / 600.
    #expect(near(saved.assumed, 7_500))
    #expect(saved.heaviest.map(\.name) == ["compatibility: pavement-brick relay, shares.surface"])
    #expect(near(saved.own, 0))
  }
}
