import Geometry
import Workers

/// The rows of an overlap table by blocks of assets, for adding up figures of all assets: blocks can be
/// worked on at the same time, and each meets its rows in the table's order. A place under several
/// assets counts for each of them.
package struct AssetBlocks: Sendable {
  /// What a row says of one of its assets. Copied out of the table: a block's rows lie far apart in it.
  package struct Part: BitwiseCopyable, Sendable, Equatable {
    /// Area in m2, or length in m.
    package var measure: Double
    /// Index of the asset.
    package var asset: Int32
    /// Index in the table's `zones`.
    package var zone: Int32
    /// Index in the table's `signatures`.
    package var signature: Int32
  }

  /// Assets of a block: so few that their figures stay in a processor's own cache.
  static let size = 2048
  /// Rows that are sorted at a time.
  static let rowsAtATime = 32_768

  private let ranges: [Range<Int>]
  private let areas: [BlockParts]
  private let lengths: [BlockParts]

  /// Sorts a table's rows by block, on at most `threads` threads.
  package init(_ table: OverlapTable, threads: Int) {
    ranges = (0..<table.assetCount).chunks(of: Self.size)
    let blocks = ranges.count
    areas = Self.sorted(table.areas.count, threads: threads) { rows in
      BlockParts(blockCount: blocks) { table.forEachAreaPart(of: rows, $0) }
    }
    lengths = Self.sorted(table.lengths.count, threads: threads) { rows in
      BlockParts(blockCount: blocks) { table.forEachLengthPart(of: rows, $0) }
    }
  }

  /// Number of blocks.
  package var count: Int { ranges.count }

  /// The assets of a block.
  package func assets(of block: Int) -> Range<Int> { ranges[block] }

  /// The places under assets of a block, in the order of the table's `areas`, list after list.
  package func areas(of block: Int) -> [ArraySlice<Part>] { areas.map { $0[block] } }

  /// The parts of a block's line assets, in the order of the table's `lengths`, list after list.
  package func lengths(of block: Int) -> [ArraySlice<Part>] { lengths.map { $0[block] } }

  private static func sorted(
    _ rowCount: Int, threads: Int, _ sort: @Sendable (Range<Int>) -> BlockParts
  ) -> [BlockParts] {
    concurrentValues(0..<rowCount, inChunksOf: rowsAtATime, threads: threads, sort)
  }
}

/// Parts of some rows by block; within a block they keep their order.
private struct BlockParts: Sendable {
  private let parts: [AssetBlocks.Part]
  /// Index of each block's first part, and the number of parts at the end.
  private let starts: [Int]

  /// Goes over the parts twice: to count those of each block, and to put them there.
  @inline(__always)
  init(blockCount: Int, _ forEachPart: ((AssetBlocks.Part) -> Void) -> Void) {
    var starts = [Int](repeating: 0, count: blockCount + 1)
    forEachPart { starts[Int($0.asset) / AssetBlocks.size + 1] += 1 }
    for block in 0..<blockCount { starts[block + 1] += starts[block] }
    self.starts = starts
    let none = AssetBlocks.Part(measure: 0, asset: 0, zone: 0, signature: 0)
    var parts = [AssetBlocks.Part](repeating: none, count: starts[blockCount])
    forEachPart { part in
      let block = Int(part.asset) / AssetBlocks.size
      parts[starts[block]] = part
      starts[block] += 1
    }
    self.parts = parts
  }

  subscript(block: Int) -> ArraySlice<AssetBlocks.Part> { parts[starts[block]..<starts[block + 1]] }
}

// Arrays are taken out of the table before its rows are gone over: threads that count references to
// them at every row would wait for each other.
extension OverlapTable {
  @inline(__always)
  fileprivate func forEachAreaPart(of rows: Range<Int>, _ body: (AssetBlocks.Part) -> Void) {
    let (areas, members, starts, single) = (areas, assetSets.members, assetSets.starts, assetCount)
    for row in areas[rows] {
      var part = AssetBlocks.Part(
        measure: row.area, asset: row.assetSet - 1, zone: row.zone, signature: row.signature)
      let set = Int(row.assetSet)
      if set > 0 && set <= single {
        body(part)
      } else {
        for index in starts[set]..<starts[set + 1] {
          part.asset = members[index]
          body(part)
        }
      }
    }
  }

  @inline(__always)
  fileprivate func forEachLengthPart(of rows: Range<Int>, _ body: (AssetBlocks.Part) -> Void) {
    for row in lengths[rows] {
      body(
        AssetBlocks.Part(
          measure: row.length, asset: row.asset, zone: row.zone, signature: row.signature))
    }
  }
}
