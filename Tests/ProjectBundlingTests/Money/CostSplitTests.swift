import ProjectBundling
import TestSupport
import Testing

/// Sewer (party 0) and road (party 1) of the published case; the road is due in 2033.
private func rioned(year: Int, bringingForward: Double) -> JointProject {
  JointProject(
    members: [
      .init(party: 0, due: year, alone: 800_000, moving: 0),
      .init(party: 1, due: 2033, alone: 400_000, moving: bringingForward),
    ], year: year, joint: 900_000)
}

@Suite struct CostSplitTests {
  private func euros(_ split: CostSplit, _ rule: CostSplit.Rule) -> [Double] {
    split.shares.map { $0.borne(rule).euros }
  }

  @Test func `RIONED, sewer and road: 640,000 and 300,000, and 21.7 percent saved net`() {
    let split = CostSplit(rioned(year: 2030, bringingForward: 40_000)) { _ in 0 }
    #expect(euros(split, .rioned) == [640_000, 300_000])
    #expect((split.grossSaving * 1000).rounded() / 10 == 25.0)
    #expect((split.netSaving * 1000).rounded() / 10 == 21.7)
    #expect(split.worseOff(.rioned).isEmpty)
    // The road is moved by the sewer, whose year the project takes: all of it is paid to another.
    #expect(split.shares[0].movingOthers.euros == 40_000)
    #expect(split.shares.map(\.charged.euros) == [640_000, 300_000])
    // What the road bears of its 300,000 in kind is made good in cash: it pays 260,000.
    #expect(split.shares.map { $0.cash(.rioned).euros } == [640_000, 260_000])
    #expect(split.shares.map(\.movingReceived.euros) == [0, 40_000])
    #expect(split.shares.map(\.moving.euros) == [0, 40_000])
  }

  @Test func `RIONED, sewer and road with perfect timing: 600,000 and 300,000, 25 percent saved`() {
    let split = CostSplit(rioned(year: 2033, bringingForward: 0)) { _ in 0 }
    #expect(euros(split, .rioned) == [600_000, 300_000])
    #expect(split.grossSaving == 0.25)
    #expect(split.netSaving == 0.25)
    #expect(CostSplit.Rule.allCases.allSatisfy { split.worseOff($0).isEmpty })
  }

  @Test func `the other two rules by hand: pro rata two thirds, Shapley half of the saving each`() {
    let split = CostSplit(rioned(year: 2030, bringingForward: 40_000)) { _ in 0 }
    #expect(euros(split, .proRata) == [626_666.67, 313_333.33])
    #expect(euros(split, .shapley) == [800_000 - 130_000, 400_000 - 130_000])
  }

  @Test func `who pays more than alone is named, with by how much`() {
    let project = JointProject(
      members: [
        .init(party: 4, due: 2030, alone: 1000, moving: 0),
        .init(party: 7, due: 2035, alone: 9000, moving: 500),
      ], year: 2030, joint: 9000)
    let split = CostSplit(project) { _ in 0 }
    // Party 4 pays a tenth of 9,000 and the 500 for what it makes party 7 move.
    #expect(split.worseOff(.rioned).map(\.party) == [4])
    #expect(split.worseOff(.rioned).map(\.by.euros) == [400])
    #expect(split.worseOff(.proRata).isEmpty)
  }

  @Test
  func `moving is paid by who is due in the year, else by who lies across it, else by oneself`() {
    func project(_ dues: [Int], year: Int) -> JointProject {
      JointProject(
        members: dues.enumerated().map { .init(party: $0, due: $1, alone: 100, moving: 1) },
        year: year, joint: 200)
    }
    #expect(project([2030, 2033, 2035], year: 2030).causes(ofMoving: 1) == [0])
    #expect(project([2030, 2033, 2035], year: 2031).causes(ofMoving: 2) == [0])
    #expect(project([2030, 2033, 2035], year: 2031).causes(ofMoving: 0) == [1, 2])
    #expect(project([2033, 2034], year: 2030).causes(ofMoving: 0) == [0])
    let own = CostSplit(project([2033, 2034], year: 2030)) { _ in 0 }
    #expect(own.shares.map(\.moving.cents) == [100, 100])
    #expect(own.shares.allSatisfy { $0.movingReceived == .zero && $0.movingOthers == .zero })
    #expect(own.shares.map(\.charged.euros) == [100, 100])
  }

