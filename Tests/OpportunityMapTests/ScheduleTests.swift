import Geometry
import LayerIO
import MapSupport
import OpportunityMap
import ProjectFile
import TestSupport
import Testing

/// Attributes of an asset of type sewer, and the window that follows within 2027 to 2041.
struct DerivationCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var attributes: [String: AttributeValue]
  /// Earliest, due and latest year of each work; nil for a work without a year.
  var windows: [[Int]?]
}

private let derivations = [
  DerivationCase(
    testDescription: "a given due year with the catalogue's window",
    attributes: ["due": .integer(2035)], windows: [[2030, 2035, 2038]]),
  DerivationCase(
    testDescription: "a given window",
    attributes: [
      "due": .integer(2035), "earliest": .integer(2034), "latest": .integer(2040),
    ], windows: [[2034, 2035, 2040]]),
  DerivationCase(
    testDescription: "the end of a window without a due year",
    attributes: ["earliest": .integer(2030), "latest": .integer(2033)],
    windows: [[2030, 2033, 2033]]),
  DerivationCase(
    testDescription: "the begin of a window without an end",
    attributes: ["earliest": .integer(2030)], windows: [[2030, 2030, 2033]]),
  DerivationCase(
    testDescription: "built and the catalogue's cycle of 60 years",
    attributes: ["built": .integer(1970)], windows: [[2027, 2030, 2033]]),
  DerivationCase(
    testDescription: "renewed since it was built",
    attributes: ["built": .integer(1900), "last": .integer(1978)], windows: [[2033, 2038, 2041]]),
  DerivationCase(
    testDescription: "built after the last work that is told of",
    attributes: ["built": .integer(1978), "last": .integer(1960)], windows: [[2033, 2038, 2041]]),
  DerivationCase(
    testDescription: "a cycle of its own, three times within the horizon",
    attributes: ["last": .integer(2022), "cycle": .integer(6)],
    windows: [[2027, 2028, 2031], [2029, 2034, 2037], [2035, 2040, 2043]]),
  DerivationCase(
    testDescription:
      "overdue: from the first year until the next turn, which is a cycle from there",
    attributes: ["last": .integer(2000), "cycle": .integer(10)],
    windows: [[2027, 2027, 2031], [2032, 2037, 2040]]),
  DerivationCase(
    testDescription: "a due year before the horizon: any year of it",
    attributes: ["due": .integer(2025)], windows: [[2027, 2027, 2041]]),
  DerivationCase(
    testDescription: "overdue with a window that binds: until its end, or at once",
    attributes: ["due": .integer(2025), "hard": .boolean(true)], windows: [[2027, 2027, 2028]]),
  DerivationCase(
    testDescription: "overdue beyond a window that binds",
    attributes: ["due": .integer(2010), "hard": .text("ja")], windows: [[2027, 2027, 2027]]),
  DerivationCase(
    testDescription: "the first and the last year of the horizon are in it",
    attributes: ["last": .integer(2013), "cycle": .integer(14)],
    windows: [[2027, 2027, 2030], [2036, 2041, 2044]]),
  DerivationCase(
    testDescription: "due after the horizon", attributes: ["built": .integer(2020)],
    windows: [[2075, 2080, 2083]]),
  DerivationCase(testDescription: "no year at all", attributes: [:], windows: [nil]),
  DerivationCase(
    testDescription: "a year as text, and a number that stands for missing",
    attributes: ["due": .text(" 2035 "), "built": .integer(-99997)], windows: [[2030, 2035, 2038]]),
]

struct ScheduleTests {
  @Test("Windows follow from years and cycles", arguments: derivations)
  func windows(_ each: DerivationCase) {
    let works = schedule([each.attributes]).works
    #expect(works.map(years) == each.windows)
  }

  @Test func `what is overdue keeps the year in which it was due, and the end of its window`() {
    let works = schedule([
      ["due": .integer(2020)], ["due": .integer(2030)],
      ["last": .integer(2000), "cycle": .integer(10)],
      [:],
    ]).works
    #expect(works.map(\.overdueSince) == [2020, nil, 2010, nil, nil])
    #expect(works.map(\.trueDue) == [2020, 2030, 2010, 2037, nil])
    #expect(works.map(\.deadline) == [2023, 2033, 2013, 2040, nil])
  }

  private func years(_ work: Work) -> [Int]? {
    guard let earliest = work.earliest, let due = work.due, let latest = work.latest else {
      return nil
    }
    return [earliest, due, latest]
  }

  @Test func `works of an asset that comes round again have their year in the id`() {
    let works = schedule([
      ["id": .text("007"), "last": .integer(2022), "cycle": .integer(6)],
      ["id": .text("8"), "due": .integer(2030)],
    ]).works
    #expect(works.map(\.id) == ["007@2028", "007@2034", "007@2040", "8"])
    #expect(works.map(\.asset) == [0, 0, 0, 1])
  }

