import Foundation
import Pipeline
import Publishing
import Report
import Tables
import TestSupport
import Testing

/// The headlines of the demo municipality, each recomputed from the CSV files alone.
@Suite struct HowToReadTests {
  @Test func `every headline on the page is the sum of its rows`() throws {
    let figures = try DemoFigures(DemoProducts.juinen.get())
    let page = "docs/how-to-read.md"
    var text = try Repository.text(page)
    let start = try #require(text.range(of: "<!-- figures -->\n"))
    let end = try #require(text.range(of: "<!-- end of figures -->"))
    let range = start.upperBound..<end.lowerBound
    if Repository.writesDocs {
      text.replaceSubrange(range, with: figures.table)
      try text.write(toFile: Repository.file(page), atomically: true, encoding: .utf8)
    } else {
      #expect(String(text[range]) == figures.table)
    }
  }

  @Test func `what a run says at its end is what its files add up to`() throws {
    let products = try DemoProducts.juinen.get()
    let said = closingTable(
      products.summary.map, products.summary.record, projects: products.summary.projects,
      language: .en)
    for line in try DemoFigures(products).lines where line.isSaid {
      #expect(line.nearFigures.contains(where: said.contains), "\(line.what)")
    }
    // Each amount has its currency before it, also where one line has several.
    let worth = try #require(said.split(separator: "\n").first { $0.hasPrefix("All proposals") })
    #expect(worth.matches(of: /EUR [0-9]/).count == 3)
  }

  @Test func `a ratio beside chance is the share divided by what chance would give`() throws {
    for row in try DemoProducts.juinen.get().rows("coverage.csv") {
      guard let ratio = number(row, "chance_ratio") else { continue }
      let share = try #require(number(row, "cumulated_share"))
      let chance = try #require(number(row, "chance_share"))
      // Shares are written to nine decimals, which says little of the smallest.
      guard chance > 1e-5 else { continue }
      #expect(abs(ratio - share / chance) <= 0.00006 + (1 + ratio) * 1e-9 / chance)
      guard let low = number(row, "chance_ratio_low") else { continue }
      #expect(try low <= #require(number(row, "chance_ratio_high")))
    }
  }

  private func number(_ row: [String: String], _ column: String) -> Double? {
    row[column].flatMap(Double.init)
  }
}

/// Headlines with the rows that they are made of.
private struct DemoFigures {
  struct Line {
    /// What a run or its report says.
    let what: String
    let figure: String
    /// File, rows and columns that give it.
    let rows: String
    /// What it leaves out, or isn't.
    let caution: String
    /// Whether a run says it in so many figures.
    var isSaid = true

    /// The figure, and for an amount those a EUR below and above: rows are rounded to the cent.
    var nearFigures: [String] {
      guard figure.hasPrefix("EUR "), let euros = Int(figure.filter(\.isNumber)) else {
        return [figure]
      }
      return (euros - 1...euros + 1).map { "EUR " + Language.en.number($0) }
    }
  }

  private typealias Row = [String: String]
  private static let cash = [
    "saved_excavation_eur", "saved_surface_eur", "saved_traffic_eur", "saved_plan_eur",
    "saved_tender_eur", "saved_setup_eur",
  ]

  private(set) var lines: [Line] = []

  var table: String {
    "| what is said | figure | its rows | what to know |\n| --- | --- | --- | --- |\n"
      + lines.map { "| \($0.what) | \($0.figure) | \($0.rows) | \($0.caution) |\n" }.joined()
  }

  init(_ products: DemoProducts) throws {
    addWorks(try products.rows("opportunities.csv"))
    addReach(try products.rows("coverage.csv"))
    addProjects(try products.rows("candidates.csv"))
    addProgramme(
      try products.rows("programme.csv"), undone: try products.rows("undone.csv"),
      unspent: try products.rows("unspent.csv"))
    addOpenings(try products.rows("streets.csv"))
    addCouplings(try products.rows("couplings.csv"))
    addBusinessCase(try products.rows("business_case.csv"))
  }

  private mutating func addWorks(_ works: [Row]) {
    let due = works.filter { Int($0["due"] ?? "").map { $0 <= 2041 } ?? false }
    add(
      "works due from 2027 to 2041", count(due),
      "`opportunities.csv`: rows whose `due` is 2041 or earlier",
      "What is overdue counts in 2027. Of rows without `due` no year is known: no sum by year has them."
    )
    add(
      "together they cost", euros(sum(due, "cost_eur")),
      "the same rows: sum of `cost_eur`",
      "Each work by itself (*alone*), whether there is money or not. Works without a cost count as 0."
    )
  }

