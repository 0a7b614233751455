import TestSupport

/// Changes texts and files so that they are nearly what they were: bytes flipped, left out, doubled or
/// moved, numbers and words put where others stood, one file's end behind another's beginning.
struct Mutator {
  /// What the seed alone decides.
  var random: SeededGenerator
  /// Pieces that mean something to the reader.
  let words: [[UInt8]]
  /// Length that nothing grows beyond, in bytes.
  static let longest = 1 << 18

  /// Some bytes after one to eight changes; ends of `others` may come behind them.
  mutating func mutated(_ bytes: [UInt8], others: [[UInt8]]) -> [UInt8] {
    var result = bytes
    repeat {
      change(&result, others)
    } while Bool.random(using: &random) && result.count < Self.longest
    return Array(result.prefix(Self.longest))
  }

  private mutating func change(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: changeByte(&bytes) { $0 ^ (1 << UInt8.random(in: 0..<8, using: &$1)) }
    case 1: changeByte(&bytes) { $0 &+ UInt8.random(in: 1 ... .max, using: &$1) }
    case 2: bytes.insert(contentsOf: noise(), at: place(in: bytes))
    case 3: bytes.removeSubrange(piece(of: bytes))
    case 4: bytes.insert(contentsOf: bytes[piece(of: bytes)], at: place(in: bytes))
    case 5: insertWord(&bytes)
    case 6: replaceNumber(&bytes)
    case 7: splice(&bytes, others)
    case 8: bytes.removeLast(bytes.count - place(in: bytes))
    default: overwriteWhole(&bytes)
    }
  }

  // MARK: Changes

  private mutating func changeByte(
    _ bytes: inout [UInt8], _ change: (UInt8, inout SeededGenerator) -> UInt8
  ) {
    guard !bytes.isEmpty else { return }
    let index = Int.random(in: bytes.indices, using: &random)
    bytes[index] = change(bytes[index], &random)
  }

  private mutating func insertWord(_ bytes: inout [UInt8]) {
    guard let word = words.randomElement(using: &random) else { return }
    let start = place(in: bytes)
    // Half of them take the place of as much text.
    let length = Bool.random(using: &random) ? min(word.count, bytes.count - start) : 0
    bytes.replaceSubrange(start..<start + length, with: word)
  }

  /// Puts another number where the digits behind some place stand.
  private mutating func replaceNumber(_ bytes: inout [UInt8]) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let start = bytes[place(in: bytes)...].firstIndex(where: digits.contains) else { return }
    let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
    let number = Self.numbers.randomElement(using: &random) ?? "0"
    bytes.replaceSubrange(start..<end, with: Array(number.utf8))
  }

  private mutating func splice(_ bytes: inout [UInt8], _ others: [[UInt8]]) {
    guard let other = others.randomElement(using: &random) else { return }
    bytes.removeLast(bytes.count - place(in: bytes))
    bytes += other[place(in: other)...]
  }

  /// A count or an offset, in either order of bytes.
  private mutating func overwriteWhole(_ bytes: inout [UInt8]) {
    guard bytes.count >= 4 else { return }
    let values: [UInt32] = [0, 1, 2, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
    let value = values.randomElement(using: &random) ?? 0
    let turned = Bool.random(using: &random) ? value : value.byteSwapped
    let start = Int.random(in: 0...bytes.count - 4, using: &random)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: turned >> (8 * index)) }
  }

  // MARK: Places

  private mutating func place(in bytes: [UInt8]) -> Int {
    Int.random(in: 0...bytes.count, using: &random)
  }

  /// A run of bytes, most often a short one.
  private mutating func piece(of bytes: [UInt8]) -> Range<Int> {
    let start = place(in: bytes)
    let most = min(bytes.count - start, Bool.random(using: &random) ? 8 : bytes.count / 3)
    return start..<start + Int.random(in: 0...max(0, most), using: &random)
  }

  private mutating func noise() -> [UInt8] {
    (0...Int.random(in: 0..<4, using: &random)).map { _ in
      UInt8.random(in: .min ... .max, using: &random)
    }
  }

  private static let numbers = [
    "0", "1", "-1", "00", "01", "1e400", "1e-400", "-0", "0.0", "9007199254740993",
    "9223372036854775808", "18446744073709551616", "4294967296", "2147483648", "1e308", "-99997",
    "1.250", "12,50", "1.234.567,89", "2030", "1900", "20300101", "1893456000000", "0344",
    "123456789012345678901234567890",
  ]
}
