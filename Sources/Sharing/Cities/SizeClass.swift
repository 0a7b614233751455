import LayerIO

/// Classes of municipalities by their number of inhabitants, as Statistics Netherlands has them ("gemeentegrootte" in
/// "Gebieden in Nederland").
package enum SizeClass {
  private static let bounds = [5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000]

  /// The class of so many inhabitants, from 1.
  package static func number(_ inhabitants: Double) -> Int {
    1 + bounds.count { Double($0) <= inhabitants }
  }

  /// Its bounds: the first number of inhabitants that is in it, and the first that is no more.
  package static func range(_ number: Int) -> (from: Int?, below: Int?) {
    (
      number > 1 ? bounds[number - 2] : nil,
      number <= bounds.count ? bounds[number - 1] : nil
    )
  }
}
