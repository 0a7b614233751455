import Solver
import TestSupport
import Testing
import Workers

@Suite struct IntegerProgramTests {
  @Test func `a knapsack is filled as trying all subsets fills it`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<30 {
      let count = Int.random(in: 1...10, using: &random)
      let weights = (0..<count).map { _ in Double(Int.random(in: 1...20, using: &random)) }
      let values = (0..<count).map { _ in Double(Int.random(in: 1...20, using: &random)) }
      let room = Double(Int.random(in: 0...60, using: &random))
      var program = IntegerProgram()
      let chosen = values.map { program.addChoice(cost: -$0) }
      program.addConstraint(
        zip(chosen, weights).map { (variable: $0, factor: $1) }, in: 0...room)
      let solution = try program.solve(seconds: 10)
      #expect(solution.status == .optimal)
      #expect(-solution.objective == bestOfAllSubsets(values, weights, room: room))
    }
  }

  private func bestOfAllSubsets(_ values: [Double], _ weights: [Double], room: Double) -> Double {
    (0..<(1 << values.count)).reduce(0.0) { best, set in
      let members = values.indices.filter { set >> $0 & 1 == 1 }
      let weight = members.reduce(0) { $0 + weights[$1] }
      return weight <= room ? max(best, members.reduce(0) { $0 + values[$1] }) : best
    }
  }

  @Test func `a linear program without whole numbers is solved`() throws {
    // Minimise x + 2y with x + y >= 3 and x <= 2: x = 2, y = 1.
    var program = IntegerProgram()
    let x = program.addVariable(in: 0...2, cost: 1, isWhole: false)
    let y = program.addVariable(in: 0...10, cost: 2, isWhole: false)
    program.addConstraint([(x, 1), (y, 1)], in: 3...(.infinity))
    let solution = try program.solve(seconds: 10)
    #expect(abs(solution.objective - 4) < 1e-9)
    #expect(abs(solution.values[x] - 2) < 1e-9)
  }

  @Test func `constraints that contradict each other are infeasible`() {
    var program = IntegerProgram()
    let x = program.addChoice(cost: 1)
    program.addConstraint([(x, 1)], in: 2...(.infinity))
    #expect(throws: IntegerProgram.Failure.infeasible) { try program.solve(seconds: 10) }
    var fractional = IntegerProgram()
    let y = fractional.addVariable(in: 0...1, cost: 1, isWhole: false)
    fractional.addConstraint([(y, 1)], in: 2...(.infinity))
    #expect(throws: IntegerProgram.Failure.infeasible) { try fractional.solve(seconds: 10) }
  }

  @Test func `a program without variables has the empty solution`() throws {
    #expect(try IntegerProgram().solve(seconds: 1).values.isEmpty)
  }

  /// Choices that split four sets of numbers in halves as evenly as can be (a market split problem,
  /// Cornuejols and Dawande 1999): far too many to try, though something is always found.
  private func marketSplit() -> IntegerProgram {
    var random = SeededGenerator(seed: 4)
    var program = IntegerProgram()
    let choices = (0..<30).map { _ in program.addChoice(cost: 0) }
    for _ in 0..<4 {
      let sizes = choices.map { _ in Double(Int.random(in: 0..<100, using: &random)) }
      let half = (sizes.reduce(0, +) / 2).rounded(.down)
      let over = program.addVariable(in: 0...1e4, cost: 1, isWhole: false)
      let under = program.addVariable(in: 0...1e4, cost: 1, isWhole: false)
      program.addConstraint(
        zip(choices, sizes).map { (variable: $0, factor: $1) }
          + [(variable: over, factor: -1), (variable: under, factor: 1)], in: half...half)
    }
    return program
  }

  @Test func `which limit cut the search short is told`() throws {
    let byNodes = try marketSplit().solve(seconds: 1e6, nodes: 20)
    #expect(byNodes.status == .nodeLimit)
    #expect(byNodes.bound <= byNodes.objective)
    #expect(try marketSplit().solve(seconds: 1e6, nodes: 20).values == byNodes.values)
    let byTime = Result { () throws(IntegerProgram.Failure) in
      try marketSplit().solve(seconds: 0.05).status
    }
    // Nothing found in so short a time says the same.
    #expect(byTime == .success(.timeLimit) || byTime == .failure(.outOfTime))
  }

  @Test func `whoever waits for the solver is let go, and the next one gets its turn`() throws {
    let program = marketSplit()
    Interruption.$current.withValue(Interruption { true }) {
      #expect(throws: IntegerProgram.Failure.interrupted) { try program.solve(seconds: 1) }
      #expect(throws: IntegerProgram.Failure.interrupted) { try program.solve(seconds: 1) }
    }
    let alone = try program.solve(seconds: 1e6, nodes: 20)
    let watched = try Interruption.$current.withValue(Interruption { false }) {
      try program.solve(seconds: 1e6, nodes: 20)
    }
    #expect(alone.values == watched.values && alone.bound == watched.bound)
  }
}
