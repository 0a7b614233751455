import TestSupport
import Testing

@testable import Tiles

@Suite struct PathClipTests {
  private let box = PlaceBox(low: TilePlace(0, 0), high: TilePlace(10, 10))

  @Test func `a line that leaves a box and comes back is two pieces`() {
    let line = [TilePlace(5, 5), TilePlace(15, 5), TilePlace(15, 8), TilePlace(5, 8)]
    #expect(
      PathClip(to: box).pieces(ofLine: line) == [
        [TilePlace(5, 5), TilePlace(10, 5)], [TilePlace(10, 8), TilePlace(5, 8)],
      ])
    #expect(PathClip(to: box).pieces(ofLine: [TilePlace(11, 0), TilePlace(11, 9)]).isEmpty)
    #expect(
      PathClip(to: box).pieces(ofLine: [TilePlace(-4, 2), TilePlace(14, 8)]) == [
        [TilePlace(0, 3), TilePlace(10, 7)]
      ])
  }

  @Test func `a ring keeps what lies within a box`() {
    var clip = PathClip(to: box)
    var ring = [TilePlace(5, 5), TilePlace(15, 5), TilePlace(15, 15), TilePlace(5, 15)]
    clip.clip(ring: &ring)
    #expect(Set(ring) == [TilePlace(5, 5), TilePlace(10, 5), TilePlace(10, 10), TilePlace(5, 10)])
    var around = [TilePlace(-9, -9), TilePlace(19, -9), TilePlace(19, 19), TilePlace(-9, 19)]
    clip.clip(ring: &around)
    #expect(
      Set(around) == [TilePlace(0, 0), TilePlace(10, 0), TilePlace(10, 10), TilePlace(0, 10)])
    var beside = [TilePlace(11, 0), TilePlace(15, 0), TilePlace(15, 5)]
    clip.clip(ring: &beside)
    #expect(beside.isEmpty)
  }

  @Test func `an edge is cut at the same places whichever way it runs`() {
    var generator = SeededGenerator(seed: 3)
    let clip = PathClip(to: box)
    var count = 0
    for _ in 0..<2000 {
      let ends = (0..<2).map { _ in
        TilePlace(
          Int32.random(in: -40...50, using: &generator),
          Int32.random(in: -40...50, using: &generator))
      }
      let there = clip.pieces(ofLine: ends).first
      #expect(there == clip.pieces(ofLine: ends.reversed()).first.map { $0.reversed() })
      count += there == nil ? 0 : 1
    }
    #expect(count > 100)
  }

  @Test func `edges are cut at the sides of tiles, by both neighbours at the same place`() {
    var generator = SeededGenerator(seed: 4)
    var cut = SeamCut()
    var count = 0
    for _ in 0..<2000 {
      let ends = (0..<2).map { _ in
        TilePlace(
          Int32.random(in: -9000...9000, using: &generator),
          Int32.random(in: -9000...9000, using: &generator))
      }
      var (there, back) = (ends, Array(ends.reversed()))
      cut.cut(&there, isRing: false)
      cut.cut(&back, isRing: false)
      #expect(there == back.reversed())
      // The places stand in the order in which the edge passes them.
      let way = SIMD2<Int64>(truncatingIfNeeded: ends[1] &- ends[0])
      for (a, b) in zip(there, there.dropFirst()) {
        #expect((SIMD2<Int64>(truncatingIfNeeded: b &- a) &* way).wrappedSum() > 0)
      }
      // The tile to the right has the same edge 4,096 units farther left.
      let shift = TilePlace(4096, 0)
      var next = ends.map { $0 &- shift }
      cut.cut(&next, isRing: false)
      let own = there.filter { $0.x == 4096 }
      #expect(own == next.filter { $0.x == 0 }.map { $0 &+ shift })
      count += own.count
    }
    #expect(count > 100)
  }

  @Test func `a ring is cut on its last edge too, and one within a tile is left alone`() {
    var cut = SeamCut()
    var ring = [TilePlace(-100, 50), TilePlace(100, 50), TilePlace(100, 100), TilePlace(-100, 100)]
    cut.cut(&ring, isRing: true)
    #expect(
      ring == [
        TilePlace(-100, 50), TilePlace(0, 50), TilePlace(100, 50), TilePlace(100, 100),
        TilePlace(0, 100), TilePlace(-100, 100),
      ])
    var inner = [TilePlace(1, 1), TilePlace(9, 1), TilePlace(9, 9)]
    cut.cut(&inner, isRing: true)
    #expect(inner.count == 3)
  }
}
