/// What is said of how a column is written.
struct ColumnTexts {
  let field: String

  private func note(_ values: ValueSamples, _ text: @autoclosure () -> Wording) -> IntakeNote? {
    values.count == 0 ? nil : IntakeNote(kind: .values, count: values.count, text: text())
  }

  // MARK: Numbers

  /// Values that may be read in two ways, of which nothing in the column tells which.
  func open(_ values: ValueSamples, _ notation: ColumnNotation) -> IntakeNote? {
    guard let text = values.texts.first, let number = NumberText(text),
      let taken = number[notation.decimal], let other = number[notation.decimal.other]
    else { return nil }
    let (a, b) = (plainNumber(taken), plainNumber(other))
    return note(
      values,
      Wording(
        en: "'\(field)': values such as '\(text)' can be read as \(a) or as \(b); \(a) was taken. "
          + "'decimal: comma' or 'decimal: point' settles it.",
        nl:
          "'\(field)': waarden zoals '\(text)' kunt u lezen als \(a) of als \(b); gelezen als \(a). "
          + "Met 'decimal: comma' of 'decimal: point' legt u het vast."))
  }

  /// Decimal commas and points in one column.
  func contradiction(_ numbers: NumberColumn, _ notation: ColumnNotation) -> IntakeNote? {
    let (points, commas) = (numbers.values(with: .point), numbers.values(with: .comma))
    var all = points
    all.add(commas)
    return note(
      all,
      Wording(
        en: "'\(field)' has decimal points (\(points.list)) and decimal commas (\(commas.list)); "
          + "each value was read by its own sign.",
        nl: "'\(field)' heeft decimale punten (\(points.list)) en komma's (\(commas.list)); "
          + "elke waarde is gelezen met haar eigen teken."))
  }

  /// Values that are no numbers.
  func notNumbers(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en: "Values of '\(field)' are not numbers: \(values.list).",
        nl: "Waarden van '\(field)' zijn geen getallen: \(values.list)."))
  }

  /// Amounts in another currency than the project's.
  func otherCurrency(
    _ values: ValueSamples, _ other: String, _ currency: CurrencyCode
  ) -> IntakeNote? {
    var note = note(
      values,
      Wording(
        en: "Amounts of '\(field)' are in \(other), and were taken as if they were in \(currency), "
          + "the project's 'currency': \(values.list).",
        nl:
          "Bedragen van '\(field)' zijn in \(other), en zijn gelezen alsof het \(currency) is, de "
          + "'currency' van het project: \(values.list)."))
    note?.isWarning = true
    return note
  }

  // MARK: Years

  /// Values that are no years.
  func notYears(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en: "Values of '\(field)' are not years: \(values.list).",
        nl: "Waarden van '\(field)' zijn geen jaartallen: \(values.list)."))
  }

  /// Whole numbers that were read as days of a spreadsheet.
  func days(_ values: ValueSamples) -> IntakeNote? {
    let text = values.texts.first ?? ""
    let date = Int(text).map { CalendarDate(spreadsheetDay: $0).text } ?? ""
    return note(
      values,
      Wording(
        en: "'\(field)' was read as day numbers of a spreadsheet, such as \(text) for \(date).",
        nl: "'\(field)' is gelezen als dagnummers van een rekenblad, zoals \(text) voor \(date)."))
  }

  /// Whole numbers that were read as milliseconds since 1970.
  func milliseconds(_ values: ValueSamples) -> IntakeNote? {
    let text = values.texts.first ?? ""
    let date = Int(text).map { CalendarDate(milliseconds: $0).text } ?? ""
    return note(
      values,
      Wording(
        en: "Values of '\(field)' were read as milliseconds since 1970 by UTC, such as \(text) for "
          + "\(date).",
        nl:
          "Waarden van '\(field)' zijn gelezen als milliseconden sinds 1970 (UTC), zoals \(text) voor "
          + "\(date)."))
  }

  /// Dates that end with a year of two digits.
  func shortYears(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en: "Years of two digits that end a date in '\(field)' were read as 20..: \(values.list).",
        nl: "Jaartallen van twee cijfers achter een datum in '\(field)' zijn gelezen als 20..: "
          + "\(values.list)."))
  }

  /// Moments by UTC at the end of a year.
  func lateOnLastDay(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en:
          "Moments by UTC late on 31 December in '\(field)' count for the year that is written; where "
          + "clocks run ahead they are on New Year's Day: \(values.list).",
        nl:
          "Tijdstippen in UTC laat op 31 december in '\(field)' tellen voor het jaar dat er staat; in "
          + "Nederland is het dan al nieuwjaarsdag: \(values.list)."))
  }

  /// Dates that stand for no date.
  func placeholders(_ values: ValueSamples, count areNone: Bool) -> IntakeNote? {
    note(
      values,
      areNone
        ? Wording(
          en: "Values of '\(field)' are the day that programs write where there is no date; they "
            + "count as no year: \(values.list).",
          nl:
            "Waarden van '\(field)' zijn de dag die programma's invullen als er geen datum is; ze "
            + "tellen niet als jaar: \(values.list).")
        : Wording(
          en:
            "Values of '\(field)' may be the day that programs write where there is no date; they "
            + "count as that year, as other dates on 1 January do: \(values.list).",
          nl: "Waarden van '\(field)' zijn misschien de dag die programma's invullen als er geen "
            + "datum is; ze tellen als dat jaar, net als andere datums op 1 januari: \(values.list)."
        ))
  }

  /// Dates that were compared with a year.
  func comparedDates(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en: "Dates in '\(field)' were compared by their year: \(values.list).",
        nl: "Datums in '\(field)' zijn vergeleken met hun jaar: \(values.list)."))
  }

  // MARK: Words

  /// Words for what is not known.
  func unknown(_ values: ValueSamples) -> IntakeNote? {
    note(
      values,
      Wording(
        en: "Values of '\(field)' say that there is none: \(values.list).",
        nl: "Waarden van '\(field)' zeggen dat er geen is: \(values.list)."))
  }

  /// A value that differs from a word of the project file in its capitals alone.
  func capitals(_ text: String, _ word: String, count: Int) -> IntakeNote? {
    IntakeNote(
      kind: .values, count: count,
      text: Wording(
        en: "'\(field)' has '\(text)' and the project file has '\(word)': capitals count, so these "
          + "differ.",
        nl:
          "'\(field)' heeft '\(text)' en het projectbestand '\(word)': hoofdletters tellen, dus dat "
          + "is niet hetzelfde."))
  }
}

/// A number without decimals where it has none, and without a power of ten as far as whole numbers go.
package func plainNumber(_ number: Double) -> String {
  Int64(exactly: number).map(String.init) ?? String(number)
}
