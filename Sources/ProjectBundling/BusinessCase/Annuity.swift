import Foundation

/// A real interest rate and a number of years, by which an amount now and equal amounts at the end of
/// each year weigh the same.
package struct Annuity: Sendable, Equatable {
  /// Rate a year, corrected for inflation, at least 0; 0.0225 is 2.25 %.
  package var rate: Double
  /// Number of years, at least 1.
  package var years: Int

  /// What is taken when nobody says otherwise: 2.25 % (Werkgroep discontovoet 2020, the standard rate
  /// for all policy of the Dutch state from 2021), over 50 years, the life of a sewer in the Vught
  /// depreciation table 2023.
  package static let usual = Annuity(rate: 0.0225, years: 50)

  /// A rate and years.
  package init(rate: Double, years: Int) {
    precondition(rate >= 0 && years >= 1, "An annuity has a rate of at least 0 and a year or more")
    self.rate = rate
    self.years = years
  }

  /// Part of an amount now that is paid each year: rate / (1 - (1 + rate)^-years), and 1 / years
  /// without interest.
  package var factor: Double {
    rate == 0 ? 1 / Double(years) : -rate / expm1(-Double(years) * log1p(rate))
  }

  /// What an amount now is a year.
  package func perYear(once amount: Double) -> Double { amount * factor }

  /// What an amount at the end of each year is now.
  package func once(perYear amount: Double) -> Double { amount / factor }

  /// What an amount after a number of years is now.
  package func present(_ amount: Double, after years: Int) -> Double {
    amount * exp(-Double(years) * log1p(rate))
  }

  /// What 1 EUR after 0, 1, 2 ... years is now. Shape: `years`.
  var discounts: [Double] { (0..<years).map { present(1, after: $0) } }

  /// The rate at which an amount now weighs the same as an amount each year over some years, by
  /// bisection to 1e-12; nil where even without interest the yearly amounts fall short.
  package static func rate(once: Double, perYear: Double, years: Int) -> Double? {
    guard once > 0, perYear * Double(years) >= once else { return nil }
    // At a rate of perYear / once the yearly amounts pay the interest for ever, so it lies below.
    var (low, high) = (0.0, perYear / once)
    while high - low > 1e-12 {
      let middle = (low + high) / 2
      if Annuity(rate: middle, years: years).perYear(once: once) < perYear {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }
}
