import Testing

@testable import ProjectBundling

/// The example of docs/programme.md, in EUR: sewer and road A in one street, road B in another.
private struct TwoStreets {
  /// 2 % of the cost for each year that a work comes late; the horizon ends in 2034.
  private let risk = 0.02
  private let years = 2030...2034
  private let streetA = JointProject(
    members: [
      .init(party: 0, due: 2030, alone: 800_000, moving: 0),
      .init(party: 1, due: 2033, alone: 400_000, moving: 40_000),
    ], year: 2030, joint: 900_000)

  private func avoided(_ cost: Double, due: Int) -> Double {
    cost * risk * Double(years.upperBound + 1 - due)
  }

  private func alone(
    _ index: Int32, _ cost: Double, due: Int, party: Int, _ window: ClosedRange<Int>
  ) -> ProgrammeItem {
    let options = window.map { year in
      ProgrammeItem.Option(
        year: year,
        worth: avoided(cost, due: due) - cost * risk * Double(max(0, year - due)),
        payments: [Payment(party: party, amount: Money(euros: cost))])
    }
    return ProgrammeItem(works: [index], options: options)
  }

  func problem(carryOver: Double) -> ProgrammeProblem {
    let payments = zip(streetA.parties, streetA.charges()).map(Payment.init)
    let gain = 1_200_000 - streetA.joint - streetA.moving
    let worth = gain + avoided(800_000, due: 2030) + avoided(400_000, due: 2033)
    let bundle = ProgrammeItem(
      works: [0, 1], options: [.init(year: 2030, worth: worth, payments: payments)])
    func budget(_ euros: Double, _ carryOver: Double) -> ProgrammeBudget {
      ProgrammeBudget(available: years.map { _ in Money(euros: euros) }, carryOver: carryOver)
    }
    return ProgrammeProblem(
      years: years, parties: ["sewers", "roads"],
      budgets: [budget(700_000, 0), budget(300_000, carryOver)],
      works: [
        alone(0, 800_000, due: 2030, party: 0, 2030...2030),
        alone(1, 400_000, due: 2033, party: 1, 2033...2033),
        alone(2, 350_000, due: 2030, party: 1, 2030...2034),
      ], bundles: [bundle])
  }
}

@Suite struct WorkedExampleTests {
  @Test
  func `two streets: the bundle in 2030, and the other road when its money has been saved up`() {
    let programme = makeProgramme(TwoStreets().problem(carryOver: 1))
    #expect(programme.rows.map(\.project) == [.bundle(0), .work(2)])
    #expect(programme.rows.map(\.year) == [2030, 2032])
    #expect(programme.rows[0].payments.map(\.amount.euros) == [640_000, 300_000])
    #expect(programme.rows.map { $0.worth.rounded() } == [356_000, 21_000])
    let roads = programme.accounts[1]
    #expect(roads.map(\.carriedIn.euros) == [0, 0, 300_000, 250_000, 550_000])
    #expect(roads.map(\.spent.euros) == [300_000, 0, 350_000, 0, 0])
    #expect(programme.status == .optimal)
  }

  @Test func `two streets without carry-over: the other road is never paid`() {
    let programme = makeProgramme(TwoStreets().problem(carryOver: 0))
    #expect(programme.rows.map(\.project) == [.bundle(0)])
    #expect(programme.undone.map(\.work) == [2])
  }
}
