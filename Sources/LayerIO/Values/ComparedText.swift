extension String {
  /// The text as it is compared with others, wherever texts meet (`where`, `map`, ids, codes): without
  /// blanks around it and without characters of no width; every kind of space inside it is a plain one.
  /// Capitals stay what they are.
  package var compared: String {
    if isComparedAlready { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars where !scalar.hasNoWidth {
      scalars.append(scalar.properties.isWhitespace ? " " : scalar)
    }
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether it surely has nothing to take away. Most texts have not, and looking at their bytes is a
  /// hundred times faster than at their characters.
  private var isComparedAlready: Bool {
    guard let first = utf8.first, let last = utf8.last, first > 0x20, last > 0x20 else {
      return isEmpty
    }
    return !utf8.contains { $0 < 0x20 || Self.startsSpaces.contains($0) }
  }

  /// First bytes of all spaces and characters of no width beyond ASCII.
  private static let startsSpaces: [UInt8] = [0xC2, 0xE1, 0xE2, 0xE3, 0xEF]
}

extension Unicode.Scalar {
  /// Zero-width space, word joiner, byte order mark and soft hyphen. The joiners of other scripts mean
  /// something and stay.
  fileprivate var hasNoWidth: Bool {
    self == "\u{200B}" || self == "\u{2060}" || self == "\u{FEFF}" || self == "\u{AD}"
  }
}