  @Test func `shares add up to the cent by every rule, cash to what the works cost together`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let members = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        JointProject.Member(
          party: Int.random(in: 0...3, using: &random),
          due: Int.random(in: 2027...2032, using: &random),
          alone: Double.random(in: 0...1e6, using: &random),
          moving: Double.random(in: 0...1e4, using: &random))
      }
      var project = JointProject(members: members, year: 2029, joint: 0)
      project.joint = project.alone * Double.random(in: 0.5...1, using: &random)
      let split = CostSplit(project) { _ in 0 }
      for rule in CostSplit.Rule.allCases {
        let sum = split.shares.reduce(Money.zero) { $0 + $1.borne(rule) }
        #expect(sum == split.joint + split.moving)
        #expect(split.shares.reduce(Money.zero) { $0 + $1.cash(rule) } == split.joint)
      }
      #expect(split.shares.reduce(Money.zero) { $0 + $1.moving } == split.moving)
      #expect(split.shares.reduce(Money.zero) { $0 + $1.joint } == split.joint)
      let compensation = split.shares.map { $0.movingOthers - $0.movingReceived }
      #expect(compensation.reduce(.zero, +) == .zero)
      #expect(split.shares.reduce(Money.zero) { $0 + $1.alone } == split.alone)
    }
  }
}

@Suite struct MoneyTests {
  @Test func `three equal parts of a euro are 34, 33 and 33 cents`() {
    #expect(Money(cents: 100).split(by: [1, 1, 1]).map(\.cents) == [34, 33, 33])
    #expect(Money(cents: 100).split(by: [0, 0]).map(\.cents) == [50, 50])
  }

  @Test func `amounts below nothing keep their sum too`() {
    #expect(Money(cents: 1).rounding([-0.005, 0.015]).map(\.cents) == [0, 1])
  }
}

@Suite struct ShapleyValueTests {
  @Test func `the glove game: the one with the right glove gets two thirds`() {
    // Player 0 has a right glove, 1 and 2 a left one; a pair is worth 1 (Shapley and Shubik 1969).
    let game = ShapleyValue(players: 3) { $0.contains(0) && $0.count > 1 ? 1 : 0 }
    #expect(zip(game.values, [2.0 / 3, 1.0 / 6, 1.0 / 6]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(game.standardErrors == nil)
  }

  @Test func `the values equal the average over all orders`() {
    var random = SeededGenerator(seed: 5)
    let worths = [0] + (1..<16).map { _ in Double.random(in: 0...10, using: &random) }
    let game = ShapleyValue(players: 4) {
      worths[$0.isMember.enumerated().reduce(0) { $1.element ? $0 | 1 << $1.offset : $0 }]
    }
    let orders = permutations(Array(0..<4))
    for player in 0..<4 {
      let sum = orders.reduce(0.0) { sum, order in
        let before = order.prefix { $0 != player }.reduce(0) { $0 | 1 << $1 }
        return sum + worths[before | 1 << player] - worths[before]
      }
      #expect(abs(game.values[player] - sum / 24) < 1e-12)
    }
  }

  private func permutations(_ items: [Int]) -> [[Int]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { index in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }

  @Test func `many players are sampled within the stated error, the same for the same seed`() {
    // Worth is the square of the sum of weights: a player's value is its weight x the sum of all.
    let weights = (1...12).map(Double.init)
    func game(_ seed: UInt64) -> ShapleyValue {
      ShapleyValue(players: 12, seed: seed) { coalition in
        let sum = weights.indices.reduce(0.0) { coalition.contains($1) ? $0 + weights[$1] : $0 }
        return sum * sum
      }
    }
    let sampled = game(3)
    let errors = sampled.standardErrors ?? []
    #expect(errors.count == 12 && errors.allSatisfy { $0 > 0 })
    for player in weights.indices {
      #expect(abs(sampled.values[player] - weights[player] * 78) < 4 * errors[player])
    }
    #expect(abs(sampled.values.reduce(0, +) - 78 * 78) < 1e-6)
    #expect(game(3) == sampled && game(4) != sampled)
  }
}

@Suite struct CostComparisonTests {
  @Test func `ranges by hand: prices from 0.8 to 1.3, savings realised from a half to all`() {
    let alone = CostEstimate(parts: CostParts(excavation: 100, tender: 20, nuisance: 5), other: 80)
    let saved = CostParts(excavation: 40, tender: 10, nuisance: 2)
    let compared = CostComparison(
      siloed: alone, saved: saved, uncertainty: Uncertainty(cost: 0.8...1.3, saving: 0.5...1))
    #expect(compared.siloed.mid.paid == 200 && compared.siloed.low.paid == 160)
    #expect(compared.joint.mid.paid == 150)
    #expect(compared.joint.low.paid == 0.8 * 150)
    #expect(compared.joint.high.paid == 1.3 * 175)
    #expect(compared.saved.mid == saved)
    #expect(compared.saved.low == saved * 0.5 * 0.8)
    #expect(compared.saved.high.paid == 65)
  }

  @Test func `no part saves more than it costs, however well it goes`() {
    let alone = CostEstimate(parts: CostParts(plan: 10), other: 0)
    let compared = CostComparison(
      siloed: alone, saved: CostParts(plan: 9), uncertainty: Uncertainty(cost: 1...1, saving: 1...2)
    )
    #expect(compared.joint.low.paid == 0)
    #expect(compared.saved.high.plan == 10)
  }
}
