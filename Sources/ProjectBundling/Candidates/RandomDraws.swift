import Foundation
import Workers

/// Draws of weights and due years that the seed alone decides, eight at a time: a *block* `b` is the
/// draws `8 b` to `8 b + 7`. They may be asked for in any order.
struct RandomDraws: Sendable {
  private let seed: UInt64
  private let weights: [Double]

  /// Draws around given weights of themes.
  init(seed: Int, weights: [Double]) {
    self.seed = UInt64(bitPattern: Int64(seed))
    self.weights = weights
  }

  /// A year for each draw of a block, evenly from so many years from `first` on, for one stream of
  /// draws: the number of a work.
  func years(_ count: Int, from first: Int, block: Int, stream: UInt64) -> SIMD8<Double> {
    guard count > 1 else { return SIMD8(repeating: Double(first)) }
    let low = pieces(of: bits(2 * block, stream: stream))
    let high = pieces(of: bits(2 * block + 1, stream: stream))
    // 16 random bits scaled to the number of years: no year is favoured by more than 2^-16.
    let pieces = SIMD8<UInt32>(lowHalf: low, highHalf: high)
    let steps = (pieces &* SIMD8(repeating: UInt32(count))) &>> 16
    return SIMD8<Double>(SIMD8<Int32>(truncatingIfNeeded: steps)) + Double(first)
  }

  /// Weights of themes for each draw of a block, each between half and twice the given one, evenly in
  /// its logarithm, scaled to a mean of 1. Shape: themes.
  func weights(block: Int) -> [SIMD8<Double>] {
    let drawn = weights.indices.map { theme in
      var drawn = SIMD8<Double>.zero
      for lane in 0..<8 {
        let random = bits(8 * block + lane, stream: UInt64.max - UInt64(theme))
        drawn[lane] = weights[theme] * exp2(2 * Double(random >> 11) * 0x1p-53 - 1)
      }
      return drawn
    }
    let total = drawn.reduce(.zero, +)
    return drawn.map { ($0 * Double(drawn.count) / total).replacing(with: $0, where: total .<= 0) }
  }

  private func pieces(of bits: UInt64) -> SIMD4<UInt32> {
    let (low, high) = (UInt32(truncatingIfNeeded: bits), UInt32(bits >> 32))
    return SIMD4(low & 0xFFFF, low >> 16, high & 0xFFFF, high >> 16)
  }

  /// Random bits: SplitMix64's finaliser.
  private func bits(_ number: Int, stream: UInt64) -> UInt64 {
    SplitMix.mixed(
      seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03 &+ stream)
  }
}
