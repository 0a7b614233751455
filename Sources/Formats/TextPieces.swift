import LayerIO
import Workers

/// Texts that are written over and over, such as the names of columns, in blocks that are copied whole.
struct TextPieces: Sendable {
  private typealias Block = SIMD16<UInt8>

  private var blocks: [Block] = []
  /// Number of bytes in each block that count. Shape: blocks.
  private var sizes: [Int] = []
  /// The first block of each piece, and the number of blocks at the end. Shape: pieces + 1.
  private var starts = [0]

  /// Pieces of these texts.
  init(_ texts: [String]) {
    for text in texts {
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: Block.scalarCount) {
        let size = min(Block.scalarCount, bytes.count - start)
        var block = Block()
        for index in 0..<size { block[index] = bytes[start + index] }
        blocks.append(block)
        sizes.append(size)
      }
      starts.append(blocks.count)
    }
  }

  /// Adds a piece to a buffer.
  @inline(__always)
  func append(_ piece: Int, to buffer: inout ByteBuffer) {
    for block in starts[piece]..<starts[piece + 1] {
      buffer.append(raw: blocks[block], keeping: sizes[block])
    }
  }
}
