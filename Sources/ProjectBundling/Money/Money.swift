/// An amount in whole cents, so that parts add up to their sum.
package struct Money: Sendable, Hashable, Comparable, AdditiveArithmetic {
  /// The amount in cents.
  package var cents: Int

  /// Nothing.
  package static let zero = Money(cents: 0)

  /// An amount in cents.
  package init(cents: Int) {
    self.cents = cents
  }

  /// An amount in EUR, rounded to the cent; at most 90,000 billion.
  package init(euros: Double) {
    cents = Int((euros * 100).rounded())
  }

  /// The amount in EUR.
  package var euros: Double { Double(cents) / 100 }

  /// By amount.
  package static func < (a: Money, b: Money) -> Bool { a.cents < b.cents }

  /// The sum.
  package static func + (a: Money, b: Money) -> Money { Money(cents: a.cents + b.cents) }

  /// The difference.
  package static func - (a: Money, b: Money) -> Money { Money(cents: a.cents - b.cents) }

  /// A share of the amount, rounded down to the cent; the share lies within 0 to 1.
  package func share(_ share: Double) -> Money {
    share == 1 ? self : Money(cents: Int((Double(cents) * share).rounded(.down)))
  }

  /// This amount in parts by weight, to the cent; equal parts where no weight is over 0. No weight is
  /// negative. Shape: weights.
  package func split(by weights: [Double]) -> [Money] {
    let total = weights.reduce(0, +)
    let shares = weights.map { total > 0 ? $0 / total : 1 / Double(weights.count) }
    return rounding(shares.map { $0 * euros })
  }

  /// Amounts in EUR that add up to this one but for rounding, to the cent: each is rounded down, and
  /// the cents that remain go to those with the largest remainders, the first of equals.
  package func rounding(_ euros: [Double]) -> [Money] {
    let exact = euros.map { $0 * 100 }
    var parts = exact.map { Int($0.rounded(.down)) }
    let remaining = cents - parts.reduce(0, +)
    precondition((0...parts.count).contains(remaining), "The amounts do not add up to the sum")
    let order = parts.indices.sorted {
      let (x, y) = (exact[$0] - Double(parts[$0]), exact[$1] - Double(parts[$1]))
      return x == y ? $0 < $1 : x > y
    }
    for index in order.prefix(remaining) { parts[index] += 1 }
    return parts.map(Money.init)
  }
}
