/// A condition of `where` on its column, ready to be held against every feature.
struct ColumnTest {
  private let test: FieldTest
  private let column: AttributeColumn?
  /// Texts of the values that the project file names, as they are compared.
  private let words: Set<String>

  /// A condition on a column; nil for one that the source lacks, which holds nulls.
  init(_ test: FieldTest, _ column: AttributeColumn?) {
    self.test = test
    self.column = column
    words = Set(test.words)
  }

  /// Whether a feature satisfies it.
  func holds(for feature: Int) -> Bool {
    let value = column?[feature] ?? .null
    switch test {
    case .isNull: return value == .null
    case .oneOf: return value != .null && words.contains(value.codeText ?? "")
    case .noneOf: return value != .null && !words.contains(value.codeText ?? "")
    case .before(let limit): return number(feature).map { $0 < limit } ?? false
    case .after(let limit): return number(feature).map { $0 > limit } ?? false
    case .within(let range): return number(feature).map(range.contains) ?? false
    }
  }

  private func number(_ feature: Int) -> Double? { (try? column?.number(feature)) ?? nil }
}

extension FieldTest {
  /// The values that it names, as texts are compared; a blank one is empty.
  var words: [String] {
    switch self {
    case .oneOf(let values), .noneOf(let values): values.map { $0.codeText ?? "" }
    case .before, .after, .within, .isNull: []
    }
  }

  /// What it reads a field as.
  var use: FieldUse.Kind? {
    switch self {
    case .oneOf, .noneOf: .word
    case .before, .after, .within: .number
    case .isNull: nil
    }
  }
}
