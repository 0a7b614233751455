import ProjectBundling
import Testing
import Workers

/// EUR millions once and a year, as seed 003 (CoP, table 1) publishes them.
private let table1: [(once: Double, perYear: Double)] = [(4000, 130), (650, 13), (720, 14)]

@Suite struct AnnuityTests {
  @Test
  func `CoP table 1: 650 and 720 million about 13 and 14 a year is 50 years without interest`() {
    let plain = Annuity(rate: 0, years: 50)
    #expect(plain.perYear(once: 650) == 13)
    #expect(plain.perYear(once: 720).rounded() == 14)
    // The same row of the table has 1,350 million as 27 a year.
    #expect(plain.perYear(once: 1350) == 27)
  }

  @Test func `CoP table 1: 4 billion about 130 million a year is 2.1 percent over 50 years`()
    throws
  {
    let rate = try #require(Annuity.rate(once: 4000, perYear: 130, years: 50))
    #expect((rate * 1e4).rounded() == 210)
    #expect(abs(Annuity(rate: rate, years: 50).perYear(once: 4000) - 130) < 1e-6)
    // Or 31 years without interest.
    #expect((Annuity(rate: 0, years: 31).perYear(once: 4000) / 10).rounded() == 13)
  }

  @Test func `CoP table 1: no single rate and term gives all three, however they were rounded`() {
    // An annuity is proportional to the amount. 4 billion / 650 million is 6.2, while 125 to 135 (130
    // rounded to tens) over 12.5 to 13.5 (13 rounded) is at least 9.2.
    let amounts = table1[0].once / table1[1].once
    #expect(amounts < 125 / 13.5)
    let factors = table1.map { $0.perYear / $0.once }
    #expect(factors.map { ($0 * 1e4).rounded() } == [325, 200, 194])
  }

  @Test func `CoP table 1 by our own annuity: 134, 21.8 and 24.1 million a year`() {
    let ours = table1.map { (Annuity.usual.perYear(once: $0.once) * 10).rounded() / 10 }
    #expect(ours == [134.1, 21.8, 24.1])
  }

  @Test func `Almere Pampus: 1.4 billion of care in 40 years is 35 million a year, undiscounted`() {
    let care = BusinessCase(
      [
        .init(
          actor: .other("care"), item: .effect(0), isCost: false, year: 2027, years: 40,
          perYear: 35e6)
      ], annuity: Annuity(rate: 0.0225, years: 40), firstYear: 2027)
    #expect(care.lines[0].undiscounted == 1.4e9)
    #expect(Annuity(rate: 0, years: 40).perYear(once: 1.4e9) == 35e6)
    // Discounted, with the first year's amount at the begin of the year: 35 million x 26.8.
    #expect((care.lines[0].present / 1e6).rounded() == 937)
  }

  @Test func `an amount each year weighs what it is brought back to`() {
    let annuity = Annuity(rate: 0.03, years: 45)
    let sum = (1...45).reduce(0.0) { $0 + annuity.present(annuity.perYear(once: 100), after: $1) }
    #expect(abs(sum - 100) < 1e-9)
    #expect(Annuity.rate(once: 100, perYear: 1, years: 40) == nil)
    #expect(Annuity.rate(once: 100, perYear: 2.5, years: 40).map { $0 < 1e-9 } == true)
  }
}

@Suite struct BusinessCaseTests {
  /// The road pays 300 in 2027 instead of 400 in 2030; residents gain 10 a year from 2028 for 60 years.
  private let example = BusinessCase(
    [
      .init(
        actor: .other("residents"), item: .effect(0), isCost: false, year: 2028, years: 60,
        perYear: 10
      ),
      .init(actor: .party(1), item: .avoided, isCost: false, year: 2030, perYear: 400),
      .init(actor: .party(1), item: .share, isCost: true, year: 2027, perYear: 300),
    ], annuity: Annuity(rate: 0.02, years: 40), firstYear: 2027)

  @Test func `by hand: parties first, costs first, brought back to the first year`() {
    #expect(example.lines.map(\.item) == [.share, .avoided, .effect(0)])
    #expect(example.actors == [.party(1), .other("residents")])
    #expect(example.lines[0].present == 300)
    #expect(abs(example.lines[1].present - 400 / (1.02 * 1.02 * 1.02)) < 1e-9)
    #expect(abs(example.paid(of: .party(1)) - (400 / 1.061208 - 300)) < 1e-9)
    let parts = example.actors.reduce(0) { $0 + example.paid(of: $1) + example.valued(of: $1) }
    #expect(abs(example.paid() + example.valued() - parts) < 1e-9)
  }

  @Test func `what falls after the last year is told apart`() {
    #expect(example.lines[2].from == 2028 && example.lines[2].to == 2066)
    #expect(example.lines[2].undiscounted == 390)
    #expect(example.beyond == 210)
  }

  @Test func `what is paid bridges and pays back; valued effects do neither`() {
    // 300 out in 2027, 400 spared in 2030; what residents gain is no payment.
    #expect(Array(example.paidByYear.prefix(4)) == [-300, 0, 0, 400])
    #expect(example.paidByActor == [.party(1): example.paidByYear])
    #expect(example.bridge == 300)
    #expect(example.paidBack == 2030)
    #expect(example.paid(of: .other("residents")) == 0)
    #expect(example.valued() == example.valued(of: .other("residents")))
    let never = BusinessCase(
      [.init(actor: .party(0), item: .share, isCost: true, year: 2027, perYear: 1)],
      annuity: .usual, firstYear: 2027)
    #expect(never.paidBack == nil)
  }
}
