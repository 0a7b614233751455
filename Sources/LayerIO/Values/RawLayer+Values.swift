extension [RawLayer] {
  /// Decides how the columns of a source are written, by the values of all of its files, and notes what is
  /// worth knowing about that with the first file.
  mutating func judgeColumns(_ options: SourceOptions) {
    let judgements = judgements(options)
    let notations = judgements.mapValues(\.notation)
    for index in indices {
      self[index].attributes = self[index].attributes.written(as: notations)
    }
    guard !isEmpty else { return }
    for field in judgements.keys.sorted() {
      self[0].record.notes += judgements[field]?.notes ?? []
    }
  }

  /// The fields that the project uses, each judged by all values that were read.
  func judgements(_ options: SourceOptions) -> [String: ColumnJudgement] {
    let compared = options.filter.compactMap { condition in
      condition.test.use.map { FieldUse(condition.field, as: $0, words: condition.test.words) }
    }
    let uses = Dictionary(grouping: options.uses + compared, by: \.field)
    var judgements: [String: ColumnJudgement] = [:]
    for (field, uses) in uses {
      guard let column = wholeColumn(field) else { continue }
      judgements[field] = ColumnJudgement(
        column, uses, given: options.decimals[field], currency: options.currency,
        shown: shownCurrencies(field))
    }
    return judgements
  }

  /// The currencies that spreadsheets among the files show the numbers of a field with.
  private func shownCurrencies(_ field: String) -> [Currency: ValueSamples] {
    reduce(into: [:]) { $0.merge($1.shownCurrencies[field] ?? [:]) { $0.with($1) } }
  }

  /// The values that all files have of a field, one after the other; nil where none has the field.
  private func wholeColumn(_ field: String) -> AttributeColumn? {
    let columns = compactMap { $0.attributes.column(field) }
    guard columns.count > 1 else { return columns.first }
    var whole = AttributeColumn(name: field)
    for column in columns {
      let (kinds, payloads, lengths, bytes) = column.storage
      whole.append(kinds: kinds, payloads: payloads, textLengths: lengths, textBytes: bytes)
    }
    return whole
  }
}
