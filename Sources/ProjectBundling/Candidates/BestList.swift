/// Those that are worth most, found while they are named one by one.
struct BestList: Sendable {
  /// Something with a number and what it is worth.
  struct Entry: Sendable {
    let worth: Double
    let number: Int32
  }

  private let size: Int
  private var entries: [Entry] = []
  /// Whatever is worth less is not one of the best.
  private var least = -Double.infinity
  private var room: Int

  /// The best `size`, and whatever is worth as much as the last of them.
  init(size: Int) {
    self.size = max(1, size)
    room = 2 * self.size
  }

  mutating func add(_ entry: Entry) {
    guard entry.worth >= least else { return }
    entries.append(entry)
    if entries.count > room { tidy() }
  }

  /// The best, and whatever is worth as much as the last of them; in no order.
  var best: [Entry] {
    var tidied = self
    tidied.tidy()
    return tidied.entries
  }

  private mutating func tidy() {
    guard entries.count > size else { return }
    least = entries.map(\.worth).sorted(by: >)[size - 1]
    entries.removeAll { $0.worth < least }
    // Many may be equal: room grows with them, so that tidying stays rare.
    room = 2 * max(size, entries.count)
  }
}
