/// How numbers with at most so many decimals are written.
public struct DecimalFormat: Sendable {
  /// Most decimals that are written.
  public let decimals: Int
  /// 10 to the power of the decimals, which a double holds exactly.
  public let power: Double
  /// The same as a whole number.
  public let divisor: UInt64
  /// What makes 8 or 16 digits of the decimals.
  public let padding: UInt64
  /// Whether 8 digits hold the decimals.
  public let isShort: Bool

  /// At most `decimals` decimals, 0 to 15.
  public init(decimals: Int) {
    self.decimals = decimals
    divisor = powerOfTen(decimals)
    power = Double(divisor)
    isShort = decimals <= 8
    padding = powerOfTen((isShort ? 8 : 16) - decimals)
  }
}

/// A power of ten below 10^19.
package func powerOfTen(_ exponent: Int) -> UInt64 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}

extension DecimalFormat {
  /// A number times 10 to the power of the decimals, rounded to the nearest whole number as C's
  /// `printf` rounds: by the number's exact value, ties to even. Nil when the result is 2^52 or more,
  /// or not finite.
  ///
  /// The product is rounded once before it is looked at. That can hide on which side of a tie the
  /// exact product lies only when the rounded product is itself a tie, since ties are doubles too;
  /// then the error of the product, which a fused multiply-add gives exactly, decides.
  @inlinable @inline(__always)
  public func scaled(_ value: Double) -> Int64? {
    let product = value * power
    guard product.magnitude < 0x1p52 else { return nil }
    let rounded = product.rounded(.toNearestOrEven)
    if (product - rounded).magnitude == 0.5 {
      let error = (-product).addingProduct(value, power)
      if error > 0 { return Int64(product.rounded(.up)) }
      if error < 0 { return Int64(product.rounded(.down)) }
    }
    return Int64(rounded)
  }
}
