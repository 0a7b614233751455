import Foundation

/// Powers of ten that a 64-bit integer holds and a double holds exactly.
private let powersOfTen: [Double] = (0...15).reduce(into: [1]) { powers, _ in
  powers.append((powers.last ?? 1) * 10)
}

/// A number times `10^decimals`, rounded to the nearest whole number as C's `printf` rounds: by the
/// number's exact value, ties to even. Nil when the result is 2^52 or more, or not finite.
///
/// The product is rounded once before it is looked at. That can hide on which side of a tie the exact
/// product lies only when the rounded product is itself a tie, since ties are doubles too; then the
/// error of the product, which a fused multiply-add gives exactly, decides.
@inline(__always)
func scaled(_ value: Double, decimals: Int) -> Int64? {
  let power = powersOfTen[decimals]
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

extension TextBuffer {
  /// Appends a number with at most the given number of decimals (0 to 15), without trailing zeros,
  /// exponent or minus zero; `null` where it is not finite.
  mutating func append(_ value: Double, decimals: Int) {
    if let whole = scaled(value, decimals: decimals) {
      append(scaled: whole, decimals: decimals)
    } else if value.isFinite {
      append(trimmed(String(format: "%.\(decimals)f", value)))
    } else {
      append("null")
    }
  }

  /// Appends `whole / 10^decimals` without trailing zeros.
  @inline(__always)
  mutating func append(scaled whole: Int64, decimals: Int) {
    append(room: 40) { span, start in
      var position = start
      if whole < 0 {
        span[position] = UInt8(ascii: "-")
        position += 1
      }
      let power = UInt64(powersOfTen[decimals])
      let (integer, fraction) = whole.magnitude.quotientAndRemainder(dividingBy: power)
      position = writeInteger(integer, to: &span, at: position)
      guard fraction > 0 else { return position }
      return writeFraction(fraction, digits: decimals, to: &span, at: position)
    }
  }

  /// Appends a whole number.
  mutating func append(_ value: Int) {
    append(room: 24) { span, start in
      var position = start
      if value < 0 {
        span[position] = UInt8(ascii: "-")
        position += 1
      }
      return writeInteger(UInt64(value.magnitude), to: &span, at: position)
    }
  }
}

/// A decimal text without the zeros, and the point, that end its fraction.
private func trimmed(_ text: String) -> String {
  guard text.contains(".") else { return text }
  let digits = text.reversed().drop { $0 == "0" }
  return String(digits.drop { $0 == "." }.reversed())
}

/// Writes a whole number from `start` on and returns the position behind it.
@inline(__always)
private func writeInteger(
  _ value: UInt64, to span: inout MutableSpan<UInt8>, at start: Int
) -> Int {
  var digits = 1
  var limit: UInt64 = 10
  while value >= limit {
    digits += 1
    let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
    if overflow { break }
    limit = next
  }
  writeDigits(value, count: digits, to: &span, at: start)
  return start + digits
}

/// Writes a point and the digits of a fraction without its trailing zeros.
@inline(__always)
private func writeFraction(
  _ fraction: UInt64, digits: Int, to span: inout MutableSpan<UInt8>, at start: Int
) -> Int {
  span[start] = UInt8(ascii: ".")
  writeDigits(fraction, count: digits, to: &span, at: start + 1)
  var end = start + 1 + digits
  while span[end - 1] == UInt8(ascii: "0") { end -= 1 }
  return end
}

/// Writes the last `count` digits of a number.
@inline(__always)
private func writeDigits(
  _ value: UInt64, count: Int, to span: inout MutableSpan<UInt8>, at start: Int
) {
  var rest = value
  var position = start + count
  while position > start {
    position -= 1
    let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
    span[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
    rest = quotient
  }
}
