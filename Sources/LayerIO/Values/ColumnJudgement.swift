/// A field that the project uses, judged by all values of its column: how it is written, and what whoever
/// reads the results should know about that.
struct ColumnJudgement {
  private(set) var notation = ColumnNotation()
  private(set) var notes: [IntakeNote] = []
  /// Whether what its values mean depends on values elsewhere in the column.
  private(set) var dependsOnColumn = false

  private let field: String
  private let currency: CurrencyCode

  /// Judges a column by all uses that the project makes of it. `shown` are the currencies that a
  /// spreadsheet shows its numbers with.
  init(
    _ column: AttributeColumn, _ uses: [FieldUse], given: DecimalSign?,
    currency: CurrencyCode = .euro, shown: [Currency: ValueSamples] = [:]
  ) {
    field = column.name
    self.currency = currency
    let words = uses.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    let years = uses.filter { $0.kind == .year || $0.kind == .plannedYear }
    if let kind = years.map(\.kind).first(where: { $0 == .plannedYear }) ?? years.first?.kind {
      judge(YearColumn(column, words: words), kind)
    }
    // What is a year besides may be compared as a number; what is none was said already.
    let numbers = uses.filter { [.number, .amount, .comparedYear].contains($0.kind) }
    var currencies = shown
    if !numbers.isEmpty, column.hasTexts {
      let takesDates = numbers.contains { $0.kind == .comparedYear }
      let found = NumberColumn(column, words: words, takesDates: takesDates)
      judge(found, given, saysUnread: years.isEmpty)
      currencies.merge(found.currencies) { $0.with($1) }
    }
    if numbers.contains(where: { $0.kind == .amount }) { noteOthers(among: currencies) }
    noteCapitals(column, words)
  }

  /// Amounts in another currency than the project's.
  private mutating func noteOthers(among currencies: [Currency: ValueSamples]) {
    for (other, values) in currencies.sorted(by: { $0.key.name < $1.key.name })
    where !other.codes.contains(currency.code) {
      add(ColumnTexts(field: field).otherCurrency(values, other.name, currency))
    }
  }

  private mutating func judge(
    _ numbers: NumberColumn, _ given: DecimalSign?, saysUnread: Bool
  ) {
    numbers.decide(given: given, &notation)
    dependsOnColumn = dependsOnColumn || numbers.dependsOnColumn
    let texts = ColumnTexts(field: field)
    if given == nil {
      if numbers.isContradictory { add(texts.contradiction(numbers, notation)) }
      add(texts.open(numbers.openValues, notation))
    }
    if saysUnread {
      add(texts.unknown(numbers.unknown))
      add(texts.notNumbers(numbers.unread(notation)))
      add(texts.comparedDates(numbers.dates))
    }
  }

  private mutating func judge(_ years: YearColumn, _ kind: FieldUse.Kind) {
    years.decide(kind, &notation)
    dependsOnColumn = dependsOnColumn || years.dependsOnColumn
    let texts = ColumnTexts(field: field)
    add(texts.unknown(years.unknown))
    add(texts.placeholders(years.placeholders, count: notation.hasPlaceholders))
    add(texts.notYears(years.unread(kind, notation)))
    add(texts.days(years.daysRead(notation)))
    add(texts.milliseconds(years.millisecondsRead(notation)))
    add(texts.shortYears(years.shortYearsRead(notation)))
    add(texts.lateOnLastDay(years.lateOnLastDay))
  }

  /// Values that differ from a word of the project file in their capitals alone.
  private mutating func noteCapitals(_ column: AttributeColumn, _ words: Set<String>) {
    guard !words.isEmpty, column.hasTexts else { return }
    let spellings = Dictionary(words.map { ($0.lowercased(), $0) }, uniquingKeysWith: min)
    var counts: [String: Int] = [:]
    column.forEachText { text in
      let text = text.compared
      if !words.contains(text) { counts[text, default: 0] += 1 }
    }
    let found = counts.keys.filter { spellings[$0.lowercased()] != nil }.sorted()
    for text in found.prefix(10) {
      let word = spellings[text.lowercased()] ?? ""
      add(ColumnTexts(field: field).capitals(text, word, count: counts[text] ?? 0))
    }
  }

  private mutating func add(_ note: IntakeNote?) {
    if let note { notes.append(note) }
  }
}
