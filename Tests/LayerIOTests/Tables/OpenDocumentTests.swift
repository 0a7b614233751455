import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// OpenDocument spreadsheets: what cells become, and which of them say how texts are written.
@Suite struct OpenDocumentTests {
  private func sheet(_ rows: String, name: String = "Blad1", style: String = "") -> String {
    "<table:table table:name=\"\(name)\"\(style)><table:table-column/>\(rows)</table:table>"
  }

  private func row(_ cells: String..., times: Int? = nil) -> String {
    let repeated = times.map { " table:number-rows-repeated=\"\($0)\"" } ?? ""
    return "<table:table-row\(repeated)>\(cells.joined())</table:table-row>"
  }

  private func text(_ text: String) -> String {
    "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
  }

  /// A number, shown as people in the Netherlands see it.
  private func number(_ value: String, shown: String = "..") -> String {
    "<table:table-cell office:value-type=\"float\" office:value=\"\(value)\"><text:p>\(shown)</text:p>"
      + "</table:table-cell>"
  }

  private func cell(_ attributes: String, _ content: String = "") -> String {
    "<table:table-cell \(attributes)>\(content)</table:table-cell>"
  }

  private func raw(
    _ sheets: String..., styles: String = "", _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> RawLayer {
    let content = """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document-content><office:automatic-styles>\(styles)</office:automatic-styles>
      <office:body><office:spreadsheet>\(sheets.joined())</office:spreadsheet></office:body>
      </office:document-content>
      """
    let zip = MadeZip([
      "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
    ])
    let folder = try TemporaryFolder()
    var options = SourceOptions(
      source: "a.ods", path: try folder.write(zip.bytes, to: "a.ods"), role: "test", fields: .all)
    change(&options)
    let raw = try readRawLayer(options, threads: 1)
    #expect(folder.content == ["a.ods"])
    return raw
  }

  private var header: String { row(text("nr"), text("kosten")) }

  @Test(arguments: [("€ 1.250", "99.5"), ("1,250", "0.3")])
  func `numbers beside a text are no evidence of how it is written`(text: String, number: String)
    throws
  {
    var options = SourceOptions(source: "a.ods", role: "test")
    options.uses = [FieldUse("kosten", as: .amount)]
    var layers = [
      try raw(
        sheet(
          header + row(self.text("a"), self.text(text)) + row(self.text("b"), self.number(number))))
    ]
    layers.judgeColumns(options)
    let column = try #require(layers[0].attributes.column("kosten"))
    #expect(try column.number(0) == 1250 && column.number(1) == Double(number))
    #expect(layers[0].record.notes.map(\.text.en).first?.contains("as 1250 or as 1.25") == true)
  }

  @Test func `texts that are codes stay so beside numbers, and a title is passed over`() throws {
    let raw = try raw(
      sheet(
        row(text("Meerjarenplan")) + row("<table:table-cell/>") + header
          + row(text("007"), number("12500", shown: "12.500")) + row(number("7"), number("0.5"))))
    #expect(raw.fieldNames == ["nr", "kosten"])
    #expect(raw.attributes.column("nr")?.values(0..<2) == [.text("007"), .integer(7)])
    #expect(raw.attributes.column("kosten")?.values(0..<2) == [.number(12500), .number(0.5)])
    #expect(
      raw.record.notes.map(\.text.nl) == ["Rij 3 van het werkblad 'Blad1' is als kopregel genomen."]
    )
    #expect(raw.record.format == "ODS" && raw.record.layer == "Blad1")
  }

  @Test func `dates, times, truths and texts of several pieces are what they are`() throws {
    let rows =
      row(text("d"), text("t"), text("b"), text("s"))
      + row(
        cell("office:value-type='date' office:date-value='2030-01-31'", "<text:p>31-1-30</text:p>"),
        cell("office:value-type='time' office:time-value='PT06H05M00S'"),
        cell("office:value-type='boolean' office:boolean-value='true'"),
        cell(
          "office:value-type='string'",
          "<office:annotation><text:p>opmerking</text:p></office:annotation>"
            + "<text:p>R&amp;D<text:s text:c='2'/>a<text:span>b</text:span></text:p><text:p>c</text:p>"
        ))
      + row(cell("office:value-type='date' office:date-value='2030-01-31T12:00:00.5'"))
      + row(cell("office:value-type='date' office:date-value='2030-01-31T00:00:00'"))
    let raw = try raw(sheet(rows))
    let dates = ["2030-01-31", "2030-01-31T12:00:00", "2030-01-31"]
    #expect(raw.attributes.column("d")?.values(0..<3) == dates.map { .text($0) })
    #expect(raw.attributes.column("t")?[0] == .text("06:05:00"))
    #expect(raw.attributes.column("b")?[0] == .boolean(true))
    #expect(raw.attributes.column("s")?[0] == .text("R&D  ab\nc"))
  }

