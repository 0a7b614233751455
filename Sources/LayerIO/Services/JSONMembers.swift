/// Where the members of a JSON object are in its bytes, and the elements of an array: so that numbers and texts can be
/// passed on as they are written.
struct JSONMembers {
  /// A text that is no JSON as far as it was looked at.
  struct Malformed: Error {
    /// Position of the byte, from 0.
    var byte: Int
  }

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The members of an object, by name.
  /// - Throws: `Malformed`.
  static func members(of bytes: [UInt8]) throws(Malformed) -> [String: Range<Int>] {
    var scan = JSONMembers(bytes)
    // A mark of the order of bytes, which some services put first.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scan.position = 3 }
    var found: [String: Range<Int>] = [:]
    try scan.list("{", "}") { scan throws(Malformed) in
      let name = try scan.value()
      try scan.expect(":")
      let text = String(decoding: scan.bytes[name].dropFirst().dropLast(), as: UTF8.self)
      found[text] = try scan.value()
    }
    scan.skipSpace()
    guard scan.position == bytes.count else { throw Malformed(byte: scan.position) }
    return found
  }

  /// The elements of the array at a place.
  /// - Throws: `Malformed`.
  static func elements(of array: Range<Int>, in bytes: [UInt8]) throws(Malformed) -> [Range<Int>] {
    var scan = JSONMembers(bytes)
    scan.position = array.lowerBound
    var found: [Range<Int>] = []
    try scan.list("[", "]") { scan throws(Malformed) in found.append(try scan.value()) }
    return found
  }

  private mutating func list(
    _ open: Character, _ close: Character,
    _ element: (inout JSONMembers) throws(Malformed) -> Void
  ) throws(Malformed) {
    try expect(open)
    skipSpace()
    if next == close.asciiValue { return position += 1 }
    while true {
      try element(&self)
      skipSpace()
      let sign = next
      position += 1
      if sign == close.asciiValue { return }
      guard sign == UInt8(ascii: ",") else { throw Malformed(byte: position - 1) }
    }
  }

  /// Passes over a value, whatever it is.
  private mutating func value() throws(Malformed) -> Range<Int> {
    skipSpace()
    let start = position
    var depth = 0
    repeat {
      guard let sign = next else { throw Malformed(byte: position) }
      switch sign {
      case UInt8(ascii: "\""): try passText()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { throw Malformed(byte: position) }
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard depth > 0 else { throw Malformed(byte: position) }
        position += 1
      default:
        while let sign = next, !Self.ends.contains(sign) { position += 1 }
      }
      if depth > 0 { skipSpace() }
    } while depth > 0
    return start..<position
  }

  private static let ends = Set(",:{}[]\" \t\r\n".utf8)

  private mutating func passText() throws(Malformed) {
    position += 1
    while let sign = next {
      position += sign == UInt8(ascii: "\\") ? 2 : 1
      if sign == UInt8(ascii: "\"") { return }
    }
    throw Malformed(byte: bytes.count)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let sign = next, sign == 0x20 || (0x09...0x0D).contains(sign) { position += 1 }
  }

  private mutating func expect(_ sign: Character) throws(Malformed) {
    skipSpace()
    guard next == sign.asciiValue else { throw Malformed(byte: position) }
    position += 1
  }
}
