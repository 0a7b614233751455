/// A maximum closure: which of some items to take, each with a profit or a cost, when taking one may
/// oblige to take another. Solved as a minimum cut by Dinic's blocking flows (E. A. Dinic, 1970), in whole
/// thousandths of EUR, since fractions would let ever smaller flows go on for ever.
///
/// Profits are rounded up and costs down, so the value that comes out is never too low.
struct ClosureNetwork {
  private var firstArcs: [Int32] = []
  private var arcs: [Arc] = []
  private var levels: [Int32] = []
  private var current: [Int32] = []
  private var queue: [Int32] = []
  private var path: [Int32] = []
  private var profit = 0

  /// A way to send flow; the way back stands beside it, at an index with the last bit turned.
  private struct Arc {
    let end: Int32
    /// The next arc from where this one begins; -1 for none.
    let next: Int32
    var capacity: Int
  }

  private static let source: Int32 = 0
  private static let sink: Int32 = 1
  private static let endless = Int.max / 4
  private static let unitsPerEuro = 1000.0

  /// Forgets all items.
  mutating func removeAll() {
    firstArcs.removeAll(keepingCapacity: true)
    arcs.removeAll(keepingCapacity: true)
    firstArcs += [-1, -1]
    profit = 0
  }

  /// Adds an item that brings `euros`, or costs them where they are negative.
  mutating func addItem(_ euros: Double) -> Int32 {
    let item = Int32(firstArcs.count)
    firstArcs.append(-1)
    let units = Int((euros * Self.unitsPerEuro).rounded(.up))
    if units > 0 {
      profit += units
      connect(Self.source, item, units, back: 0)
    } else if units < 0 {
      connect(item, Self.sink, -units, back: 0)
    }
    return item
  }

  /// Whoever takes the first item takes the second.
  mutating func oblige(_ item: Int32, _ other: Int32) {
    connect(item, other, Self.endless, back: 0)
  }

  /// Taking one of two items without the other costs `euros`.
  mutating func couple(_ item: Int32, _ other: Int32, _ euros: Double) {
    let units = Int((euros * Self.unitsPerEuro).rounded(.down))
    if units > 0 { connect(item, other, units, back: units) }
  }

  /// The most that any closed set of items brings, in EUR; at least 0, which is what none brings.
  mutating func solve() -> Double {
    var cut = 0
    while findLevels() {
      current = firstArcs
      while case let flow = augment(), flow > 0 { cut += flow }
    }
    return Double(profit - cut) / Self.unitsPerEuro
  }

  /// Whether the best set has an item, after `solve`.
  func takes(_ item: Int32) -> Bool { levels[Int(item)] >= 0 }

  private mutating func connect(_ from: Int32, _ to: Int32, _ capacity: Int, back: Int) {
    addArc(from, to, capacity)
    addArc(to, from, back)
  }

  private mutating func addArc(_ from: Int32, _ to: Int32, _ capacity: Int) {
    let arc = Arc(end: to, next: firstArcs[Int(from)], capacity: capacity)
    firstArcs[Int(from)] = Int32(arcs.count)
    arcs.append(arc)
  }

  /// Distances from the source over arcs with room; whether the sink is reached.
  private mutating func findLevels() -> Bool {
    levels.removeAll(keepingCapacity: true)
    levels += repeatElement(-1, count: firstArcs.count)
    levels[Int(Self.source)] = 0
    queue.removeAll(keepingCapacity: true)
    queue.append(Self.source)
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      var arc = firstArcs[Int(node)]
      while arc >= 0 {
        let way = arcs[Int(arc)]
        if way.capacity > 0, levels[Int(way.end)] < 0 {
          levels[Int(way.end)] = levels[Int(node)] + 1
          queue.append(way.end)
        }
        arc = way.next
      }
    }
    return levels[Int(Self.sink)] >= 0
  }

  /// Sends what fits along one path to the sink; 0 where there is none left.
  private mutating func augment() -> Int {
    path.removeAll(keepingCapacity: true)
    var node = Self.source
    while node != Self.sink {
      if let arc = stepForward(from: node) {
        path.append(arc)
        node = arcs[Int(arc)].end
      } else {
        guard let arc = path.popLast() else { return 0 }
        // A dead end: nobody need come here again.
        levels[Int(node)] = -1
        node = arcs[Int(arc ^ 1)].end
      }
    }
    let flow = path.reduce(Self.endless) { min($0, arcs[Int($1)].capacity) }
    for arc in path {
      arcs[Int(arc)].capacity -= flow
      arcs[Int(arc ^ 1)].capacity += flow
    }
    return flow
  }

  private mutating func stepForward(from node: Int32) -> Int32? {
    var arc = current[Int(node)]
    defer { current[Int(node)] = arc }
    while arc >= 0 {
      let way = arcs[Int(arc)]
      if way.capacity > 0, levels[Int(way.end)] == levels[Int(node)] + 1 { return arc }
      arc = way.next
    }
    return nil
  }
}
