import Geometry

extension RawLayer {
  /// What to say of the conditions of `where` before they leave features out, of which `kept` satisfy
  /// all: a condition that none satisfies with the values that do occur, and values of a list that no
  /// feature has.
  func notes(on filter: [FieldCondition], kept: Int) -> [IntakeNote] {
    guard geometry.count > 0 else { return [] }
    return kept == 0 ? notesOnNothing(filter) : filter.compactMap(noteOnValues)
  }

  private func notesOnNothing(_ filter: [FieldCondition]) -> [IntakeNote] {
    let impossible = filter.filter { condition in
      let test = ColumnTest(condition.test, attributes.column(condition.field))
      return !(0..<geometry.count).contains { test.holds(for: $0) }
    }
    guard !impossible.isEmpty else {
      let text = Wording(
        en:
          "No feature satisfies all conditions of 'where' at once, though each is satisfied by some.",
        nl: "Geen object voldoet aan alle voorwaarden van 'where' tegelijk, wel aan elk apart.")
      return [IntakeNote(kind: .notFound, count: geometry.count, text: text, isWarning: true)]
    }
    return impossible.map { condition in
      let values = ValueCounts(attributes.column(condition.field)).sentence(about: condition.field)
      return IntakeNote(
        kind: .notFound, count: geometry.count,
        text: Wording(
          en: "No feature satisfies 'where' on '\(condition.field)': \(values.en).",
          nl: "Geen object voldoet aan 'where' op '\(condition.field)': \(values.nl)."),
        isWarning: true)
    }
  }

  /// Values that a condition lists and no feature has. They may be there for another delivery, so it is
  /// no warning.
  private func noteOnValues(_ condition: FieldCondition) -> IntakeNote? {
    let values: [AttributeValue]
    switch condition.test {
    case .oneOf(let list) where list.count > 1: values = list
    case .noneOf(let list): values = list
    case .oneOf, .before, .after, .within, .isNull: return nil
    }
    let absent = textsNotMet(values.compactMap(\.codeText), in: attributes.column(condition.field))
    guard !absent.isEmpty else { return nil }
    let list = absent.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return IntakeNote(
      kind: .notFound, count: absent.count,
      text: Wording(
        en: "Values that 'where' names for '\(condition.field)' do not occur: \(list).",
        nl: "Waarden die 'where' noemt bij '\(condition.field)' komen niet voor: \(list)."))
  }
}
