/// Rewrites a table whose fields are divided by bars, which GDAL knows from 3.8 on, to one with commas and
/// quotes; piece by piece.
struct CommasForBars {
  private enum Place { case start, plain, quoted, behindQuote }
  private var place = Place.start

  /// The bytes that a piece becomes, behind those of the pieces before.
  mutating func rewritten(_ piece: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in piece { add(byte, to: &result) }
    return result
  }

  private mutating func add(_ byte: UInt8, to result: inout [UInt8]) {
    switch (place, byte) {
    case (.quoted, quote):
      result.append(byte)
      place = .behindQuote
    case (.quoted, _): result.append(byte)
    case (.start, quote), (.behindQuote, quote):
      result.append(byte)
      place = .quoted
    case (_, 0x7C), (_, 0x0A), (_, 0x0D):
      if place == .plain { result.append(quote) }
      result.append(byte == 0x7C ? 0x2C : byte)
      place = .start
    case (.plain, quote): result += [quote, quote]
    default:
      if place == .start {
        result.append(quote)
        place = .plain
      }
      result.append(byte)
    }
  }

  /// The end of a field that the last piece left open.
  var ending: [UInt8] { place == .plain ? [quote] : [] }
}
