import Foundation
import Publishing
import Tables
import Testing

/// The projects of the demo municipality, as its products tell them.
@Suite struct ProjectProductsTests {
  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }

  @Test func `a pattern gains on average what the projects that follow it are told to gain`() throws
  {
    let products = try DemoProducts.juinen.get()
    let gains = Dictionary(
      uniqueKeysWithValues: try products.rows("candidates.csv").map {
        ($0["candidate_id"] ?? "", $0["net_gain_eur"].flatMap(Double.init) ?? .nan)
      })
    let patterns = try products.rows("patterns.csv").filter { Int($0["count"] ?? "") ?? 99 <= 10 }
    #expect(!patterns.isEmpty)
    for pattern in patterns {
      let ids = pattern["candidate_ids"]?.components(separatedBy: "; ") ?? []
      let mean = ids.reduce(0) { $0 + (gains[$1] ?? .nan) } / Double(ids.count)
      #expect(abs(mean - (pattern["mean_gain_eur"].flatMap(Double.init) ?? .nan)) < 0.011)
    }
  }

  @Test func `no work is in two projects, and each has the year of its project`() throws {
    let products = try DemoProducts.juinen.get()
    let works = try products.rows("candidate_works.csv")
    let rows = try products.rows("candidates.csv")
    let projects = Dictionary(uniqueKeysWithValues: rows.map { ($0["candidate_id"] ?? "", $0) })
    #expect(works.count > 1000)
    #expect(Set(works.map { $0["work_id"] ?? "" }).count == works.count)
    for work in works {
      let project = try #require(projects[work["candidate_id"] ?? ""])
      let (best, programmed) = (number(project, "best_year"), project["programmed_year"] ?? "")
      #expect(number(work, "earliest") <= best && best <= number(work, "latest"))
      #expect(number(work, "earliest") <= number(work, "year"))
      #expect(work["year"] == project["year"])
      if !programmed.isEmpty { #expect(work["planned_year"] == work["year"]) }
    }
    for project in rows {
      let programmed = project["programmed_year"] ?? ""
      #expect(project["year"] == (programmed.isEmpty ? project["best_year"] : programmed))
      let lost = number(project, "best_net_gain_eur") - number(project, "net_gain_eur")
      if project["year"] == project["best_year"] { #expect(abs(lost) < 0.006) }
    }
    // Money is short, so that many are done in another year than their best.
    #expect(rows.count { $0["programmed_year"] != "" && $0["year"] != $0["best_year"] } > 20)
  }

  @Test func `what a project says of moving is the sum over its works`() throws {
    let products = try DemoProducts.juinen.get()
    let sums = try products.sums("candidate_works.csv", of: "moving_eur", by: "candidate_id")
    for row in try products.rows("candidates.csv") {
      let count = number(row, "work_count")
      #expect(
        abs((sums[row["candidate_id"] ?? ""] ?? 0) - number(row, "moving_eur")) <= 0.006
          * (count + 1))
    }
  }

  @Test func `programmed projects add up to what the run says of them, for each kind of money`()
    throws
  {
    let products = try DemoProducts.juinen.get()
    let money = try #require(
      try products.rows("money.csv").first { $0["stage"] == "programmed" })
    let done = try products.rows("candidates.csv").filter { $0["programmed_year"] != "" }
    checkMoney(money, done)
  }

  @Test func `the parts of a gain add up to it, and every project gains`() throws {
    let columns = [
      "saved_excavation_eur", "saved_surface_eur", "saved_traffic_eur", "saved_plan_eur",
      "saved_tender_eur", "saved_setup_eur", "saved_nuisance_eur", "challenge_weight_eur",
    ]
    // EUR 14,000 of 2011, when the index was a fifth of the way from 138.8 in 2010 to 146.2 in 2015.
    let setup = 14_000 * 207.9 / (138.8 + (146.2 - 138.8) / 5)
    for row in try DemoProducts.juinen.get().rows("candidates.csv") {
      let saved = columns.reduce(0) { $0 + number(row, $1) }
      let net = saved - number(row, "moving_eur") - number(row, "cutting_eur")
      // Each of the eleven is rounded to the cent.
      #expect(abs(net - number(row, "net_gain_eur")) < 0.06)
      #expect(number(row, "best_net_gain_eur") >= 10_000)
      #expect(abs(number(row, "saved_setup_eur") + setup) < 0.006)
      #expect(number(row, "shared_m2") <= number(row, "area_m2"))
    }
  }

  @Test func `the programme has few projects, and they are sizeable`() throws {
    let done = try DemoProducts.juinen.get().rows("candidates.csv").filter {
      $0["programmed_year"] != ""
    }
    let parts = ["excavation", "surface", "traffic", "plan", "tender", "setup"]
    let cash = done.map { row in parts.reduce(0) { $0 + number(row, "saved_\($1)_eur") } }.sorted()
    #expect(cash.count > 75 && cash[cash.count / 2] >= 25_000)
    // None costs cash that only valued effects make good.
    #expect(cash[0] >= 0)
    let byYear = Dictionary(grouping: done) { $0["programmed_year"] ?? "" }
    #expect(byYear.values.allSatisfy { $0.count <= 15 })
  }

  @Test func `streets are opened half as often as in the due years of the same works`() throws {
    let products = try DemoProducts.juinen.get()
    var openings: (plan: Set<String>, due: Set<String>) = ([], [])
    for work in try products.rows("opportunities.csv")
    where work["street"] != "" && work["planned_origin"] == "programme" {
      let street = (work["street"] ?? "") + (work["neighbourhood_code"] ?? "")
      openings.plan.insert(street + (work["planned_year"] ?? ""))
      openings.due.insert(street + "\(max(2027, Int(work["due"] ?? "") ?? 0))")
    }
    let streets = try products.rows("streets.csv")
    func sum(_ column: String) -> Int { streets.reduce(0) { $0 + Int(number($1, column)) } }
    #expect(sum("openings") == openings.plan.count)
    #expect(sum("openings_due_years") == openings.due.count)
    #expect(2 * openings.plan.count <= openings.due.count)
    #expect(sum("openings_leading_rule") > openings.plan.count)
  }

  @Test func `what parties pay by each rule is what the works cost together, in cash alone`() throws
  {
    let products = try DemoProducts.juinen.get()
    func sums(_ column: String) throws -> [String: Double] {
      try products.sums("cost_splits.csv", of: column, by: "candidate_id")
    }
    let rules = try ["works_eur", "rioned_eur", "pro_rata_eur", "shapley_eur"].map(sums)
    let (moving, couplings) = (try sums("moving_valued_eur"), try sums("coupling_cost_eur"))
    for row in try products.rows("candidates.csv") {
      let id = row["candidate_id"] ?? ""
      for rule in rules { #expect(abs((rule[id] ?? 0) - number(row, "cost_joint_mid_eur")) < 0.01) }
      let valued = number(row, "moving_eur") + number(row, "cutting_eur")
      #expect(abs((moving[id] ?? 0) - valued) < 0.02)
      #expect(abs((couplings[id] ?? 0) - number(row, "coupling_cost_eur")) < 0.03)
    }
  }

  @Test func `what budgets are charged for a project is what the programme has them pay`() throws {
    let products = try DemoProducts.juinen.get()
    func key(_ row: [String: String], _ id: String) -> String {
      (row[id] ?? "") + " " + (row["party"] ?? "")
    }
    let payments = try products.rows("programme_projects.csv").filter { $0["kind"] == "candidate" }
    let pays = Dictionary(
      uniqueKeysWithValues: payments.map { (key($0, "project_id"), number($0, "pays_eur")) })
    let done = Set(payments.map { $0["project_id"] ?? "" })
    let rows = try products.rows("cost_splits.csv").filter {
      done.contains($0["candidate_id"] ?? "")
    }
    #expect(rows.count > 200 && rows.contains { number($0, "moving_paid_eur") > 0 })
    for row in rows {
      #expect(abs(number(row, "charged_eur") - (pays[key(row, "candidate_id")] ?? 0)) < 0.02)
    }
    let (all, paid) = (
      rows.reduce(0) { $0 + number($1, "charged_eur") }, pays.values.reduce(0, +)
    )
    #expect(abs(all - paid) < 0.02 * Double(rows.count))
  }

  @Test func `no budget is overspent in any year, carry-over included`() throws {
    let rows = try DemoProducts.juinen.get().rows("programme.csv")
    #expect(rows.count == 45)
    for row in rows {
      let money = number(row, "available_eur") + number(row, "carried_in_eur")
      #expect(number(row, "spent_eur") <= money)
      #expect(abs(money - number(row, "spent_eur") - number(row, "carried_out_eur")) < 0.005)
    }
  }

  @Test func `a programme's payments add up to what budgets spend`() throws {
    let products = try DemoProducts.juinen.get()
    let paid = try products.sums("programme_projects.csv", of: "pays_eur", by: "party")
    let spent = try products.sums("programme.csv", of: "spent_eur", by: "party")
    for (party, sum) in spent { #expect(abs(sum - (paid[party] ?? 0)) < 0.01) }
  }

  @Test func `an explanation names works and title, in either language`() throws {
    let products = try DemoProducts.juinen.get()
    let row = try #require(try products.rows("candidates.csv").first)
    let id = row["candidate_id"] ?? ""
    let folder = products.file("")
    for language in Language.allCases {
      let text = try Explanation(folder: folder, language: language).text(about: id)
      #expect(text.contains(row["title_\(language.rawValue)"] ?? "?"))
      for work in (row["work_ids"] ?? "").split(separator: "; ") { #expect(text.contains(work)) }
    }
  }

  @Test func `a work that is in no project is told what it nearly joined`() throws {
    let products = try DemoProducts.juinen.get()
    let inProjects = Set(try products.rows("candidate_works.csv").map { $0["work_id"] ?? "" })
    let miss = try #require(
      try products.rows("near_misses.csv").first { !inProjects.contains($0["work_a"] ?? "") })
    let explanation = try Explanation(folder: products.file(""), language: .en)
    let text = try explanation.text(about: miss["work_a"] ?? "")
    #expect(text.contains("is in no project"))
    #expect(text.contains(miss["reason_en"] ?? "?"))
  }

  @Test func `a work that is in no project and came near none is told so`() throws {
    let products = try DemoProducts.juinen.get()
    var known = Set(try products.rows("candidate_works.csv").map { $0["work_id"] ?? "" })
    for row in try products.rows("near_misses.csv") {
      known.formUnion([row["work_a"] ?? "", row["work_b"] ?? ""])
    }
    let alone = try #require(
      try products.rows("opportunities.csv").first { !known.contains($0["work_id"] ?? "") })
    let id = alone["work_id"] ?? ""
    let text = try Explanation(folder: products.file(""), language: .en).text(about: id)
    #expect(text.hasPrefix("\(id) is in no project"))
  }

  @Test func `an id that the run does not know is an error with the nearest`() throws {
    let products = try DemoProducts.juinen.get()
    let id = try #require(try products.rows("candidates.csv").first?["candidate_id"])
    let explanation = try Explanation(folder: products.file(""), language: .en)
    #expect { try explanation.text(about: id + "x") } throws: { "\($0)".contains("'\(id)'") }
  }
}
