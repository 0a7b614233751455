import Testing

@testable import Tiles

/// Boxes by hand.
@Suite struct PlaceBoxTests {
  @Test func `a box shows in the tiles that it lies in and in those whose margin it touches`() {
    let pyramid = TileMatrixSet.webMercatorQuad
    // At the deepest zoom a tile has 4,096 units: from 4,096 to 8,191 is the second tile.
    let inner = PlaceBox(low: TilePlace(5000, 5000), high: TilePlace(6000, 6000))
    #expect(inner.tiles(zoom: 16, of: pyramid) == [TileAddress(zoom: 16, column: 1, row: 1)])
    let edge = PlaceBox(low: TilePlace(4100, 5000), high: TilePlace(4200, 6000))
    #expect(
      edge.tiles(zoom: 16, of: pyramid) == [
        TileAddress(zoom: 16, column: 0, row: 1), TileAddress(zoom: 16, column: 1, row: 1),
      ])
    #expect(edge.tiles(zoom: 0, of: pyramid) == [TileAddress(zoom: 0, column: 0, row: 0)])
  }
}
