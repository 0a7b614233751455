import Foundation
import ProjectFile
import TestSupport
import Testing

@testable import Buildings

/// Putting functions together in fewer buildings.
@Suite struct CombiningTests {
  private func catalogue() throws -> SocialCatalogue {
    let path = Repository.file("layers/social-real-estate.yaml")
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("rate: 0.0225, years: 20", with: "rate: 0, years: 20")
    return try SocialCatalogue(YAMLValue(path: "test", bytes: text.utf8))
  }

  /// A community house of 500 m2 (30 hours), and two clubhouses 100 and 200 m from it: of 300 m2 (20 hours) and of
  /// 200 m2 (40 hours).
  private func stock() -> BuildingStock {
    var stock = BuildingStock()
    stock.functionKeys = ["community-house", "clubhouse"]
    (stock.ids, stock.names) = (["H", "K", "L"], ["H", "K", "L"])
    (stock.xs, stock.ys) = ([0, 100, 200], [0, 0, 0])
    stock.neighbourhoods = [0, 0, 0]
    stock.functions = [1, 2, 2]
    stock.floorAreas = [500, 300, 200]
    stock.vacantAreas = [0, 0, 0]
    stock.hours = [30, 20, 40]
    stock.states = [2, 2, 2]
    stock.costs = [30_000, 12_000, 9000]
    stock.endsOfLife = [0, 0, 0]
    stock.vacantSince = [0, 0, 0]
    (stock.owners, stock.ownerKinds) = (
      ["A", "B", "A"], ["municipality", "association", "municipality"]
    )
    return stock
  }

  private func plan(_ stock: BuildingStock, mayHost: (Int) -> Bool = { _ in true }) throws
    -> CombiningPlan
  {
    try CombiningPlan(
      stock, [0, 1, 2], catalogue().combining, last: 2041, threads: 1, mayHost: mayHost)
  }

  @Test func `a worked example can be followed with a pencil`() throws {
    // Of docs/buildings.md: the house is free for 50 hours, in which 20 and 40 do not both go.
    let plan = try plan(stock())
    #expect(plan.isProven && plan.combinations.count == 1)
    let moved = try #require(plan.combinations.first)
    #expect(moved.building == 1 && moved.host == 0 && !moved.isBeside)
    #expect(moved.saved == 8400 && moved.following == 3600 && moved.once == 75_000)
    // With 30 hours both do.
    var less = stock()
    less.hours[2] = 30
    let both = try self.plan(less)
    #expect(both.combinations.map(\.building) == [1, 2])
    #expect(both.combinations.map(\.host) == [0, 0])
    // What comes free is vacant as a whole in the scan of it, and nothing else is.
    #expect(both.freed(less).vacantAreas == [0, 300, 200])
  }

  @Test func `what is not known takes no part, nor does what is not allowed`() throws {
    for unknown in [\BuildingStock.hours, \.costs] {
      var stock = stock()
      stock[keyPath: unknown][1] = .nan
      let plan = try plan(stock)
      #expect(plan.unknown == [1] && plan.combinations.allSatisfy { $0.building == 2 })
    }
    // Neither a host in bad state, nor one that is disposed of or whose life ends; the clubhouses may join each other.
    var bad = stock()
    bad.states[0] = 5
    #expect(try plan(bad).combinations.allSatisfy { $0.host != 0 })
    var short = stock()
    short.endsOfLife[0] = 2040
    #expect(try plan(short).combinations.allSatisfy { $0.host != 0 })
    #expect(try plan(stock()) { $0 != 0 }.combinations.allSatisfy { $0.host != 0 })
    var far = stock()
    far.xs[0] = 2000
    #expect(try plan(far).combinations.allSatisfy { $0.host != 0 })
    // What takes more than it saves is left.
    var cheap = stock()
    cheap.costs = [100, 100, 100]
    #expect(try plan(cheap).combinations.isEmpty)
  }

  @Test func `vacant rooms take users whatever their hours`() throws {
    var stock = stock()
    stock.hours[0] = 75
    stock.vacantAreas[0] = 300
    let plan = try plan(stock)
    let moved = try #require(plan.combinations.first { $0.host == 0 })
    #expect(moved.building == 1 && moved.isBeside)
  }

  /// A seeded problem with up to `most` buildings.
  private func problem(_ random: inout SeededGenerator, most: Int) -> CombiningProblem {
    let count = Int.random(in: 2...most, using: &random)
    var moves: [CombiningProblem.Move] = []
    for guest in 0..<count {
      for host in 0..<count where host != guest && Int.random(in: 0...3, using: &random) == 0 {
        moves.append(
          CombiningProblem.Move(
            guest: guest, host: host, isBeside: Bool.random(using: &random),
            size: Double(Int.random(in: 5...40, using: &random)),
            worth: Double(Int.random(in: 1...50, using: &random))))
      }
    }
    func rooms() -> [Double] {
      (0..<count).map { _ in Double(Int.random(in: 0...60, using: &random)) }
    }
    return CombiningProblem(freeHours: rooms(), vacantAreas: rooms(), moves: moves)
  }

  /// The most that any allowed choice is worth, by trying all.
  private func bruteForce(_ problem: CombiningProblem) -> Double {
    let moves = Dictionary(grouping: problem.moves, by: \.guest)
    func most(_ guest: Int, _ hours: [Double], _ areas: [Double], _ gone: Int, _ hosts: Int)
      -> Double
    {
      guard guest < hours.count else { return 0 }
      var best = most(guest + 1, hours, areas, gone, hosts)
      guard hosts >> guest & 1 == 0 else { return best }
      for move in moves[guest] ?? [] where gone >> move.host & 1 == 0 {
        var (hours, areas) = (hours, areas)
        if move.isBeside { areas[move.host] -= move.size } else { hours[move.host] -= move.size }
        guard hours[move.host] >= 0, areas[move.host] >= 0 else { continue }
        best = max(
          best,
          move.worth
            + most(guest + 1, hours, areas, gone | 1 << guest, hosts | 1 << move.host))
      }
      return best
    }
    return most(0, problem.freeHours, problem.vacantAreas, 0, 0)
  }

  private func isAllowed(_ solution: CombiningProblem.Solution, _ problem: CombiningProblem) -> Bool
  {
    var (hours, areas) = (problem.freeHours, problem.vacantAreas)
    let moves = solution.moves.map { problem.moves[$0] }
    for move in moves {
      if move.isBeside { areas[move.host] -= move.size } else { hours[move.host] -= move.size }
    }
    let guests = moves.map(\.guest)
    return (hours + areas).allSatisfy { $0 >= -1e-6 } && Set(guests).count == guests.count
      && Set(guests).isDisjoint(with: moves.map(\.host))
  }

  @Test func `combining up to 12 buildings is worth what trying all is, in 300 cases`() throws {
    var random = SeededGenerator(seed: 12)
    var met = 0
    for _ in 0..<300 {
      let problem = problem(&random, most: 12)
      let found = try problem.best()
      #expect(isAllowed(found, problem))
      #expect(abs(found.worth - bruteForce(problem)) < 1e-6)
      #expect(abs(found.bound - found.worth) < 1e-6)
      if found.moves.count > 2 { met += 1 }
    }
    #expect(met > 100)
  }

  @Test func `a group too large to try is allowed, and says what is possible at most`() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<200 {
      let problem = problem(&random, most: 9)
      let found = try problem.best(mostMoves: 0)
      let best = bruteForce(problem)
      #expect(isAllowed(found, problem))
      #expect(found.worth <= best + 1e-9 && found.bound >= best - 1e-9)
    }
  }
}
