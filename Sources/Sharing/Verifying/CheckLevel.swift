import Foundation

extension SharedPackage {
  /// Longest text that a package has.
  private static let longest = 400

  /// Makes sure that the package holds the tables of its level and nothing else, and that its values keep the rules of
  /// sharing: years of concrete plans alone, no figures about one or two works below the level `full`.
  /// - Throws: `SharingError` that names the first place where it does not.
  package func checkLevel() throws(SharingError) {
    try checkAbout()
    let expected = SharedTable.tables(of: level)
    guard tables.map(\.name) == expected.map(\.name) else {
      let known = Set(expected.map(\.name))
      let above = tables.first { !known.contains($0.name) }?.name
      throw wrong(
        above.map { "'\($0)' is above the level '\(level)' that it says it is of" }
          ?? "tables of the level '\(level)' are missing")
    }
    for (table, definition) in zip(tables, expected) {
      guard table.columns == Table.columns(of: definition) else {
        throw wrong("'\(definition.name)' has other columns than the level '\(level)' has")
      }
      for row in table.rows { try check(row, of: definition) }
    }
    try checkFigures()
    try checkPlaces()
    if level < .full { try checkFewWorks() }
  }

  private func wrong(_ problem: String) -> SharingError {
    SharingError(
      PackageFile.names[0], problem.capitalisedFirst + ".", "Do not use it; tell whoever shared it."
    )
  }

  private func checkAbout() throws(SharingError) {
    guard isDay(made), isDay(expires), made <= expires else {
      throw wrong("the days on which it was made and expires are no days in that order")
    }
    guard !contact.allSatisfy(\.isWhitespace), !city.allSatisfy(\.isWhitespace) else {
      throw wrong("it names no city or no contact")
    }
    let texts =
      [city, contact, definitions.program, definitions.currency, definitions.crs]
      + definitions.themes.flatMap { [$0, $1.measure] + $1.classes }
    for text in texts { try check(text, "what it says of itself") }
    for (name, hash) in definitions.catalogues {
      guard Self.catalogues.contains(name), isHash(hash) else {
        throw wrong("what it says of its catalogues is no hash of one")
      }
    }
    guard isHash(geoPackageSHA256) else { throw wrong("it has no hash of its GeoPackage") }
  }

  /// What catalogues a package tells the hashes of.
  static let catalogues: Set = ["cycles", "packages", "couplings", "rules", "prices", "norms"]

  private func check(_ text: String, _ place: String) throws(SharingError) {
    guard text.utf8.count <= Self.longest, !text.unicodeScalars.contains(where: { $0.value < 32 })
    else { throw wrong("\(place) is longer than texts are, or has signs that are no text") }
  }

  private func check(_ row: [SharedValue], of table: SharedTable) throws(SharingError) {
    guard row.count == table.columns.count else {
      throw wrong("a row of '\(table.name)' has another number of values than it has columns")
    }
    for (value, column) in zip(row, table.columns) {
      let fits =
        switch (value, column.kind) {
        case (.null, _): !column.isNeeded
        case (.text(let text), .text): column.allowed?.contains(text) ?? true
        case (.integer, .integer), (.integer, .number), (.boolean, .boolean): true
        case (.number(let number), .number): number.isFinite
        default: false
        }
      guard fits else {
        throw wrong("'\(column.name)' of '\(table.name)' has a value that it can't have")
      }
      if case .text(let text) = value { try check(text, "a text of '\(table.name)'") }
    }
    guard let status = table.columns.firstIndex(where: { $0.name == "status" }) else { return }
    let isConcrete = PlanStatus(rawValue: row[status].text)?.isConcrete ?? false
    guard isConcrete || row[table.index("year")] == .null else {
      throw wrong("'\(table.name)' gives a year of a plan that is not concrete")
    }
  }

  /// Each figure once, as what it is.
  private func checkFigures() throws(SharingError) {
    var seen: Set<String> = []
    for row in rows(.city) {
      guard let figure = CityFigure(rawValue: row[0].text), seen.insert(row[0].text).inserted,
        row[1].text == figure.kind.rawValue, row[2].text == figure.unit
      else { throw wrong("a figure of the city stands there twice or as what it is not") }
    }
  }

  /// What is told by neighbourhood is of those that the package has.
  private func checkPlaces() throws(SharingError) {
    let codes = Set(rows(.neighbourhoods).map { $0[0].text })
    guard codes.count == rows(.neighbourhoods).count else {
      throw wrong("a neighbourhood stands there twice")
    }
    let tables: [SharedTable] = [
      .numbers, .neighbourhoodThemes, .neighbourhoodPackages, .neighbourhoodCouplings,
    ]
    for table in tables {
      guard rows(table).allSatisfy({ codes.contains($0[0].text) }) else {
        throw wrong("'\(table.name)' tells of a neighbourhood that is not there")
      }
    }
    for row in rows(.numbers) where row[4].text == "count" {
      guard row[6] == .null || (row[6].number ?? 0) >= fewestPeople else {
        throw wrong("a count of fewer than 5 is told")
      }
    }
  }

  /// Below `full`, what few works or projects come to would be those of one of them.
  private func checkFewWorks() throws(SharingError) {
    let rules: [(table: SharedTable, count: String, columns: [String])] = [
      (.couplings, "works", ["extra_cost", "benefit"]),
      (.patterns, "projects", ["area_m2", "mean_gain"]),
      (.neighbourhoods, "works_due", ["works_area_m2", "cost_due"]),
    ]
    for rule in rules {
      let count = rule.table.index(rule.count)
      for row in rows(rule.table) where (row[count].integer ?? 0) < fewestTogether {
        guard rule.columns.allSatisfy({ row[rule.table.index($0)] == .null }) else {
          throw wrong("'\(rule.table.name)' tells what fewer than \(fewestTogether) works come to")
        }
      }
    }
    let few = Set(
      rows(.neighbourhoods).filter { ($0[3].integer ?? 0) < fewestTogether }.map { $0[0].text })
    for row in rows(.neighbourhoodThemes) where few.contains(row[0].text) {
      guard row.suffix(4).allSatisfy({ $0 == .null }) else {
        throw wrong(
          "'\(SharedTable.neighbourhoodThemes.name)' tells what fewer than \(fewestTogether) works reach"
        )
      }
    }
  }
}

/// Whether a text is a day, as `2026-11-29`.
package func isDay(_ text: String) -> Bool {
  let style = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
  guard let day = try? Date(text, strategy: style) else { return false }
  return day.formatted(style) == text
}

private func isHash(_ text: String) -> Bool { bytes(ofHexadecimal: text)?.count == 32 }

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
