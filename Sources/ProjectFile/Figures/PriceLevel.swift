import LayerIO

/// The one price level that all amounts of a project are brought to.
package struct PriceLevel: Sendable, Equatable {
  /// The year whose prices they are.
  package let year: Int
  /// How prices of years compare; nil where no index is known for the currency.
  private let index: PriceIndex?

  /// First and last year of the index; nil where there is none.
  package var knownYears: ClosedRange<Int>? { index?.years }

  /// A level; an index of another currency says nothing.
  package init(_ year: Int, _ index: PriceIndex?, currency: CurrencyCode = .euro) {
    self.year = year
    self.index = index?.currency == currency ? index : nil
  }

  /// Whether amounts of other years can be brought to it.
  package var hasIndex: Bool { index != nil }

  /// By what an amount of a year is multiplied.
  /// - Throws: `PriceYearOutside` where the index does not have both years.
  package func factor(from year: Int) throws(PriceYearOutside) -> Double {
    guard year != self.year else { return 1 }
    guard let index else { throw PriceYearOutside(year: year, known: nil) }
    return try index.factor(from: year, to: self.year)
  }
}
