extension ByteBuffer {
  /// Appends text as a JSON string (RFC 8259). Besides what must be escaped, `<`, `>`, `&` and the
  /// line separators U+2028 and U+2029 are, so that a product may stand inside a page or a script and
  /// an attribute stays text there.
  package mutating func append(json text: String) {
    withUTF8(of: text) { append(quoted: $0) }
  }

  private mutating func append(quoted bytes: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    reserve(6 * bytes.count + 1)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20 && byte < 0x80 && !mustEscape(byte) {
        append(byte)
      } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
        bytes[index + 2] & 0xFE == 0xA8
      {
        append(unicode: 0x2000 | UInt16(bytes[index + 2] & 0x3F))
        index += 2
      } else if byte >= 0x80 {
        append(byte)
      } else {
        append(escaped: byte)
      }
      index += 1
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    default: append(unicode: UInt16(byte))
    }
  }

  private mutating func append(unicode unit: UInt16) {
    append("\\u")
    for shift in stride(from: 12, through: 0, by: -4) {
      let digit = UInt8(unit >> UInt16(shift) & 0xF)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}

@inline(__always)
private func mustEscape(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"),
    UInt8(ascii: "&"):
    true
  default: false
  }
}
