/// A run of edges through places at which nothing else meets, all with the same crossing.
struct FaceArc: Sendable {
  /// Where its places are in the list of all arcs' places.
  var places: Range<Int>
  /// Way over it as it runs from its first place to its last.
  var code: EdgeCode
  /// Twice what it adds to the area of a ring, counted around the grid's origin; exact modulo 2^64.
  let doubleArea: Int64
  /// The place furthest to the left, of those the lowest.
  let leftmost: Int32
  /// Whether it begins and ends at one place at which nothing else meets.
  let isLoop: Bool

  /// The arc of a band among those of all bands.
  func moved(by places: Int, listNumbers: [Int]) -> FaceArc {
    var arc = self
    arc.places = (self.places.lowerBound + places)..<(self.places.upperBound + places)
    if let list = code.list {
      arc.code = EdgeCode(list: listNumbers[list], isReversed: code.isReversed)
    }
    return arc
  }
}

/// An arc in one of its directions: the number of the arc, doubled, and 1 more on the way back.
struct HalfArc: BitwiseCopyable, Hashable, Sendable {
  let number: Int32

  init(_ number: Int) { self.number = Int32(number) }

  init(arc: Int, isReversed: Bool) { number = Int32(arc << 1 | (isReversed ? 1 : 0)) }

  var arc: Int { Int(number >> 1) }
  var isReversed: Bool { number & 1 == 1 }
  var twin: HalfArc { HalfArc(Int(number ^ 1)) }
}

/// The arcs of one band's edges.
struct BandArcs: Sendable {
  var arcs: [FaceArc] = []
  /// Places of all arcs, one after the other.
  var places: [Int32] = []
  /// The arc that each edge is part of, in the direction in which it runs from its lower place.
  var halfArcs: [HalfArc]

  /// Chains edges. Arcs end where other than two edges meet, and at the places that edges of other
  /// bands run to, which `touched` gives. `allPlaces` are the places of the stack.
  init(
    _ edges: [FaceEdge], places bandPlaces: Range<Int32>, touched: [Int32],
    allPlaces: [GridPlace]
  ) {
    halfArcs = [HalfArc](repeating: HalfArc(arc: 0, isReversed: false), count: edges.count)
    places.reserveCapacity(edges.count + edges.count / 8)
    let ends = EdgeEnds(edges, places: bandPlaces, touched: touched)
    var isUsed = [Bool](repeating: false, count: edges.count)
    for (number, edge) in edges.enumerated() where !isUsed[number] {
      if ends.isNode(edge.low) {
        chain(edges, from: edge.low, number, ends, allPlaces, &isUsed)
      } else if ends.isNode(edge.high) {
        chain(edges, from: edge.high, number, ends, allPlaces, &isUsed)
      }
    }
    // What is left are loops without a node.
    for (number, edge) in edges.enumerated() where !isUsed[number] {
      chain(edges, from: edge.low, number, ends, allPlaces, &isUsed)
    }
  }

  private mutating func chain(
    _ edges: [FaceEdge], from start: Int32, _ first: Int, _ ends: EdgeEnds,
    _ allPlaces: [GridPlace], _ isUsed: inout [Bool]
  ) {
    let firstIndex = places.count
    places.append(start)
    var (place, number) = (start, first)
    repeat {
      let edge = edges[number]
      isUsed[number] = true
      halfArcs[number] = HalfArc(arc: arcs.count, isReversed: edge.low != place)
      place = edge.low == place ? edge.high : edge.low
      places.append(place)
      if ends.isNode(place) { break }
      number = ends.edge(at: place, after: number)
    } while !isUsed[number]
    let range = firstIndex..<places.count
    let code = edges[first].code
    arcs.append(
      FaceArc(
        places: range, code: edges[first].low == start ? code : code.reversed,
        doubleArea: allPlaces.doubleArea(along: places[range]),
        leftmost: allPlaces.leftmost(of: places[range]),
        isLoop: place == start && !ends.isNode(start)))
  }
}

extension [GridPlace] {
  /// Twice the area between a chain of places and the origin, modulo 2^64.
  fileprivate func doubleArea(along chain: ArraySlice<Int32>) -> Int64 {
    var sum: Int64 = 0
    var (x, y): (Int64, Int64) = (0, 0)
    for number in chain {
      let (nextX, nextY) = (Int64(self[Int(number)].x), Int64(self[Int(number)].y))
      sum &+= x &* nextY &- nextX &* y
      (x, y) = (nextX, nextY)
    }
    return sum
  }

  fileprivate func leftmost(of chain: ArraySlice<Int32>) -> Int32 {
    var best = chain[chain.startIndex]
    for number in chain.dropFirst() where self[Int(number)].isLeft(of: self[Int(best)]) {
      best = number
    }
    return best
  }
}

extension GridPlace {
  /// By x, then by y.
  @inline(__always)
  func isLeft(of other: GridPlace) -> Bool { x != other.x ? x < other.x : y < other.y }
}

/// The edges of a band that meet at each of its places.
private struct EdgeEnds {
  private let places: Range<Int32>
  /// Up to two edges of each place, -1 for none.
  private var ends: [SIMD2<Int32>]
  /// How many edges meet; 3 stands for more, and for places that edges of other bands touch.
  private var degrees: [UInt8]

  init(_ edges: [FaceEdge], places: Range<Int32>, touched: [Int32]) {
    self.places = places
    ends = Array(repeating: SIMD2(-1, -1), count: places.count)
    degrees = Array(repeating: 0, count: places.count)
    for place in touched { degrees[Int(place - places.lowerBound)] = 3 }
    for (number, edge) in edges.enumerated() {
      if places.contains(edge.high) {
        add(Int32(number), at: edge.low)
        add(Int32(number), at: edge.high)
      } else {
        degrees[Int(edge.low - places.lowerBound)] = 3
      }
    }
  }

  private mutating func add(_ edge: Int32, at place: Int32) {
    let index = Int(place - places.lowerBound)
    if degrees[index] < 2 { ends[index][Int(degrees[index])] = edge }
    degrees[index] = min(3, degrees[index] + 1)
  }

  @inline(__always)
  func isNode(_ place: Int32) -> Bool {
    !places.contains(place) || degrees[Int(place - places.lowerBound)] != 2
  }

  @inline(__always)
  func edge(at place: Int32, after edge: Int) -> Int {
    let both = ends[Int(place - places.lowerBound)]
    return Int(both.x) == edge ? Int(both.y) : Int(both.x)
  }
}
