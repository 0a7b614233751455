import OpportunityMap
import Publishing
import Tables
import Testing

@testable import Pipeline

/// What the demo municipality's products say of when works are done, what is not, and why: worked out from
/// the CSV files alone.
@Suite struct PlannedYearProductsTests {
  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }

  /// The works that are due within the horizon or before it.
  private func dueWorks(_ products: DemoProducts) throws -> [[String: String]] {
    try products.rows("opportunities.csv").filter {
      $0["planned_origin"] != "later" && $0["planned_origin"] != "undated"
    }
  }

  @Test func `done and undone add up to all that is due, in number and in euros`() throws {
    let products = try DemoProducts.juinen.get()
    let due = try dueWorks(products)
    let undone = try products.rows("undone.csv")
    let done = due.filter { $0["planned_year"] != "" }
    #expect(done.count > 1000 && undone.count > 50)
    #expect(done.count + undone.count == due.count)
    #expect(due.count == products.summary.record.works.due.works)
    let cost = (done + undone).reduce(0) { $0 + number($1, "cost_eur") }
    #expect(abs(cost - products.summary.record.works.due.cost) < 0.01)
    let named = Set(due.filter { $0["planned_origin"] == "undone" }.map { $0["work_id"] ?? "" })
    #expect(named == Set(undone.map { $0["work_id"] ?? "" }))
  }

  @Test func `every work that is done has the year of the project that does it, and no other`()
    throws
  {
    let products = try DemoProducts.juinen.get()
    var years: [String: String] = [:]
    let members = Dictionary(grouping: try products.rows("candidate_works.csv")) {
      $0["candidate_id"] ?? ""
    }
    for row in try products.rows("programme_projects.csv") {
      let id = row["project_id"] ?? ""
      for work in members[id]?.map({ $0["work_id"] ?? "" }) ?? [id] {
        #expect(years[work] == nil || years[work] == row["year"])
        years[work] = row["year"]
      }
    }
    var late = 0
    for work in try dueWorks(products) {
      let id = work["work_id"] ?? ""
      #expect(work["planned_year"] == years[id] ?? "", "\(id)")
      guard let year = years[id].flatMap(Int.init) else { continue }
      #expect(Double(year) >= number(work, "earliest"))
      late += Double(year) > number(work, "latest") ? 1 : 0
    }
    #expect(late > 0)
    for row in members.values.joined() {
      #expect(row["planned_year"] == years[row["work_id"] ?? ""] ?? "")
    }
  }

  @Test func `overdue works keep their due year, and are done in any year of the horizon`() throws {
    let overdue = try dueWorks(DemoProducts.juinen.get()).filter { number($0, "due") < 2027 }
    #expect(overdue.count > 200)
    for work in overdue { #expect(work["earliest"] == "2027" && number(work, "latest") >= 2027) }
    #expect(Set(overdue.map { $0["planned_year"] ?? "" }).count > 10)
  }

  @Test func `no work is left undone that its budget has room for`() throws {
    let products = try DemoProducts.juinen.get()
    // All that a year leaves carries over, so that what can be spent more in a year is the least that this
    // and any later year leave.
    let accounts = Dictionary(grouping: try products.rows("programme.csv")) { $0["party"] ?? "" }
    var reasons: [String: Int] = [:]
    for work in try products.rows("undone.csv") {
      reasons[work["reason"] ?? "", default: 0] += 1
      guard work["reason"] != "out-of-order" else { continue }
      let years = (accounts[work["party"] ?? ""] ?? []).filter {
        number($0, "year") >= number(work, "earliest")
      }
      #expect(years.count > 0)
      for year in years {
        let room =
          years.filter { number($0, "year") >= number(year, "year") }
          .map { number($0, "carried_out_eur") }.min() ?? 0
        #expect(number(work, "cost_eur") > room)
      }
    }
    #expect(reasons["crowded-out"] ?? 0 > 20)
  }

  @Test func `what is unspent is what the accounts have left`() throws {
    let products = try DemoProducts.juinen.get()
    let new = try products.sums("programme.csv", of: "available_eur", by: "party")
    let spent = try products.sums("programme.csv", of: "spent_eur", by: "party")
    let rows = try products.rows("unspent.csv")
    #expect(Set(rows.map { $0["party"] ?? "" }) == Set(new.keys))
    for row in rows {
      let party = row["party"] ?? ""
      #expect(abs((new[party] ?? 0) - (spent[party] ?? 0) - number(row, "unspent_eur")) < 0.01)
      #expect(row["reason_nl"] != "" && row["reason_en"] != "")
    }
  }

  @Test func `streets tell what is planned when, and what is not planned`() throws {
    let products = try DemoProducts.juinen.get()
    let streets = try products.rows("streets.csv")
    let undone = try products.rows("undone.csv").filter { $0["street"] != "" }
    #expect(streets.reduce(0) { $0 + number($1, "undone_count") } == Double(undone.count))
    let works = Dictionary(grouping: try dueWorks(products)) {
      [$0["street"] ?? "", $0["neighbourhood_code"] ?? ""]
    }
    for street in streets {
      let here = works[[street["street"] ?? "", street["neighbourhood_code"] ?? ""]] ?? []
      let years = Set(here.compactMap { Int($0["planned_year"] ?? "") })
      #expect(street["first_year"] == years.min().map(String.init) ?? "")
      let text = street["planned_en"] ?? ""
      for year in 2027...2041 { #expect(text.contains("In \(year):") == years.contains(year)) }
      #expect(text.contains("Due, but not planned:") == (number(street, "undone_count") > 0))
    }
  }

  @Test func `hours of works fall in the years in which they are done`() throws {
    let products = try DemoProducts.juinen.get()
    let hours = try products.rows("hours.csv").filter { $0["neighbourhood_code"] == "" }
    let city = hours.reduce(0) { $0 + number($1, "work_hours") }
    let done = try dueWorks(products).filter { $0["planned_year"] != "" }
    let all = done.reduce(0) { $0 + number($1, "hours") }
    // Parts outside all neighbourhoods are left out.
    #expect(city > 0.99 * all && city <= all + 1)
  }
}
