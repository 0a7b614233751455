import Foundation
import Workers

extension DecimalFormat {
  /// The digits of a scaled number before and behind the point, these with zeros behind them up to 8
  /// or 16 digits.
  @inline(__always)
  fileprivate func split(_ scaled: UInt64) -> (integer: UInt64, fraction: UInt64) {
    let (integer, fraction) = scaled.quotientAndRemainder(dividingBy: divisor)
    return (integer, fraction &* padding)
  }

  /// Appends the digits behind the point without the zeros that end them.
  @inline(__always)
  fileprivate func append(fraction: UInt64, to buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "."))
    if isShort { return buffer.append(withoutLastZeros: fraction) }
    let (first, last) = fraction.quotientAndRemainder(dividingBy: eightDigits)
    if last == 0 { return buffer.append(withoutLastZeros: first) }
    buffer.append(raw: digits(first) | zeros)
    buffer.append(withoutLastZeros: last)
  }

  /// A number too large to scale, as `printf` writes it without the zeros that end its fraction.
  fileprivate func text(_ value: Double) -> String {
    let text = String(format: "%.\(decimals)f", value)
    guard text.contains(".") else { return text }
    let digits = text.reversed().drop { $0 == "0" }
    return String(digits.drop { $0 == "." }.reversed())
  }
}

extension ByteBuffer {
  /// Appends a number with at most the given number of decimals (0 to 15), without trailing zeros,
  /// exponent or minus zero; `null` where it is not finite.
  package mutating func append(_ value: Double, decimals: Int) {
    append(value, DecimalFormat(decimals: decimals))
  }

  /// Appends a number as the format says; `null` where it is not finite.
  @inline(__always)
  mutating func append(_ value: Double, _ format: DecimalFormat) {
    if let scaled = format.scaled(value) {
      append(scaled: scaled, format)
    } else {
      append(value.isFinite ? format.text(value) : "null")
    }
  }

  /// Appends a number that the format has scaled, without trailing zeros.
  @inline(__always)
  mutating func append(scaled: Int64, _ format: DecimalFormat) {
    if scaled < 0 { append(UInt8(ascii: "-")) }
    let (integer, fraction) = format.split(scaled.magnitude)
    append(integer: integer)
    if fraction > 0 { format.append(fraction: fraction, to: &self) }
  }

  /// Appends a whole number.
  @inline(__always)
  package mutating func append(whole value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(integer: UInt64(value.magnitude))
  }

  @inline(__always)
  private mutating func append(integer: UInt64) {
    guard integer >= eightDigits else { return append(withoutFirstZeros: integer) }
    let (first, last) = integer.quotientAndRemainder(dividingBy: eightDigits)
    if first >= eightDigits {
      append(withoutFirstZeros: first / eightDigits)
      append(raw: digits(first % eightDigits) | zeros)
    } else {
      append(withoutFirstZeros: first)
    }
    append(raw: digits(last) | zeros)
  }

  @inline(__always)
  private mutating func append(withoutFirstZeros number: UInt64) {
    let digits = digits(number)
    let skipped = min(7, digits.trailingZeroBitCount / 8)
    append(raw: (digits | zeros) >> UInt64(8 * skipped), keeping: 8 - skipped)
  }

  @inline(__always)
  fileprivate mutating func append(withoutLastZeros number: UInt64) {
    let digits = digits(number)
    append(raw: digits | zeros, keeping: 8 - digits.leadingZeroBitCount / 8)
  }
}

/// Numbers below this have at most eight digits, as many as a word has bytes.
private let eightDigits: UInt64 = 100_000_000

/// The digit 0 in each byte of a word.
private let zeros: UInt64 = 0x3030_3030_3030_3030

/// The values of a number's eight digits, one in each byte, the first one lowest, so that it comes
/// first in memory. All digits are parted at the same time: into fours, pairs and ones, each division
/// being a multiplication that is exact for numbers of that size (P. Khuong, "How to print integers
/// really fast", 2017).
@inline(__always)
private func digits(_ number: UInt64) -> UInt64 {
  let fours = number / 10_000 | (number % 10_000) << 32
  let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
  let pairs = hundreds | (fours &- 100 &* hundreds) << 16
  let tens = (pairs &* 103) >> 10 & 0xF_000F_000F_000F
  return tens | (pairs &- 10 &* tens) << 8
}
