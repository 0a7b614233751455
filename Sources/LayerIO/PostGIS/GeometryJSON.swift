import Workers

/// Reads the binary text in which PostGIS gives a geometry (EWKB: well-known binary with marks for heights,
/// measures and the system) and writes it as GeoJSON (RFC 7946, 3.1). Measures are left out.
struct GeometryJSON {
  /// Why a geometry can't be written so, in English.
  struct Failure: Error {
    let problem: String
    let remedy: String
  }

  private let bytes: [UInt8]
  private var place = 0
  /// Number of the geometry's system in `spatial_ref_sys`; 0 for none.
  private(set) var system = 0

  /// Takes the hexadecimal digits of a geometry.
  init(hexadecimal digits: [UInt8]) throws(Failure) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count - 1, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else {
        throw Self.broken
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  /// Appends the geometry.
  mutating func write(to buffer: inout ByteBuffer) throws(Failure) {
    try geometry(&buffer)
    guard place == bytes.count else { throw Self.broken }
  }

  private static let broken = Failure(
    problem: "its binary text is cut or broken", remedy: "Look at it with ST_IsValid, and mend it.")

  // MARK: Geometries

  private struct Head {
    var kind: UInt32
    var hasHeight: Bool
    var hasMeasure: Bool
  }

  private mutating func head() throws(Failure) -> Head {
    guard try byte() == 1 else { throw Self.broken }
    let code = try word()
    if code & 0x2000_0000 != 0 { system = Int(try word()) }
    // ISO writes heights and measures as thousands, PostGIS as bits.
    let (plain, thousands) = (code & 0x0FFF_FFFF, (code & 0x0FFF_FFFF) / 1000)
    return Head(
      kind: plain % 1000, hasHeight: code & 0x8000_0000 != 0 || thousands == 1 || thousands == 3,
      hasMeasure: code & 0x4000_0000 != 0 || thousands >= 2)
  }

  private mutating func geometry(_ buffer: inout ByteBuffer) throws(Failure) {
    let head = try head()
    guard let name = names[head.kind] else {
      let kind = otherNames[head.kind] ?? "kind \(head.kind)"
      throw Failure(
        problem: "a \(kind) is no kind of geometry that is read here",
        remedy:
          "Write a 'query:' that makes lines and polygons of it, with ST_CurveToLine or ST_Dump.")
    }
    if head.kind == 1 { return try point(head, &buffer) }
    let member = head.kind == 7 ? "geometries" : "coordinates"
    buffer.append("{\"type\":\"\(name)\",\"\(member)\":")
    try content(head, &buffer)
    buffer.append("}")
  }

  private mutating func content(_ head: Head, _ buffer: inout ByteBuffer) throws(Failure) {
    switch head.kind {
    case 2:
      try list(&buffer) { reader, buffer throws(Failure) in try reader.position(head, &buffer) }
    case 3:
      try list(&buffer) { reader, buffer throws(Failure) in
        try reader.list(&buffer) { reader, buffer throws(Failure) in
          try reader.position(head, &buffer)
        }
      }
    case 7: try list(&buffer) { reader, buffer throws(Failure) in try reader.geometry(&buffer) }
    default:
      try list(&buffer) { reader, buffer throws(Failure) in
        let part = try reader.head()
        guard part.kind == head.kind - 3 else { throw Self.broken }
        if part.kind == 1 { return try reader.position(part, &buffer) }
        try reader.content(part, &buffer)
      }
    }
  }

  /// A point without a place has no numbers in its place.
  private mutating func point(_ head: Head, _ buffer: inout ByteBuffer) throws(Failure) {
    if bytes.count >= place + 16, try isNoNumber(at: place), try isNoNumber(at: place + 8) {
      place += 8 * (2 + (head.hasHeight ? 1 : 0) + (head.hasMeasure ? 1 : 0))
      buffer.append("{\"type\":\"MultiPoint\",\"coordinates\":[]}")
      return
    }
    buffer.append("{\"type\":\"Point\",\"coordinates\":")
    try position(head, &buffer)
    buffer.append("}")
  }

  private mutating func list(
    _ buffer: inout ByteBuffer,
    _ element: (inout GeometryJSON, inout ByteBuffer) throws(Failure) -> Void
  ) throws(Failure) {
    let count = try word()
    buffer.append("[")
    for index in 0..<count {
      if index > 0 { buffer.append(",") }
      try element(&self, &buffer)
    }
    buffer.append("]")
  }

  private mutating func position(_ head: Head, _ buffer: inout ByteBuffer) throws(Failure) {
    buffer.append("[")
    try coordinate(&buffer)
    buffer.append(",")
    try coordinate(&buffer)
    if head.hasHeight {
      let height = try number()
      if height.isFinite { buffer.append(",\(height)") }
    }
    if head.hasMeasure { _ = try number() }
    buffer.append("]")
  }

  private mutating func coordinate(_ buffer: inout ByteBuffer) throws(Failure) {
    let value = try number()
    guard value.isFinite else {
      throw Failure(
        problem: "a coordinate of its geometry is no number (\(value))",
        remedy: "Mend the row, or leave it out with a 'query:'.")
    }
    // Swift writes the shortest text that comes back as the same number.
    buffer.append("\(value)")
  }

  // MARK: Bytes

  private mutating func byte() throws(Failure) -> UInt8 {
    guard place < bytes.count else { throw Self.broken }
    defer { place += 1 }
    return bytes[place]
  }

  private mutating func word() throws(Failure) -> UInt32 {
    guard place + 4 <= bytes.count else { throw Self.broken }
    defer { place += 4 }
    return (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
  }

  private mutating func number() throws(Failure) -> Double {
    defer { place += 8 }
    return try number(at: place)
  }

  private func number(at place: Int) throws(Failure) -> Double {
    guard place + 8 <= bytes.count else { throw Self.broken }
    return Double(
      bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) })
  }

  private func isNoNumber(at place: Int) throws(Failure) -> Bool { try number(at: place).isNaN }
}

/// Codes of geometry types in well-known binary (OGC 06-103r4, 8.2.8).
private let names: [UInt32: String] = [
  1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString",
  6: "MultiPolygon", 7: "GeometryCollection",
]

private let otherNames: [UInt32: String] = [
  8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve",
  12: "MultiSurface", 15: "PolyhedralSurface", 16: "TIN", 17: "Triangle",
]

private func value(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 0x30...0x39: digit - 0x30
  case 0x41...0x46: digit - 0x41 + 10
  case 0x61...0x66: digit - 0x61 + 10
  default: nil
  }
}
