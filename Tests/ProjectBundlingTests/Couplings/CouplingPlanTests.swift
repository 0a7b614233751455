import OpportunityMap
import TestSupport
import Testing

@testable import ProjectBundling
@testable import ProjectFile

@Suite struct CouplingPlanTests {
  /// A sewer under half of a brick street of 10 m x 20 m, of which the first 10 m flood with severity 0.5;
  /// its trench is 4 m wide.
  private static func street() throws -> CouplingCity {
    let works = [
      TestWork(
        box: Box(x: 0, y: 0, width: 4, height: 10), type: "sewer", years: 2028...2030, due: 2029,
        cost: 8000, budget: "sewers", cycle: 60),
      TestWork(
        box: Box(x: 0, y: 0, width: 10, height: 20), type: "pavement-brick", years: 2028...2031,
        due: 2030, cost: 10_000, budget: "roads"),
    ]
    return try CouplingCity(
      TestCity(works: works, challenges: [Box(x: 0, y: 0, width: 10, height: 10)]))
  }

  private func near(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-6 }

  @Test func `what a coupling takes and brings, by hand`() throws {
    let a = try #require(Self.street().entry(0, "a"))
    // 40 m2 of trench under water; three quarters of it is served and built.
    #expect(near(a.overlap, 40) && near(a.ground, 40) && near(a.amount, 30))
    #expect(near(a.served[0], 30) && near(a.challenge[0], 15))
    #expect(near(a.cost?.low, 300) && near(a.cost?.mid, 600) && near(a.cost?.high, 1200))
    // 4 EUR x 15 and 0.5 EUR x 30 a year.
    #expect(
      near(a.effects[0].low, 30) && near(a.effects[0].mid, 60) && near(a.effects[0].high, 120))
    #expect(near(a.effects[1].mid, 15) && a.life == 60)
    // The sewer lasts 60 years, the business case 50; the one theme has a weight of 1 on average.
    #expect(near(a.net, 60 * sum(after: 1, years: 50) + 15 * sum(after: 0, years: 50) - 600))
  }

  @Test func `what was decided is in every set, and what it excludes in none`() throws {
    let street = try Self.street()
    for key in ["a", "d"] {
      let plan = CouplingPlan(
        street.problem, map: street.map, catalogue: try testCouplings(), annuity: couplingAnnuity,
        funded: ["water-board"], decided: [street.problem.works[0].work: [key]])
      let index = try #require(
        plan.entries(of: 0).first { plan.coupling(of: $0).key == key && plan.entries[$0].isOpen })
      for works in [[Int32(0)], [0, 1]] {
        let sets = plan.sets(of: works)
        #expect(sets.allSatisfy { $0.entries.contains(Int32(index)) })
        for set in sets {
          let own = set.entries.filter { plan.entries[Int($0)].work == 0 }
          #expect(Set(own.map { plan.coupling(of: Int($0)).group }).count == own.count)
        }
        #expect(abs((sets.first?.cost ?? 0) - (plan.entries[index].cost?.mid ?? .nan)) < 1e-9)
      }
      #expect(plan.sets(of: [1]).contains(.none))
    }
  }

  @Test func `what was decided and a work cannot carry is left out`() throws {
    let street = try Self.street()
    let plan = CouplingPlan(
      street.problem, map: street.map, catalogue: try testCouplings(), annuity: couplingAnnuity,
      decided: [street.problem.works[0].work: ["e", "f"]])
    #expect(plan.sets(of: [0]).first == CouplingSet.none)
  }

  @Test func `of a group each m2 is served once, by the work that gains most on it`() throws {
    let city = try Self.street()
    let (a, b) = (try #require(city.entry(0, "a")), try #require(city.entry(1, "b")))
    // Alone `a` is worth more for each m2 than `b`: the brick serves what the trench leaves.
    #expect(near(b.overlap, 100) && near(b.ground, 60) && b.takenBy == 0)
    #expect(near(a.ground + b.ground, 100))
    // The sewer could carry `b` too, but one of a group is enough.
    let both = city.couplings.sets(of: [0]).map { set in
      set.entries.map { city.couplings.coupling(of: Int($0)).key }
    }
    #expect(both.allSatisfy { !($0.contains("a") && $0.contains("b")) } && both.contains(["a"]))
    let keys = city.couplings.sets(of: [1]).flatMap(\.entries).map {
      city.couplings.coupling(of: Int($0)).key
    }
    // `b` and `c` take the same place in the brick.
    #expect(Set(keys) == ["b", "c"])
    #expect(city.couplings.sets(of: [1]).allSatisfy { $0.entries.count < 2 })
  }

  @Test func `what is built instead of the work spares its cost`() throws {
    let c = try #require(Self.street().entry(1, "c"))
    // 10 m2 at 2 EUR, less half of 50 EUR a m2 of the street.
    #expect(near(c.amount, 10) && near(c.cost?.mid, 20 - 250) && near(c.upkeep?.mid, 10))
    #expect(near(c.effects[0].mid, 30))
    #expect(
      near(c.net, 30 * sum(after: 2, years: 1) + 230 - 10 * sum(after: 0, years: 30)))
  }

  @Test func `what nobody has a price, a purse or a number for is told and never chosen`() throws {
    let city = try Self.street()
    let (d, e, f) = (
      try #require(city.entry(0, "d")), try #require(city.entry(0, "e")),
      try #require(city.entry(0, "f"))
    )
    #expect(d.payer == nil && d.net > 0 && e.cost == nil)
    #expect(
      f.verdict.outcome == .unknown && f.verdict.deciding?.condition.feature == "infiltration")
    let offered = city.couplings.sets(of: [0]).flatMap(\.entries).map {
      city.couplings.coupling(of: Int($0)).key
    }
    #expect(Set(offered) == ["a", "b"] || Set(offered) == ["a"])
    let funded = try CouplingCity(city.city, funded: ["water-board"])
    #expect(funded.entry(0, "d")?.payer == 2 && funded.couplings.payers.last == "water-board")
  }

  @Test func `works that carry nothing bring nothing, however large the challenge under them`()
    throws
  {
    let works = [
      TestWork(
        box: Box(x: 0, y: 0, width: 50, height: 50), type: "pump", years: 2028...2030, due: 2029,
        cost: 8000)
    ]
    let city = try CouplingCity(
      TestCity(works: works, challenges: [Box(x: 0, y: 0, width: 50, height: 50)]))
    #expect(city.couplings.entries.isEmpty)
    let with = makeProgramme(try city.programme(ProgrammeRequest()))
    let without = makeProgramme(try city.programme(ProgrammeRequest(), carries: false))
    #expect(with.worth == without.worth)
    #expect(city.couplings.flows(city.problem).isEmpty)
    #expect(BusinessCase([], annuity: .usual, firstYear: 2027).lines.isEmpty)
  }

  @Test func `flows are those of what is chosen: cash of who pays, effects of who benefits`() throws
  {
    var city = try Self.street()
    var couplings = city.couplings
    couplings.choose(makeProgramme(try city.programme(ProgrammeRequest())))
    let keys = Set(couplings.chosen.map { couplings.coupling(of: $0).key })
    #expect(keys == ["a", "b"])
    let flows = couplings.flows(city.problem)
    let sewers = flows.filter { $0.actor == .party(0) && $0.perYear > 0 }
    #expect(sewers.map(\.perYear).map { $0.rounded() } == [600] && sewers[0].isCost)
    let board = flows.filter { $0.actor == .other("water-board") }
    #expect(board.map(\.perYear).map { $0.rounded() } == [15] && board[0].years == 60)
    #expect(flows.allSatisfy { !$0.isCost || $0.actor == .party(0) || $0.actor == .party(1) })
    let sums = couplings.sums(of: couplings.chosen)
    #expect(near(sums.cost, 600 + 30 * 60) && sums.count == 2)
    city = try CouplingCity(TestCity(works: city.city.works))
    #expect(city.couplings.entries.isEmpty)
  }

  @Test func `the price of a weight: effects count by it, cash does not`() throws {
    let city = try Self.street()
    var map = city.map
    // One theme alone has a weight of 1 whatever it is given, so another one is weighed against it.
    map.themes.append(Theme(key: "other", weight: 6, planes: []))
    let entry = try #require(city.entry(0, "a"))
    let plain = entry.presentEffects
    #expect(near(entry.net, plain - 600))
    // Weights 2 and 6 have a mean of 4: the first counts for half.
    #expect(scaledWeights(map).map { ($0 * 100).rounded() } == [50, 150])
  }
}
