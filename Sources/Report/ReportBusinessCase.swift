import ProjectBundling
import Tables

/// Who pays and who benefits, as the page shows it; amounts in the project's currency.
struct ReportBusinessCase: Encodable {
  /// What somebody pays or gains by one item.
  struct Line: Encodable {
    /// Index of who.
    let actor: Int
    let item: String
    let isCost: Bool
    let isPaid: Bool
    let isAssumption: Bool
    let from: Int
    let to: Int
    let undiscounted: Double
    let present: Double
  }

  /// Somebody who pays or benefits.
  struct Actor: Encodable {
    let name: String
    /// What is received and no longer paid less what is paid, undiscounted, by year. Shape: `years`.
    let paidByYear: [Double]
  }

  let rate: Double
  let years: Int
  let firstYear: Int
  let actors: [Actor]
  let lines: [Line]
  /// The most by which payments run ahead, and the first year from which on that is made good; nil where it
  /// never is.
  let bridge: Double
  let paidBack: Int?
  /// What falls after the last year.
  let beyond: Double

  init(_ business: BusinessCase, _ input: CandidateInput, in language: Language) {
    (rate, years) = (business.annuity.rate, business.annuity.years)
    firstYear = business.firstYear
    let who = business.actors
    let none = [Double](repeating: 0, count: years)
    actors = who.map {
      Actor(name: input.name(of: $0, language), paidByYear: business.paidByActor[$0] ?? none)
    }
    lines = business.lines.map { line in
      Line(
        actor: who.firstIndex(of: line.actor) ?? 0, item: input.name(of: line.item, language),
        isCost: line.isCost, isPaid: line.isPaid, isAssumption: input.isAssumption(line.item),
        from: line.from, to: line.to, undiscounted: line.undiscounted, present: line.present)
    }
    (bridge, paidBack, beyond) = (business.bridge, business.paidBack, business.beyond)
  }
}