  private mutating func addReach(_ rows: [Row]) {
    let water = rows.filter {
      $0["neighbourhood_code"] == "" && $0["theme"] == "water" && $0["year"] == "2041"
    }
    let share = value(water[0], "cumulated_share")
    let chance = value(water[0], "chance_share")
    add(
      "water's ground under works due", Language.en.percentage(share),
      "`coverage.csv`: the row of no neighbourhood, `water`, 2041: `cumulated_m2` / `challenged_m2`",
      "Overlap: no work has to do anything for water yet. What it can carry is in the row of couplings."
    )
    add(
      "the same of all ground", Language.en.percentage(chance), "the same row: `chance_share`",
      "What chance would give. No more is shown where `chance_ratio_low` is below 1.")
  }

  private mutating func addProjects(_ candidates: [Row]) {
    let programmed = candidates.filter { $0["programmed_year"] != "" }
    let saved = programmed.map { row in Self.cash.reduce(0) { $0 + value(row, $1) } }.sorted()
    add(
      "projects possible, whatever the money", count(candidates), "`candidates.csv`: its rows",
      "Proposals. Nobody has decided on them.")
    add(
      "projects in the programme", count(programmed),
      "`candidates.csv`: rows with a `programmed_year`",
      "What fits the budgets. Agreed is what `status` says, by `decided_by`.")
    add(
      "saved in cash by the programme", euros(saved.reduce(0, +)),
      "those rows: `saved_excavation_eur`, `_surface_`, `_traffic_`, `_plan_`, `_tender_` and `_setup_`",
      "Against the same works one by one; `cost_joint_low_eur` and `_high_` give the range.")
    add(
      "nuisance spared", euros(sum(programmed, "saved_nuisance_eur")),
      "those rows: `saved_nuisance_eur`", "Valued: nobody is paid it, so it is in no saving above.")
    let middle = saved.count / 2
    let median =
      saved.count.isMultiple(of: 2) ? (saved[middle - 1] + saved[middle]) / 2 : saved[middle]
    add(
      "what the median project of the programme saves", euros(median), "those rows, the same six",
      "Half of the projects save less.")
  }

  private mutating func addProgramme(_ programme: [Row], undone: [Row], unspent: [Row]) {
    add(
      "paid by the budgets", euros(sum(programme, "spent_eur")), "`programme.csv`: `spent_eur`",
      "With the extra cost of couplings, and what parties pay each other for moving works.",
      isSaid: false)
    add(
      "works not done", count(undone), "`undone.csv`: its rows",
      "Each has its `reason`, with whose money is gone and what stands before it.")
    add(
      "what they cost", euros(sum(undone, "cost_eur")), "`undone.csv`: `cost_eur`", "Alone.")
    add(
      "the risk that they have run by the end", euros(sum(undone, "risk_left_eur")),
      "`undone.csv`: `risk_left_eur`", "Valued, not paid.")
    add(
      "money that nobody spends", euros(sum(unspent, "unspent_eur")),
      "`unspent.csv`: `unspent_eur`",
      "By party, with why no work that is left takes it.", isSaid: false)
  }

  private mutating func addOpenings(_ streets: [Row]) {
    add(
      "times that a street is opened", number(sum(streets, "openings")),
      "`streets.csv`: `openings`",
      "Each street once in each year in which something is done in it.")
    add(
      "the same in the works' due years", number(sum(streets, "openings_due_years")),
      "`streets.csv`: `openings_due_years`", "Of the works that the programme does, no others.")
  }

  private mutating func addCouplings(_ couplings: [Row]) {
    let chosen = couplings.filter { $0["chosen"] == "true" }
    add(
      "measures that works carry along", count(chosen), "`couplings.csv`: rows that are `chosen`",
      "The others could be carried: `reason_en` says why they are not.")
    add(
      "what they cost on top", euros(sum(chosen, "extra_cost_mid_eur")),
      "those rows: `extra_cost_mid_eur`", "Paid by `payer`; upkeep is apart.")
  }

  private mutating func addBusinessCase(_ items: [Row]) {
    func balance(_ isPaid: Bool) -> Double {
      items.filter { ($0["is_paid"] == "true") == isPaid }.reduce(0) {
        $0 + ($1["is_cost"] == "true" ? -1 : 1) * value($1, "present_eur")
      }
    }
    add(
      "business case in cash", euros(balance(true)),
      "`business_case.csv`: `present_eur` where `is_paid`, less those where `is_cost`",
      "Against every work by itself within the same budgets, over 50 years, brought back to 2027.")
    add(
      "valued effects", euros(balance(false)), "the same of the other rows",
      "In nobody's account. Rows with `is_assumption` rest on a figure without a source.")
  }

  private mutating func add(
    _ what: String, _ figure: String, _ rows: String, _ caution: String, isSaid: Bool = true
  ) {
    lines.append(Line(what: what, figure: figure, rows: rows, caution: caution, isSaid: isSaid))
  }

  private func value(_ row: Row, _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }

  private func sum(_ rows: [Row], _ column: String) -> Double {
    rows.reduce(0) { $0 + value($1, column) }
  }

  private func euros(_ amount: Double) -> String { "EUR " + Language.en.number(amount) }
  private func number(_ count: Double) -> String { Language.en.number(count) }
  private func count(_ rows: [Row]) -> String { Language.en.number(rows.count) }
}
