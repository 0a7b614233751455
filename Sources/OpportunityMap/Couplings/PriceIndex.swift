import ProjectFile

/// How prices of years compare.
package struct PriceIndex: Sendable, Equatable {
  /// Values by year, ascending in years.
  private let values: [(year: Int, value: Double)]
  /// Where they come from.
  package let source: String

  /// An index from its values, over 0, at least one.
  package init(_ values: [Int: Double], source: String) {
    precondition(!values.isEmpty && values.values.allSatisfy { $0 > 0 })
    self.values = values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.source = source
  }

  /// By what an amount of one year is multiplied to be one of another. Years between two that are known
  /// lie on a straight line between them; before the first and after the last prices stand still.
  package func factor(from: Int, to: Int) -> Double { value(to) / value(from) }

  private func value(_ year: Int) -> Double {
    guard let next = values.first(where: { $0.year >= year }) else {
      return values[values.count - 1].value
    }
    guard let before = values.last(where: { $0.year <= year }), before.year < next.year else {
      return next.value
    }
    let part = Double(year - before.year) / Double(next.year - before.year)
    return before.value + part * (next.value - before.value)
  }

  /// Equal values and source.
  package static func == (a: PriceIndex, b: PriceIndex) -> Bool {
    a.source == b.source && a.values.elementsEqual(b.values) { $0 == $1 }
  }

  /// Reads an index.
  /// - Throws: `YAMLError`.
  init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["values", "source"])
    var values: [Int: Double] = [:]
    for (key, amount) in try keys.needed("values", in: value).members() {
      guard let year = Int(key), (1900...2200).contains(year) else {
        throw amount.error("'\(key)' is no year.", "Write years like 2015.")
      }
      values[year] = try amount.number(in: 1e-3...1e6)
    }
    guard !values.isEmpty else {
      throw value.error("'\(value.name)' has no values.", "Give at least one: {2021: 100}.")
    }
    self.init(values, source: try keys.needed("source", in: value).text())
  }
}
