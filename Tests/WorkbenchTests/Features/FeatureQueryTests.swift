import Geometry
import LayerIO
import Testing

@testable import Workbench

@Suite struct `Query of features` {
  private let systems: [PublishedSystem]
  private let columns = [
    VectorTable.Column(name: "kind", values: .text(["road", "sewer", "road"])),
    VectorTable.Column(name: "year", values: .integer([2030, nil, 2031])),
    VectorTable.Column(name: "area", values: .number([1.25, 2, nil], decimals: 1)),
  ]

  init() throws { systems = try PublishedSystem.all(for: CoordinateSystem("EPSG:28992")) }

  private func query(_ parameters: (String, String)...) throws -> FeatureQuery {
    try FeatureQuery(
      parameters.map { QueryParameter($0, $1) }, columns: columns, systems: systems)
  }

  @Test func `without parameters it asks for the first hundred in CRS84`() throws {
    let query = try query()
    #expect(query.limit == 100 && query.offset == 0 && query.takesAll)
    #expect(query.system.address == "http://www.opengis.net/def/crs/OGC/1.3/CRS84")
  }

  @Test func `a limit over the largest is taken for that, however long the number`() throws {
    #expect(try query(("limit", "100000000")).limit == FeatureQuery.largestLimit)
    #expect(
      try query(("limit", String(repeating: "9", count: 40))).limit == FeatureQuery.largestLimit)
  }

  @Test(
    arguments: [
      ("limit", "0"), ("limit", "-1"), ("limit", "abc"), ("limit", "1.5"), ("limit", ""),
      ("limit", "+1"), ("offset", "-1"), ("bbox", ""), ("bbox", "1,2,3"), ("bbox", "a,b,c,d"),
      ("bbox", "1,2,3,4,5"), ("bbox", "0,10,1,-10"), ("bbox", "nan,0,1,1"), ("bbox", "0,0,inf,1"),
      ("datetime", "yesterday"), ("datetime", "2024-13-01"), ("datetime", "2024-02-30"),
      ("datetime", "2031-01-01/2030-01-01"), ("datetime", ""), ("datetime", "2024-01-01/x"),
      ("crs", "EPSG:4326"), ("crs", "http://www.opengis.net/def/crs/EPSG/0/99999999"),
      ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/99999999"), ("year", "late"),
      ("area", "x"), ("unknown", "x"),
    ])
  func `what can't be read is refused by name`(_ name: String, _ value: String) {
    #expect { try query((name, value)) } throws: { ($0 as? QueryProblem)?.place == name }
  }

  @Test func `a parameter that is given twice is refused`() {
    #expect { try query(("limit", "1"), ("limit", "2")) } throws: {
      ($0 as? QueryProblem)?.problem == "'limit' is given twice."
    }
  }

  @Test func `a box is read in the order of its system's axes`() throws {
    let plain = try query(("bbox", "5,52,6,53"))
    let north = try query(
      ("bbox", "52,5,53,6"), ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/4258"))
    let high = try query(("bbox", "5,52,-10,6,53,10"))
    let expected = [Bounds(minX: 5, minY: 52, maxX: 6, maxY: 53)]
    #expect([plain, north, high].map(\.box?.boxes) == [expected, expected, expected])
  }

  @Test func `a box over the antimeridian is two`() throws {
    #expect(
      try query(("bbox", "170,-20,-170,20")).box?.boxes == [
        Bounds(minX: 170, minY: -20, maxX: 180, maxY: 20),
        Bounds(minX: -180, minY: -20, maxX: -170, maxY: 20),
      ])
  }

  @Test(
    arguments: [
      ("2030-06-01", true), ("2030-12-31T23:59:59Z", true), ("2031-01-01", false),
      ("../2029-12-31", false), ("../2030-01-01", true), ("2030-12-31/..", true),
      ("2031-01-01T00:00:00Z/", false), ("/2030-01-01T00:00:00.5Z", true), ("../..", true),
      ("2029-01-01T00:00:00+01:00/2030-01-01T01:00:00+01:00", true),
    ])
  func `a year is met where it shares time`(_ text: String, _ meets: Bool) throws {
    #expect(try TimeFilter(text).meets(year: 2030) == meets)
  }

  @Test func `values are held against the columns as they are written`() throws {
    func rows(_ name: String, _ value: String) throws -> [Int] {
      try #require(try query((name, value)).values.first).keeping([0, 1, 2])
    }
    #expect(try rows("kind", "road") == [0, 2])
    #expect(try rows("year", "2031") == [2])
    #expect(try rows("area", "1.3") == [0])
    #expect(try rows("area", "3") == [])
  }
}

@Suite struct `Form of a document` {
  @Test(
    arguments: [
      (nil, nil, Form.json), (nil, "*/*", .json), ("html", "application/json", .html),
      (nil, "text/html,application/xhtml+xml,*/*;q=0.8", .html),
      (nil, "text/html;q=0.5, application/geo+json", .json), ("json", "text/html", .json),
    ])
  func `follows f, else what is accepted most`(
    _ parameter: String?, _ accept: String?, _ form: Form
  ) throws {
    #expect(try Form(parameter, accept: accept) == form)
  }

  @Test func `another f is refused`() {
    #expect(throws: QueryProblem.self) { try Form("xml", accept: nil) }
  }
}
