import Geometry
import LayerIO
import ProjectFile
import Testing

@testable import OpportunityMap

private let request = VacancyRequest(
  statusField: "status",
  statuses: [
    "gebruik": .inUse, "leeg": .vacant, "plan": .planned, "omgezet": .transformed,
    "gesloopt": .demolished,
  ], floorArea: "bvo")

private func object(
  _ status: String, _ area: Double, _ more: [String: AttributeValue] = [:]
) -> [String: AttributeValue] {
  ["status": .text(status), "bvo": .number(area)].merging(more) { $1 }
}

/// The monitor of objects that lie in these neighbourhoods, of one kilometre each.
private func monitor(
  _ objects: [[String: AttributeValue]], in homes: [Int] = [],
  _ request: VacancyRequest = request
) -> VacancyMonitor {
  let corners = objects.indices.map { index in
    Position(Double(homes.isEmpty ? 0 : homes[index]) * 1000 + 10 * Double(index), 500)
  }
  return VacancyMonitor(
    layer(.squares(corners, side: 5), objects), request, named: "kantoren",
    surroundings([[:], [:]]))
}

struct VacancyMonitorTests {
  @Test
  func `Provincie Utrecht 2012: 1.0 of 6.3 million m2 of offices vacant is 15.9 percent`() throws {
    let monitor = monitor([
      object("gebruik", 5.3e6), object("leeg", 1.0e6), object("plan", 1.3e6),
    ])
    let province = try #require(monitor.rows.first)
    #expect(province.level == "municipality" && province.year == nil)
    #expect(province.stock == 6.3e6 && province.vacant == 1.0e6 && province.planned == 1.3e6)
    let share = try #require(province.share(province.vacant))
    #expect((share * 1000).rounded() / 10 == 15.9)
    // The goal is below 10 %: it is not met.
    #expect(share > 0.1)
  }

  @Test func `what is transformed or demolished is no stock`() throws {
    let monitor = monitor([
      object("gebruik", 60), object("leeg", 40), object("omgezet", 10), object("gesloopt", 5),
    ])
    let row = try #require(monitor.rows.first)
    #expect(row.stock == 100 && row.transformed == 10 && row.demolished == 5)
    #expect(row.share(row.transformed) == 0.1)
  }

  @Test func `levels: the whole, the project's own, and the neighbourhood by an object's middle`() {
    var request = request
    request.levels = [VacancyRequest.Level(name: "park", field: "park")]
    let monitor = monitor(
      [
        object("gebruik", 10, ["park": .text("P2")]), object("leeg", 30, ["park": .text("P1")]),
        object("leeg", 20),
      ], in: [1, 1, 0], request)
    let rows = monitor.rows.map { "\($0.level) \($0.code) \($0.vacant)/\($0.stock)" }
    #expect(
      rows == [
        "municipality  50.0/60.0", "park P1 30.0/30.0", "park P2 0.0/10.0",
        "neighbourhood N0 20.0/20.0", "neighbourhood N1 30.0/40.0",
      ])
    let shares = monitor.vacantLayer.attributes.column("vacancy_share")
    #expect(shares?[0] == .number(0.75) && shares?[1] == .number(1))
  }

  @Test func `development over time from the year since which objects are vacant`() {
    var request = request
    (request.since, request.years) = ("sinds", 2020...2023)
    let monitor = monitor(
      [
        object("leeg", 10, ["sinds": .integer(2021)]),
        object("leeg", 20, ["sinds": .integer(2023)]),
        object("leeg", 5), object("gebruik", 65),
      ], request)
    let years = monitor.rows.filter { $0.level == "municipality" }
    #expect(years.map(\.year) == [2020, 2021, 2022, 2023])
    #expect(years.map(\.vacant) == [5, 15, 15, 35])
    #expect(years.allSatisfy { $0.stock == 100 })
  }

  @Test func `development over time from records of each year; the layer is that of the last`() {
    var request = request
    request.year = "jaar"
    let monitor = monitor(
      [
        object("leeg", 10, ["jaar": .integer(2023)]),
        object("gebruik", 10, ["jaar": .integer(2024)]),
        object("gebruik", 30, ["jaar": .integer(2023)]),
        object("leeg", 30, ["jaar": .integer(2024)]),
      ], request)
    let years = monitor.rows.filter { $0.level == "municipality" }
    #expect(years.map(\.vacant) == [10, 30])
    #expect(monitor.vacantLayer.sourceFeatures == [4])
  }

  @Test func `without a floor area the polygon's own area counts`() {
    var request = request
    request.floorArea = nil
    #expect(monitor([object("leeg", 0)], request).rows.first?.stock == 25)
  }

  @Test func `what can't be read is dropped with its reason, and the counts reconcile`() {
    let monitor = monitor([
      object("leeg", 10), object("sloop?", 10), ["bvo": .number(3)], object("leeg", -1),
      ["status": .text("leeg")], object("gebruik", 7),
    ])
    let record = monitor.vacantLayer.record
    #expect(
      record.dropped.map(\.reason) == [.badValue, .missingValue, .impossibleValue, .missingValue])
    #expect(record.used == 1 && record.filtered == 1 && record.read == 6)
    #expect(monitor.rows.first?.stock == 17)
  }
}
