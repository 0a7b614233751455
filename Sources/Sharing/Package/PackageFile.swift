import LayerIO

/// The file of a package: a zip (PKWARE's APPNOTE 6.3) of three files that are stored as they are, in one order and
/// without dates. There is one way to write it, and no other is read, so that nothing can hide between its parts.
package struct PackageFile: Sendable, Equatable {
  /// The package as JSON.
  package var json: [UInt8]
  /// The same for a GIS, with geometry.
  package var geoPackage: [UInt8]
  /// Who signed the JSON.
  package var signature: [UInt8]

  /// Names of the files, in their order.
  package static let names = ["package.json", "package.gpkg", "signature.json"]
  /// How such files end.
  package static let ending = ".kkp"

  package init(json: [UInt8], geoPackage: [UInt8], signature: [UInt8]) {
    (self.json, self.geoPackage, self.signature) = (json, geoPackage, signature)
  }

  private var parts: [[UInt8]] { [json, geoPackage, signature] }

  /// The whole file.
  package var bytes: [UInt8] {
    let (heads, tail) = frame
    return zip(heads, parts).flatMap { $0 + $1 } + tail
  }

  /// What stands before each part, and after the last.
  private var frame: (heads: [[UInt8]], tail: [UInt8]) {
    var (heads, entries, offset) = ([[UInt8]](), [UInt8](), 0)
    for (name, part) in zip(Self.names, parts) {
      let about = Self.about(Array(name.utf8), part)
      let head = Self.head(name, part)
      entries += littleEndian(0x0201_4B50, 4) + littleEndian(20, 2) + about
      entries += Array(repeating: 0, count: 10) + littleEndian(offset, 4) + Array(name.utf8)
      heads.append(head)
      offset += head.count + part.count
    }
    let end =
      littleEndian(0x0605_4B50, 4) + littleEndian(0, 4) + littleEndian(parts.count, 2)
      + littleEndian(parts.count, 2) + littleEndian(entries.count, 4) + littleEndian(offset, 4)
      + littleEndian(0, 2)
    return (heads, entries + end)
  }

  /// What stands before a part.
  private static func head(_ name: String, _ part: [UInt8]) -> [UInt8] {
    littleEndian(0x0403_4B50, 4) + about(Array(name.utf8), part) + Array(name.utf8)
  }

  /// Version, names in UTF-8, stored, without a date; checksum, sizes and the length of the name.
  private static func about(_ name: [UInt8], _ part: [UInt8]) -> [UInt8] {
    littleEndian(20, 2) + littleEndian(0x0800, 2) + littleEndian(0, 2) + littleEndian(0, 2)
      + littleEndian(0x0021, 2) + littleEndian(cyclicCheck(part), 4) + littleEndian(part.count, 4)
      + littleEndian(part.count, 4) + littleEndian(name.count, 2) + littleEndian(0, 2)
  }

  /// Reads a file.
  /// - Throws: `SharingError` for any other bytes than those that this program would write.
  package init(_ bytes: [UInt8]) throws(SharingError) {
    var offset = 0
    var (parts, heads): ([[UInt8]], [ArraySlice<UInt8>]) = ([], [])
    for name in Self.names {
      let start = offset + 30 + name.utf8.count
      guard start <= bytes.count else { throw Self.damaged }
      let size = (0..<4).reduce(0) { $0 | Int(bytes[offset + 22 + $1]) << (8 * $1) }
      guard size <= bytes.count - start else { throw Self.damaged }
      heads.append(bytes[offset..<start])
      parts.append(Array(bytes[start..<start + size]))
      offset = start + size
    }
    self.init(json: parts[0], geoPackage: parts[1], signature: parts[2])
    // The small parts first, of which a checksum is sooner worked out than of the GeoPackage.
    for index in [0, 2, 1] where Self.head(Self.names[index], parts[index])[...] != heads[index] {
      throw Self.damaged
    }
    let frame = frame
    guard frame.tail[...] == bytes[offset...], zip(frame.heads, heads).allSatisfy({ $0[...] == $1 })
    else { throw Self.damaged }
  }

  private static var damaged: SharingError {
    SharingError(
      nil, "It is no package of 'kansenkaart share', or it was changed or cut off.",
      "Ask whoever shared it for the file again.")
  }
}

private func littleEndian(_ number: Int, _ bytes: Int) -> [UInt8] {
  (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

private func cyclicCheck(_ bytes: [UInt8]) -> Int {
  // Sound: the bytes are read during the call.
  Int(unsafe bytes.withUnsafeBytes { unsafe checksum($0) })
}
