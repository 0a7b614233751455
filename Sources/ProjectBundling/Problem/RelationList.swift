import Geometry
import LayerStack
import Workers

/// All pairs of works that share ground or lie near each other: those that may be bundled, and those
/// that can't.
struct RelationList {
  private(set) var relations: [Relation] = []
  private(set) var apart: [Relation] = []
  /// Number of pairs that share ground, but whose windows miss each other by more than five years.
  private(set) var farApartInTime = 0

  init(_ search: RelationSearch, threads: Int) throws {
    let size = 512
    let chunks = search.places.works.indices.chunks(of: size)
    let parts = try concurrentMap(
      count: chunks.count, threads: threads, state: { DistanceSearch() }
    ) { distances, part in
      search.find(chunks[part], &distances)
    }
    farApartInTime = parts.reduce(0) { $0 + $1.farApartInTime }
    let places = search.places
    (relations, apart) = try concurrently(threads: threads) {
      Self.byNumber(parts.map(\.relations), size, places)
    } _: {
      Self.byNumber(parts.map(\.apart), size, places)
    }
  }

  /// The pairs that were found by place, by the number of their first work.
  private static func byNumber(
    _ parts: [PairsByWork], _ size: Int, _ places: WorksByPlace
  ) -> [Relation] {
    var all: [Relation] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.pairs.count })
    for number in places.works.indices {
      let place = places.place(of: Int32(number))
      all += parts[place / size][place % size]
    }
    return all
  }
}

/// Pairs of some works, work after work.
struct PairsByWork: Sendable {
  private(set) var pairs: [Relation] = []
  private var ends: [Int] = []

  mutating func append(_ pair: Relation) { pairs.append(pair) }

  /// All pairs of a work have been appended.
  mutating func endWork() { ends.append(pairs.count) }

  subscript(index: Int) -> ArraySlice<Relation> {
    pairs[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}
