import LayerIO
import Tables

extension DropReason {
  /// The reason in words.
  package func text(in language: Language) -> String { words.text(in: language) }

  fileprivate var words: ReportText {
    let (english, dutch) = wordsInBoth
    return ReportText("reason-\(rawValue)", en: english, nl: dutch)
  }

  private var wordsInBoth: (en: String, nl: String) {
    switch self {
    case .nullGeometry: ("no geometry", "geen geometrie")
    case .emptyGeometry: ("empty geometry", "lege geometrie")
    case .unsuitableGeometry:
      ("kind of geometry that does not fit", "soort geometrie die niet past")
    case .badCoordinate: ("impossible coordinate", "onmogelijke coördinaat")
    case .brokenGeometry: ("broken geometry", "kapotte geometrie")
    case .badValue: ("unreadable value", "onleesbare waarde")
    case .impossibleValue: ("impossible value", "onmogelijke waarde")
    case .missingValue: ("missing value", "ontbrekende waarde")
    case .duplicateID: ("same number twice", "hetzelfde nummer twee keer")
    }
  }
}

extension ReportText {
  /// Why objects were dropped; the keys are those of `DropReason`.
  package static let reasons = DropReason.allCases.map(\.words)
}
