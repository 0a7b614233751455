import Geometry

/// Text that is not a geometry as OGC Simple Features writes it.
package struct WellKnownTextError: Error, Sendable {
  /// What was expected, and the place in bytes from the start.
  package let message: String
}

extension GeometryArray {
  /// One feature for each text; heights are dropped, rings are closed where the text leaves them open.
  /// - Throws: `WellKnownTextError`.
  package init(wellKnownText texts: String...) throws {
    self.init()
    for text in texts { try append(wellKnownText: text) }
  }

  /// Adds the geometry of a text as a new feature.
  /// - Throws: `WellKnownTextError`.
  package mutating func append(wellKnownText text: String) throws {
    var reader = WellKnownTextReader(text)
    try reader.readGeometry(into: &self)
    endFeature()
  }
}

/// Reads from left to right, one geometry inside the other.
private struct WellKnownTextReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func readGeometry(into array: inout GeometryArray) throws {
    let type = word().uppercased()
    var next = word().uppercased()
    if ["Z", "M", "ZM"].contains(next) { next = word().uppercased() }
    if next == "EMPTY" { return }
    switch type {
    case "POINT": try readPath(.point, &array)
    case "LINESTRING": try readPath(.line, &array)
    case "POLYGON": try readPolygon(&array)
    case "MULTIPOINT": try list { try $0.readMemberPoint(&array) }
    case "MULTILINESTRING": try list { try $0.readPath(.line, &array) }
    case "MULTIPOLYGON": try list { try $0.readPolygon(&array) }
    case "GEOMETRYCOLLECTION": try list { try $0.readGeometry(into: &array) }
    default: throw problem("a type of geometry, not \(type)")
    }
  }

  private mutating func readPolygon(_ array: inout GeometryArray) throws {
    var role = PathRole.shell
    try list {
      try $0.readPath(role, &array)
      role = .hole
    }
  }

  /// A point of a MultiPoint, which may stand in brackets of its own.
  private mutating func readMemberPoint(_ array: inout GeometryArray) throws {
    skipSpace()
    if peek == UInt8(ascii: "(") { return try readPath(.point, &array) }
    array.append(try position())
    array.endPath(.point)
  }

  private mutating func readPath(_ role: PathRole, _ array: inout GeometryArray) throws {
    if word().uppercased() == "EMPTY" { return }
    let first = array.positions.count
    try list { array.append(try $0.position()) }
    if role <= .hole, array.positions[first] != array.positions[array.positions.count - 1] {
      array.append(array.positions[first])
    }
    array.endPath(role)
  }

  private mutating func position() throws -> Position {
    let numbers = try [number(), number()]
    while let byte = peek, byte != UInt8(ascii: ","), byte != UInt8(ascii: ")") { place += 1 }
    return Position(numbers[0], numbers[1])
  }

  private mutating func list(of member: (inout Self) throws -> Void) throws {
    try expect("(")
    repeat { try member(&self) } while skip(",")
    try expect(")")
  }

  private mutating func number() throws -> Double {
    skipSpace()
    let start = place
    while let byte = peek, !" ,()\n\t".utf8.contains(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let value = Double(text) else { throw problem("a number, not \(text)") }
    return value
  }

  private mutating func word() -> String {
    skipSpace()
    let start = place
    while let byte = peek, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") {
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek, " \n\t".utf8.contains(byte) { place += 1 }
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws {
    guard skip(mark) else { throw problem("\(mark)") }
  }

  private func problem(_ expected: String) -> WellKnownTextError {
    WellKnownTextError(message: "expected \(expected) at byte \(place)")
  }
}
