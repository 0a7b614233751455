/// What readers are told of a table or a column, in each language.
package struct Label: Sendable, Equatable {
  /// How readers expect to see the values.
  package enum Form: Sendable {
    /// As the column's type, unit and decimals say.
    case plain
    /// A year: a whole number without groups of three.
    case year
    /// A part of one, shown as a percentage.
    case share
    /// A number of which nothing is known but its value.
    case anyNumber
  }

  /// What it is called, without its unit.
  package var title: Wording
  /// What it says, in a sentence.
  package var meaning: Wording
  /// Code of the language that the texts of a column are in; nil for what reads the same in all.
  package var language: String?
  /// How its values are shown.
  package var form: Form
  /// What its texts stand for, by text, where they are codes for programs.
  package var codes: [String: Wording] = [:]

  /// A label.
  package init(
    title: Wording, meaning: Wording, language: String? = nil, form: Form = .plain
  ) {
    self.title = title
    self.meaning = meaning
    self.language = language
    self.form = form
  }
}

extension Wording {
  /// The words with a small letter in front, to stand within a sentence.
  package var uncapitalised: Wording {
    func small(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
    return Wording(en: small(en), nl: small(nl))
  }

  /// The words with one more in each language behind them.
  package func followed(by words: Wording) -> Wording {
    Wording(en: en + words.en, nl: nl + words.nl)
  }
}
