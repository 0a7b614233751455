import TestSupport
import Testing

@testable import LayerStack

@Suite struct BandNoderTests {
  @Test func `two edges that cross are cut at the rounded crossing`() {
    #expect(
      noded([segment(0, 0, 10, 10), segment(0, 10, 10, 0)]) == [
        piece(0, 0, 5, 5), piece(5, 5, 10, 10), piece(0, 10, 5, 5), piece(5, 5, 10, 0),
      ])
  }

  @Test func `edges on one another come once for each place`() {
    #expect(
      noded([segment(0, 0, 10, 0), segment(4, 0, 20, 0), segment(10, 0, 0, 0)])
        == [piece(0, 0, 4, 0), piece(4, 0, 10, 0), piece(10, 0, 20, 0)])
  }

  @Test func `an edge that runs through the pixel of an end is led through it`() {
    let pieces = noded([segment(0, 0, 10, 1), segment(5, 0, 5, -9)])
    #expect(pieces == [piece(0, 0, 5, 0), piece(5, 0, 10, 1), piece(5, 0, 5, -9)])
  }

  @Test func `a pixel has its lower left corner, and no other`() {
    // The edge touches the pixels of its neighbours at corners alone, half a step from their
    // places.
    #expect(noded([segment(0, 1, 1, 0), segment(1, 1, 5, 1)]).contains(piece(0, 1, 1, 1)))
    #expect(noded([segment(0, 1, 1, 0), segment(0, 0, -5, 0)]).contains(piece(0, 1, 1, 0)))
    #expect(noded([segment(0, 0, 1, 1), segment(1, 0, 5, 0)]).contains(piece(0, 0, 1, 1)))
  }

  @Test(arguments: [3, 8, 40, 1000] as [Int32])
  func `pieces of random edges meet at their ends alone, also where the grid is coarse`(
    size: Int32
  ) {
    var generator = SeededGenerator(seed: 1999)
    for _ in 0..<60 {
      let pieces = Array(noded(randomSegments(40, within: size, using: &generator)))
      for (index, piece) in pieces.enumerated() {
        #expect(!pieces[(index + 1)...].contains { piece.crosses($0) })
      }
    }
  }

  @Test func `each edge becomes a chain from its start to its end, within a step of it`() {
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<40 {
      let others = randomSegments(30, within: 60, using: &generator)
      for segment in others {
        let chain = noded(others, of: segment)
        #expect(chain.first == segment.a && chain.last == segment.b)
        for place in chain { #expect(segment.distance(to: place) < 0.7072) }
      }
    }
  }

  @Test func `bands change nothing`() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<60 {
      let segments = randomSegments(40, within: 50, using: &generator)
      let floors =
        [Int32.min]
        + Set((0..<6).map { _ in Int32.random(in: -5...55, using: &generator) })
        .sorted()
      #expect(noded(segments, floors: floors) == noded(segments))
    }
  }
}

/// Two places that an edge joins, whichever way.
private struct Piece: Hashable {
  let a: GridPlace
  let b: GridPlace

  init(_ a: GridPlace, _ b: GridPlace) { (self.a, self.b) = a.isLeft(of: b) ? (a, b) : (b, a) }

  /// Whether two pieces have a place in common that is within one of them.
  func crosses(_ other: Piece) -> Bool {
    if holds(other.a) || holds(other.b) || other.holds(a) || other.holds(b) { return true }
    let (c, d) = (turn(a, b, other.a).signum(), turn(a, b, other.b).signum())
    let (e, f) = (turn(other.a, other.b, a).signum(), turn(other.a, other.b, b).signum())
    return c * d < 0 && e * f < 0
  }

  private func holds(_ place: GridPlace) -> Bool {
    turn(a, b, place) == 0 && place != a && place != b
      && (min(a.x, b.x)...max(a.x, b.x)).contains(place.x)
      && (min(a.y, b.y)...max(a.y, b.y)).contains(place.y)
  }
}

extension GridSegment {
  fileprivate func distance(to place: GridPlace) -> Double {
    let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
    return abs(Double(turn(a, b, place))) / (dx * dx + dy * dy).squareRoot()
  }
}

private func piece(_ ax: Int32, _ ay: Int32, _ bx: Int32, _ by: Int32) -> Piece {
  Piece(GridPlace(ax, ay), GridPlace(bx, by))
}

private func segment(_ ax: Int32, _ ay: Int32, _ bx: Int32, _ by: Int32) -> GridSegment {
  guard
    let segment = GridSegment(
      from: GridPlace(ax, ay), to: GridPlace(bx, by), owner: 0, turn: 1)
  else { preconditionFailure("an edge without length") }
  return segment
}

private func randomSegments(
  _ count: Int, within size: Int32, using generator: inout SeededGenerator
) -> [GridSegment] {
  (0..<count).compactMap { owner in
    let ends = (0..<4).map { _ in Int32.random(in: 0...size, using: &generator) }
    return GridSegment(
      from: GridPlace(ends[0], ends[1]), to: GridPlace(ends[2], ends[3]), owner: Int32(owner),
      turn: 1)
  }
}

/// All pieces of the edges, noded band by band.
private func noded(_ segments: [GridSegment], floors: [Int32] = [.min]) -> Set<Piece> {
  Set(nodedBands(segments, floors).map { Piece($0.from, $0.to) })
}

/// The places that one of the edges is led through.
private func noded(_ segments: [GridSegment], of segment: GridSegment) -> [GridPlace] {
  let mine = nodedBands(segments, [.min]).filter { $0.owner == segment.crossing.owner }
  var chain = [segment.a]
  while let next = mine.first(where: {
    ($0.from == chain[chain.count - 1] && !chain.contains($0.to))
      || ($0.to == chain[chain.count - 1] && !chain.contains($0.from))
  }) {
    chain.append(next.from == chain[chain.count - 1] ? next.to : next.from)
  }
  return chain
}

private func noded(_ segments: [GridSegment], rows: Range<Int32>) -> NodedBand {
  var noder = BandNoder()
  return noder.node(segments[...], rows: rows)
}

private func nodedBands(
  _ segments: [GridSegment], _ floors: [Int32]
) -> [(from: GridPlace, to: GridPlace, owner: Int32)] {
  var bands: [NodedBand] = []
  var firstPlaces: [Int32] = [0]
  for (band, floor) in floors.enumerated() {
    let rows = floor..<(band + 1 < floors.count ? floors[band + 1] : .max)
    let mine = segments.filter { $0.a.y < rows.upperBound && $0.b.y >= rows.lowerBound }
    bands.append(noded(mine, rows: rows))
    firstPlaces.append(firstPlaces[band] + Int32(bands[band].places.count))
  }
  joinBands(&bands, firstPlaces: firstPlaces)
  let places = bands.flatMap(\.places)
  return bands.enumerated().flatMap { band, part in
    part.pieces.map { piece in
      (
        places[Int(piece.low + firstPlaces[band])], places[Int(piece.high + firstPlaces[band])],
        piece.crossing.owner
      )
    }
  }
}
