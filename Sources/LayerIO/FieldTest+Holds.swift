extension FieldTest {
  /// Whether a value satisfies the condition.
  func holds(for value: AttributeValue) -> Bool {
    switch self {
    case .isNull: value == .null
    case .oneOf(let values): value != .null && values.contains { $0.matches(value) }
    case .noneOf(let values): value != .null && !values.contains { $0.matches(value) }
    case .before(let limit): number(value).map { $0 < limit } ?? false
    case .after(let limit): number(value).map { $0 > limit } ?? false
    case .within(let range): number(value).map(range.contains) ?? false
    }
  }

  private func number(_ value: AttributeValue) -> Double? { (try? value.number()) ?? nil }
}

extension AttributeValue {
  /// Whether a value of a source is what the project file wrote: numbers by value, text to the letter.
  fileprivate func matches(_ value: AttributeValue) -> Bool {
    switch (self, value) {
    case (.text(let a), .text(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.text(let a), _): value.codeText == a
    case (_, .text(let b)): codeText == b
    default: codeText == value.codeText
    }
  }
}
