import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What GDAL says nothing of in tables in text: rows that run on, values too many, titles, other encodings.
@Suite struct TextTableCheckTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func raw(
    _ bytes: [UInt8], _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> RawLayer {
    var options = SourceOptions(
      source: "a.csv", path: try folder.write(bytes, to: "a.csv"), role: "test", fields: .all)
    change(&options)
    let raw = try readRawLayer(options, threads: 1)
    #expect(folder.content == ["a.csv"])
    return raw
  }

  private func values(_ raw: RawLayer, _ field: String) -> [String?] {
    (0..<raw.geometry.count).map { raw.attributes.column(field)?[$0].codeText ?? nil }
  }

  // MARK: Quotation marks

  @Test(arguments: [
    ("nr;straat;jaar\na;Dam;2030\nb;\"Plein;2031\nc;Hof;2032\n", "line 3 is never closed"),
    ("nr;straat;wkt\na;\"Dam;\"P(1,2)\"\nb;x;\"P(1,2)\"\n", "on line 2 don't match"),
    ("nr;naam\na;\"Dam\nb;\"Plein\"\nc;x\n", "on line 2 don't match"),
    ("nr;\"naam\na;b\n", "line 1 is never closed"),
  ])
  func `a quotation mark that swallows rows is refused with its line`(text: String, says: String)
    throws
  {
    let error = #expect(throws: SourceError.self) { try raw(Array(text.utf8)) }
    #expect(error?.problem.contains(says) == true, "\(String(describing: error))")
  }

  @Test func `marks that belong to a value stay, and values may run over lines`() throws {
    let text = #"""
      nr;maat;naam
      a;5";"Dam "de Lange" 1"
      b;3" x 4";"een ""twee"""
      c;6; "Plein
      12"
      """#
    let raw = try raw(Array(text.utf8))
    #expect(values(raw, "maat") == ["5\"", "3\" x 4\"", "6"])
    #expect(values(raw, "naam") == ["Dam \"de Lange\" 1", "een \"twee\"", "Plein 12"])
    #expect(raw.record.notes.map(\.count) == [2])
    #expect(raw.record.notes[0].text.en.contains("quotation marks that belong to a value"))
  }

  // MARK: Widths

  @Test func `rows with more values than the header has fields are refused with their lines`()
    throws
  {
    let text = "nr;naam;kosten\na;Plein;100\nb;Dam;5;200\n\nc;x;1;;\nd;Hof;1;2;3\n"
    let error = #expect(throws: SourceError.self) { try raw(Array(text.utf8)) }
    #expect(error?.problem.contains("3 fields") == true)
    #expect(error?.problem.hasSuffix("line 3 (4), line 6 (5).") == true)
    #expect(error?.remedy.contains("semicolons") == true)
  }

  @Test func `empty values behind the last field do no harm, and short rows are told`() throws {
    let raw = try raw(Array("nr;naam;kosten\na;Plein;100;;\nb;Dam\n\n".utf8))
    #expect(values(raw, "kosten") == ["100", nil])
    #expect(raw.record.notes.map(\.count) == [1])
    #expect(raw.record.notes[0].text.nl.contains("minder waarden"))
  }

  @Test func `two columns of one name are refused where one is asked for`() throws {
    let path = try folder.write("nr;k;k\na;1;2\n", to: "a.csv")
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    var options = SourceOptions(source: "a.csv", path: path, role: "test", fields: .only(["k"]))
    let error = #expect(throws: SourceError.self) { try reader.read(options) }
    #expect(error?.problem == "2 columns are called 'k': number 2, number 3.")
    options.fields = .only(["nr"])
    (options.crs, options.mayBeEmpty) = ("EPSG:28992", true)
    #expect(throws: Never.self) { try reader.read(options) }
  }

  // MARK: Encodings

  @Test(arguments: [true, false])
  func `UTF-16 with its mark is read`(isLittle: Bool) throws {
    let units = [0xFEFF] + Array("nr;naam\r\né;\"a;b\"\r\n".utf16)
    let bytes = units.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit & 255), UInt8(unit >> 8)]
      return isLittle ? pair : pair.reversed()
    }
    let raw = try raw(bytes)
    #expect(values(raw, "nr") == ["é"] && values(raw, "naam") == ["a;b"])
    #expect(raw.record.notes.map(\.kind) == [.encoding])
    #expect(throws: SourceError.self) { try self.raw(Array(bytes.dropLast())) }
  }

  @Test func `a byte 0 is refused with its line`() throws {
    let error = #expect(throws: SourceError.self) {
      try raw(Array("nr;kosten\na;1\u{0}0\n".utf8))
    }
    #expect(error?.problem.hasPrefix("Line 2 holds a byte 0") == true)
  }

  // MARK: Titles

  @Test(arguments: [
    "Kabels 2027;;\n;;\nnr;jaar;kosten\na;2030;5\nb;2031;6\n",
    "Kabels, stand 2027\n\nnr;jaar;kosten\na;2030;5\nb;2031;6\n",
    "Kabels\nnr;jaar;kosten\na;2030;5\nb;2031;6\n",
  ])
  func `lines above the header are passed over, with a note`(text: String) throws {
    let raw = try raw(Array(text.utf8))
    #expect(raw.fieldNames == ["nr", "jaar", "kosten"])
    #expect(values(raw, "kosten") == ["5", "6"])
    #expect(raw.record.notes.contains { $0.text.en.hasSuffix("was taken for the header.") })
  }

  @Test(arguments: [
    "nr;2027;2028\na;1;2\n", "nr;naam;soort\na;b;c\nd;e;f\n", "nr;jaar\n",
  ])
  func `a first line that names the columns is the header`(text: String) throws {
    let first = text.prefix { $0 != "\n" }.split(separator: ";").map(String.init)
    let raw = try raw(Array(text.utf8)) { $0.header = nil }
    #expect(raw.record.notes.isEmpty && raw.layout?.contains("Line") == false)
    #expect(raw.fieldNames[0] == first[0] || raw.fieldNames[0] == "field_1")
  }
}
