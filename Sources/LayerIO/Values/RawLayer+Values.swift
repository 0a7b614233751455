import Geometry

extension RawLayer {
  /// The fields that the project uses, each judged by all values that were read.
  func judgements(_ options: SourceOptions) -> [String: ColumnJudgement] {
    let compared = options.filter.compactMap { condition in
      condition.test.use.map { FieldUse(condition.field, as: $0, words: condition.test.words) }
    }
    let uses = Dictionary(grouping: options.uses + compared, by: \.field)
    var judgements: [String: ColumnJudgement] = [:]
    for (field, uses) in uses {
      guard let column = attributes.column(field) else { continue }
      judgements[field] = ColumnJudgement(
        column, uses, given: options.decimals[field], currency: options.currency)
    }
    return judgements
  }

  /// What is said of values that a condition names and no feature has. A condition of which nothing
  /// occurs leaves nothing, which shows by itself.
  func absentWords(_ options: SourceOptions) -> [IntakeNote] {
    options.filter.flatMap { condition -> [IntakeNote] in
      let words = Set(condition.test.words)
      guard words.count > 1, let column = attributes.column(condition.field) else { return [] }
      let values = Set((0..<column.count).lazy.compactMap { column[$0].codeText })
      let absent = words.subtracting(values)
      guard absent.count < words.count else { return [] }
      return absent.sorted().prefix(10).compactMap { word in
        ColumnTexts(field: condition.field).absent(
          word, nearest: nearestName(to: word, among: values.sorted()))
      }
    }
  }
}
