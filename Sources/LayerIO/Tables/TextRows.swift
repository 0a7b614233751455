import Foundation

/// The rows of a table in text, one after the other, as spreadsheets read them: a quotation mark means
/// something where it stands before or behind a whole value, and is a sign like any other elsewhere (the inches
/// of `5"`).
///
/// Sound: `bytes` must stay where they are while this is used; nothing is read outside them.
@safe struct TextRows {
  /// A value: where its bytes are, without the quotation marks around it.
  struct Value {
    var range: Range<Int>
    var isQuoted = false
    /// Whether quotation marks stand in it that are not doubled, or that only stand at one side of it.
    var hasStray = false
  }

  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  private let separator: UInt8
  private var place: Int

  /// Where the next row begins.
  var end: Int { place }
  /// Where the row begins and ends in the bytes, without the end of its line.
  private(set) var range = 0..<0
  /// Its values.
  private(set) var values: [Value] = []
  /// Whether its last value is between quotation marks of which the second is missing.
  private(set) var isOpen = false

  /// The rows from a place on; a table without a separator has one value in each row.
  init(_ bytes: UnsafeRawBufferPointer, from start: Int, separator: UInt8?) {
    unsafe self.bytes = unsafe bytes
    count = bytes.count
    self.separator = separator ?? TextRows.lineFeed
    place = start
  }

  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// Goes on to the next row; false at the end.
  mutating func next() -> Bool {
    guard place < count else { return false }
    values.removeAll(keepingCapacity: true)
    let start = place
    while readValue() {}
    range = start..<place
    takeLineEnd()
    return true
  }

  /// Whether the row runs over more than one line.
  var hasLineBreak: Bool { unsafe bytes[range].contains(Self.lineFeed) }

  /// Whether quotation marks in it don't stand as they should.
  var hasStray: Bool { values.contains(where: \.hasStray) }

  /// Reads the value at the place; tells whether another one follows in the row.
  private mutating func readValue() -> Bool {
    var first = place
    while first < count, unsafe bytes[first] == 0x20 { first += 1 }
    if first < count, unsafe bytes[first] == quote {
      readQuoted(from: first + 1)
    } else {
      readPlain()
    }
    guard place < count, unsafe bytes[place] == separator, separator != Self.lineFeed else {
      return false
    }
    place += 1
    return true
  }

  private mutating func readPlain() {
    let start = place
    var hasStray = false
    var end = start
    while end < count {
      let byte = unsafe bytes[end]
      if byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      if byte == quote { hasStray = true }
      end += 1
    }
    place = end
    values.append(Value(range: start..<end, hasStray: hasStray))
  }

  private mutating func readQuoted(from start: Int) {
    var value = Value(range: start..<count, isQuoted: true)
    var search = start
    while let mark = nextQuote(from: search) {
      if mark + 1 < count, unsafe bytes[mark + 1] == quote {
        search = mark + 2
      } else if let end = endOfValue(behind: mark + 1) {
        value.range = start..<mark
        values.append(value)
        place = end
        return
      } else {
        value.hasStray = true
        search = mark + 1
      }
    }
    isOpen = true
    values.append(value)
    place = count
  }

  private func nextQuote(from start: Int) -> Int? {
    guard start < count, let base = unsafe bytes.baseAddress else { return nil }
    // Sound: the search stays within the bytes.
    let found = unsafe memchr(base + start, Int32(quote), count - start)
    return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
  }

  /// The place behind a value that a quotation mark ends; nil where more of the value follows.
  private func endOfValue(behind mark: Int) -> Int? {
    var end = mark
    while end < count, unsafe bytes[end] == 0x20 { end += 1 }
    guard end < count else { return end }
    let byte = unsafe bytes[end]
    let isEnd = byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
    return isEnd ? end : nil
  }

  private mutating func takeLineEnd() {
    if place < count, unsafe bytes[place] == Self.carriageReturn { place += 1 }
    if place < count, unsafe bytes[place] == Self.lineFeed { place += 1 }
  }
}

extension TextRows {
  /// Whether a value of the row has anything but blanks.
  func isFilled(_ value: Value) -> Bool { unsafe bytes[value.range].contains { $0 > 0x20 } }

  /// The row anew, each value between quotation marks unless it is empty, those within doubled.
  func quoted(separator: UInt8) -> [UInt8] {
    var row: [UInt8] = []
    row.reserveCapacity(range.count + 2 * values.count)
    for (index, value) in values.enumerated() {
      if index > 0 { row.append(separator) }
      if !value.range.isEmpty { appendQuoted(value, to: &row) }
    }
    row.append(Self.lineFeed)
    return row
  }

  private func appendQuoted(_ value: Value, to row: inout [UInt8]) {
    row.append(quote)
    var index = value.range.lowerBound
    while index < value.range.upperBound {
      let byte = unsafe bytes[index]
      row.append(byte)
      index += 1
      guard byte == quote else { continue }
      row.append(quote)
      let isDoubled =
        unsafe value.isQuoted && index < value.range.upperBound && bytes[index] == quote
      if isDoubled { index += 1 }
    }
    row.append(quote)
  }
}
