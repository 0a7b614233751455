import Testing

@testable import LayerIO

/// What a column tells of how it is written, and what is said about it.
@Suite struct ColumnJudgementTests {
  private func judgement(
    _ texts: [String], as kind: FieldUse.Kind = .number, words: [String] = [],
    given: DecimalSign? = nil
  ) -> (column: AttributeColumn, notes: [String]) {
    var column = AttributeColumn(name: "a")
    for text in texts { column.append(.text(text)) }
    let judgement = ColumnJudgement(
      column, [FieldUse("a", as: kind, words: words)], given: given)
    column.notation = judgement.notation
    return (column, judgement.notes.map(\.text.en))
  }

  private func numbers(_ column: AttributeColumn) throws -> [Double?] {
    try (0..<column.count).map { try column.number($0) }
  }

  // MARK: Numbers

  @Test(arguments: [
    (["12,500", "950", "1,250,000"], [12_500.0, 950, 1_250_000]),
    (["1.250", "99,5"], [1250, 99.5]),
    (["99.5", "100.125", "7.250", "0.125", "12345.678"], [99.5, 100.125, 7.25, 0.125, 12345.678]),
    (["1.250", "0.125"], [1.25, 0.125]),
  ])
  func `one value tells how the others are written`(texts: [String], right: [Double]) throws {
    let (column, notes) = judgement(texts, as: .amount)
    #expect(try numbers(column) == right)
    #expect(notes.isEmpty)
  }

