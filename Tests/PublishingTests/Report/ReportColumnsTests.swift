import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Publishing

/// The bytes of columns, as a browser reads them.
@Suite struct ReportColumnsTests {
  @Test func `columns stand one after the other, little-endian, with a directory`() {
    var columns = ReportColumns()
    columns.add("a", UInt16.self, [1, 513])
    columns.add("b", Int16.self, [-1])
    columns.add("c", [1.5, nil])
    columns.add("d", ["é", "", "x\u{0}y"])
    #expect(
      columns.entries == [
        .init(name: "a", type: "u16", bytes: 4), .init(name: "b", type: "i16", bytes: 2),
        .init(name: "c", type: "f32", bytes: 8), .init(name: "d", type: "text", bytes: 7),
      ])
    #expect(columns.bytes.prefix(6) == [1, 0, 1, 2, 0xFF, 0xFF])
    #expect(columns.bytes[6..<10] == [0, 0, 0xC0, 0x3F])
    #expect(columns.bytes[10..<14] == [0, 0, 0xC0, 0x7F])
    #expect(columns.bytes[14...] == [0xC3, 0xA9, 0, 0, 0x78, 0x20, 0x79])
  }

  @Test func `names are distinct, in order, and numbered`() {
    let names = ReportNames(["b", "a", "b", ""])
    #expect(names.names == ["", "a", "b"])
    #expect(names["b"] == 2 && names[""] == 0)
  }

  /// Segments of 512 kB are packed by themselves.
  @Test(arguments: [0, 10_000, 1 << 19, (1 << 20) + 1])
  func `packed bytes are zlib that Python unpacks, the same for any number of threads`(
    count: Int
  ) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7_000) }
    let packed = deflated(bytes, threads: 3)
    #expect(packed == deflated(bytes, threads: 1))
    #expect(try unpackedByPython(packed) == bytes)
  }

  private func unpackedByPython(_ packed: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let file = try folder.write(packed, to: "packed")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import sys,zlib; sys.stdout.buffer.write(zlib.decompress(open(sys.argv[1],'rb').read()))",
      file,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](bytes)
  }
}
