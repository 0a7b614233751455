/// Goes through an XML text of which only elements and text matter, such as the parts of a spreadsheet.
/// Names come without their prefix; what is no XML ends the text early.
struct XMLScanner {
  /// What comes next.
  enum Event {
    /// `<name ...>`
    case start(String)
    /// `</name>`, also of `<name/>`.
    case end(String)
    /// What stands between, with its references replaced.
    case text(String)
  }

  private let bytes: [UInt8]
  private var place = 0
  /// The element that began and ended in one.
  private var closing: String?
  /// Where the attributes of the last start stand.
  private var attributes = 0..<0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next event; nil at the end.
  mutating func next() -> Event? {
    if let name = closing {
      closing = nil
      return .end(name)
    }
    while place < bytes.count {
      guard bytes[place] == Sign.less else { return .text(textUpToTag()) }
      if starts("<!--") {
        skip(to: "-->")
      } else if starts("<?") {
        skip(to: "?>")
      } else if starts("<![CDATA[") {
        return .text(plainText())
      } else if starts("<!") {
        skip(to: ">")
      } else {
        return tag()
      }
    }
    return nil
  }

  /// The value of an attribute of the last element that began, by its name with or without its prefix.
  func attribute(_ name: String) -> String? {
    var place = attributes.lowerBound
    while place < attributes.upperBound {
      let from = place
      guard let equals = bytes[place..<attributes.upperBound].firstIndex(of: Sign.equals),
        let open = bytes[equals..<attributes.upperBound].firstIndex(where: {
          $0 == 0x22 || $0 == 0x27
        }),
        let close = bytes[(open + 1)..<attributes.upperBound].firstIndex(of: bytes[open])
      else { return nil }
      if isName(bytes[from..<equals], name) { return replaced(bytes[(open + 1)..<close]) }
      place = close + 1
    }
    return nil
  }

  // MARK: Steps

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    return text.withUTF8Buffer { unsafe bytes[place..<place + count].elementsEqual($0) }
  }

  private mutating func skip(to end: StaticString) {
    while place < bytes.count, !starts(end) { place += 1 }
    place = min(bytes.count, place + end.utf8CodeUnitCount)
  }

  private mutating func tag() -> Event {
    let start = place + 1
    var quote: UInt8?
    var end = start
    while end < bytes.count, quote != nil || bytes[end] != Sign.greater {
      let byte = bytes[end]
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == 0x22 || byte == 0x27 {
        quote = byte
      }
      end += 1
    }
    place = min(bytes.count, end + 1)
    if start < end, bytes[start] == Sign.slash { return .end(localName(bytes[(start + 1)..<end])) }
    let nameEnd = bytes[start..<end].firstIndex { $0 <= 0x20 || $0 == Sign.slash } ?? end
    let name = localName(bytes[start..<nameEnd])
    attributes = nameEnd..<end
    if end > start, bytes[end - 1] == Sign.slash {
      closing = name
      attributes = nameEnd..<max(nameEnd, end - 1)
    }
    return .start(name)
  }

  private mutating func textUpToTag() -> String {
    let end = bytes[place...].firstIndex(of: Sign.less) ?? bytes.count
    defer { place = end }
    return replaced(bytes[place..<end])
  }

  private mutating func plainText() -> String {
    let start = place + 9
    skip(to: "]]>")
    return String(decoding: bytes[start..<max(start, place - 3)], as: UTF8.self)
  }

  private func isName(_ written: ArraySlice<UInt8>, _ name: String) -> Bool {
    let bare = written.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    return bare.elementsEqual(name.utf8)
      || bare.lastIndex(of: 0x3A).map { bare[($0 + 1)...].elementsEqual(name.utf8) } ?? false
  }

  private func localName(_ name: ArraySlice<UInt8>) -> String {
    let bare = name.drop { $0 <= 0x20 }.prefix { $0 > 0x20 }
    let start = bare.lastIndex(of: 0x3A).map { $0 + 1 } ?? bare.startIndex
    return String(decoding: bare[start...], as: UTF8.self)
  }

  // MARK: References

  private func replaced(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(Sign.ampersand) else { return text }
    var result = ""
    for (index, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = part.firstIndex(of: ";"),
        let sign = Self.sign(of: part[..<end])
      else {
        result += (index > 0 ? "&" : "") + part
        continue
      }
      result += sign + part[part.index(after: end)...]
    }
    return result
  }

  private static func sign(of reference: Substring) -> String? {
    if let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][reference] {
      return named
    }
    guard reference.hasPrefix("#") else { return nil }
    let number = reference.dropFirst()
    let code =
      number.first == "x" ? UInt32(number.dropFirst(), radix: 16) : UInt32(number, radix: 10)
    return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  private enum Sign {
    static let less: UInt8 = 0x3C
    static let greater: UInt8 = 0x3E
    static let slash: UInt8 = 0x2F
    static let equals: UInt8 = 0x3D
    static let ampersand: UInt8 = 0x26
  }
}