  @Test func `rows and cells that repeat stand there as often, and empty ones do not count`() throws
  {
    let empty = "<table:table-cell table:number-columns-repeated=\"16382\"/>"
    let raw = try raw(
      sheet(
        header + row(text("a"), number("1"), empty, times: 3)
          + row("<table:table-cell/>" + number("2"))
          + row("<table:table-cell table:number-columns-repeated='16384'/>", times: 1_048_571)))
    #expect(raw.geometry.count == 4 && raw.fieldNames.count == 2)
    #expect(raw.attributes.column("kosten")?.values(0..<4) == [1, 1, 1, 2].map { .integer($0) })
    #expect(raw.attributes.column("nr")?[3] == .text(""))
  }

  @Test func `a currency that a cell has counts as one in text`() throws {
    var options = SourceOptions(source: "a.ods", role: "test")
    options.uses = [FieldUse("kosten", as: .amount)]
    let dollars = cell("office:value-type='currency' office:currency='USD' office:value='12.5'")
    var layers = [try raw(sheet(header + row(text("a"), dollars) + row(text("b"), number("3"))))]
    layers.judgeColumns(options)
    let note = try #require(layers[0].record.notes.first)
    #expect(note.isWarning && note.count == 1 && note.text.en.contains("are in USD"))
  }

  @Test func `formulas without outcome, errors and merged cells are told by field`() throws {
    let raw = try raw(
      sheet(
        row(text("nr"), text("kosten"), text("naam"))
          + row(
            text("1"), cell("table:formula='of:=B9*2'"),
            cell(
              "table:formula='of:=C9' office:value-type='string' calcext:value-type='error'",
              "<text:p>#N/A</text:p>"))
          + row(
            cell("office:value-type='string' table:number-rows-spanned='2'", "<text:p>2</text:p>"),
            cell("table:formula='of:=1' office:value-type='float' office:value='1'"), text("x"))
          + row("<table:covered-table-cell/>", number("3"), text("y"))))
    #expect(raw.attributes.column("kosten")?.values(0..<3) == [.null, .integer(1), .integer(3)])
    #expect(raw.attributes.column("naam")?[0] == .text(""))
    let texts = raw.record.notes.filter(\.isWarning).map(\.text.nl)
    #expect(texts.count == 3)
    #expect(texts[0].contains("zonder uitkomst") && texts[0].contains("'kosten' (1)"))
    #expect(texts[1].contains("'naam' (1)"))
    #expect(texts[2].contains("samengevoegd") && texts[2].contains("'nr'"))
  }

  @Test func `of several sheets the project chooses one; hidden ones do not count`() throws {
    let hidden =
      "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
    let table = sheet(header + row(text("a"), number("1")), name: "Werken")
    let list = sheet(
      row(text("lijst")) + row(text("x")), name: "Lijst", style: " table:style-name='ta2'")
    let notes = sheet(row(text("uitleg")), name: "Uitleg")
    #expect(try raw(list, table, styles: hidden).record.layer == "Werken")
    let error = #expect(throws: SourceError.self) { try raw(notes, table) }
    #expect(error?.remedy.contains("Uitleg (1 row), Werken (2 rows)") == true)
    #expect(try raw(notes, table) { $0.layer = "Werken" }.geometry.count == 1)
    #expect(try raw(table) { $0.header = 2 }.fieldNames == ["a", "1"])
  }

  @Test func `more cells than a sheet can be filled with are refused`() throws {
    let wide =
      "<table:table-cell office:value-type='float' office:value='1' "
      + "table:number-columns-repeated='16384'/>"
    let error = #expect(throws: SourceError.self) {
      try raw(sheet(header + row(wide, times: 1_000_000)))
    }
    #expect(error?.problem.contains("cells") == true)
  }
}
