import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Excel workbooks: which sheet and row are taken, and what cells become.
@Suite struct SheetTests {
  /// A cell as it stands in the sheet's text.
  enum Cell {
    case text(String)
    case number(String)
    case date(String)
    /// Shown with a dollar.
    case dollars(String)
    case shared(Int)
    /// A formula with what is stored as its outcome, and of which type.
    case formula(String, type: String)
    case none
  }

  private func sheet(_ rows: [(Int, [Cell])]) -> String {
    let texts = rows.map { number, cells in
      let texts = cells.enumerated().map { column, cell in
        let place = "r=\"\(columnName(column))\(number)\""
        return switch cell {
        case .text(let text): "<c \(place) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        case .number(let text): "<c \(place)><v>\(text)</v></c>"
        case .date(let text): "<c \(place) s=\"1\"><v>\(text)</v></c>"
        case .dollars(let text): "<c \(place) s=\"2\"><v>\(text)</v></c>"
        case .shared(let index): "<c \(place) t='s'><v>\(index)</v></c>"
        case .formula(let outcome, let type):
          "<c \(place) t=\"\(type)\"><f>B1*2</f><v>\(outcome)</v></c>"
        case .none: ""
        }
      }
      return "<row r=\"\(number)\">\(texts.joined())</row>"
    }
    return "<worksheet><sheetData>\(texts.joined())</sheetData></worksheet>"
  }

