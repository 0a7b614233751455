import Tables

/// A text of the report: the one place for its words in every language. To add a language, add a case to
/// `Language` and a text here; the compiler then asks for the rest.
struct ReportText {
  let key: String
  private let english: String
  private let dutch: String

  /// A text; `%1`, `%2` and so on are places for what the page fills in.
  init(_ key: String, en: String, nl: String) {
    self.key = key
    english = en
    dutch = nl
  }

  /// The words in a language.
  func text(in language: Language) -> String {
    switch language {
    case .nl: dutch
    case .en: english
    }
  }

  /// All texts.
  static let all = inFiles + served + start

  /// Those of a report that stands in a file, which asks nobody.
  static let inFiles =
    frame + mapControls + taking + overview + story + brings + undone + packages + coverage + areas
    + works
    + candidates + programme + patterns
    + streets + weights + method + reasons
}

extension Language {
  /// The texts of the report by key, with those of a page that the workbench serves where it does.
  func reportTexts(isServed: Bool) -> [String: String] {
    let texts = isServed ? ReportText.inFiles + ReportText.served : ReportText.inFiles
    return byKey(texts)
  }

  /// The texts of the page on which a project is made of files, by key.
  var startTexts: [String: String] {
    let shared = ["servedGone", "servedRebuild", "and"]
    return byKey(
      ReportText.start + (ReportText.inFiles + ReportText.served).filter { shared.contains($0.key) }
    )
  }

  private func byKey(_ texts: [ReportText]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: texts.map { ($0.key, $0.text(in: self)) })
  }

  /// How numbers and amounts are written, as a tag of BCP 47.
  var locale: String {
    switch self {
    case .nl: "nl-NL"
    case .en: "en-GB"
    }
  }
}
