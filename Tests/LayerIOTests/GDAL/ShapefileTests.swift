import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What the files of a Shapefile say, also where they contradict each other.
@Suite struct ShapefileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ path: String) throws -> RawLayer {
    try readWithGDAL(SourceOptions(source: path, role: "test", fields: .all))
  }

  private func values(_ layer: RawLayer, _ field: String) -> [AttributeValue] {
    (0..<layer.geometry.count).map { layer.attributes.column(field)?[$0] ?? .null }
  }

  private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  // MARK: Numbers and dates

  @Test func `a number with a comma is read as it is written, and told`() throws {
    let file = SmallShapefile(
      [("KOSTEN", "N", 8, 2)], rows: ["100.00", "12,50", "********", "", "1e3"].map { [ascii($0)] })
    let layer = try read(file.write(to: folder, "kosten"))
    #expect(
      values(layer, "KOSTEN") == [.number(100), .text("12,50"), .null, .null, .number(1000)])
    let note = try #require(layer.record.notes.first { $0.text.en.contains("KOSTEN") })
    #expect(note.count == 1 && note.text.en.contains("'12,50'"))
  }

  @Test func `whole numbers keep every digit`() throws {
    let file = SmallShapefile(
      [("NR", "N", 20, 0)], rows: ["9007199254740993", "12345678901234567890"].map { [ascii($0)] })
    let layer = try read(file.write(to: folder, "nr"))
    #expect(
      values(layer, "NR").map(\.codeText) == ["9007199254740993", "12345678901234567890"])
  }

  @Test func `a date that the calendar does not have is told as it is written`() throws {
    let file = SmallShapefile(
      [("AANLEG", "D", 8, 0)],
      rows: ["19880907", "20260230", "00000000", "", "1988-09-", "20280229"].map { [ascii($0)] })
    let layer = try read(file.write(to: folder, "dates"))
    #expect(
      values(layer, "AANLEG").map(\.codeText) == [
        "1988/09/07", "2026-02-30", nil, nil, "1988-09-", "2028/02/29",
      ])
    #expect(layer.record.notes.contains { $0.text.en.contains("AANLEG") && $0.count == 2 })
  }

  // MARK: Text

  private func written(_ bytes: [[UInt8]], codePage: String? = nil) throws -> RawLayer {
    let file = SmallShapefile([("NAAM", "C", 12, 0)], rows: bytes.map { [$0] })
    let path = try file.write(to: folder, "text")
    if let codePage { try folder.write(codePage, to: "text.cpg") }
    return try read(path)
  }

  @Test(arguments: [nil, "UTF-8"])
  func `8-bit text that is not declared, or called UTF-8, is windows-1252`(
    codePage: String?
  ) throws {
    let layer = try written(
      [[0x92, 0x34, 0x30], [0x8C, 0x75], [0x80], [0xE9]], codePage: codePage)
    #expect(values(layer, "NAAM") == ["’40", "Œu", "€", "é"].map { .text($0) })
    let notes = layer.record.notes.filter { $0.kind == .encoding }
    #expect(notes.contains { $0.text.en.contains("windows-1252") && $0.count == 4 })
    #expect(notes.contains { $0.text.en.contains("'UTF-8', but it is not") } == (codePage != nil))
  }

  @Test(arguments: ["1252", "ISO-8859-1"])
  func `text that is UTF-8 throughout is believed over the cpg, which is named`(
    codePage: String
  ) throws {
    let layer = try written([ascii("’40"), ascii("Œuvre"), ascii("x")], codePage: codePage)
    #expect(values(layer, "NAAM") == ["’40", "Œuvre", "x"].map { .text($0) })
    #expect(layer.record.notes.contains { $0.text.en.contains("'\(codePage)', but it is UTF-8") })
  }

  @Test func `a code page that fits is followed without a word`() throws {
    let layer = try written([[0x82], [0xE1]], codePage: "850")
    #expect(values(layer, "NAAM") == [.text("é"), .text("ß")] && layer.record.notes.isEmpty)
    let plain = try written([ascii("’40")])
    #expect(values(plain, "NAAM") == [.text("’40")] || folder.content.contains("text.cpg"))
  }

  // MARK: Files

  @Test func `capital endings are found, and no note says that they are missing`() throws {
    let file = SmallShapefile([("NR", "C", 4, 0)], rows: [[ascii("007")], [ascii("7")]])
    for endings in [["shp", "shx", "DBF"], ["SHP", "SHX", "DBF"]] {
      let layer = try read(file.write(to: folder, "mix\(endings[0])", endings: endings))
      #expect(values(layer, "NR") == [.text("007"), .text("7")] && layer.record.notes.isEmpty)
    }
  }

  @Test func `deleted rows are no damage`() throws {
    let file = SmallShapefile(
      [("NR", "C", 4, 0)], rows: [nil, [ascii("a")], nil, [ascii("b")]])
    let layer = try read(file.write(to: folder, "deleted"))
    #expect(values(layer, "NR") == [.text("a"), .text("b")])
    let note = try #require(layer.record.notes.first)
    #expect(note.count == 2 && note.text.en.contains("marked as deleted"))
  }

  @Test func `more rows than shapes are told with how many, fewer are refused`() throws {
    let rows = (0..<5).map { [ascii("\($0)")] as [[UInt8]]? }
    let long = try read(
      SmallShapefile([("NR", "C", 4, 0)], rows: rows, shapeCount: 3).write(to: folder, "long"))
    let more = long.record.notes.first { $0.text.en.contains("more rows") }
    #expect(long.record.read == 3 && more?.count == 2)
    let short = try SmallShapefile([("NR", "C", 4, 0)], rows: rows, shapeCount: 6)
      .write(to: folder, "short")
    #expect { try read(short) } throws: { "\($0)".contains("has 5 rows for 6 shapes") }
  }

  @Test func `who misses a field of a Shapefile without a table is told that it is not there`()
    throws
  {
    let file = SmallShapefile([("NR", "C", 4, 0)], rows: [[ascii("a")]])
    var options = SourceOptions(
      source: try file.write(to: folder, "nodbf", endings: ["shp", "shx"]), role: "test",
      crs: "EPSG:28992")
    options.fields = .only(["NR"])
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    let error = #expect(throws: SourceError.self) { try reader.read(options) }
    #expect(error?.remedy.contains("The .dbf, which holds them, is missing.") == true)
  }

  @Test func `a missing index is made elsewhere`() throws {
    let file = SmallShapefile([("NR", "C", 4, 0)], rows: [[ascii("a")], [ascii("b")]])
    let path = try file.write(to: folder, "noshx", endings: ["shp", "dbf"])
    let layer = try read(path)
    #expect(values(layer, "NR") == [.text("a"), .text("b")])
    #expect((0..<2).allSatisfy { layer.geometry.area(of: $0) == 100 })
    #expect(layer.record.notes.contains { $0.text.en.contains(".shx is missing") })
    #expect(folder.content == ["noshx.dbf", "noshx.shp"])
  }

  // MARK: Index

  @Test(arguments: [1, 2, 5])
  func `an index of an earlier state costs no shape, and is told`(indexed: Int) throws {
    var file = SmallShapefile(
      [("NR", "N", 4, 0)], rows: ["1", "2", "3"].map { [ascii($0)] })
    file.indexedCount = indexed
    let path = try file.write(to: folder, "oud")
    let before = folder.content
    let layer = try read(path)
    #expect(values(layer, "NR") == [.integer(1), .integer(2), .integer(3)])
    #expect(layer.geometry.pathCount == 3)
    let notes = layer.record.notes.map(\.text.en)
    #expect(notes.count == 1 && notes[0].hasPrefix("The .shx does not fit the .shp"))
    #expect(folder.content == before)
  }

  @Test func `an index that fits is used without a word`() throws {
    let file = SmallShapefile([("NR", "N", 4, 0)], rows: ["1", "2"].map { [ascii($0)] })
    #expect(try read(file.write(to: folder, "goed")).record.notes.isEmpty)
  }
}
