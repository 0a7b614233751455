import Geometry
import LayerIO
import Workers

/// Gathers named flat arrays and writes them as one file, little-endian, each with its checksum.
package struct SectionFileWriter: Sendable {
  private let format: SectionFormat
  private var sections: [(name: String, values: SectionValues)] = []

  /// A file without sections.
  package init(_ format: SectionFormat) {
    self.format = format
  }

  /// Adds a section; traps when the name is taken or longer than 31 bytes.
  package mutating func add(_ name: String, _ values: SectionValues) {
    precondition(name.utf8.count < SectionLayout.nameSize)
    precondition(!sections.contains { $0.name == name })
    sections.append((name, values))
  }

  /// Adds a section of text.
  package mutating func add(_ name: String, text: String) { add(name, .bytes(Array(text.utf8))) }

  /// Writes the file with `write`, which is called with its parts in order.
  package func write(threads: Int, _ write: (Span<UInt8>) throws -> Void) throws {
    let sections = sections
    let sums = try concurrentMap(count: sections.count, threads: threads) { index in
      unsafe sections[index].values.withBytes { unsafe checksum($0) }
    }
    let head = head(sums)
    try write(head.span)
    var end = head.count
    for section in sections {
      let padding = [UInt8](repeating: 0, count: SectionLayout.aligned(end) - end)
      try write(padding.span)
      end += padding.count
      try unsafe section.values.withBytes { bytes in
        // Sound: the bytes stay as long as the call.
        try unsafe write(Span(_unsafeBytes: bytes))
        end += bytes.count
      }
    }
  }

  private func head(_ sums: [UInt32]) -> [UInt8] {
    var bytes = Array(format.magic.utf8)
    bytes.append(littleEndian: format.version)
    bytes.append(littleEndian: UInt32(sections.count))
    var offset = SectionLayout.start(sectionCount: sections.count)
    for (section, sum) in zip(sections, sums) {
      let name = Array(section.name.utf8)
      bytes += name + [UInt8](repeating: 0, count: SectionLayout.nameSize - name.count)
      bytes.append(littleEndian: section.values.kind)
      bytes.append(littleEndian: sum)
      bytes.append(littleEndian: UInt64(offset))
      bytes.append(littleEndian: UInt64(section.values.count))
      let size = unsafe section.values.withBytes { $0.count }
      offset = SectionLayout.aligned(offset + size)
    }
    let sum = unsafe bytes.withUnsafeBytes { unsafe checksum($0) }
    bytes.append(littleEndian: sum)
    return bytes
  }
}

extension [UInt8] {
  /// Adds a number, its lowest byte first.
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
