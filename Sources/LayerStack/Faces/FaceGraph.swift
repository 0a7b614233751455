import Geometry
import Workers

/// The borders of the stack as a planar graph on the grid.
struct FaceGraph: Sendable {
  let grid: FaceGrid
  /// The y that each band holds.
  let rows: [Range<Int32>]
  /// All places; those of a band stand together.
  let places: [GridPlace]
  /// Number of each band's first place, and the number of places at the end. Shape: number of bands
  /// + 1.
  let firstPlaces: [Int32]
  /// All arcs.
  private(set) var arcs: [FaceArc] = []
  /// Places of the arcs, arc after arc.
  private(set) var arcPlaces: [Int32] = []
  /// What crossing an arc does where its code names a list.
  private(set) var lists: [[WindingGain]] = []
  /// Edges of each band.
  let edges: [[FaceEdge]]
  /// The arc that each edge of a band is part of, in the direction from its lower place.
  private(set) var halfArcs: [[HalfArc]] = []

  /// The graph of a stack's borders; nil where it has no neighbourhoods.
  init?(_ input: StackInput, threads: Int) throws {
    guard let bands = try FaceBands(input, threads: threads) else { return nil }
    grid = bands.grid
    rows = (0..<bands.count).map(bands.rows)
    var noded = try bands.noded(threads: threads)
    let firstPlaces = noded.reduce(into: [Int32(0)]) {
      $0.append($0[$0.count - 1] + Int32($1.places.count))
    }
    places = join(noded.map(\.places), threads: threads) { $1 }
    joinBands(&noded, firstPlaces: firstPlaces)
    let united = try concurrentMap(count: bands.count, threads: threads) {
      [noded] band in
      BandEdges(
        noded[band].pieces, firstPlace: firstPlaces[band],
        placeCount: noded[band].places.count)
    }
    noded = []
    self.firstPlaces = firstPlaces
    edges = united.map(\.edges)
    try chain(united.map(\.lists), threads: threads)
  }

  private mutating func chain(_ bandLists: [[[WindingGain]]], threads: Int) throws {
    let touched = touchedPlaces()
    let made = try concurrentMap(count: edges.count, threads: threads) { [self] band in
      BandArcs(
        edges[band], places: firstPlaces[band]..<firstPlaces[band + 1], touched: touched[band],
        allPlaces: places)
    }
    let listNumbers = numberLists(bandLists)
    let firstArcs = made.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.arcs.count) }
    let firstArcPlaces = made.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.places.count) }
    arcs = join(made.map(\.arcs), threads: threads) { band, arc in
      arc.moved(by: firstArcPlaces[band], listNumbers: listNumbers[band])
    }
    arcPlaces = join(made.map(\.places), threads: threads) { $1 }
    halfArcs = try concurrentMap(count: edges.count, threads: threads) { band in
      made[band].halfArcs.map { HalfArc(Int($0.number) + 2 * firstArcs[band]) }
    }
  }

  /// Collects the lists of all bands, each once, and returns the number of each band's.
  private mutating func numberLists(_ bandLists: [[[WindingGain]]]) -> [[Int]] {
    var known: [[WindingGain]: Int] = [:]
    return bandLists.map { bandsOwn in
      bandsOwn.map { list in
        let number = known[list, default: lists.count]
        if number == lists.count {
          known[list] = number
          lists.append(list)
        }
        return number
      }
    }
  }

  /// The places of each band that edges from bands below run to.
  private func touchedPlaces() -> [[Int32]] {
    var touched = [[Int32]](repeating: [], count: edges.count)
    for (band, edges) in edges.enumerated() {
      for edge in edges where edge.high >= firstPlaces[band + 1] {
        touched[self.band(ofPlace: edge.high)].append(edge.high)
      }
    }
    return touched
  }

  /// The band that holds a place.
  func band(ofPlace place: Int32) -> Int { firstPlaces.countNotAbove(place) - 1 }

  /// Number of half-arcs.
  var halfArcCount: Int { 2 * arcs.count }

  /// The place at which a half-arc begins.
  @inline(__always)
  func start(_ half: HalfArc) -> Int32 {
    let places = arcs[half.arc].places
    return arcPlaces[half.isReversed ? places.upperBound - 1 : places.lowerBound]
  }

  /// The way in which a half-arc sets out.
  func direction(_ half: HalfArc) -> GridPlace {
    let range = arcs[half.arc].places
    let (from, to) =
      half.isReversed
      ? (range.upperBound - 1, range.upperBound - 2) : (range.lowerBound, range.lowerBound + 1)
    return places[Int(arcPlaces[to])] &- places[Int(arcPlaces[from])]
  }

  /// The places of a half-arc but the last, in its direction.
  func forEachPlace(of half: HalfArc, _ body: (Int32) -> Void) {
    let range = arcs[half.arc].places
    if half.isReversed {
      for index in range.dropFirst().reversed() { body(arcPlaces[index]) }
    } else {
      for index in range.dropLast() { body(arcPlaces[index]) }
    }
  }
}
