/// A height at which a strand is expected to cross its right neighbour.
struct Crossing: BitwiseCopyable {
  let y: Double
  let strand: Int32
}

/// Crossings ahead, the lowest first: a binary heap. Crossings that will not happen any more, because
/// something came between the two, stay in it; who takes one finds out.
struct CrossingQueue: ~Copyable {
  private var heap = FlatBuffer<Crossing>()

  /// Height of the first one; infinite when there is none.
  @inline(__always)
  var nextHeight: Double { heap.count > 0 ? heap[0].y : .infinity }

  mutating func removeAll() { heap.removeAll() }

  mutating func insert(_ crossing: Crossing) {
    var hole = heap.count
    heap.append(crossing)
    while hole > 0, heap[(hole - 1) / 2].y > crossing.y {
      heap[hole] = heap[(hole - 1) / 2]
      hole = (hole - 1) / 2
    }
    heap[hole] = crossing
  }

  mutating func takeFirst() -> Crossing {
    let first = heap[0]
    let last = heap.removeLast()
    guard heap.count > 0 else { return first }
    var hole = 0
    while 2 * hole + 1 < heap.count {
      var child = 2 * hole + 1
      if child + 1 < heap.count, heap[child + 1].y < heap[child].y { child += 1 }
      guard heap[child].y < last.y else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = last
    return first
  }
}