  @Test(
    "An object is dropped with its reason",
    arguments: [
      (["due": AttributeValue.text("straks")], DropReason.badValue, "due: 'straks' is not a year"),
      (["built": .integer(1799)], .impossibleValue, "built: year 1799 is outside 1800 to 2200"),
      (
        ["due": .integer(2030), "latest": .integer(2029)], .impossibleValue,
        "the window 2025 to 2029 does not hold the due year 2030"
      ),
      (
        ["earliest": .integer(2034), "latest": .integer(2031)], .impossibleValue,
        "the window 2034 to 2031 does not hold the due year 2031"
      ),
      (
        ["built": .text("30-2-1988")], .impossibleValue,
        "built: the calendar has no date '30-2-1988'"
      ),
    ])
  func drops(_ attributes: [String: AttributeValue], _ reason: DropReason, _ detail: String) throws
  {
    let good: [String: AttributeValue] = ["id": .text("good"), "due": .integer(2030)]
    let bad = attributes.merging(["id": .text("bad")]) { $1 }
    let result = schedule([bad, good])
    let record = try #require(result.records.first)
    #expect(result.assets.map(\.id) == ["good"])
    #expect(result.works.map(\.asset) == [0])
    #expect(result.geometry.count == 1)
    #expect(record.read == 2 && record.used == 1)
    let dropped = try #require(record.dropped.first)
    #expect(record.dropped.count == 1)
    #expect(dropped.feature == 1 && dropped.id == "bad" && dropped.place == [0, 0])
    #expect(dropped.reason == reason && dropped.detail.en == detail)
  }

  @Test(
    "A value that can't be read and is not needed is unknown, which is counted",
    arguments: [
      ("cost", AttributeValue.text("veel")), ("cost", .text("-5")), ("cycle", .number(1e300)),
      ("cycle", .integer(0)), ("fixed", .text("misschien")), ("built", .integer(1799)),
      ("last", .text("straks")),
    ])
  func unread(_ field: String, _ value: AttributeValue) {
    let result = schedule([["due": .integer(2035), field: value], ["due": .integer(2035)]])
    #expect(result.works.map(years) == [[2030, 2035, 2038], [2030, 2035, 2038]])
    #expect(result.works[0].cost == result.works[1].cost && !result.works[0].isFixed)
    #expect(result.works[0].cycle == result.works[1].cycle)
    #expect(result.records[0].dropped.isEmpty)
    #expect(result.records[0].defaults["\(field): can't be read, taken as unknown"] == 1)
  }

  @Test(arguments: ["2030/2031", "2030-2031", "2030 t/m 2031"])
  func `a period as due year is the window, and its last year is due`(period: String) {
    #expect(schedule([["due": .text(period)]]).works.map(years) == [[2030, 2031, 2031]])
  }

  @Test(arguments: ["n.v.t.", "TBC", "onbekend", "-", "nog te bepalen"])
  func `a word for what is not known is no year, and nothing is dropped`(word: String) {
    let result = schedule([["due": .text(word)], ["due": .text(word), "built": .integer(1970)]])
    #expect(result.works.map(years) == [nil, [2027, 2030, 2033]])
    #expect(result.records[0].dropped.isEmpty)
  }

  @Test func `the second of two objects with the same id is dropped`() throws {
    let result = schedule([["id": .text("1")], ["id": .text("2")], ["id": .text("1")]])
    let record = try #require(result.records.first)
    #expect(result.assets.map(\.sourceFeature) == [1, 2])
    #expect(record.dropped.map(\.feature) == [3])
    #expect(record.dropped.map(\.reason) == [.duplicateID])
  }

  @Test func `of thousands of objects with ids in common, the first sound one keeps each`() throws {
    var generator = SeededGenerator(seed: 12)
    let numbers = (0..<10_000).map { _ in Int64.random(in: 0..<8000, using: &generator) }
    let areSound = numbers.map { _ in Int.random(in: 0..<10, using: &generator) > 0 }
    let result = schedule(
      zip(numbers, areSound).map { ["id": .integer($0), "due": .integer($1 ? 2030 : 1)] })
    var taken: Set<Int64> = []
    var (kept, reasons) = ([Int](), [DropReason]())
    for (index, number) in numbers.enumerated() {
      if taken.contains(number) {
        reasons.append(.duplicateID)
      } else if areSound[index] {
        taken.insert(number)
        kept.append(index + 1)
      } else {
        reasons.append(.impossibleValue)
      }
    }
    let record = try #require(result.records.first)
    #expect(result.assets.map(\.sourceFeature) == kept)
    #expect(result.works.map(\.asset) == Array(kept.indices))
    #expect(record.dropped.map(\.reason) == reasons)
    #expect(record.defaults["window: catalogue"] == kept.count)
  }

