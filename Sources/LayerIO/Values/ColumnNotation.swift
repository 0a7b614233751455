/// How the texts of a column write numbers and years, decided from all of its values: those of the whole
/// source, also of features that a filter or a part leaves out.
package struct ColumnNotation: Sendable, Codable, Equatable {
  /// The decimal sign of values that either would do for.
  package var decimal = DecimalSign.point
  /// Whether the project file gave the decimal sign: then what can't be read by it is no number.
  package var isGiven = false
  /// Whether whole numbers are days as a spreadsheet counts them.
  package var hasDayNumbers = false
  /// Whether all whole numbers are milliseconds since 1970, also those that are small for it.
  package var hasMilliseconds = false
  /// Whether dates such as 31/12/30 end with a year of this century.
  package var hasShortYears = false
  /// Whether the day from which some program counts, such as 1900-01-01, stands for no date.
  package var hasPlaceholders = false

  /// How a value on its own is written: with a decimal point where that leaves it open.
  package init() {}

  /// The number that a text stands for, by the column's sign or, unless that is given, by the only one
  /// that makes it a number.
  func value(of text: NumberText) -> Double? {
    text[decimal] ?? (isGiven ? nil : text[decimal.other])
  }
}

/// The decimal signs that a project file gives for a source.
package struct GivenDecimals: Sendable, Equatable {
  /// For all fields; nil where the values tell.
  package var everywhere: DecimalSign?
  /// For single fields.
  package var fields: [String: DecimalSign]

  /// Signs that are given; none unless said.
  package init(everywhere: DecimalSign? = nil, fields: [String: DecimalSign] = [:]) {
    self.everywhere = everywhere
    self.fields = fields
  }

  /// The sign of a field.
  subscript(field: String) -> DecimalSign? { fields[field] ?? everywhere }
}

/// What a field of a source is read as.
package struct FieldUse: Sendable, Equatable {
  /// What its values should be.
  package enum Kind: Sendable, Equatable {
    /// Numbers.
    case number
    /// Numbers that are compared with years; dates count as their year.
    case comparedYear
    /// Amounts of money, in the project's currency.
    case amount
    /// Years or dates.
    case year
    /// Years or dates of what is planned.
    case plannedYear
    /// Words that the project file lists.
    case word
  }
  /// Name of the field.
  package var field: String
  /// What its values should be.
  package var kind: Kind
  /// Values that the project file names and translates, which need not be what they should.
  package var words: Set<String>

  /// A use of a field.
  package init(_ field: String, as kind: Kind, words: some Sequence<String> = []) {
    self.field = field
    self.kind = kind
    self.words = Set(words)
  }
}
