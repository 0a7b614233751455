import LayerIO

/// A zip made for a test, byte by byte after PKWARE's APPNOTE.
struct MadeZip {
  /// A file in it, with what it says of itself where that is to be false.
  struct Member {
    var path: String
    var content: [UInt8]
    var isPacked = false
    var flags = 0
    var method: Int?
    var checksum: UInt32?
    var size: Int?
    /// Mode of Unix, for a link.
    var mode = 0
    /// Whether sizes stand in the extension for large files.
    var isLarge = false
  }

  private(set) var bytes: [UInt8] = []

  init(_ files: [String: String]) {
    self.init(files.sorted { $0.key < $1.key }.map { Member(path: $0, content: Array($1.utf8)) })
  }

  init(_ members: [Member]) {
    var directory: [UInt8] = []
    for member in members {
      let start = bytes.count
      let packed = member.isPacked ? raw(member.content) : member.content
      let size = member.size ?? member.content.count
      let common =
        little(member.flags, 2) + little(member.method ?? (member.isPacked ? 8 : 0), 2)
        + little(0, 4)
        + little(Int(member.checksum ?? crc32(member.content)), 4)
        + little(member.isLarge ? 0xFFFF_FFFF : packed.count, 4)
        + little(member.isLarge ? 0xFFFF_FFFF : size, 4)
      let extra =
        member.isLarge
        ? little(1, 2) + little(16, 2) + little(size, 8) + little(packed.count, 8) : []
      let name = Array(member.path.utf8)
      bytes += little(0x0403_4B50, 4) + little(20, 2) + common + little(name.count, 2)
      bytes += little(0, 2) + name + packed
      directory += little(0x0201_4B50, 4) + little(0x0314, 2) + little(20, 2) + common
      directory += little(name.count, 2) + little(extra.count, 2) + little(0, 6)
      directory += little(member.mode << 16, 4) + little(start, 4) + name + extra
    }
    let start = bytes.count
    bytes += directory + little(0x0605_4B50, 4) + little(0, 4)
    bytes += little(members.count, 2) + little(members.count, 2)
    bytes += little(directory.count, 4) + little(start, 4) + little(0, 2)
  }
}

private func little(_ value: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// Packed bytes without the head and checksum of zlib.
private func raw(_ content: [UInt8]) -> [UInt8] {
  Array(deflated(content.span, .repeats).dropFirst(2).dropLast(4))
}

/// CRC-32 bit by bit, as ISO 3309 defines it.
private func crc32(_ content: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in content {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}
