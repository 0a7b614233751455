import Testing

@testable import LayerIO

@Suite struct FieldParsingTests {
  @Test(arguments: [
    ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("€ 1.234,-", 1234), ("1234", 1234),
    ("12,5", 12.5), ("0.125", 0.125), ("1.234.567", 1_234_567), ("EUR 3", 3), ("-40,5", -40.5),
    ("1 234,5", 1234.5), ("1.5", 1.5), ("$1,250,000", 1_250_000), ("(12.50)", -12.5), ("1e3", 1000),
    ("1 250", 1250), ("12.", 12), (",5", 0.5), ("1.250", 1.25), ("NLG 100", 100),
  ])
  func `amounts are read as people write them`(text: String, amount: Double) throws {
    #expect(try AttributeValue.text(text).number() == amount)
  }

  @Test(arguments: ["veel", "1.23.4", "12a", "<5", "5-15", "0x10", "inf", "1,2,3"])
  func `what is no number is a problem that names it`(text: String) {
    #expect(throws: notNumber(text)) {
      try AttributeValue.text(text).number()
    }
  }

  @Test(arguments: [
    ("2031", 2031), ("2031-05-01", 2031), ("01-05-2031", 2031), ("2031/05/01", 2031),
    ("2031.0", 2031), ("20310501", 2031), ("1-5-2031", 2031), ("mei 2031", 2031), ("FY2031", 2031),
    ("31 December 2031", 2031), ("Q3 2031", 2031), ("2031-W05", 2031), ("2031-05", 2031),
    ("05/2031", 2031), ("2031-12-31T23:00:00Z", 2031), ("medio 2031", 2031),
    ("1924992000000", 2031), ("2031/05/01 00:00:00+00", 2031),
  ])
  func `years come as numbers or dates`(text: String, year: Int) throws {
    #expect(try AttributeValue.text(text).year() == year)
  }

  @Test func `a year that is none, or impossible, is a problem`() {
    #expect(throws: notYear("straks")) {
      try AttributeValue.text("straks").year()
    }
    #expect(throws: FieldProblem.self) { try AttributeValue.integer(2921).year() }
  }

  @Test(arguments: ["inf", "-infinity", "1e300", "2031.5", "2030/2031", "1/2/31", "jan", "12:30"])
  func `a number that no whole number can hold is no year`(text: String) {
    #expect(throws: notYear(text)) {
      try AttributeValue.text(text).year()
    }
  }

  @Test(arguments: ["30-2-1988", "1988-13-01", "20260230", "2026/02/30", "31 april 2030"])
  func `what is no day of the calendar is an impossible value`(text: String) throws {
    let problem = try #require(throws: FieldProblem.self) { try AttributeValue.text(text).year() }
    #expect(problem.reason == .impossibleValue)
  }

  @Test(arguments: ["n.v.t.", "N.V.T.", "TBC", "-", " onbekend ", "NaN", "#N/A", "<Null>", ""])
  func `words for what is not known are no value, as number and as year`(text: String) throws {
    #expect(try AttributeValue.text(text).number() == nil)
    #expect(try AttributeValue.text(text).year() == nil)
  }

  @Test(
    arguments: [
      -99_995, -99_996, -99_997, -99_998, -99_999, -99_999_995, -99_999_997, -99_999_998,
      -99_999_999,
    ])
  func `the numbers with which CBS says missing are missing, however they are written`(
    code: Int64
  ) throws {
    #expect(try AttributeValue.integer(code).number() == nil)
    #expect(try AttributeValue.number(Double(code)).number() == nil)
    #expect(try AttributeValue.text("\(code)").number() == nil)
  }

  @Test(arguments: [-99, -9_999, -99_989, -100_000, -99_999_989, -100_000_000, 99_997])
  func `other numbers are numbers, though they look alike`(number: Int64) throws {
    #expect(try AttributeValue.integer(number).number() == Double(number))
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
