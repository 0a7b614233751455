import TestSupport
import Testing

@testable import LayerStack

struct AssetBlocksTests {
  @Test func `a small table is one block`() {
    let table = OverlapTable(
      zones: RaggedArray([[], [0]]), assetSets: RaggedArray([[], [0], [1], [2], [0, 2]]),
      signatures: [.empty],
      areas: [area(0, 2, 10), area(1, 0, 11), area(1, 1, 12), area(1, 4, 13)],
      lengths: [(0, 2), (1, 1)].map(length), neighbourhoodCount: 1, assetCount: 3, planeCount: 0)
    let blocks = AssetBlocks(table, threads: 2)
    #expect(blocks.count == 1 && blocks.assets(of: 0) == 0..<3)
    #expect(
      blocks.areas(of: 0).joined().elementsEqual(
        [part(1, 0, 10), part(0, 1, 12), part(0, 1, 13), part(2, 1, 13)]))
    #expect(blocks.lengths(of: 0).joined().elementsEqual([part(2, 0, 7), part(1, 1, 7)]))
  }

  @Test(arguments: [1, 3])
  func `blocks hold each asset's rows in the table's order, and no others`(threads: Int) {
    let table = crowdedTable()
    let blocks = AssetBlocks(table, threads: threads)
    #expect(table.areas.count > AssetBlocks.rowsAtATime && blocks.count == 3)
    var seen = 0
    for block in 0..<blocks.count {
      let assets = blocks.assets(of: block)
      let expected = table.areas.indices.flatMap { row in
        table.assetSets[Int(table.areas[row].assetSet)].filter { assets.contains(Int($0)) }
          .map { part(Int($0), 1, Double(row)) }
      }
      #expect(blocks.areas(of: block).joined().elementsEqual(expected))
      seen += expected.count
    }
    #expect(seen == table.areas.reduce(0) { $0 + table.assetSets[Int($1.assetSet)].count })
  }

  /// 5,000 assets, 2,000 sets of up to four of them, 40,000 rows.
  private func crowdedTable() -> OverlapTable {
    var random = SeededGenerator(seed: 7)
    let overlaps = (0..<2000).map { _ in
      Set((0..<4).map { _ in Int32.random(in: 0..<5000, using: &random) }).sorted()
    }
    let sets = [[]] + (0..<5000).map { [Int32($0)] } + overlaps
    let rows = (0..<40_000).map {
      area(1, Int.random(in: 0..<sets.count, using: &random), Double($0))
    }
    return OverlapTable(
      zones: RaggedArray([[], [0]]), assetSets: RaggedArray(sets), signatures: [.empty],
      areas: rows, lengths: [], neighbourhoodCount: 1, assetCount: 5000, planeCount: 0)
  }

  private func area(_ zone: Int32, _ set: Int, _ area: Double) -> OverlapTable.AreaRow {
    OverlapTable.AreaRow(zone: zone, assetSet: Int32(set), signature: 0, area: area)
  }

  private func length(_ zone: Int32, _ asset: Int32) -> OverlapTable.LengthRow {
    OverlapTable.LengthRow(zone: zone, asset: asset, signature: 0, length: 7)
  }

  private func part(_ asset: Int, _ zone: Int32, _ measure: Double) -> AssetBlocks.Part {
    AssetBlocks.Part(measure: measure, asset: Int32(asset), zone: zone, signature: 0)
  }
}
