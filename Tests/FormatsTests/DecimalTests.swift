import Formats
import Foundation
import TestSupport
import Testing
import Workers

/// Numbers as products write them, against C's printf.
@Suite struct DecimalTests {
  @Test(arguments: [0, 1, 2, 6, 7, 9, 12])
  func `a number reads as printf writes it, without trailing zeros`(decimals: Int) {
    var random = SeededGenerator(seed: UInt64(7 + decimals))
    for _ in 0..<20_000 {
      let power = pow(10, Double.random(in: -9...5, using: &random))
      let value = Double.random(in: -1...1, using: &random) * power
      #expect(written(value, decimals) == printed(value, decimals))
    }
  }

  @Test func `numbers on and beside a tie round as printf rounds them`() {
    for whole in 0..<2000 {
      let tie = (Double(whole) + 0.5) / 128
      for value in [tie, tie.nextUp, tie.nextDown, -tie] {
        for decimals in 0...7 {
          #expect(written(value, decimals) == printed(value, decimals))
        }
      }
    }
  }

  @Test func `decimal ties such as 0,145 round by their binary value`() {
    for thousandths in stride(from: 5, to: 100_000, by: 10) {
      let value = Double(thousandths) / 1000
      #expect(written(value, 2) == printed(value, 2))
    }
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (-0.000_000_01, "0"), (180, "180"), (-179.999_999_96, "-180"),
    (5.1, "5.1"), (1e15, "1000000000000000"), (-1e20, "-100000000000000000000"),
    (.infinity, "null"), (.nan, "null"),
  ])
  func `edges of the range`(value: Double, text: String) {
    #expect(written(value, 7) == text)
  }

  @Test func `whole numbers of any size`() {
    for value in [0, 7, -7, 10, 99, 100, 999_999_999_999, Int.max, Int.min] {
      var buffer = ByteBuffer()
      buffer.append(whole: value)
      #expect(String(decoding: buffer.bytes, as: UTF8.self) == "\(value)")
    }
  }

  private func written(_ value: Double, _ decimals: Int) -> String {
    var buffer = ByteBuffer()
    buffer.append(value, decimals: decimals)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  private func printed(_ value: Double, _ decimals: Int) -> String {
    var text = String(format: "%.\(decimals)f", value)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }
}
