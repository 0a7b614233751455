import ProjectFile

/// What an amount rests on, in EUR: the project's own data, published figures and assumptions add up to it. A
/// part of an amount rests on an assumption where one of the figures that it is worked out from is one.
package struct Reliance: Sendable, Equatable {
  /// Rests on the project's own data alone.
  package private(set) var own = 0.0
  /// Rests on figures of catalogues that were read or worked out from what was, and on own data.
  package private(set) var published = 0.0
  /// Rests on at least one assumption.
  package private(set) var assumed = 0.0
  /// How much of it rests on each assumption, by name: whatever rests on two counts under both.
  package private(set) var assumptions: [String: Double] = [:]

  /// The amount.
  package var total: Double { own + published + assumed }

  /// Part of the amount that rests on assumptions; above 1 where without them less than nothing would be left.
  /// nil where there is no amount.
  package var assumedShare: Double? { total == 0 ? nil : assumed / total }

  /// Assumptions by how much rests on them, most first.
  package var heaviest: [(name: String, euros: Double)] {
    assumptions.sorted { (abs($1.value), $0.key) < (abs($0.value), $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Adds a part and the figures that it is worked out from, beside the project's own.
  mutating func add(_ euros: Double, on figures: [FigureUse]) {
    guard !figures.isEmpty else {
      own += euros
      return
    }
    let assumed = Set(figures.filter { $0.mark == .assumed }.map(\.name))
    for name in assumed { assumptions[name, default: 0] += euros }
    if assumed.isEmpty {
      published += euros
    } else {
      self.assumed += euros
    }
  }
}

/// A figure of a catalogue that an amount is worked out from.
struct FigureUse: Equatable {
  /// The catalogue, the row and the key.
  let name: String
  /// How sure it is.
  let mark: FigureMark
}
