import LayerIO

/// How prices of years compare. Read from `layers/price-index.yaml`, which anyone can edit.
package struct PriceIndex: YAMLFile, Equatable {
  /// Values by year, ascending in years.
  private let values: [(year: Int, value: Double)]
  /// The currency whose prices it tells of.
  package let currency: CurrencyCode
  /// Where the values come from.
  package let source: String

  /// An index from its values, over 0, at least one.
  package init(_ values: [Int: Double], currency: CurrencyCode = .euro, source: String) {
    precondition(!values.isEmpty && values.values.allSatisfy { $0 > 0 })
    self.values = values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    (self.currency, self.source) = (currency, source)
  }

  /// First and last year.
  package var years: ClosedRange<Int> { values[0].year...values[values.count - 1].year }

  /// By what an amount of one year is multiplied to be one of another. Years between two that are known
  /// lie on a straight line between them.
  /// - Throws: `PriceYearOutside` for a year before the first or after the last.
  package func factor(from: Int, to: Int) throws(PriceYearOutside) -> Double {
    try value(to) / value(from)
  }

  private func value(_ year: Int) throws(PriceYearOutside) -> Double {
    guard let next = values.first(where: { $0.year >= year }),
      let before = values.last(where: { $0.year <= year })
    else { throw PriceYearOutside(year: year, known: years) }
    guard before.year < next.year else { return next.value }
    let part = Double(year - before.year) / Double(next.year - before.year)
    return before.value + part * (next.value - before.value)
  }

  /// Equal values, currency and source.
  package static func == (a: PriceIndex, b: PriceIndex) -> Bool {
    a.source == b.source && a.currency == b.currency
      && a.values.elementsEqual(b.values) { $0 == $1 }
  }

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The price index",
      "Check 'prices:' in the project file; the bundled one is layers/price-index.yaml."
    )
  }

  /// Reads an index.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_price_index", "currency", "values", "source",
    ])
    guard try keys["kansenkaart_price_index"]?.integer(in: 1...99) == 1 else {
      throw top.error("An index needs 'kansenkaart_price_index: 1'.", "See docs/cycles.md.")
    }
    let list = try keys.needed("values", in: top)
    var values: [Int: Double] = [:]
    for (key, amount) in try list.members() {
      guard let year = Int(key), (1900...2200).contains(year) else {
        throw amount.error("'\(key)' is no year.", "Write years like 2015.")
      }
      values[year] = try amount.number(in: 1e-3...1e6)
    }
    guard !values.isEmpty else {
      throw list.error("'\(list.name)' has no values.", "Give at least one: {2021: 100}.")
    }
    self.init(
      values, currency: try keys["currency"]?.currency() ?? .euro,
      source: try keys.needed("source", in: top).text())
  }
}

/// A year that a price index does not reach.
package struct PriceYearOutside: Error, Equatable {
  /// The year.
  package let year: Int
  /// First and last year of the index; nil where there is none for the currency.
  package let known: ClosedRange<Int>?

  /// What the user is told of a file with amounts of that year.
  package func error(in file: String) -> YAMLError {
    let reach =
      known.map { "the price index reaches from \($0.lowerBound) to \($0.upperBound)" }
      ?? "there is no price index for the project's currency"
    return YAMLError(
      path: file, line: nil,
      problem: "Amounts of \(year) can't be brought to the project's price level: \(reach).",
      remedy:
        "Give 'price_year' in that file or in the project file another year, or name an index "
        + "that has the year under 'prices:' in the project file.")
  }
}
