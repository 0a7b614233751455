/// A whole number of 0 or more, as large as need be: what is left of shares that were divided again
/// and again is counted in fractions, of which the denominators soon pass 64 bits.
struct BigNatural: Sendable, Equatable {
  /// Digits to the base 2^64, the least first; the last is never 0.
  private var digits: [UInt64]

  /// A number.
  init(_ value: UInt64 = 0) { digits = value == 0 ? [] : [value] }

  /// Whether it is 0.
  var isZero: Bool { digits.isEmpty }

  /// Adds a number.
  static func += (a: inout BigNatural, b: BigNatural) {
    if a.digits.count < b.digits.count {
      a.digits += [UInt64](repeating: 0, count: b.digits.count - a.digits.count)
    }
    var carry: UInt64 = 0
    for place in a.digits.indices {
      guard place < b.digits.count || carry > 0 else { return }
      let other = place < b.digits.count ? b.digits[place] : 0
      let (sum, first) = a.digits[place].addingReportingOverflow(other)
      let (all, second) = sum.addingReportingOverflow(carry)
      a.digits[place] = all
      carry = (first ? 1 : 0) + (second ? 1 : 0)
    }
    if carry > 0 { a.digits.append(carry) }
  }

  /// Takes a number off that is no larger.
  static func -= (a: inout BigNatural, b: BigNatural) {
    precondition(b <= a, "a natural number is not below 0")
    var borrow: UInt64 = 0
    for place in a.digits.indices {
      guard place < b.digits.count || borrow > 0 else { break }
      let other = place < b.digits.count ? b.digits[place] : 0
      let (rest, first) = a.digits[place].subtractingReportingOverflow(other)
      let (all, second) = rest.subtractingReportingOverflow(borrow)
      a.digits[place] = all
      borrow = (first ? 1 : 0) + (second ? 1 : 0)
    }
    while a.digits.last == 0 { a.digits.removeLast() }
  }

  /// The number so many times.
  static func * (a: BigNatural, b: UInt64) -> BigNatural {
    guard b > 0, !a.isZero else { return BigNatural() }
    var product = a
    var carry: UInt64 = 0
    for place in a.digits.indices {
      let (high, low) = a.digits[place].multipliedFullWidth(by: b)
      let (sum, overflows) = low.addingReportingOverflow(carry)
      product.digits[place] = sum
      carry = high + (overflows ? 1 : 0)
    }
    if carry > 0 { product.digits.append(carry) }
    return product
  }
}

extension BigNatural: Comparable {
  /// By size.
  static func < (a: BigNatural, b: BigNatural) -> Bool {
    guard a.digits.count == b.digits.count else { return a.digits.count < b.digits.count }
    return a.digits.reversed().lexicographicallyPrecedes(b.digits.reversed())
  }
}
