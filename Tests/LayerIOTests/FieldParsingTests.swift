import Testing

@testable import LayerIO

@Suite struct FieldParsingTests {
  @Test(arguments: [
    ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("€ 1.234", 1234), ("1234", 1234),
    ("12,5", 12.5), ("0.125", 0.125), ("1.234.567", 1_234_567), ("EUR 3", 3), ("-40,5", -40.5),
    ("1 234,5", 1234.5), ("1.5", 1.5),
  ])
  func `amounts are read as people write them`(text: String, amount: Double) throws {
    #expect(try AttributeValue.text(text).amount() == amount)
  }

  @Test(arguments: ["n.v.t.", "1.23.4", "12a", "nan", "0x10", "inf"])
  func `what is no number is a problem that names it`(text: String) {
    #expect(throws: notNumber(text)) {
      try AttributeValue.text(text).amount()
    }
  }

  @Test(arguments: [
    ("2031", 2031), ("2031-05-01", 2031), ("01-05-2031", 2031), ("2031/05/01", 2031),
    ("2031.0", 2031),
  ])
  func `years come as numbers or dates`(text: String, year: Int) throws {
    #expect(try AttributeValue.text(text).year() == year)
  }

  @Test func `a year that is none, or impossible, is a problem`() {
    #expect(throws: notYear("n.v.t.")) {
      try AttributeValue.text("n.v.t.").year()
    }
    #expect(throws: FieldProblem.self) { try AttributeValue.integer(2921).year() }
  }

  @Test(arguments: ["inf", "-infinity", "nan", "1e300", "2031.5"])
  func `a number that no whole number can hold is no year`(text: String) {
    #expect(throws: notYear(text)) {
      try AttributeValue.text(text).year()
    }
  }

  @Test func `the numbers with which CBS says missing are missing`() throws {
    #expect(try AttributeValue.integer(-99997).number() == nil)
    #expect(try AttributeValue.integer(-99_999_999).number() == nil)
    #expect(try AttributeValue.integer(-99).number() == -99)
  }

  @Test func `codes stay text and blank is missing`() {
    #expect(AttributeValue.text("0363100012").codeText == "0363100012")
    #expect(AttributeValue.number(12).codeText == "12")
    #expect(AttributeValue.text(" \t").codeText == nil)
  }

  @Test func `ja and nee are yes and no`() throws {
    #expect(try AttributeValue.text("Ja").flag() == true)
    #expect(try AttributeValue.integer(0).flag() == false)
    #expect(throws: FieldProblem.self) { try AttributeValue.text("misschien").flag() }
  }
}

private func notNumber(_ text: String) -> FieldProblem {
  FieldProblem(
    reason: .badValue,
    detail: Wording(en: "'\(text)' is not a number", nl: "'\(text)' is geen getal"))
}

private func notYear(_ text: String) -> FieldProblem {
  FieldProblem(
    reason: .badValue, detail: Wording(en: "'\(text)' is not a year", nl: "'\(text)' is geen jaar"))
}
