import Formats
import Foundation
import LayerIO
import TestSupport
import Testing

/// Workbooks, read back by the reader of this package, which shares no code with what writes them.
@Suite struct WriteWorkbookTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `values stand under their headings, and no value is an empty cell`() throws {
    let rows = try read(sheet("Werken"))
    #expect(rows[0] == ["id", "Kosten (EUR)", "Jaar", "Deel", "Vast", "Tekst"])
    #expect(rows[1] == ["007", "1234.5", "2026", "0.25", "ja", "=1+1"])
    #expect(rows[2] == ["+31", "-0.125", "-3", "1", "nee", "een & <twee>\nregels"])
    #expect(rows[3] == ["@x", "", "", "", "", ""])
  }

  @Test func `numbers have their formats and text is never a formula`() throws {
    try write([sheet("Werken")])
    let styles = try member("xl/styles.xml")
    #expect(styles.contains("formatCode=\"0.0%\""))
    let sheet = try member("xl/worksheets/sheet1.xml")
    #expect(!sheet.contains("<f>"))
    #expect(sheet.contains("<autoFilter ref=\"A1:F4\"/>"))
    #expect(sheet.contains("xSplit=\"1\" ySplit=\"1\""))
  }

  @Test func `bytes are the same for any number of threads and at any time`() throws {
    var generator = SeededGenerator(seed: 7)
    let numbers = (0..<5000).map { _ in Optional(Double.random(in: -1e6...1e6, using: &generator)) }
    let table = VectorTable(
      name: "t",
      columns: [
        .init(name: "id", values: .text(numbers.indices.map { "w\($0)" })),
        .init(name: "n", unit: "m2", values: .number(numbers, decimals: 6)),
      ], geometryKind: .none)
    let sheet = WorkbookSheet(name: "Blad", table: table, headings: ["id", "n"])
    let files = try [1, 2, 4].map { threads in
      try write([sheet], threads: threads)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    #expect(files[0] == files[1] && files[0] == files[2])
    let rows = try SheetText(path: path, sheet: "Blad").rows
    #expect(rows.count == 5001)
    for (row, number) in zip(rows.dropFirst(), numbers) {
      let written = try #require(Double(row[1]))
      #expect(abs(written - (number ?? 0)) <= 0.5e-6 + 1e-15 * abs(written))
    }
  }

  /// A mean of years is a year too.
  @Test func `numbers that are years have no groups of three`() throws {
    func styles(_ form: Label.Form) throws -> String {
      var mean = VectorTable.Column(
        name: "built", values: .number([1923.666666667, 1880], decimals: 9))
      mean.label = Label(
        title: Wording(verbatim: "Bouwjaar"), meaning: Wording(verbatim: ""), form: form)
      let table = VectorTable(name: "t", columns: [mean], geometryKind: .none)
      try write([WorkbookSheet(name: "Blad", table: table, headings: ["Bouwjaar"])])
      return try member("xl/styles.xml")
    }
    #expect(try styles(.plain).contains("#,##0.000"))
    #expect(try !styles(.year).contains("#,##0"))
  }

  @Test func `a text that is too long for a cell ends in an ellipsis`() throws {
    let long = String(repeating: "é", count: mostCellCharacters + 1)
    let whole = String(long.dropFirst())
    let table = VectorTable(
      name: "t", columns: [.init(name: "x", values: .text([long, whole]))], geometryKind: .none)
    let rows = try read(WorkbookSheet(name: "Blad", table: table, headings: ["x"]))
    #expect(rows[1][0] == long.dropLast(2) + "…")
    #expect(rows[2][0] == whole)
  }

  @Test func `a table without rows has its headings`() throws {
    let table = VectorTable(
      name: "t", columns: [.init(name: "x", values: .number([], decimals: 2))], geometryKind: .none)
    #expect(
      try read(WorkbookSheet(name: "Blad", table: table, headings: ["Kop"])) == [["Kop"]])
  }

  @Test func `what can't be written is refused, as are sheets of one name`() throws {
    #expect(throws: ProductError.self) {
      try writeWorkbook(
        [sheet("Werken")], words: words, to: folder.file("no/where.xlsx"), threads: 1)
    }
    #expect(throws: ProductError.self) { try write([sheet("Werken"), sheet("werken")]) }
    #expect(throws: ProductError.self) { try write([sheet("a/b")]) }
  }

  @Test func `links lead to other sheets`() throws {
    var first = sheet("Over")
    (first.isProse, first.links) = (true, [1: "Werken's"])
    try write([first, sheet("Werken's")])
    #expect(try member("xl/worksheets/sheet1.xml").contains("location=\"'Werken''s'!A1\""))
  }

  // MARK: Samples

  private let words = WorkbookWords(title: "Proef", yes: "ja", no: "nee")

  private var path: String { folder.file("t.xlsx") }

  private func sheet(_ name: String) -> WorkbookSheet {
    var year = VectorTable.Column(name: "year", unit: "year", values: .integer([2026, -3, nil]))
    year.label = Label(
      title: Wording(verbatim: "Jaar"), meaning: Wording(verbatim: ""), form: .year)
    var share = VectorTable.Column(name: "share", values: .number([0.25, 1, .nan], decimals: 9))
    share.label = Label(
      title: Wording(verbatim: "Deel"), meaning: Wording(verbatim: ""), form: .share)
    let table = VectorTable(
      name: "t",
      columns: [
        .init(name: "id", values: .text(["007", "+31", "@x"])),
        .init(name: "cost", unit: "EUR", values: .number([1234.5, -0.125, nil], decimals: 3)),
        year, share, .init(name: "fixed", values: .boolean([true, false, nil])),
        .init(name: "text", values: .text(["=1+1", "een & <twee>\nregels", nil])),
      ], geometryKind: .none)
    return WorkbookSheet(
      name: name, table: table, headings: ["id", "Kosten (EUR)", "Jaar", "Deel", "Vast", "Tekst"])
  }

  private func write(_ sheets: [WorkbookSheet], threads: Int = 1) throws {
    try writeWorkbook(sheets, words: words, to: path, threads: threads)
  }

  private func read(_ sheet: WorkbookSheet) throws -> [[String]] {
    try write([sheet])
    return try SheetText(path: path, sheet: sheet.name).rows
  }

  /// A file of the workbook, which is a zip.
  private func member(_ name: String) throws -> String {
    try runProgram("/usr/bin/env", ["python3", "-c", unzipping, path, name]).output
  }
}

private let unzipping = """
  import sys, zipfile
  print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())
  """
