import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Excel workbooks of before 2007, made byte by byte after Microsoft's description of BIFF 4, which has one sheet
/// and no container around it; and what only calls itself one.
@Suite struct OldWorkbookTests {
  private enum Cell {
    case text(String)
    case number(Double)
  }

  private func little(_ value: Int, _ width: Int = 2) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func record(_ kind: Int, _ content: [UInt8]) -> [UInt8] {
    little(kind) + little(content.count) + content
  }

  private func workbook(_ rows: [[Cell]]) -> [UInt8] {
    var bytes = record(0x0409, little(0) + little(0x10) + little(0))
    bytes += record(0x0042, little(1252))
    let width = rows.map(\.count).max() ?? 0
    bytes += record(0x0200, little(0) + little(rows.count) + little(0) + little(width) + little(0))
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        let place = little(row) + little(column) + little(0)
        switch cell {
        case .number(let value):
          bytes += record(0x0203, place + little(Int(bitPattern: UInt(value.bitPattern)), 8))
        case .text(let text):
          let letters = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
          bytes += record(0x0204, place + little(letters.count) + letters)
        }
      }
    }
    return bytes + record(0x000A, [])
  }

  private func raw(_ bytes: [UInt8]) throws -> RawLayer {
    let folder = try TemporaryFolder()
    let options = SourceOptions(
      source: "a.xls", path: try folder.write(bytes, to: "a.xls"), role: "test", fields: .all)
    let raw = try readRawLayer(options, threads: 1)
    #expect(folder.content == ["a.xls"])
    return raw
  }

  private let header: [Cell] = [.text("nr"), .text("kosten")]

  @Test(arguments: [("1.250", 99.5), ("1,250", 0.3)])
  func `numbers beside a text are no evidence of how it is written`(text: String, number: Double)
    throws
  {
    var options = SourceOptions(source: "a.xls", role: "test")
    options.uses = [FieldUse("kosten", as: .amount)]
    let rows = [header, [.text("a"), .text(text)], [.text("b"), .number(number)]]
    var layers = [try raw(workbook(rows))]
    layers.judgeColumns(options)
    let column = try #require(layers[0].attributes.column("kosten"))
    #expect(try column.number(0) == 1250 && column.number(1) == number)
    #expect(layers[0].record.notes.map(\.text.en).first?.contains("as 1250 or as 1.25") == true)
  }

  @Test func `texts stay texts, and a title is passed over`() throws {
    let raw = try raw(
      workbook([
        [.text("Plan café")], header, [.text("007"), .number(12500)], [.number(7), .number(1)],
      ])
    )
    #expect(raw.fieldNames == ["nr", "kosten"])
    #expect(raw.attributes.column("nr")?.values(0..<2) == [.text("007"), .integer(7)])
    #expect(raw.attributes.column("kosten")?.values(0..<2) == [.integer(12500), .integer(1)])
    #expect(raw.record.format == "XLS" && raw.layout?.hasPrefix("Row 2 ") == true)
  }

  @Test(arguments: [
    ("<html><table><tr><td>nr</td></tr></table></html>", "web page"),
    ("nr\tkosten\n1\t2\n", "text"),
  ])
  func `what only has the name of a workbook is refused with what it is`(
    content: String, what: String
  ) throws {
    let error = #expect(throws: SourceError.self) { try raw(Array(content.utf8)) }
    #expect(error?.problem.contains(what) == true)
  }

  @Test func `a workbook that is cut is refused`() throws {
    let bytes =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 900)
    let error = #expect(throws: SourceError.self) { try raw(bytes) }
    #expect(error?.remedy.contains(".xlsx") == true)
  }
}