  private func raw(
    _ sheets: [(String, String)], calculation: String = "",
    _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> RawLayer {
    var parts = [
      "xl/styles.xml": """
      <styleSheet><numFmts><numFmt numFmtId="170" formatCode="[Red]dd\\-mm\\-yyyy"/>
      <numFmt numFmtId="171" formatCode="[$$-409]#,##0.00"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>
      """,
      "xl/sharedStrings.xml":
        "<x:sst xmlns:x='m'><x:si><x:t>R&amp;D &#233;</x:t></x:si>"
        + "<x:si><x:r><x:t>Kerk</x:t></x:r><x:r><x:t>weg</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si></x:sst>",
    ]
    var (list, relations) = ("", "")
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.0)\" sheetId=\"\(index + 1)\" r:id=\"r\(index)\"/>"
      relations +=
        "<Relationship Id=\"r\(index)\" Type=\"t/worksheet\" Target=\"worksheets/s\(index).xml\"/>"
      parts["xl/worksheets/s\(index).xml"] = sheet.1
    }
    parts["xl/workbook.xml"] = "<workbook><sheets>\(list)</sheets>\(calculation)</workbook>"
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>\(relations)</Relationships>"
    let folder = try TemporaryFolder()
    var options = SourceOptions(
      source: "a.xlsx", path: try folder.write(MadeZip(parts).bytes, to: "a.xlsx"), role: "test",
      fields: .all)
    change(&options)
    let raw = try readRawLayer(options, threads: 1)
    #expect(folder.content == ["a.xlsx"])
    return raw
  }

  private let header: [Cell] = [.text("nr"), .text("jaar")]

  @Test func `a title above the header is passed over, with a note`() throws {
    let sheet = sheet([
      (1, [.text("Bomen")]), (3, header), (4, [.text("007"), .number("1988")]),
      (6, [.number("7"), .number("1990")]),
    ])
    let raw = try raw([("Blad1", sheet)])
    #expect(raw.fieldNames == ["nr", "jaar"])
    #expect(raw.sourceFeatures == [1, 2])
    #expect(raw.attributes.column("nr")?.values(0..<2) == [.text("007"), .integer(7)])
    #expect(raw.attributes.column("jaar")?.values(0..<2) == [.integer(1988), .integer(1990)])
    #expect(
      raw.record.notes.map(\.text.nl) == ["Rij 3 van het werkblad 'Blad1' is als kopregel genomen."]
    )
    #expect(raw.record.format == "XLSX" && raw.record.layer == "Blad1")
    #expect(raw.layout?.hasPrefix("Row 3 ") == true)
  }

  @Test func `a sheet of text alone has its first row for header, and no note`() throws {
    let raw = try raw([("B", sheet([(1, header), (2, [.text("1"), .text("1988")])]))])
    #expect(raw.fieldNames == ["nr", "jaar"] && raw.geometry.count == 1)
    #expect(raw.record.notes.isEmpty)
    #expect(raw.attributes.column("jaar")?[0] == .text("1988"))
  }

  @Test func `formulas without outcome and errors are told by field`() throws {
    let rows = sheet([
      (1, [.text("nr"), .text("kosten"), .text("naam")]),
      (2, [.number("1"), .formula("", type: "n"), .formula("", type: "str")]),
      (3, [.number("2"), .formula("12.5", type: "n"), .formula("#N/A", type: "e")]),
    ])
    let raw = try raw([("B", rows)])
    #expect(raw.attributes.column("kosten")?.values(0..<2) == [.null, .number(12.5)])
    let notes = raw.record.notes
    #expect(notes.map(\.count) == [1, 1] && notes.allSatisfy(\.isWarning))
    #expect(notes.first?.text.en.contains("without its outcome") == true)
    #expect(notes.first?.text.nl.contains("'kosten' (1)") == true)
    #expect(notes.last?.text.en.contains("'naam' (1)") == true)
  }

  @Test func `outcomes that are to be computed anew are told`() throws {
    let rows = sheet([(1, header), (2, [.text("a"), .formula("0", type: "n")])])
    let raw = try raw([("B", rows)], calculation: "<calcPr calcId='1' fullCalcOnLoad='1'/>")
    #expect(raw.attributes.column("jaar")?[0] == .integer(0))
    #expect(raw.record.notes.map(\.text.en).first?.contains("'jaar' (1)") == true)
    #expect(try self.raw([("B", rows)]).record.notes.isEmpty)
  }

  @Test func `the project settles which row is the header`() throws {
    let rows = sheet([
      (1, header), (2, [.text("id"), .text("built")]), (3, [.text("1"), .number("2")]),
    ])
    let raw = try raw([("B", rows)]) { $0.header = 2 }
    #expect(raw.fieldNames == ["id", "built"] && raw.geometry.count == 1)
    let error = #expect(throws: SourceError.self) { try self.raw([("B", rows)]) { $0.header = 7 } }
    #expect(error?.problem.contains("Row 7") == true)
  }

  @Test func `columns without a name have their letter, and names that repeat a number`() throws {
    let raw = try raw([
      (
        "B",
        sheet([(1, [.text("a"), .text("a")]), (2, [.number("1"), .number("2"), .number("3.5")])])
      )
    ])
    #expect(raw.fieldNames == ["a", "a_2", "C"])
    #expect(raw.attributes.column("C")?[0] == .number(3.5))
  }

  @Test func `shared texts, long numbers and dates are what they are`() throws {
    let raw = try raw([
      (
        "B",
        sheet([
          (1, [.text("t"), .text("n"), .text("d"), .text("u")]),
          (2, [.shared(0), .number("2305843009223239036"), .date("32393"), .none]),
          (3, [.shared(1), .number("7"), .date("47484.5"), .text("a \"b\"\nc")]),
        ])
      )
    ])
    #expect(raw.attributes.column("t")?.values(0..<2) == [.text("R&D é"), .text("Kerkweg")])
    #expect(raw.attributes.column("n")?[0] == .integer(2_305_843_009_223_239_036))
    #expect(
      raw.attributes.column("d")?.values(0..<2) == [
        .text("1988-09-07"), .text("2030-01-01T12:00:00"),
      ])
    #expect(raw.attributes.column("u")?[1] == .text("a \"b\"\nc"))
  }

  @Test func `of several sheets the project chooses one; an empty one does not count`() throws {
    let table = sheet([(1, header), (2, [.text("1"), .number("1988")])])
    let sheets = [("Leeswijzer", sheet([(1, [.text("uitleg")])])), ("Bomen", table)]
    let error = #expect(throws: SourceError.self) { try raw(sheets) }
    #expect(error?.problem == "The workbook holds 2 sheets.")
    #expect(error?.remedy.contains("Leeswijzer (1 row), Bomen (2 rows)") == true)
    #expect(try raw(sheets) { $0.layer = "Bomen" }.geometry.count == 1)
    let near = #expect(throws: SourceError.self) { try raw(sheets) { $0.layer = "bomen" } }
    #expect(near?.remedy.contains("Did you mean 'Bomen'?") == true)
    #expect(try raw([("Leeg", sheet([])), ("Bomen", table)]).geometry.count == 1)
  }

  // Dates of ECMA-376 part 1, 18.17.4.1, and of Excel itself.
  @Test(arguments: [
    (1.0, false, "1900-01-01"), (59, false, "1900-02-28"), (61, false, "1900-03-01"),
    (32_393, false, "1988-09-07"), (36_585, false, "2000-02-29"), (2_958_465, false, "9999-12-31"),
    (0.25, false, "06:00:00"), (0, true, "1904-01-01"), (32_393, true, "1992-09-08"),
  ])
  func `a serial number is the day that Excel shows`(
    serial: Double, from1904: Bool, text: String
  ) {
    #expect(dateText(ofSerial: serial, from1904: from1904) == text)
  }

  @Test func `what is no date is none`() {
    #expect(dateText(ofSerial: -1, from1904: false) == nil)
    #expect(dateText(ofSerial: 2_958_466, from1904: false) == nil)
  }

  @Test func `merged cells are told by field, below the header alone`() throws {
    let cells = sheet([
      (1, [.text("Bomen")]), (2, header), (3, [.text("a"), .number("2030")]), (4, [.text("b")]),
    ])
    let merged = "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='B3:B4'/></mergeCells>"
    let raw = try raw([("B", cells.replacing("</worksheet>", with: merged + "</worksheet>"))])
    #expect(raw.attributes.column("jaar")?.values(0..<2) == [.integer(2030), .null])
    let warnings = raw.record.notes.filter(\.isWarning)
    #expect(warnings.map(\.count) == [1])
    #expect(warnings.first?.text.nl.contains("tellen als leeg, in 'jaar'") == true)
  }

  // MARK: What cells tell

  private func layer(
    _ rows: [[Cell]], _ change: (inout SourceOptions) -> Void
  ) throws -> [RawLayer] {
    let names: [Cell] = [.text("nr"), .text("kosten")]
    let numbered = ([names] + rows).enumerated().map { ($0.offset + 1, $0.element) }
    var options = SourceOptions(source: "a.xlsx", role: "test")
    change(&options)
    var layers = [try raw([("B", sheet(numbered))])]
    layers.judgeColumns(options)
    return layers
  }

  @Test(arguments: [("€ 1.250", "99.5"), ("1,250", "0.3")])
  func `numbers beside a text are no evidence of how it is written`(text: String, number: String)
    throws
  {
    let layers = try layer([
      [.text("a"), .text(text)], [.text("b"), .number(number)],
    ]) { $0.uses = [FieldUse("kosten", as: .amount)] }
    let column = try #require(layers[0].attributes.column("kosten"))
    #expect(try column.number(0) == 1250 && column.number(1) == Double(number))
    #expect(layers[0].record.notes.map(\.text.en).first?.contains("as 1250 or as 1.25") == true)
  }

  @Test func `whole numbers of many digits keep them`() throws {
    let sheet = sheet([
      (1, [.text("nr"), .text("jaar")]), (2, [.number("3.63E+15"), .number("1")]),
      (3, [.number("363000000000001"), .number("2")]), (4, [.text("x"), .number("2")]),
    ])
    let column = try #require(try raw([("B", sheet)]).attributes.column("nr"))
    #expect((0..<2).map { column[$0].codeText } == ["3630000000000000", "363000000000001"])
    #expect(AttributeValue.number(3.63e15).codeText == "3630000000000000")
    #expect(AttributeValue.number(1e300).codeText == "1e+300")
  }

  @Test func `a currency that numbers are shown with counts as one in text`() throws {
    let rows: [[Cell]] = [[.text("a"), .dollars("100")], [.text("b"), .number("5")]]
    let layers = try layer(rows) { $0.uses = [FieldUse("kosten", as: .amount)] }
    let note = try #require(layers[0].record.notes.first)
    #expect(note.isWarning && note.count == 1 && note.text.en.contains("are in $"))
    #expect(note.text.en.contains("'$ 100'"))
    let dollars = try layer(rows) {
      $0.uses = [FieldUse("kosten", as: .amount)]
      $0.currency = CurrencyCode("USD") ?? .euro
    }
    #expect(dollars[0].record.notes.isEmpty)
    #expect(try layer(rows) { $0.uses = [FieldUse("kosten", as: .number)] }[0].record.notes.isEmpty)
  }

  @Test(arguments: [
    ("#,##0.00\\ [$€-413]", "EUR", false), ("\"$\"#,##0", "$", false),
    ("[$USD] 0.00", "USD", false),
    ("_(* #,##0_);_(\\£* (#,##0)", "GBP", false), ("0.0\" k€\"", "", false),
    ("0\" m2\"", "", false),
    ("[$-409]d\\-mmm\\-yy", "", true), ("[Red]0.00;_-€* 0", "EUR", false), ("0.00E+00", "", false),
  ])
  func `a format tells a currency by its sign or its code`(
    code: String, currency: String, isDate: Bool
  ) {
    let format = NumberFormat(code: code)
    #expect((format.currency?.name ?? "") == currency && format.isDate == isDate)
  }

  @Test func `two columns of one name are refused where one is asked for`() throws {
    let sheet = sheet([
      (1, [.text("nr"), .text("k"), .text("k")]), (2, [.text("a"), .number("1"), .number("2")]),
    ])
    let raw = try raw([("B", sheet)])
    #expect(raw.fieldNames == ["nr", "k", "k_2"])
    #expect(raw.places(of: "k") == ["B", "C"] && raw.places(of: "nr").count == 1)
  }
}