  @Test func `a column that nothing tells about is told with both readings, and a key settles it`()
    throws
  {
    let (column, notes) = judgement(["1.250", "12"])
    #expect(try numbers(column) == [1250, 12])
    #expect(
      notes == [
        "'a': values such as '1.250' can be read as 1250 or as 1.25; 1250 was taken. "
          + "'decimal: comma' or 'decimal: point' settles it."
      ])
    let settled = judgement(["1.250", "12"], given: .point)
    #expect(try numbers(settled.column) == [1.25, 12])
    #expect(settled.notes.isEmpty)
  }

  @Test func `a sign that is given leaves no number written otherwise`() {
    let (column, notes) = judgement(["1.250,5", "12.5"], given: .comma)
    #expect(throws: FieldProblem.self) { try column.number(1) }
    #expect(notes == ["Values of 'a' are not numbers: '12.5'."])
  }

  @Test func `both signs in a column are told, and each value has its only reading`() throws {
    let (column, notes) = judgement(["12,5", "0,35", "12.5", "1.250"])
    #expect(try numbers(column) == [12.5, 0.35, 12.5, 1250])
    #expect(notes.count == 2 && notes[0].hasPrefix("'a' has decimal points ('12.5') and"))
    #expect(notes[1].hasPrefix("'a': values such as '1.250' can be read as 1250 or as 1.25"))
  }

  @Test func `values that are no numbers, and words for unknown, are told apart`() {
    let (_, notes) = judgement(["<5", "n.v.t.", "3"])
    #expect(
      notes == [
        "Values of 'a' say that there is none: 'n.v.t.'.", "Values of 'a' are not numbers: '<5'.",
      ])
    #expect(judgement(["<5", "3"], words: ["<5"]).notes.isEmpty)
  }

  @Test(arguments: [
    (["$ 5", "6"], ["$"]), (["£5", "5 usd"], ["GBP", "USD"]), (["5 EUR", "€ 5", "5 euro"], []),
    (["100 kr"], ["kr"]), (["CHF 5"], ["CHF"]),
  ])
  func `amounts in another currency than euros are told`(texts: [String], told: [String]) {
    let notes = judgement(texts, as: .amount).notes
    #expect(notes.count == told.count)
    for (note, name) in zip(notes, told) {
      #expect(note.hasPrefix("Amounts of 'a' are in \(name), and were taken as if"))
    }
  }

  @Test(arguments: [("USD", ["EUR"]), ("EUR", ["$"]), ("CAD", ["EUR"]), ("GBP", ["$", "EUR"])])
  func `what is no sign of the project's currency is a warning`(
    code: String, told: [String]
  ) throws {
    var column = AttributeColumn(name: "a")
    for text in ["$ 5", "€ 5", "5"] { column.append(.text(text)) }
    let notes = ColumnJudgement(
      column, [FieldUse("a", as: .amount)], given: nil, currency: try #require(CurrencyCode(code))
    ).notes
    #expect(notes.map(\.isWarning) == told.map { _ in true })
    for (note, name) in zip(notes, told) {
      #expect(note.text.en.hasPrefix("Amounts of 'a' are in \(name), and"))
      #expect(note.text.en.contains("as if they were in \(code)"))
      #expect(note.text.nl.contains("alsof het \(code) is"))
    }
  }

  // MARK: Years

  @Test func `whole numbers beside years are no days of a spreadsheet`() throws {
    let (column, notes) = judgement(["45000", "2031"], as: .plannedYear)
    #expect(throws: FieldProblem.self) { try column.year(0) }
    #expect(try column.year(1) == 2031)
    #expect(notes == ["Values of 'a' are not years: '45000'."])
    let alone = judgement(["45000", "47848"], as: .plannedYear)
    #expect(try (0..<2).map { try alone.column.year($0) } == [2023, 2030])
    #expect(
      alone.notes == [
        "'a' was read as day numbers of a spreadsheet, such as 45000 for 2023-03-15."
      ])
  }

  @Test func `years of two digits are taken of what is planned alone`() throws {
    let planned = judgement(["31/12/30", "1/2/31"], as: .plannedYear)
    #expect(try (0..<2).map { try planned.column.year($0) } == [2030, 2031])
    #expect(planned.notes.count == 1)
    let built = judgement(["31/12/30"], as: .year)
    #expect(throws: FieldProblem.self) { try built.column.year(0) }
    #expect(built.notes == ["Values of 'a' are not years: '31/12/30'."])
  }

  @Test func `a moment by UTC at the end of a year counts as written, with a word`() throws {
    let (column, notes) = judgement(["2029-12-31T23:00:00Z"], as: .plannedYear)
    #expect(try column.year(0) == 2029)
    #expect(notes.count == 1 && notes[0].hasPrefix("Moments by UTC late on 31 December"))
  }

  // MARK: Words

  @Test func `padding does not count, capitals do and are told`() {
    let texts = ["asfalt ", " asfalt", "asfalt\u{A0}", "Asfalt", "klinkers"]
    let (column, notes) = judgement(texts, as: .word, words: ["asfalt"])
    #expect((0..<3).allSatisfy { column[$0].codeText == "asfalt" })
    #expect(
      notes == [
        "'a' has 'Asfalt' and the project file has 'asfalt': capitals count, so these differ."
      ])
  }

  // MARK: Days from which programs count

  @Test(arguments: [
    "1900-01-01", "1-1-1970", "30-12-1899", "1899-12-31 00:00:00", "1970-01-01T00:00:00Z",
  ])
  func `a day from which programs count is no planned year`(text: String) throws {
    let (column, notes) = judgement([text, "2030", "2031-05-01"], as: .plannedYear)
    #expect(try (0..<3).map { try column.year($0) } == [nil, 2030, 2031])
    #expect(notes.count == 1 && notes[0].contains("count as no year: '\(text)'"))
  }

  @Test func `where years are written as their first day it is one of them, and is told`() throws {
    let texts = ["1970-01-01", "1985-01-01", "1990-01-01"]
    for kind in [FieldUse.Kind.year, .plannedYear] {
      let (column, notes) = judgement(texts, as: kind)
      #expect(try (0..<3).map { try column.year($0) } == [1970, 1985, 1990])
      #expect(notes.count == 1 && notes[0].contains("count as that year"))
    }
  }

  @Test func `of the past only a day that comes back again and again is none`() throws {
    let one = judgement(["1900-01-01", "1931-05-02"], as: .year)
    #expect(try one.column.year(0) == 1900)
    let many = judgement([String](repeating: "1900-01-01", count: 10) + ["1931-05-02"], as: .year)
    #expect(try many.column.year(0) == nil && many.column.year(10) == 1931)
    let bare = judgement(["1900", "1970"], as: .plannedYear)
    #expect(try bare.column.year(0) == 1900 && bare.notes.isEmpty)
  }
}
