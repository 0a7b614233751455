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
    switch test {
    case .isNull: return text(feature).isEmpty
    case .oneOf: return words.contains(text(feature))
    case .noneOf: return !words.contains(text(feature))
    case .before(let limit): return number(feature).map { $0 < limit } ?? false
    case .after(let limit): return number(feature).map { $0 > limit } ?? false
    case .within(let range): return number(feature).map(range.contains) ?? false
    }
  }

  /// The value as it is compared: empty where there is none, however its format writes that.
  private func text(_ feature: Int) -> String { column?[feature].codeText ?? "" }

  /// The value as a number; a date as its year, where it is held against a year.
  private func number(_ feature: Int) -> Double? {
    guard let column else { return nil }
    do throws(FieldProblem) {
      return try column.number(feature)
    } catch {
      guard test.use == .comparedYear else { return nil }
      return ((try? column.year(feature)) ?? nil).map(Double.init)
    }
  }
}

extension FieldTest {
  /// The values that it names, as texts are compared; null and a blank one are empty.
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
    case .before(let limit), .after(let limit): Self.isYear(limit) ? .comparedYear : .number
    case .within(let range):
      Self.bounds(of: range).allSatisfy(Self.isYear) ? .comparedYear : .number
    case .isNull: nil
    }
  }

  private static func isYear(_ limit: Double) -> Bool {
    limit == limit.rounded() && (1800...2200).contains(limit)
  }

  /// The bounds of a range that are given.
  private static func bounds(of range: ClosedRange<Double>) -> [Double] {
    [range.lowerBound, range.upperBound].filter { abs($0) < .greatestFiniteMagnitude }
  }
}
