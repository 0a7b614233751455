import Foundation
import Geometry
import Workers

/// Why a file of sections can't be used.
package enum SectionFileError: Error, Sendable, Equatable {
  /// It begins with something else.
  case notThisKind
  /// Its version, which this program does not read.
  case otherVersion(UInt32)
  /// It is cut or changed; the text says where.
  case damaged(String)
}

/// A file of named flat arrays, checked as a whole when it is opened.
package struct SectionFile: Sendable {
  private let bytes: SourceBytes
  private let entries: [String: Entry]

  private struct Entry: Sendable {
    var name: String
    var kind: UInt32
    var sum: UInt32
    var offset: Int
    var count: Int

    /// Bytes of an element; nil for a kind that is not known.
    var elementSize: Int? { [1: 1, 2: 4, 3: 8, 4: 8, 5: 8][kind] }
  }

  /// Opens a file and compares all checksums.
  /// - Throws: `SectionFileError`, `SourceError` where the file is missing or can't be read.
  package init(path: String, format: SectionFormat, threads: Int) throws {
    bytes = try SourceBytes(path: path, source: path)
    let count = try unsafe bytes.withBytes { try unsafe Self.readHead($0, format) }
    let list = try unsafe bytes.withBytes { try unsafe Self.readEntries($0, count) }
    try unsafe bytes.withBytes { try unsafe Self.checkLayout($0, list) }
    entries = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let bytes = bytes
    _ = try concurrentMap(count: list.count, threads: threads) { index in
      let entry = list[index]
      let size = entry.count * (entry.elementSize ?? 0)
      let sum = unsafe bytes.withBytes { all in
        unsafe checksum(UnsafeRawBufferPointer(rebasing: all[entry.offset..<entry.offset + size]))
      }
      guard sum == entry.sum else { throw damage(entry.name, "its checksum differs") }
    }
  }

  /// Names of all sections, sorted.
  package var names: [String] { entries.keys.sorted() }

  /// A section of bytes.
  /// - Throws: `SectionFileError.damaged` where there is none of that name and type; so do the others.
  package func bytes(_ name: String) throws -> [UInt8] { try array(name, kind: 1) }

  /// A section of text.
  package func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// A section of whole numbers of 32 bits.
  package func int32(_ name: String) throws -> [Int32] { try array(name, kind: 2) }

  /// A section of whole numbers of 64 bits.
  package func int64(_ name: String) throws -> [Int] { try array(name, kind: 3) }

  /// A section of bit patterns.
  package func bits64(_ name: String) throws -> [UInt64] { try array(name, kind: 4) }

  /// A section of numbers.
  package func float64(_ name: String) throws -> [Double] { try array(name, kind: 5) }

  /// A section of numbers that are positions.
  package func positions(_ name: String) throws -> [Position] { try array(name, kind: 5) }

  private func array<Element: BitwiseCopyable>(_ name: String, kind: UInt32) throws -> [Element] {
    guard let entry = entries[name], entry.kind == kind, let size = entry.elementSize else {
      throw damage(name, "it is missing or of another type")
    }
    let total = entry.count * size / MemoryLayout<Element>.size
    return unsafe [Element](unsafeUninitializedCapacity: total) { target, count in
      // Sound: the range was checked against the file's size, and any bits are an element.
      unsafe bytes.withBytes { all in
        let end = entry.offset + total * MemoryLayout<Element>.size
        let source = unsafe all[entry.offset..<end]
        unsafe UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source))
      }
      count = total
    }
  }

  private static func readHead(
    _ all: UnsafeRawBufferPointer, _ format: SectionFormat
  ) throws(SectionFileError) -> Int {
    let magic = unsafe all.prefix(8)
    guard unsafe magic.elementsEqual(format.magic.utf8) else { throw .notThisKind }
    guard all.count >= SectionLayout.headSize else { throw damage("head", "the file is cut") }
    let version = unsafe UInt32(littleEndian: all.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard version == format.version else { throw .otherVersion(version) }
    let count = unsafe UInt32(littleEndian: all.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
    let end = SectionLayout.headSize + Int(count) * SectionLayout.entrySize
    guard all.count >= end + 4 else { throw damage("head", "the file is cut") }
    let sum = unsafe UInt32(littleEndian: all.loadUnaligned(fromByteOffset: end, as: UInt32.self))
    guard unsafe checksum(UnsafeRawBufferPointer(rebasing: all[..<end])) == sum else {
      throw damage("head", "its checksum differs")
    }
    return Int(count)
  }

  private static func readEntries(
    _ all: UnsafeRawBufferPointer, _ count: Int
  ) throws(SectionFileError) -> [Entry] {
    var entries: [Entry] = []
    for index in 0..<count {
      let start = SectionLayout.headSize + index * SectionLayout.entrySize
      let name = unsafe all[start..<start + SectionLayout.nameSize].prefix { $0 != 0 }
      let numbers = start + SectionLayout.nameSize
      // The head's checksum was right, so these are what the writer wrote.
      unsafe entries.append(
        Entry(
          name: String(decoding: name, as: UTF8.self),
          kind: UInt32(littleEndian: all.loadUnaligned(fromByteOffset: numbers, as: UInt32.self)),
          sum: UInt32(
            littleEndian: all.loadUnaligned(fromByteOffset: numbers + 4, as: UInt32.self)),
          offset: Int(
            clamping: UInt64(
              littleEndian: all.loadUnaligned(fromByteOffset: numbers + 8, as: UInt64.self))),
          count: Int(
            clamping: UInt64(
              littleEndian: all.loadUnaligned(fromByteOffset: numbers + 16, as: UInt64.self)))))
    }
    return entries
  }

  /// Sections must follow each other with nothing but zeros in between, up to the file's end.
  private static func checkLayout(
    _ all: UnsafeRawBufferPointer, _ entries: [Entry]
  ) throws(SectionFileError) {
    var end = SectionLayout.headSize + entries.count * SectionLayout.entrySize + 4
    for entry in entries {
      guard let element = entry.elementSize else {
        throw damage(entry.name, "its type is not known")
      }
      let (size, overflows) = entry.count.multipliedReportingOverflow(by: element)
      guard !overflows, entry.offset == SectionLayout.aligned(end), entry.offset <= all.count,
        size <= all.count - entry.offset
      else { throw damage(entry.name, "the file is cut") }
      guard unsafe all[end..<entry.offset].allSatisfy({ $0 == 0 }) else {
        throw damage(entry.name, "it does not follow the one before")
      }
      end = entry.offset + size
    }
    guard end == all.count else { throw damage("end", "the file goes on behind it") }
  }
}

private func damage(_ section: String, _ what: String) -> SectionFileError {
  .damaged("section '\(section)': \(what)")
}
