import OpportunityMap
import ProjectFile
import Tables

/// What a number of neighbourhoods is, so that the page writes it as what it is: a year has no thousands
/// sign, a percentage has its sign.
struct ReportNumber: Encodable {
  let unit: String
  let isYear: Bool
}

extension OpportunityMap {
  /// What the numbers are that the project describes, by what readers call them.
  func reportNumbers(in language: Language) -> [String: ReportNumber] {
    let pairs = differentiation.features.compactMap { feature -> (String, ReportNumber)? in
      guard case .number(let number) = feature.meaning else { return nil }
      return (
        number.name[language.rawValue] ?? number.key,
        ReportNumber(unit: number.unit, isYear: number.kind == .year)
      )
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
