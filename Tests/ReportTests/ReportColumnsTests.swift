import Foundation
import LayerIO
import Tables
import TestSupport
import Testing
import Workers

@testable import Report

/// The bytes of columns, as a browser reads them.
@Suite struct ReportColumnsTests {
  @Test func `columns stand one after the other, little-endian, with a directory`() {
    var columns = ReportColumns()
    columns.add("a", UInt16.self, [1, 513])
    columns.add("b", Int16.self, [-1])
    columns.add("c", [1.5, nil])
    columns.add("d", ["é", "", "x\u{0}y"])
    columns.add("e", exact: [-2, nil])
    #expect(
      columns.entries == [
        .init(name: "a", type: "u16", bytes: 4), .init(name: "b", type: "i16", bytes: 2),
        .init(name: "c", type: "f32", bytes: 8), .init(name: "d", type: "text", bytes: 7),
        .init(name: "e", type: "f64", bytes: 16),
      ])
    let bytes = Array(columns.bytes.bytes)
    #expect(bytes.prefix(6) == [1, 0, 1, 2, 0xFF, 0xFF])
    #expect(bytes[6..<10] == [0, 0, 0xC0, 0x3F])
    #expect(bytes[10..<14] == [0, 0, 0xC0, 0x7F])
    #expect(bytes[14..<21] == [0xC3, 0xA9, 0, 0, 0x78, 0x20, 0x79])
    #expect(bytes[21..<29] == [0, 0, 0, 0, 0, 0, 0, 0xC0])
    #expect(bytes[29...] == [0, 0, 0, 0, 0, 0, 0xF8, 0x7F])
  }

  @Test func `lists are their sizes and what they hold`() {
    var columns = ReportColumns()
    let held = columns.add(sizesOf: [[7, 8], [], [9]], "a")
    #expect(held == [7, 8, 9])
    #expect(columns.entries == [.init(name: "a", type: "u32", bytes: 12)])
    #expect(columns.bytes.bytes == [2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0])
  }

  @Test func `names are distinct, in order, and numbered`() {
    let names = ReportNames(["b", "a", "b", ""])
    #expect(names.names == ["", "a", "b"])
    #expect(names["b"] == 2 && names[""] == 0)
  }

  @Test(arguments: [0, 10_000, (1 << 20) + 1], [Packing.repeats, .frequencies])
  func `packed bytes are zlib that Python unpacks`(count: Int, packing: Packing) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7_000) }
    #expect(try unpackedByPython(deflated(bytes.span, packing)) == bytes)
  }

  @Test func `a block stands in the page in parts of a megabyte, in order`() throws {
    var bytes = ByteBuffer()
    for number in 0..<300_000 { bytes.append(raw: UInt32(number).littleEndian) }
    let parts = ReportPack.parts(of: bytes, as: "columns", .repeats)
    #expect(parts.count == 2)
    let unpacked = try parts.flatMap { part in
      var text = ByteBuffer()
      part.append(to: &text)
      let element = try #require(
        String(decoding: text.bytes, as: UTF8.self)
          .wholeMatch(of: /<script type="[^"]+" data-block="columns">([^<]+)<\/script>\n/))
      return try unpackedByPython([UInt8](#require(Data(base64Encoded: String(element.1)))))
    }
    #expect(unpacked == Array(bytes.bytes))
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
