import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Tables in text: which sign divides their fields, and where they begin.
@Suite struct SeparatedTextTests {
  private func raw(
    _ text: String, as name: String = "a.csv", _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> RawLayer {
    let folder = try TemporaryFolder()
    var options = SourceOptions(
      source: name, path: try folder.write(text, to: name), role: "test", fields: .all)
    change(&options)
    let raw = try readRawLayer(options, threads: 1)
    #expect(folder.content == [name])
    return raw
  }

  @Test(arguments: [
    ("nr;kroon (m2, geschat);x\nB1;12,5;10,5\nB2;8;9\n", ["nr", "kroon (m2, geschat)", "x"]),
    ("nr;\"kroon (m2, geschat)\";x\r\nB1;12,5;10,5\r\n", ["nr", "kroon (m2, geschat)", "x"]),
    ("nr\tkroon (m2, geschat)\tx\nB1\t12,5\t10,5\n", ["nr", "kroon (m2, geschat)", "x"]),
    ("nr|soort; naam, kort|x\nB1|a;b,c|1\n", ["nr", "soort; naam, kort", "x"]),
    ("nr,soort; latijn,x\nB1,eik,1\nB2,es,2\n", ["nr", "soort; latijn", "x"]),
    ("\u{FEFF}nr;een, twee;x\nB1;a;1\n", ["nr", "een, twee", "x"]),
    ("sep=;\nnr;een, twee;x\nB1;a;1\n", ["nr", "een, twee", "x"]),
    ("nr|\"a|b\"|x\nB1|\"c|\"\"d\"|1\n", ["nr", "a|b", "x"]),
  ])
  func `the separator is found by counting over lines, outside quotes`(
    text: String, fields: [String]
  ) throws {
    let raw = try raw(text)
    #expect(raw.fieldNames == fields)
    #expect(raw.attributes.column(fields[0])?[0] == .text("B1"))
  }

  @Test(arguments: [("a.tsv", "nr;x\ty\nB1\t2\n"), ("a.txt", "nr;x|y\nB1|2\n")])
  func `tables in text with other endings are read too`(name: String, text: String) throws {
    #expect(try raw(text, as: name).fieldNames == ["nr;x", "y"])
  }

  @Test func `a key settles the separator, and another the header`() throws {
    #expect(try raw("a;b,c\n1;2,3\n") { $0.separator = .comma }.fieldNames == ["a;b", "c"])
    let titled = try raw("Bomen\n\nnr;jaar\nB1;1990\n") { $0.header = 3 }
    #expect(titled.fieldNames == ["nr", "jaar"] && titled.geometry.count == 1)
    #expect(throws: SourceError.self) { try raw("nr;jaar\n") { $0.header = 9 } }
    #expect(throws: SourceError.self) {
      try raw("{}", as: "a.geojson") { $0.separator = .comma }
    }
  }

  @Test(arguments: [
    ("a.csv", "nr;a, b\n007;1.50\n"), ("a.tsv", "nr\ta, b\n007\t1.50\n"),
    ("a.txt", "nr|a, b\n007|1.50\n"),
  ])
  func `types beside a table are not believed of its copy either`(
    name: String, text: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    try folder.write("Integer,Real", to: "a.csvt")
    let options = SourceOptions(source: name, path: path, role: "test", fields: .all)
    let raw = try readRawLayer(options, threads: 1)
    #expect(raw.attributes.column("nr")?[0] == .text("007"))
    #expect(raw.attributes.column("a, b")?[0] == .text("1.50"))
    #expect(folder.content == [name, "a.csvt"].sorted())
  }

  @Test(arguments: [
    ("nr\n1\n", FieldSeparator?.none, "one column alone: 'nr'", "semicolons, tabs or commas"),
    ("nr#x#y\n1#2#3\n", nil, "'nr#x#y'", "semicolons, tabs or commas"),
    ("nr;x;y\n1;2;3\n", .comma, "Read with commas between the fields", "It has semicolons"),
    ("nr;x\n1;2\n", .tab, "'nr;x'", "'separator:'"),
    ("\n\n", nil, "Line 1, which should name the fields, is empty", "'header:'"),
  ])
  func `a table of one column is refused with the sign that was used and the column`(
    text: String, separator: FieldSeparator?, problem: String, remedy: String
  ) throws {
    let folder = try TemporaryFolder()
    var options = SourceOptions(
      source: "a.csv", path: try folder.write(text, to: "a.csv"), role: "test", fields: .all)
    options.separator = separator
    let error = #expect(throws: SourceError.self) { try readRawLayer(options, threads: 1) }
    #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    #expect(error?.remedy.contains(remedy) == true, "\(String(describing: error))")
  }

  @Test func `a table without columns for the place is refused with those that it has`() throws {
    let folder = try TemporaryFolder()
    let options = SourceOptions(
      source: "a.csv", path: try folder.write("nr;soort\n1;a\n", to: "a.csv"), role: "test",
      crs: "EPSG:28992", fields: .all)
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    let error = #expect(throws: SourceError.self) { try reader.read(options) }
    #expect(error?.problem.contains("no geometry") == true, "\(String(describing: error))")
    #expect(error?.remedy.contains("'x:' and 'y:'") == true)
    #expect(error?.remedy.contains("'nr', 'soort'. It was read with semicolons") == true)
  }

  @Test func `who misses a field is told which separator was taken`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("nr;jaar\n1;2\n", to: "a.csv")
    let options = SourceOptions(
      source: "a.csv", path: path, role: "test", fields: .only(["boomnr"]))
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    let error = #expect(throws: SourceError.self) { try reader.read(options) }
    #expect(error?.remedy.contains("read with semicolons between the fields") == true)
  }
}
