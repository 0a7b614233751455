import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Values of whole sources: filters, coordinates, several files, parts.
@Suite struct ValuesOfSourceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(
    _ text: String, _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> Layer {
    var options = SourceOptions(
      source: try folder.write(text, to: "a.csv"), role: "test", crs: "EPSG:28992")
    (options.x, options.y, options.radius) = ("x", "y", 1)
    (options.idField, options.fields) = ("nr", .all)
    change(&options)
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
      .read(options)
  }

  private func ids(_ layer: Layer) -> [String] {
    let column = layer.attributes.column("nr")
    return (0..<layer.count).compactMap { column?[$0].codeText }
  }

  private let amounts = """
    nr;x;y;waarde
    0;136003,5;456003,5;"1.250"
    1;136009,5;456003,5;"99,5"
    2;136015,5;456003,5;"1 250,5"
    3;136021,5;456003,5;"€ 1.250"
    4;136027,5;456003,5;"1.250,-"
    5;136033,5;456003,5;"n.v.t."

    """

  @Test func `where reads numbers as the column writes them, and so does all else`() throws {
    let layer = try read(amounts) {
      $0.filter = [FieldCondition(field: "waarde", test: .within(1000...2000))]
    }
    #expect(ids(layer) == ["0", "2", "3", "4"])
    let column = try #require(layer.attributes.column("waarde"))
    #expect(try (0..<4).map { try column.number($0) } == [1250, 1250.5, 1250, 1250])
  }

  @Test func `what a filter leaves out tells how the rest is written`() throws {
    let layer = try read("nr;x;y;soort;waarde\n0;1;1;a;1.250\n1;9;9;b;99,5\n") {
      $0.filter = [FieldCondition(field: "soort", test: .oneOf([.text("a")]))]
      $0.uses = [FieldUse("waarde", as: .number)]
    }
    #expect(ids(layer) == ["0"])
    #expect(try layer.attributes.column("waarde")?.number(0) == 1250)
  }

  @Test func `what lies elsewhere tells how a part is written`() throws {
    let layer = try read("nr;x;y;waarde\n0;1;1;1.250\n1;9000;9000;99,5\n") {
      $0.within = Bounds(minX: 0, minY: 0, maxX: 10, maxY: 10)
      $0.uses = [FieldUse("waarde", as: .number)]
    }
    #expect(ids(layer) == ["0"])
    #expect(try layer.attributes.column("waarde")?.number(0) == 1250)
  }

  @Test func `all files of a source tell together how it is written`() throws {
    let paths = try ["nr;x;y;waarde\n0;1;1;1.250\n", "nr;x;y;waarde\n1;9;9;99,5\n"].enumerated()
      .map { try folder.write($0.element, to: "\($0.offset).csv") }
    let layer = try read("") { options in
      options.parts = paths.map { SourceFile(source: $0, path: $0) }
      options.path = paths[0]
      options.uses = [FieldUse("waarde", as: .number)]
    }
    let column = try #require(layer.attributes.column("waarde"))
    #expect(try (0..<2).map { try column.number($0) } == [1250, 99.5])
  }

  @Test func `where finds padded values, and tells of those that differ in capitals`() throws {
    let text = """
      nr;soort;x;y
      1;asfalt;10;10
      2;asfalt ;30;10
      3;Asfalt;50;10
      4; asfalt;70;10
      5;asfalt\u{A0};90;10
      6;klinkers;120;10

      """
    let layer = try read(text) {
      $0.filter = [FieldCondition(field: "soort", test: .oneOf([.text("asfalt")]))]
    }
    #expect(ids(layer) == ["1", "2", "4", "5"])
    #expect(layer.record.filtered == 2)
    #expect(layer.record.notes.contains { $0.text.en.contains("capitals count") })
  }

  @Test func `coordinates with thousands and commas are where they say`() throws {
    let layer = try read("nr;x;y\n0;136.003,5;456.009\n1;136.009;456.003,25\n")
    let boxes = (0..<2).compactMap { layer.geometry.bounds(of: $0) }
    #expect(boxes.map { (($0.minX + $0.maxX) * 50).rounded() / 100 } == [136_003.5, 136_009])
    #expect(boxes.map { (($0.minY + $0.maxY) * 50).rounded() / 100 } == [456_009, 456_003.25])
  }

  // A row without a place once left its "136.001" waiting for the place of the row behind it.
  @Test func `a coordinate beside a missing one moves no other place`() throws {
    let layer = try read("nr;x;y\n0;136.001;\n1;136009,5;456003,25\n2;136.001;\n")
    #expect(ids(layer) == ["1"])
    let boxes = (0..<layer.count).compactMap { layer.geometry.bounds(of: $0) }
    #expect(boxes.map { ($0.minX + $0.maxX) / 2 } == [136_009.5])
  }

  // MARK: No value

  @Test(arguments: [
    (FieldTest.isNull, ["0", "1"]),
    (FieldTest.oneOf([AttributeValue.text("x"), .null]), ["0", "1", "2"]),
    (FieldTest.noneOf([AttributeValue.text("x")]), ["0", "1", "3"]),
    (FieldTest.noneOf([AttributeValue.null]), ["2", "3"]),
    (FieldTest.noneOf([AttributeValue.text("x"), .null]), ["3"]),
    (FieldTest.oneOf([AttributeValue.text("x")]), ["2"]),
    (FieldTest.before(5000), [String]()),
  ])
  func `no value is the same in every format`(test: FieldTest, kept: [String]) throws {
    let filter = [FieldCondition(field: "eind", test: test)]
    let table = try read("nr;x;y;eind\n0;1;1;\n1;9;9;\"  \"\n2;19;9;x\n3;29;9;y\n4;39;9\n") {
      $0.filter = filter + [FieldCondition(field: "nr", test: .noneOf([.integer(4)]))]
      $0.mayBeEmpty = true
    }
    #expect(ids(table) == kept)
    let features = ["null", "\"\"", "\"x\"", "\"y\""].enumerated().map { number, end in
      #"{"type":"Feature","properties":{"nr":"\#(number)","eind":\#(end)},"#
        + #""geometry":{"type":"Point","coordinates":[\#(1 + 10 * number),5]}}"#
    }
    let text = #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    let path = try folder.write(text, to: "a.geojson")
    let layer = try read("") {
      ($0.path, $0.x, $0.y, $0.filter, $0.mayBeEmpty) = (path, nil, nil, filter, true)
    }
    #expect(ids(layer) == kept)
  }

  @Test func `dates count as their year where they are held against one`() throws {
    let text = "nr;x;y;jaar\n0;1;1;2019\n1;9;9;31-12-2021\n2;19;9;2025\n3;29;9;1-1-2026\n4;39;9;\n"
    func kept(_ test: FieldTest) throws -> Layer {
      try read(text) { $0.filter = [FieldCondition(field: "jaar", test: test)] }
    }
    let before = try kept(.before(2024))
    #expect(ids(before) == ["0", "1"])
    #expect(before.record.notes.contains { $0.count == 2 && $0.text.en.contains("by their year") })
    #expect(try ids(kept(.after(2024))) == ["2", "3"])
    #expect(try ids(kept(.within(2021...2025))) == ["1", "2"])
    // 30 is no year, so dates are no numbers to hold against it.
    #expect(try ids(kept(.after(30))) == ["0", "2"])
  }

  @Test func `a decimal sign for a field that is not there is refused`() throws {
    let error = #expect(throws: SourceError.self) {
      try read(amounts) { $0.decimals = GivenDecimals(fields: ["waarden": .comma]) }
    }
    #expect(error?.problem == "There is no field 'waarden' to give a 'decimal' for.")
    #expect(error?.remedy.contains("'waarde'") == true)
  }
}
