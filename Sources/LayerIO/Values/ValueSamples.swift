/// How many values there are of some sort, and the first few that differ.
struct ValueSamples: Sendable, Equatable {
  /// Number of values.
  private(set) var count = 0
  /// The first ones, at most `limit`, each once.
  private(set) var texts: [String] = []

  private static let limit = 5

  /// Counts a value.
  mutating func add(_ text: @autoclosure () -> String) {
    count += 1
    guard texts.count < Self.limit else { return }
    let text = text()
    if !texts.contains(text) { texts.append(text) }
  }

  /// Counts what another one counts too.
  mutating func add(_ other: ValueSamples) {
    count += other.count
    for text in other.texts where texts.count < Self.limit && !texts.contains(text) {
      texts.append(text)
    }
  }

  /// The values between quotation marks, with dots behind them where there are more of them.
  var list: String {
    let quoted = texts.map { "'\($0.count > 40 ? $0.prefix(40) + "..." : $0)'" }
    return quoted.joined(separator: ", ") + (count > texts.count ? ", ..." : "")
  }
}
