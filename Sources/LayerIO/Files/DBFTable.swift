import Foundation

/// What the .dbf of a Shapefile says by its own bytes (dBASE III as Esri's Shapefile uses it): GDAL reads
/// what does not look like its field's type as far as it does, so that "12,50" becomes 12.
struct DBFTable: Sendable {
  /// A field of all rows.
  struct Field: Sendable {
    /// `C` text, `N` and `F` numbers, `D` a date.
    var type: UInt8
    /// Place in a row, in bytes.
    var offset: Int
    var width: Int
    var decimals: Int
  }

  /// What bytes that are not ASCII are.
  enum TextKind: Sendable { case ascii, utf8, other }

  private let bytes: SourceBytes
  let fields: [Field]
  /// Number of rows, deleted ones too.
  let rowCount: Int
  /// dBASE's number of a code page; 0 where it tells none.
  let languageDriver: UInt8
  private let headerLength: Int
  private let rowLength: Int

  /// Opens a table; nil where there is none that can be understood.
  init?(path: String) {
    guard let bytes = try? SourceBytes(path: path, source: path) else { return nil }
    let header = unsafe bytes.withBytes { unsafe [UInt8]($0.prefix(65_535)) }
    guard header.count > 32 else { return nil }
    let promised = Int(littleEndian: header[4..<8])
    headerLength = Int(littleEndian: header[8..<10])
    rowLength = Int(littleEndian: header[10..<12])
    languageDriver = header[29]
    guard rowLength > 0, (33...bytes.count).contains(headerLength) else { return nil }
    rowCount = min(promised, (bytes.count - headerLength) / rowLength)
    fields = Self.fields(of: header.prefix(headerLength), rowLength)
    self.bytes = bytes
  }

  private static func fields(of header: ArraySlice<UInt8>, _ rowLength: Int) -> [Field] {
    var fields: [Field] = []
    var offset = 1
    for start in stride(from: 32, to: header.count - 31, by: 32) where header[start] != 0x0D {
      let field = Field(
        type: header[start + 11], offset: offset, width: Int(header[start + 16]),
        decimals: Int(header[start + 17]))
      offset += field.width
      guard offset <= rowLength else { break }
      fields.append(field)
    }
    return fields
  }

  /// Number of rows among the first `count` that are marked as deleted.
  func deletedRows(among count: Int) -> Int {
    (0..<min(count, rowCount)).count { cell($0, 0, 1).first == UInt8(ascii: "*") }
  }

  private func cell(_ row: Int, _ offset: Int, _ width: Int) -> [UInt8] {
    let start = headerLength + row * rowLength + offset
    return unsafe bytes.withBytes { unsafe [UInt8]($0[start..<start + width]) }
  }

  // MARK: Text

  /// What all text together is. A character that its field's end cuts is no harm.
  func textKind() -> TextKind {
    let texts = fields.filter { $0.type == UInt8(ascii: "C") }
    var kind = TextKind.ascii
    return unsafe bytes.withBytes { all in
      for row in 0..<rowCount {
        let start = headerLength + row * rowLength
        let line = unsafe UnsafeRawBufferPointer(rebasing: all[start..<start + rowLength])
        guard unsafe line.contains(where: { $0 >= 0x80 }) else { continue }
        for field in texts {
          let range = field.offset..<field.offset + field.width
          switch unsafe Self.kind(of: UnsafeRawBufferPointer(rebasing: line[range])) {
          case .other: return .other
          case .utf8: kind = .utf8
          case .ascii: break
          }
        }
      }
      return kind
    }
  }

  private static func kind(of text: UnsafeRawBufferPointer) -> TextKind {
    var kind = TextKind.ascii
    var index = 0
    while index < text.count {
      let length = unsafe lengthOfUTF8(text, at: index)
      if length == 0 { return .other }
      if length != 1 { kind = .utf8 }
      if length < 0 { break }
      index += length
    }
    return kind
  }

  // MARK: Numbers and dates

  /// Values of a field, by row, that stand there otherwise than GDAL would read them: numbers with a
  /// comma or with more digits than a double has, dates that the calendar does not have. As they are
  /// written.
  func unusualValues(ofField index: Int) -> [Int: AttributeValue] {
    let field = fields[index]
    let reading: ([UInt8]) -> AttributeValue?
    switch field.type {
    case UInt8(ascii: "N"), UInt8(ascii: "F"): reading = { unusualNumber($0, field.decimals) }
    case UInt8(ascii: "D"): reading = unusualDate
    default: return [:]
    }
    var found: [Int: AttributeValue] = [:]
    for row in 0..<rowCount {
      if let value = reading(cell(row, field.offset, field.width)) { found[row] = value }
    }
    return found
  }
}

/// A cell of numbers that GDAL would not read whole; nil for all others. Blanks and stars are no value.
private func unusualNumber(_ cell: [UInt8], _ decimals: Int) -> AttributeValue? {
  let plain = cell.allSatisfy { byte in
    (0x30...0x39).contains(byte) || " .+-eE*\0".utf8.contains(byte)
  }
  if plain && (cell.count <= 15 || decimals > 0) { return nil }
  let text = trimmed(cell)
  guard plain else { return .text(text) }
  guard text.count > 15, text.allSatisfy({ $0.isNumber || $0 == "-" }) else { return nil }
  return Int64(text).map { .integer($0) } ?? .text(text)
}

/// A date that is not one; nil for all others. Blanks and zeros are no value.
private func unusualDate(_ cell: [UInt8]) -> AttributeValue? {
  let text = trimmed(cell)
  if text.allSatisfy({ $0 == "0" }) || isDate(text) { return nil }
  guard text.count == 8, text.allSatisfy(\.isNumber) else { return .text(text) }
  return .text("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
}

/// Whether eight digits are a day of the Gregorian calendar.
private func isDate(_ text: String) -> Bool {
  guard text.utf8.count == 8, let number = Int(text), number > 0 else { return false }
  let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...12).contains(month) && (1...days[month - 1]).contains(day)
}

private func trimmed(_ cell: [UInt8]) -> String {
  let text = unsafe cell.withUnsafeBytes { unsafe Windows1252.mended($0) }
  return String(decoding: text.filter { $0 != 0 }, as: UTF8.self)
    .trimmingCharacters(in: .whitespaces)
}

extension Int {
  /// A number from its bytes, the smallest first.
  fileprivate init(littleEndian bytes: some BidirectionalCollection<UInt8>) {
    self = bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
