import Foundation
import Geometry
import LayerIO
import Workers

/// A part of a block of data in the page: zlib in base64 in an element of its own, so nothing in it can be
/// taken for markup, and all parts can be packed, written and unpacked independently of each other.
struct ReportPack: Sendable {
  /// Bytes of a part: many enough to be packed well, few enough to keep all threads busy.
  private static let size = 1 << 20

  /// Name of the block in the page.
  private let block: String
  private let bytes: ByteBuffer
  private let range: Range<Int>
  private let packing: Packing

  /// The parts of a block, in order.
  static func parts(of bytes: ByteBuffer, as block: String, _ packing: Packing) -> [ReportPack] {
    (0..<bytes.count).chunks(of: size).map {
      ReportPack(block: block, bytes: bytes, range: $0, packing: packing)
    }
  }

  /// Adds the element to the text of the page.
  func append(to text: inout ByteBuffer) {
    let packed = bytes.withBytes { deflated($0.extracting(range), packing) }
    text.append("<script type=\"application/octet-stream\" data-block=\"\(block)\">")
    text.append(Data(packed).base64EncodedData().span)
    text.append("</script>\n")
  }
}
