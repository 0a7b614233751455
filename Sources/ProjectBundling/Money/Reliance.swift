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
  /// What parts come to without their signs: all, and those that rest on an assumption.
  private var sizes = (all: 0.0, assumed: 0.0)

  /// The amount.
  package var total: Double { own + published + assumed }

  /// Share that rests on assumptions, 0 to 1, parts below 0 counted without their sign; nil where there is
  /// nothing.
  package var assumedShare: Double? { sizes.all > 0 ? sizes.assumed / sizes.all : nil }

  /// Assumptions by how much rests on them, most first.
  package var heaviest: [(name: String, euros: Double)] {
    assumptions.sorted { (abs($1.value), $0.key) < (abs($0.value), $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// Adds a part and the figures that it is worked out from, beside the project's own.
  mutating func add(_ euros: Double, on figures: [FigureUse]) {
    sizes.all += abs(euros)
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
      sizes.assumed += abs(euros)
    }
  }

  /// Equal amounts.
  package static func == (a: Reliance, b: Reliance) -> Bool {
    (a.own, a.published, a.assumed) == (b.own, b.published, b.assumed)
      && a.assumptions == b.assumptions && a.sizes == b.sizes
  }
}

/// A figure of a catalogue that an amount is worked out from.
struct FigureUse: Equatable {
  /// The catalogue, the row and the key.
  let name: String
  /// How sure it is.
  let mark: FigureMark
}
