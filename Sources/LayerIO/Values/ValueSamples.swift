/// How many values there are of some sort, and the first few that differ.
struct ValueSamples: Sendable, Equatable {
  /// Number of values.
  private(set) var count = 0
  /// The first ones, at most `limit`, each once.
  private(set) var texts: [String] = []

  /// Whether there are other values beside those.
  private var hasMore = false

  private static let limit = 5

  /// Counts a value.
  mutating func add(_ text: @autoclosure () -> String) {
    count += 1
    if !hasMore { keep(text()) }
  }

  private mutating func keep(_ text: String) {
    guard !texts.contains(text) else { return }
    if texts.count < Self.limit { texts.append(text) } else { hasMore = true }
  }

  /// Counts what another one counts too.
  mutating func add(_ other: ValueSamples) {
    count += other.count
    hasMore = hasMore || other.hasMore
    for text in other.texts { keep(text) }
  }

  /// What both count.
  func with(_ other: ValueSamples) -> ValueSamples {
    var both = self
    both.add(other)
    return both
  }

  /// The values between quotation marks, with dots behind them where there are more of them.
  var list: String {
    let quoted = texts.map { "'\($0.count > 40 ? $0.prefix(40) + "..." : $0)'" }
    return quoted.joined(separator: ", ") + (hasMore ? ", ..." : "")
  }
}
