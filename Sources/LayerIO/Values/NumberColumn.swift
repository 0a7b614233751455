/// What the values of a column tell together of how its numbers are written.
struct NumberColumn {
  /// Words for what is not known.
  private(set) var unknown = ValueSamples()
  /// Currencies that are named, with the values that name them.
  private(set) var currencies: [Currency: ValueSamples] = [:]
  private var texts: [DecimalSign: ValueSamples] = [:]
  /// Values with two readings, by the sign that stands in them.
  private var open: [DecimalSign: ValueSamples] = [:]
  private var wrong = ValueSamples()
  /// Dates and periods, where they are taken for their year.
  private(set) var dates = ValueSamples()

  /// Looks at all texts of a column, but for those that the project file translates. Numbers that are
  /// typed tell nothing. Whether dates count as their year, the caller says.
  init(_ column: AttributeColumn, words: Set<String>, takesDates: Bool = false) {
    column.forEachText { text in
      let text = text.compared
      if words.contains(text) { return }
      if let number = NumberText(text) {
        add(number, text)
      } else if UnknownValues.contains(text) {
        if !text.isEmpty { unknown.add(text) }
      } else if takesDates, (try? AttributeValue.text(text).year()) != nil {
        dates.add(text)
      } else {
        wrong.add(text)
      }
    }
  }

  /// Without values yet.
  init() {}

  /// Takes a number into account.
  mutating func add(_ number: NumberText, _ text: String) {
    if let currency = number.currency { currencies[currency, default: ValueSamples()].add(text) }
    if let sign = number.onlySign {
      texts[sign, default: ValueSamples()].add(text)
    } else if number.isOpen {
      open[text.contains(".") ? .point : .comma, default: ValueSamples()].add(text)
    }
  }

  private func count(_ sign: DecimalSign) -> Int { texts[sign]?.count ?? 0 }
  private func openCount(_ sign: DecimalSign) -> Int { open[sign]?.count ?? 0 }

  // MARK: Decisions

  /// Says how a column is written: as the project file says; else with the decimal sign of most values
  /// that can be read in one way alone; else, where all are open, with the sign that most of them do not
  /// have, or do have where `opensAreDecimal`.
  func decide(
    given: DecimalSign?, opensAreDecimal: Bool = false, _ notation: inout ColumnNotation
  ) {
    notation.isGiven = given != nil
    notation.decimal = given ?? known ?? guess(opensAreDecimal)
  }

  /// The sign that most values say; nil where none does, or as many say the one as the other.
  private var known: DecimalSign? {
    let (points, commas) = (count(.point), count(.comma))
    return points == commas ? nil : points > commas ? .point : .comma
  }

  private func guess(_ opensAreDecimal: Bool) -> DecimalSign {
    let most: DecimalSign = openCount(.point) >= openCount(.comma) ? .point : .comma
    guard openCount(most) > 0 else { return .point }
    return opensAreDecimal ? most : most.other
  }

  /// Whether values of both kinds stand in it.
  var isContradictory: Bool { count(.point) > 0 && count(.comma) > 0 }

  /// Values that nothing tells the reading of.
  var openValues: ValueSamples {
    guard texts.isEmpty || isContradictory else { return ValueSamples() }
    var all = open[.point] ?? ValueSamples()
    if let commas = open[.comma] { all.add(commas) }
    return all
  }

  /// Values with a decimal sign that can be no other.
  func values(with sign: DecimalSign) -> ValueSamples { texts[sign] ?? ValueSamples() }

  /// Values that are no numbers, by the column's sign.
  func unread(_ notation: ColumnNotation) -> ValueSamples {
    var unread = wrong
    if notation.isGiven, let others = texts[notation.decimal.other] { unread.add(others) }
    return unread
  }

  /// Whether what a value means depends on values elsewhere in the column.
  var dependsOnColumn: Bool { openCount(.point) + openCount(.comma) > 0 }
}
