import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

@Suite struct SectionFileTests {
  private let format = SectionFormat(magic: "TESTTEST", version: 3)
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `arrays come back bit for bit, empty ones too`() throws {
    var writer = SectionFileWriter(format)
    writer.add("text", text: "één")
    writer.add("small", .int32([.min, -1, 0, .max]))
    writer.add("large", .int64([.min, 7, .max]))
    writer.add("bits", .bits64([0, .max]))
    writer.add("numbers", .float64([-0.0, .nan, .infinity, 1e-300, .pi]))
    writer.add("places", .positions([Position(1, 2), Position(-3, 4.5)]))
    writer.add("none", .int32([]))
    let file = try SectionFile(path: write(writer), format: format, threads: 2)
    #expect(try file.text("text") == "één")
    #expect(try file.int32("small") == [.min, -1, 0, .max])
    #expect(try file.int64("large") == [.min, 7, .max])
    #expect(try file.bits64("bits") == [0, .max])
    let numbers = [-0.0, .nan, .infinity, 1e-300, .pi].map(\.bitPattern)
    #expect(try file.float64("numbers").map(\.bitPattern) == numbers)
    #expect(try file.positions("places") == [Position(1, 2), Position(-3, 4.5)])
    #expect(try file.int32("none") == [])
    #expect(
      file.names == ["bits", "large", "none", "numbers", "places", "small", "text"])
  }

  @Test func `a number stands in the file with its lowest byte first, at a multiple of 64`() throws
  {
    var writer = SectionFileWriter(format)
    writer.add("n", .int32([0x0102_0304]))
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: write(writer))))
    #expect(bytes.count == 132)
    #expect(bytes[0..<16] == ArraySlice(Array("TESTTEST".utf8) + [3, 0, 0, 0, 1, 0, 0, 0]))
    #expect(bytes[128..<132] == [4, 3, 2, 1])
  }

  @Test func `every byte that is changed, left out or added is noticed`() throws {
    var writer = SectionFileWriter(format)
    writer.add("a", .int32([1, 2, 3]))
    writer.add("b", .float64([4, 5]))
    let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: write(writer))))
    for index in good.indices {
      var bad = good
      bad[index] ^= 0x10
      #expect(throws: SectionFileError.self, "byte \(index)") { try open(bad) }
    }
    for length in 8..<good.count {
      #expect(throws: SectionFileError.self, "cut at \(length)") {
        try open(Array(good[..<length]))
      }
    }
    #expect(throws: SectionFileError.self) { try open(good + [0]) }
  }

  @Test func `another kind of file and another version are told apart from damage`() throws {
    let path = try write(SectionFileWriter(format))
    #expect(throws: SectionFileError.notThisKind) {
      try SectionFile(
        path: path, format: SectionFormat(magic: "OTHEROTH", version: 3), threads: 1)
    }
    #expect(throws: SectionFileError.otherVersion(3)) {
      try SectionFile(
        path: path, format: SectionFormat(magic: "TESTTEST", version: 4), threads: 1)
    }
  }

  @Test func `a section of another name or type is an error`() throws {
    var writer = SectionFileWriter(format)
    writer.add("a", .int32([1]))
    let file = try SectionFile(path: write(writer), format: format, threads: 1)
    #expect(throws: SectionFileError.self) { try file.int32("b") }
    #expect(throws: SectionFileError.self) { try file.float64("a") }
  }

  private func open(_ bytes: [UInt8]) throws -> SectionFile {
    try SectionFile(path: folder.write(bytes, to: "changed"), format: format, threads: 1)
  }

  private func write(_ writer: SectionFileWriter) throws -> String {
    var bytes: [UInt8] = []
    try writer.write(threads: 2) { for index in $0.indices { bytes.append($0[index]) } }
    return try folder.write(bytes, to: "file")
  }
}
