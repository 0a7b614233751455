import Formats
import LayerIO

/// The files that a saved stack consists of. Half of the inputs get a right checksum of their head, so that
/// what stands behind it is reached.
final class SectionTarget: Target {
  let name = "stack"
  let casesOfShortRun = 20_000
  let words: [String] = []
  private let format = SectionFormat(magic: "FUZZFUZZ", version: 1)
  private let file: ScratchFile

  init(folder: String) { file = ScratchFile(folder + "/a.stack") }

  /// A file with a section of each kind.
  func seed() throws -> Input {
    var writer = SectionFileWriter(format)
    writer.add("text", text: "één")
    writer.add("small", .int32([.min, 0, .max]))
    writer.add("large", .int64([.min, 7]))
    writer.add("numbers", .float64([0.5, .nan]))
    var bytes: [UInt8] = []
    try writer.write(threads: 1) { part in
      for index in part.indices { bytes.append(part[index]) }
    }
    return Input(name: "made", files: [("", bytes)])
  }

  func run(_ input: Input, random: inout some RandomNumberGenerator) throws -> Bool {
    var bytes = input.files[0].bytes
    if Bool.random(using: &random) { mendHead(&bytes) }
    file.write(bytes)
    let result = try outcome { try SectionFile(path: file.path, format: format, threads: 1) }
    guard case .success(let sections) = result else { return false }
    for name in sections.names { try readAll(name, of: sections, longest: bytes.count) }
    return true
  }

  /// A section is of one type and can't be read as another.
  private func readAll(_ name: String, of file: SectionFile, longest: Int) throws(Fault) {
    let sizes = [
      try outcome { try file.bytes(name).count }, try outcome { try file.int32(name).count },
      try outcome { try file.int64(name).count }, try outcome { try file.bits64(name).count },
      try outcome { try file.float64(name).count },
    ]
    let found = sizes.compactMap { try? $0.get() }
    try require(found.count == 1 && found[0] <= longest, "section '\(name)' is of \(found) types")
  }

  private func mendHead(_ bytes: inout [UInt8]) {
    guard bytes.count >= 16 else { return }
    let count = (12..<16).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
    let end = 16 + count * 56
    guard end + 4 <= bytes.count else { return }
    let sum = checksum(bytes[..<end])
    for index in 0..<4 { bytes[end + index] = UInt8(truncatingIfNeeded: sum >> (8 * index)) }
  }

  /// CRC-32 (ISO 3309), bit by bit.
  private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
        rest >> 1 ^ (rest & 1 == 0 ? 0 : 0xEDB8_8320)
      }
    }
  }
}
