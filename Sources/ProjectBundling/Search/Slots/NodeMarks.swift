/// A set of nodes that takes no time to empty.
struct NodeMarks {
  private var marks: [Int32]
  private var round: Int32 = 1

  init(count: Int) { marks = [Int32](repeating: 0, count: count) }

  mutating func removeAll() { round += 1 }

  /// Adds a node; whether it was not there.
  mutating func insert(_ node: Int32) -> Bool {
    if marks[Int(node)] == round { return false }
    marks[Int(node)] = round
    return true
  }

  mutating func remove(_ node: Int32) { marks[Int(node)] = 0 }

  func contains(_ node: Int32) -> Bool { marks[Int(node)] == round }
}
