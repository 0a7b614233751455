import ProjectFile

/// What serving a challenge costs and brings, and whom: the rows of `layers/benefits.yaml`, which
/// anyone can edit. Every row names its source and says whether it is an assumption.
package struct BenefitTable: YAMLFile, Equatable {
  /// Price level of all amounts.
  package var priceYear: Int
  /// The rows, in the order of the file.
  package var rows: [Row]
  /// Who pays or benefits, by key, with the name by language, `nl` and `en`.
  package var actors: [String: [String: String]]

  /// What serving a theme costs or brings somebody.
  package struct Row: Sendable, Equatable {
    /// Key of the theme in the project file, such as `water`.
    package var theme: String
    /// Key of who pays or benefits.
    package var actor: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Whether it is paid, for the measure that serves the challenge; else it is a benefit.
    package var isCost: Bool
    /// EUR for each m2 of challenge with severity 1, in each of the years.
    package var amount: Double
    /// Years after the work in which it begins.
    package var after: Int
    /// Number of years that it lasts; 1 is once.
    package var years: Int
    /// Whether no publication gives the figure.
    package var isAssumption: Bool
    /// Where the figure comes from.
    package var source: String
  }

  /// A table from its rows.
  package init(priceYear: Int, rows: [Row], actors: [String: [String: String]]) {
    self.priceYear = priceYear
    self.rows = rows
    self.actors = actors
  }

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The table of benefits",
      "Check the path; the bundled one is layers/benefits.yaml."
    )
  }

  /// Reads a table.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_benefits", "price_year", "actors", "rows"])
    guard let version = keys["kansenkaart_benefits"], try version.integer(in: 1...99) == 1,
      let year = keys["price_year"], let actors = keys["actors"], let rows = keys["rows"]
    else {
      throw top.error(
        "A table needs 'kansenkaart_benefits: 1', 'price_year', 'actors' and 'rows'.",
        "See docs/programme.md.")
    }
    priceYear = try year.integer(in: 1900...2200)
    let pairs = try actors.members().map { ($0.key, try $0.value.twoNames()) }
    self.actors = Dictionary(uniqueKeysWithValues: pairs)
    let known = pairs.map(\.0)
    self.rows = try rows.elements.map { try Row($0, actors: known) }
  }
}

extension BenefitTable.Row {
  fileprivate init(_ value: YAMLValue, actors: [String]) throws {
    let keys = try value.members(known: [
      "theme", "who", "name", "pays", "gets", "after", "years", "assumption", "source",
    ])
    guard let theme = keys["theme"], let who = keys["who"], let name = keys["name"],
      let source = keys["source"]
    else {
      throw value.error(
        "'\(value.name)' needs 'theme', 'who', 'name' and 'source'.",
        "No figure without where it comes from; see docs/programme.md.")
    }
    guard (keys["pays"] == nil) != (keys["gets"] == nil), let amount = keys["pays"] ?? keys["gets"]
    else {
      throw value.error(
        "'\(value.name)' needs either 'pays' or 'gets'.", "Give EUR per m2 for one of them.")
    }
    self.theme = try theme.text()
    actor = try who.text()
    guard actors.contains(actor) else {
      throw who.error(
        "'\(actor)' is not one of the actors.", "Known are: \(actors.joined(separator: ", ")).")
    }
    self.name = try name.twoNames()
    isCost = keys["pays"] != nil
    self.amount = try amount.number(in: 0...1e6)
    after = try keys["after"]?.integer(in: 0...100) ?? 0
    years = try keys["years"]?.integer(in: 1...100) ?? 1
    isAssumption = try keys["assumption"]?.boolean() ?? false
    self.source = try source.text()
  }
}

extension YAMLValue {
  fileprivate func twoNames() throws -> [String: String] {
    let keys = try members(known: ["nl", "en"])
    guard let dutch = keys["nl"], let english = keys["en"] else {
      throw error("'\(name)' needs a name in 'nl' and 'en'.", "Give both.")
    }
    return ["nl": try dutch.text(), "en": try english.text()]
  }
}
