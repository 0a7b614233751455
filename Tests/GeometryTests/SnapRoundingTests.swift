import TestSupport
import Testing

@testable import Geometry

@Suite struct SnapRoundingTests {
  @Test func `two segments that cross are cut at the rounded crossing`() {
    let pieces = snapRounded([segment(0, 0, 10, 10), segment(0, 10, 10, 0)])
    #expect(
      Set(pieces) == [
        segment(0, 0, 5, 5), segment(5, 5, 10, 10), segment(0, 10, 5, 5), segment(5, 5, 10, 0),
      ])
  }

  @Test func `segments on one another come once`() {
    let pieces = snapRounded([segment(0, 0, 10, 0), segment(4, 0, 20, 0), segment(10, 0, 0, 0)])
    #expect(
      Set(pieces) == [segment(0, 0, 4, 0), segment(4, 0, 10, 0), segment(10, 0, 20, 0)])
  }

  @Test func `a segment that passes an end within half a pixel is led through it`() {
    let pieces = snapRounded([segment(0, 0, 10, 1), segment(5, 0, 5, -9)])
    #expect(Set(pieces).isSuperset(of: [segment(0, 0, 5, 0), segment(5, 0, 10, 1)]))
  }

  @Test func `pieces of random segments meet at their ends alone`() {
    var generator = SeededGenerator(seed: 1999)
    let segments = (0..<60).map { _ in
      let ends = (0..<4).map { _ in Int64.random(in: 0...200, using: &generator) }
      return segment(ends[0], ends[1], ends[2], ends[3])
    }.filter { $0.a != $0.b }
    let pieces = snapRounded(segments)
    let crossing = pieces.indices.flatMap { index in
      pieces[(index + 1)...].filter { cross(pieces[index], $0) }
    }
    #expect(crossing.isEmpty)
  }

  private func segment(_ ax: Int64, _ ay: Int64, _ bx: Int64, _ by: Int64) -> GridSegment {
    GridSegment(a: SIMD2(ax, ay), b: SIMD2(bx, by))
  }

  /// Whether two segments have a place in common that is within one of them.
  private func cross(_ p: GridSegment, _ q: GridSegment) -> Bool {
    func side(_ s: GridSegment, _ c: SIMD2<Int64>) -> Int64 {
      ((s.b.x - s.a.x) * (c.y - s.a.y) - (s.b.y - s.a.y) * (c.x - s.a.x)).signum()
    }
    func isWithin(_ c: SIMD2<Int64>, _ s: GridSegment) -> Bool {
      guard side(s, c) == 0, c != s.a, c != s.b else { return false }
      return (min(s.a.x, s.b.x)...max(s.a.x, s.b.x)).contains(c.x)
        && (min(s.a.y, s.b.y)...max(s.a.y, s.b.y)).contains(c.y)
    }
    if isWithin(p.a, q) || isWithin(p.b, q) || isWithin(q.a, p) || isWithin(q.b, p) { return true }
    return side(p, q.a) * side(p, q.b) < 0 && side(q, p.a) * side(q, p.b) < 0
  }
}
