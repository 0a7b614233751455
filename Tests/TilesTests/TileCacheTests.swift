import Testing

@testable import Tiles

@Suite struct TileCacheTests {
  private func key(_ column: Int) -> TileCache.Key {
    TileCache.Key(layer: 0, tile: TileAddress(zoom: 9, column: column, row: 0))
  }

  @Test func `it keeps what was asked for last within its bound`() {
    let cache = TileCache(mostBytes: 100_000)
    for column in 0..<500 {
      cache.keep([UInt8](repeating: UInt8(column % 251), count: 1000), key(column))
      #expect(cache.byteCount <= 100_000)
      // The first one is asked for again and again.
      #expect(cache.bytes(key(0))?.count == 1000)
    }
    #expect(cache.bytes(key(499)) == [UInt8](repeating: UInt8(499 % 251), count: 1000))
    #expect(cache.bytes(key(100)) == nil)
  }

  @Test func `what is larger than its half is not kept`() {
    let cache = TileCache(mostBytes: 1000)
    cache.keep([UInt8](repeating: 1, count: 501), key(1))
    #expect(cache.bytes(key(1)) == nil && cache.byteCount == 0)
  }
}
