/// The best choice among many sets of at most 64 items, item by item: what can still be chosen depends only
/// on which later items are taken already, and of all ways to take the same ones the best is enough. Where
/// items are related along streets there are few of them.
struct LayeredChoice {
  /// A way to have decided on all items so far.
  private struct State {
    /// Later items that are taken.
    let taken: UInt64
    var gain: Double
    /// Where it comes from in the layer before.
    var previous: Int32
    /// Index of the column that was chosen; -1 for none.
    var column: Int32
  }

  private let count: Int
  private let columns: [ExactSearch.Column]
  /// Indices of the columns by their lowest item. Shape: items.
  private let columnsFrom: [[Int32]]
  /// The most that an item can bring. Shape: items.
  private let shares: [Double]

  /// Most steps from one layer to the next, all layers together.
  private static let mostSteps = 3_000_000

  /// The choice among columns of some items.
  init(count: Int, _ columns: [ExactSearch.Column]) {
    self.count = count
    self.columns = columns
    var columnsFrom = [[Int32]](repeating: [], count: count)
    var shares = [Double](repeating: 0, count: count)
    for (index, column) in columns.enumerated() {
      columnsFrom[column.members.trailingZeroBitCount].append(Int32(index))
      let share = column.gain / Double(column.members.nonzeroBitCount)
      for item in 0..<count where column.members >> UInt64(item) & 1 == 1 {
        shares[item] = max(shares[item], share)
      }
    }
    (self.columnsFrom, self.shares) = (columnsFrom, shares)
  }

  /// The columns of the best choice; nil where that takes too many steps.
  func best() -> [ExactSearch.Column]? {
    let least = greedyGain()
    var layers: [[State]] = [[State(taken: 0, gain: 0, previous: -1, column: -1)]]
    var steps = 0
    for item in 0..<count {
      let next = layer(after: layers[item], item, least: least, &steps)
      guard steps <= Self.mostSteps else { return nil }
      layers.append(next)
    }
    return chosen(layers)
  }

  /// All ways to decide on one more item that may still be the best.
  private func layer(
    after states: [State], _ item: Int, least: Double, _ steps: inout Int
  ) -> [State] {
    var next: [State] = []
    var places: [UInt64: Int] = [:]
    let later = item + 1 < 64 ? UInt64.max << UInt64(item + 1) : 0
    func reach(_ taken: UInt64, _ gain: Double, from previous: Int, by column: Int32) {
      let state = State(taken: taken, gain: gain, previous: Int32(previous), column: column)
      if let place = places[taken] {
        if gain > next[place].gain { next[place] = state }
      } else if gain + mostLeft(taken, from: item + 1) >= least - leastGain {
        places[taken] = next.count
        next.append(state)
      }
    }
    for (index, state) in states.enumerated() {
      steps += 1
      reach(state.taken & later, state.gain, from: index, by: -1)
      guard state.taken >> UInt64(item) & 1 == 0 else { continue }
      steps += columnsFrom[item].count
      if steps > Self.mostSteps { return [] }
      for number in columnsFrom[item] where columns[Int(number)].members & state.taken == 0 {
        let column = columns[Int(number)]
        reach(
          (state.taken | column.members) & later, state.gain + column.gain, from: index,
          by: number)
      }
    }
    return next
  }

  /// No choice among items that are not taken brings more.
  private func mostLeft(_ taken: UInt64, from first: Int) -> Double {
    var sum = 0.0
    for item in first..<count where taken >> UInt64(item) & 1 == 0 {
      sum += shares[item]
    }
    return sum
  }

  /// What some choice brings: the columns that bring most for an item first.
  private func greedyGain() -> Double {
    let rates = columns.map { $0.gain / Double($0.members.nonzeroBitCount) }
    var (taken, gain): (UInt64, Double) = (0, 0)
    for index in columns.indices.sorted(by: { (rates[$1], $0) < (rates[$0], $1) })
    where columns[index].members & taken == 0 {
      taken |= columns[index].members
      gain += columns[index].gain
    }
    return gain
  }

  private func chosen(_ layers: [[State]]) -> [ExactSearch.Column]? {
    let last = layers[count]
    guard var place = last.indices.max(by: { last[$0].gain < last[$1].gain }) else { return nil }
    var result: [ExactSearch.Column] = []
    for layer in layers.dropFirst().reversed() {
      let state = layer[place]
      if state.column >= 0 { result.append(columns[Int(state.column)]) }
      place = Int(state.previous)
    }
    return result
  }
}
