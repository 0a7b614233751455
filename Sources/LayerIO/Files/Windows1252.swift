/// Text that does not say how it is encoded and is not UTF-8 is taken for windows-1252, what most 8-bit
/// text of Western Europe is, also where it calls itself ISO-8859-1 (as browsers do:
/// encoding.spec.whatwg.org). The five bytes that windows-1252 leaves undefined stay control characters.
enum Windows1252 {
  /// What the bytes 0x80 to 0x9F stand for.
  private static let upper: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]

  /// The character of a byte, or of a control character that such a byte was taken for.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }

  /// The bytes as UTF-8: what is UTF-8 already stays, each other byte is a character.
  static func mended(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let length = unsafe lengthOfUTF8(bytes, at: index)
      if length > 0 {
        unsafe result.append(contentsOf: bytes[index..<index + length])
      } else {
        result.append(contentsOf: unsafe Array(String(scalar(bytes[index])).utf8))
      }
      index += max(1, length)
    }
    return result
  }

  /// The text with the characters that control characters of ISO-8859-1 stand for; nil without any.
  static func mended(controlsOf text: String) -> String? {
    let controls: ClosedRange<Unicode.Scalar> = "\u{80}"..."\u{9F}"
    guard text.utf8.contains(0xC2), text.unicodeScalars.contains(where: controls.contains) else {
      return nil
    }
    let scalars = text.unicodeScalars.map { controls.contains($0) ? scalar(UInt8($0.value)) : $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Number of bytes of the character of UTF-8 at a place (RFC 3629, section 4); 0 where there is none,
/// negative where the bytes end in the middle of one.
func lengthOfUTF8(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
  let first = unsafe bytes[index]
  let length: Int
  var second: ClosedRange<UInt8> = 0x80...0xBF
  switch first {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if first == 0xE0 { second = 0xA0...0xBF }
    if first == 0xED { second = 0x80...0x9F }
  case 0xF0...0xF4:
    length = 4
    if first == 0xF0 { second = 0x90...0xBF }
    if first == 0xF4 { second = 0x80...0x8F }
  default: return 0
  }
  for offset in 1..<length {
    guard index + offset < bytes.count else { return -1 }
    let allowed = offset == 1 ? second : 0x80...0xBF
    guard unsafe allowed.contains(bytes[index + offset]) else { return 0 }
  }
  return length
}

extension IntakeNote {
  /// What is noted of text that was not UTF-8.
  static func windows1252(count: Int) -> IntakeNote {
    IntakeNote(
      kind: .encoding, count: count,
      text: Wording(
        en: "Text is not UTF-8; read as windows-1252.",
        nl: "De tekst is geen UTF-8; gelezen als windows-1252."))
  }
}
