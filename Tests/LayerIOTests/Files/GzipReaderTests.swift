import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Files packed by gzip itself: the program, not this product, is the oracle.
@Suite struct GzipReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The text packed by the program `gzip`.
  private func gzip(_ text: String) throws -> [UInt8] {
    let path = try folder.write(text, to: "packed")
    #expect(try runProgram("/usr/bin/gzip", ["-n", "-f", path]).status == 0)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
  }

  private func inflated(_ packed: [UInt8], pieceSize: Int = 1 << 30) throws -> String {
    try unsafe packed.withUnsafeBytes { bytes in
      let reader = unsafe GzipReader(bytes, source: "a.gz", pieceSize: pieceSize)
      let (base, count) = try unsafe reader.inflated()
      // Sound: the text has `count` bytes, and is the caller's to free.
      defer { unsafe free(base) }
      return unsafe String(
        decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
    }
  }

  private let long = (0..<40_000).map { "\($0 * 7919 % 10_007)," }.joined()

  @Test(arguments: [1, 7, 4096, 1 << 30])
  func `all members are inflated, whatever the pieces`(pieceSize: Int) throws {
    let packed = try gzip("first ") + gzip("") + gzip(long)
    #expect(try inflated(packed, pieceSize: pieceSize) == "first " + long)
  }

  @Test(arguments: [3, 12, 500]) func `a file that is cut is refused`(missing: Int) throws {
    let packed = try gzip("first ") + gzip(long)
    #expect { try inflated(packed.dropLast(missing)) } throws: {
      "\($0)".hasPrefix("a.gz: The file is not whole gzip: it ends in the middle.")
    }
  }

  @Test func `a flipped bit is noticed`() throws {
    var packed = try gzip(long)
    packed[packed.count - 6] ^= 1
    #expect { try inflated(packed) } throws: { "\($0)".contains("checksum") }
  }

  @Test func `bytes after the last member are refused, with their number`() throws {
    let packed = try gzip("first ") + Array("rubbish".utf8)
    #expect { try inflated(packed) } throws: {
      "\($0)".hasPrefix("a.gz: After its gzip data, 7 bytes follow that are not gzip.")
    }
  }

  @Test func `a layer in two members has the features of both`() throws {
    let square = #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#
    let feature = #"{"type":"Feature","properties":{},"geometry":\#(square)}"#
    let packed =
      try gzip(#"{"type":"FeatureCollection","features":[\#(feature),"#) + gzip("\(feature)]}")
    let path = try folder.write(packed, to: "two.geojson.gz")
    let layer = try readGeoJSON(SourceOptions(source: path, role: "test"), threads: 2)
    #expect(layer.geometry.count == 2 && layer.record.bytes == packed.count)
  }

  @Test func `a packed file without content is called empty`() throws {
    let path = try folder.write(gzip(""), to: "none.geojson.gz")
    #expect { try readGeoJSON(SourceOptions(source: path, role: "test"), threads: 1) } throws: {
      "\($0)".contains("The file is empty.")
    }
  }
}
