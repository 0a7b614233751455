/// The first lines of a table in text, to find out how it is laid out. A line ends where a line of text
/// does, unless that is between quotes.
struct SeparatedText {
  /// Bytes of each line, without its end.
  private(set) var lines: [ArraySlice<UInt8>] = []
  /// Where each line starts. Shape: `lines`.
  private(set) var starts: [Int] = []

  /// The lines of which all is among the bytes; the last one is only if they are all of the file.
  init(_ bytes: [UInt8], isWhole: Bool) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var isQuoted = false
    for (index, byte) in bytes.enumerated().dropFirst(start) {
      if byte == quote { isQuoted.toggle() }
      guard byte == 0x0A, !isQuoted else { continue }
      add(bytes[start..<index], from: start)
      start = index + 1
    }
    if isWhole, start < bytes.count || lines.isEmpty { add(bytes[start...], from: start) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, from start: Int) {
    lines.append(line.last == 0x0D ? line.dropLast() : line)
    starts.append(start)
  }

  /// What a line `sep=;` at the top says; Excel writes and reads it.
  var declared: FieldSeparator? {
    guard let first = lines.first, first.count == 5, first.prefix(4).elementsEqual("sep=".utf8)
    else { return nil }
    return FieldSeparator.allCases.first { $0.byte == first.last }
  }

  /// The separator of the lines from one on: that which stands outside quotes as often in most lines as in
  /// the first, and of several the one that stands there most. Nil where there is none in the first.
  func separator(from header: Int) -> FieldSeparator? {
    let lines = lines.dropFirst(header).filter { !$0.isEmpty }.prefix(100)
    guard let first = lines.first else { return nil }
    let found = FieldSeparator.allCases.map { separator in
      let count = first.count(of: separator.byte)
      return (separator, count, lines.count { $0.count(of: separator.byte) == count })
    }.filter { $0.1 > 0 }
    // Of equals the first of all separators.
    return found.reversed().max { ($0.2, $0.1) < ($1.2, $1.1) }?.0
  }
}

let quote: UInt8 = 0x22

extension ArraySlice<UInt8> {
  /// How often a byte stands outside quotes.
  func count(of byte: UInt8) -> Int {
    var isQuoted = false
    var count = 0
    for each in self {
      if each == quote { isQuoted.toggle() } else if each == byte, !isQuoted { count += 1 }
    }
    return count
  }

  /// The parts between a byte that stands outside quotes.
  func split(at byte: UInt8) -> [ArraySlice<UInt8>] {
    var isQuoted = false
    return split(omittingEmptySubsequences: false) { each in
      if each == quote { isQuoted.toggle() }
      return each == byte && !isQuoted
    }
  }
}
