import OpportunityMap
import Tables

/// A package of measures as the page shows it; which neighbourhoods it suits stands with these.
struct ReportPackage: Encodable {
  /// A part of a package.
  struct Measure: Encodable {
    let name: String
    let source: String
  }

  let name: String
  /// Index of the theme that it serves; nil where the project has none of that key.
  let theme: Int?
  let measures: [Measure]
  /// Where its thresholds come from.
  let source: String

  init(_ package: PackageCatalogue.Package, _ map: OpportunityMap, in language: Language) {
    name = package.name[language.rawValue] ?? package.key
    theme = map.themes.firstIndex { $0.key == package.theme }
    measures = package.measures.map {
      Measure(name: $0.name[language.rawValue] ?? "", source: $0.source)
    }
    source = package.source
  }
}
