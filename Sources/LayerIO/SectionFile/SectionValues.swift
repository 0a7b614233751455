import Geometry

/// The content of a section: a flat array.
package enum SectionValues: Sendable {
  /// Bytes: UTF-8 text, or numbers of 8 bits.
  case bytes([UInt8])
  /// Whole numbers of 32 bits.
  case int32([Int32])
  /// Whole numbers of 64 bits.
  case int64([Int])
  /// Bit patterns of 64 bits.
  case bits64([UInt64])
  /// Numbers of 64 bits (IEEE 754).
  case float64([Double])
  /// Positions, as numbers of 64 bits: x, y, x, y, ...
  case positions([Position])

  /// The number that stands for the type in the file.
  package var kind: UInt32 {
    switch self {
    case .bytes: 1
    case .int32: 2
    case .int64: 3
    case .bits64: 4
    case .float64, .positions: 5
    }
  }

  /// Number of elements.
  package var count: Int {
    switch self {
    case .bytes(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    case .bits64(let values): values.count
    case .float64(let values): values.count
    case .positions(let values): 2 * values.count
    }
  }

  /// Calls `body` with the elements as they lie in memory.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    // Sound: plain numbers without padding, seen as bytes while their array is held.
    switch self {
    case .bytes(let values): try unsafe values.withUnsafeBytes(body)
    case .int32(let values): try unsafe values.withUnsafeBytes(body)
    case .int64(let values): try unsafe values.withUnsafeBytes(body)
    case .bits64(let values): try unsafe values.withUnsafeBytes(body)
    case .float64(let values): try unsafe values.withUnsafeBytes(body)
    case .positions(let values): try unsafe values.withUnsafeBytes(body)
    }
  }
}

/// What a file of sections begins with.
package struct SectionFormat: Sendable {
  /// Eight bytes that tell the kind of file.
  package var magic: String
  /// Version of what the sections mean.
  package var version: UInt32

  /// A format; traps unless the magic is eight bytes long.
  package init(magic: String, version: UInt32) {
    precondition(magic.utf8.count == 8)
    self.magic = magic
    self.version = version
  }
}

/// The layout that writer and reader share; docs/stack-format.md describes it.
package enum SectionLayout {
  /// Magic, version, number of sections.
  static let headSize = 16
  /// Name, kind, checksum, offset, number of elements.
  static let entrySize = 56
  package static let nameSize = 32
  /// Sections begin at multiples of this.
  static let alignment = 64

  /// Where the first section begins: after the head, an entry for each section and their checksum.
  package static func start(sectionCount: Int) -> Int {
    aligned(headSize + sectionCount * entrySize + 4)
  }

  package static func aligned(_ offset: Int) -> Int {
    (offset + alignment - 1) / alignment * alignment
  }
}