  @Test func `defaults count for the objects that are used, and not for those that are dropped`() {
    let result = schedule([
      ["built": .integer(1970)], ["due": .integer(2020), "cost": .integer(5)],
      ["due": .integer(1), "cost": .text("veel")], [:],
    ])
    #expect(
      result.records.map(\.defaults) == [
        [
          "id: feature number": 3, "budget: none": 3, "cost: catalogue": 2,
          "price_year: catalogue": 1, "due: last or built year and cycle": 1,
          "due: overdue, put in 2027": 1, "due: no year known, overlap only": 1,
          "window: catalogue": 2,
        ]
      ])
  }

  @Test func `an object without an id never has that of another, which may be a number`() {
    let result = schedule([["id": .null], ["id": .integer(1)], ["id": .text("3")], ["id": .null]])
    #expect(result.assets.map(\.id) == ["feature-1", "1", "3", "feature-4"])
    #expect(result.records.map(\.dropped.count) == [0])
  }

  // MARK: Cost

  @Test func `the catalogue's cost counts metres, whatever the unit of the coordinate system`() {
    #expect(schedule([[:]]).works.map(\.cost) == [50_000])
    #expect(schedule([[:]], metresPerUnit: 0.3048).works.map(\.cost) == [15_240])
    let green = entry(.constant("green"))
    #expect(schedule([[:]], green, shape: .rectangle).works.map(\.cost) == [500])
    #expect(schedule([[:]], green, shape: .rectangle).works.map(\.priceYear) == [2021])
  }

  @Test func `an object without what the unit counts has no cost, rather than none to pay`() {
    let result = schedule([[:]], shape: .rectangle)
    #expect(result.works.map(\.cost) == [nil])
    #expect(result.records[0].defaults["cost: none, the object has no m"] == 1)
  }

  @Test func `a given cost has the price level of its entry, or else the catalogue's`() {
    let features: [[String: AttributeValue]] = [["cost": .text("€ 1.234,56")]]
    #expect(schedule(features).works.map(\.priceYear) == [2021])
    let works = schedule(features, entry(priceYear: 2026)).works
    #expect(works.map(\.cost) == [1234.56])
    #expect(works.map(\.priceYear) == [2026])
  }

  // MARK: Types, measures, budgets

  @Test func `a type that the catalogue does not know leaves the overlap, and names the nearest`() {
    let result = schedule(
      [["soort": .text("rioool"), "built": .integer(1970)]],
      entry(.field("soort", map: ["rioool": "sewr"])))
    #expect(result.assets.map(\.type) == ["sewr"])
    #expect(result.works.map(\.due) == [nil])
    #expect(
      result.records[0].defaults[
        "asset_type: 'sewr' is not in the catalogue, did you mean 'sewer'?"] == 1)
  }

  @Test func `an object without a type is dropped`() {
    let result = schedule([["soort": .null]], entry(.field("soort", map: [:])))
    #expect(result.records[0].dropped.map(\.reason) == [.missingValue])
  }

  @Test func `a measure decides cycle and window, and one that is not known is told`() {
    let cleaning = schedule(
      [["built": .integer(2023)]], entry(measure: "clean"))
    #expect(cleaning.works.map(\.due) == [2030, 2037])
    #expect(cleaning.works.map(\.earliest) == [2030, 2037])
    let unknown = schedule([["measure": .text("replce"), "due": .integer(2030)]])
    #expect(unknown.works.map(\.measure) == ["replce"])
    #expect(
      unknown.records[0].defaults[
        "measure: 'replce' is not in the catalogue for 'sewer', did you mean 'replace'?"] == 1)
    #expect(unknown.records[0].defaults["window: the due year alone"] == 1)
  }

  @Test func `an object's budget comes before its entry's`() {
    let works = schedule([["budget": .text("groen")], [:]], entry(budget: "wegen")).works
    #expect(works.map(\.budget) == ["groen", "wegen"])
  }

  @Test func `ids that two entries share get the entry's name before them`() {
    let features: [[String: AttributeValue]] = [["id": .text("1")], ["id": .text("2")]]
    func ids(_ first: String, _ second: String) -> [String] {
      Schedule(
        [entry(source: first), entry(source: second, measure: "clean")],
        [layer(features), layer([features[1]])], catalogue: catalogue, horizon: 2027...2041,
        metresPerUnit: 1
      ).works.map(\.id)
    }
    #expect(ids("a.gpkg", "b.gpkg") == ["1", "a.gpkg:2", "b.gpkg:2"])
    #expect(ids("a.gpkg", "a.gpkg") == ["1", "a.gpkg#1:2", "a.gpkg#2:2"])
  }
}
