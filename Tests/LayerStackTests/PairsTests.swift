import LayerStack
import Testing

struct PairsTests {
  /// Three assets that overlap two by two and all together; neighbourhoods 0 and 1 overlap.
  private let table = OverlapTable(
    zones: RaggedArray([[], [0], [1], [0, 1]]),
    assetSets: RaggedArray([[], [0], [1], [2], [0, 1], [0, 1, 2], [1, 2]]), signatures: [.empty],
    areas: [(0, 4, 1), (1, 1, 100), (1, 4, 10), (1, 5, 3), (2, 4, 20), (3, 0, 7), (3, 6, 5)].map {
      OverlapTable.AreaRow(zone: $0.0, assetSet: $0.1, signature: 0, area: $0.2)
    },
    lengths: [(1, 2, 8), (3, 2, 4), (3, 1, 6)].map {
      OverlapTable.LengthRow(zone: $0.0, asset: $0.1, signature: 0, length: $0.2)
    }, neighbourhoodCount: 2, assetCount: 3, planeCount: 0)

  @Test func `assets share what lies under both, whoever else is there`() {
    #expect(
      table.sharedAreas() == [
        SharedArea(a: 0, b: 1, area: 34), SharedArea(a: 0, b: 2, area: 3),
        SharedArea(a: 1, b: 2, area: 8),
      ])
  }

  @Test func `neighbourhoods share what both claim`() {
    #expect(table.sharedNeighbourhoodAreas() == [SharedArea(a: 0, b: 1, area: 12)])
  }
}
