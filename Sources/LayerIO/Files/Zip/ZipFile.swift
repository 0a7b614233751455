/// The directory of a zip file, by PKWARE's APPNOTE 6.3, with its extension for large files (zip64).
///
/// Nothing is believed: every place is checked to lie within the file before it is looked at.
struct ZipFile {
  /// A file in it.
  struct Member: Sendable, Equatable {
    /// Path in the zip, parts divided by `/`.
    var path: String
    var flags: Int
    var method: Int
    /// CRC-32 of the unpacked bytes.
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    /// Place of its own header.
    var header: Int
  }

  let bytes: SourceBytes
  let source: String
  /// The files; no folders, links and resources of macOS.
  private(set) var members: [Member] = []
  /// Number of bytes before the zip, from the end of which places count.
  private var shift = 0

  /// Reads the directory of a file.
  /// - Throws: `SourceError` where it is no zip, damaged, or leads out of its folder.
  init(path: String, source: String) throws(SourceError) {
    try self.init(SourceBytes(path: path, source: source), source: source)
  }

  /// Reads the directory of some bytes.
  init(_ bytes: SourceBytes, source: String) throws(SourceError) {
    self.bytes = bytes
    self.source = source
    var place = try directory()
    for _ in 0..<place.count {
      guard number(place.start, 4) == 0x0201_4B50, let entry = entry(at: place.start) else {
        throw damaged("its directory is cut")
      }
      place.start = entry.end
      try add(entry.member, isLink: entry.isLink)
    }
  }

  private mutating func add(_ member: Member, isLink: Bool) throws(SourceError) {
    let parts = member.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), parts.first != "", !member.path.contains("\0") else {
      throw SourceError(
        source: source, problem: "It holds '\(member.path)', which leads out of its folder.",
        remedy: "Don't trust this file; ask for another one.")
    }
    let isHidden = parts.first == "__MACOSX" || (parts.last?.hasPrefix("._") ?? true)
    if parts.last != "", !isLink, !isHidden { members.append(member) }
  }

  // MARK: Directory

  /// Where the directory starts, and how many entries it has.
  private mutating func directory() throws(SourceError) -> (start: Int, count: Int) {
    guard let end = endRecord() else {
      throw damaged("its directory is missing, as when a download broke off")
    }
    guard number(end + 4, 2) == number(end + 6, 2) else {
      throw SourceError(
        source: source, problem: "This zip goes on in other files.",
        remedy: "Join its parts, or unpack it and name the files in it.")
    }
    let place = largeEndRecord(before: end) ?? end
    let fields = place == end ? [10, 12, 16] : [32, 40, 48]
    let widths = place == end ? [2, 4, 4] : [8, 8, 8]
    guard let count = number(place + fields[0], widths[0]),
      let size = number(place + fields[1], widths[1]),
      let start = number(place + fields[2], widths[2]),
      size <= place, start <= place - size, count <= size / 46
    else { throw damaged("its directory contradicts itself") }
    // Bytes may stand before a zip, as in one that unpacks itself; places count from where it begins.
    shift = place - size - start
    return (start + shift, count)
  }

  /// Place of the record at the end, behind which a comment of at most 65,535 bytes may follow.
  private func endRecord() -> Int? {
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    return stride(from: last, through: max(0, last - 65_535), by: -1).first {
      number($0, 4) == 0x0605_4B50 && number($0 + 20, 2) == last - $0
    }
  }

  private func largeEndRecord(before end: Int) -> Int? {
    guard number(end - 20, 4) == 0x0706_4B50, let place = number(end - 12, 8),
      number(place, 4) == 0x0606_4B50
    else { return nil }
    return place
  }

  /// A member by the entry at a place in the directory; nil where it is cut.
  private func entry(at start: Int) -> (member: Member, isLink: Bool, end: Int)? {
    guard let nameLength = number(start + 28, 2), let extraLength = number(start + 30, 2),
      let commentLength = number(start + 32, 2), let mode = number(start + 38, 4),
      let name = text(start + 46, nameLength), let checksum = number(start + 16, 4),
      let flags = number(start + 8, 2), let method = number(start + 10, 2),
      let packed = number(start + 20, 4), let size = number(start + 24, 4),
      let header = number(start + 42, 4)
    else { return nil }
    let extra = start + 46 + nameLength
    var large = largeFields(from: extra, to: extra + extraLength)[...]
    func wide(_ value: Int) -> Int? { value == 0xFFFF_FFFF ? large.popFirst() : value }
    // The extension holds those fields that are too large for their place, in this order.
    guard let size = wide(size), let packed = wide(packed), let header = wide(header) else {
      return nil
    }
    // The upper half of the mode is that of Unix, where a zip was made there.
    let isLink = number(start + 5, 1) == 3 && mode >> 28 == 0xA
    let member = Member(
      path: name.replacing("\\", with: "/"), flags: flags, method: method,
      checksum: UInt32(checksum), packedSize: packed, size: size, header: header)
    return (member, isLink, extra + extraLength + commentLength)
  }

  /// The numbers of the extension for large files among the extra fields of an entry.
  private func largeFields(from start: Int, to end: Int) -> [Int] {
    var place = start
    while place + 4 <= end, let kind = number(place, 2), let length = number(place + 2, 2) {
      if kind == 1 {
        let last = min(end, place + 4 + length) - 8
        return stride(from: place + 4, through: last, by: 8).compactMap { number($0, 8) }
      }
      place += 4 + length
    }
    return []
  }

  // MARK: Bytes

  /// The packed bytes of a member.
  /// - Throws: `SourceError` where they are not all there.
  func packedRange(of member: Member) throws(SourceError) -> Range<Int> {
    let (header, isTooFar) = member.header.addingReportingOverflow(shift)
    guard !isTooFar, number(header, 4) == 0x0403_4B50, let nameLength = number(header + 26, 2),
      let extraLength = number(header + 28, 2),
      case let start = header + 30 + nameLength + extraLength,
      start <= bytes.count, member.packedSize <= bytes.count - start
    else { throw damaged("'\(member.path)' is not whole") }
    return start..<start + member.packedSize
  }

  /// Whether something is so much larger than its packed bytes that it can't be data: text of numbers packs
  /// to a twentieth, tables with much empty space to a hundredth, while a zip that is meant to do harm
  /// reaches the limit of the method, a thousandth.
  static func isHarmful(size: Int, packed: Int) -> Bool {
    size > 1 << 28 && size / 300 > packed
  }

  func damaged(_ how: String) -> SourceError {
    SourceError(
      source: source, problem: "This is not a whole zip: \(how).",
      remedy: "Copy it again and compare its size with the original.")
  }

  /// A number of some bytes, the smallest first; nil where they do not lie within the file, or where it is
  /// larger than any place in a file can be.
  private func number(_ place: Int, _ width: Int) -> Int? {
    guard place >= 0, place <= bytes.count - width else { return nil }
    let value = unsafe bytes.withBytes { all in
      // Sound: the range was checked.
      unsafe all[place..<place + width].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    return value < 1 << 62 ? Int(value) : nil
  }

  /// Text of some bytes: UTF-8, or ISO-8859-1 where they are not.
  private func text(_ place: Int, _ length: Int) -> String? {
    guard place >= 0, place <= bytes.count - length else { return nil }
    // Sound: the range was checked.
    let name = unsafe bytes.withBytes { unsafe Array($0[place..<place + length]) }
    return String(validating: name, as: UTF8.self)
      ?? String(String.UnicodeScalarView(name.map { Unicode.Scalar($0) }))
  }
}
