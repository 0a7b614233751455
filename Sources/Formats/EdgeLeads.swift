import Geometry

/// Edges that snap rounding leads through places between their ends, so that all who have them can
/// follow.
struct EdgeLeads: Sendable {
  /// The way of an edge.
  struct Lead: Sendable {
    /// Places between its ends, from the first end on.
    var places: [GridStep]
    /// Those who led it that way, by their index.
    var makers: [Int]
  }

  private var leads: [GridEdge: Lead] = [:]
  /// A bit for each of many groups of places: whether a led edge begins or ends at one of the group.
  private var ends = [Bool](repeating: false, count: 1 << 16)

  var isEmpty: Bool { leads.isEmpty }

  subscript(edge: GridEdge) -> Lead? {
    guard ends[group(edge.a)], ends[group(edge.b)] else { return nil }
    return leads[edge]
  }

  /// Adds a way; places that others lead the edge through stay.
  mutating func add(_ edge: GridEdge, through places: [GridStep], by maker: Int) {
    (ends[group(edge.a)], ends[group(edge.b)]) = (true, true)
    guard var lead = leads[edge] else {
      leads[edge] = Lead(places: places, makers: [maker])
      return
    }
    guard lead.places != places else {
      leads[edge]?.makers.append(maker)
      return
    }
    lead.places = Set(lead.places + places).sorted { edge.distance(to: $0) < edge.distance(to: $1) }
    // Nobody has led the edge through all of them yet.
    lead.makers = []
    leads[edge] = lead
  }

  /// Adds the ways of others to which none is known yet.
  mutating func add(_ others: EdgeLeads) {
    for (edge, lead) in others.leads {
      (ends[group(edge.a)], ends[group(edge.b)]) = (true, true)
      leads[edge] = lead
    }
  }

  /// A ring that goes all ways that are known of its edges, and of their parts.
  func leading(_ ring: [GridStep]) -> [GridStep] {
    guard !isEmpty, var last = ring.first else { return ring }
    var result = [last]
    var waiting: [GridStep] = []
    for place in ring.dropFirst() {
      waiting.append(place)
      while let next = waiting.last {
        if let lead = self[GridEdge(last, next)] {
          let isForward = GridEdge(last, next).a == last
          waiting += isForward ? lead.places.reversed() : lead.places
        } else {
          result.append(next)
          last = next
          waiting.removeLast()
        }
      }
    }
    return result
  }

  private func group(_ place: GridStep) -> Int {
    // Neighbours on the grid must not share a group: multiplied by an odd number near 2^64 / phi.
    let mixed = UInt64(bitPattern: place.x &* 0x9E37_79B1 &+ place.y)
    return Int((mixed &* 0x9E37_79B9_7F4A_7C15) >> 48)
  }
}
