import Testing

@testable import LayerIO

/// Which addresses of databases are taken.
@Suite struct DatabaseAddressTests {
  @Test(arguments: [
    "postgresql://host/db", "postgres://user@host:5433/db", "postgresql:///?service=beheer",
    "postgresql://%2Fvar%2Frun/db?sslmode=verify-full",
  ])
  func `an address without a password is taken as it is`(text: String) throws {
    #expect(try DatabaseAddress(text).text == text)
  }

  @Test(arguments: [
    "postgresql://user:geheim@host/db", "postgresql://host/db?password=geheim",
    "postgresql://host/db?pass%77ord=geheim", "postgresql://u:geheim@a,b/db?sslmode=require",
    "postgresql://host/db?sslpassword=geheim",
  ])
  func `a password in an address is refused and not repeated`(text: String) {
    #expect {
      try DatabaseAddress(text)
    } throws: { error in
      let problem = error as? AddressProblem
      #expect(problem?.remedy.contains("PGPASSWORD") == true)
      return problem.map { !"\($0)".contains("geheim") } ?? false
    }
  }

  @Test(arguments: [
    "postgresql://host:geheim@port@/db:x", "PG:host=x password=geheim",
    "postgresql://host/db?geheim",
    "postgresql://host/db?passfile=geheim", "postgresql://host/db?options=geheim",
  ])
  func `what can't be read or sets too much is refused and not repeated`(text: String) {
    #expect(DatabaseAddress.isMeant(by: text))
    #expect {
      try DatabaseAddress(text)
    } throws: { error in
      (error as? AddressProblem).map { !"\($0)".contains("geheim") } ?? false
    }
  }

  @Test(arguments: [
    ("wegen", ["wegen"]), ("beheer.wegen", ["beheer", "wegen"]),
    ("\"mijn.schema\".\"de \"\"wegen\"\"\"", ["mijn.schema", "de \"wegen\""]),
    ("a b;c", ["a b;c"]), ("a.b.c", nil), ("\"a", nil), ("", nil), ("a.", nil), ("\"a\"b", nil),
  ])
  func `a name in SQL falls into schema and table`(name: String, parts: [String]?) {
    #expect(sqlNameParts(name) == parts)
  }

  @Test func `a mark with an accent on it ends no name`() {
    #expect(
      Array(quoted("a\"\u{301}; x").unicodeScalars)
        == Array("\"a\"\"\u{301}; x\"".unicodeScalars))
  }
}
