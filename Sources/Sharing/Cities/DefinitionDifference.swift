import LayerIO

/// Something that cities have defined each in their own way, so that their figures are not of the same.
package struct DefinitionDifference: Sendable, Equatable {
  /// What it is.
  package let what: Wording
  /// Which figures it touches.
  package let touches: Wording
  /// What it is in each city; nil where a city has none. Shape: cities.
  package let values: [String?]
}

extension DefinitionDifference {
  /// What differs between the definitions of cities.
  package static func all(_ cities: [SharedDefinitions]) -> [DefinitionDifference] {
    let amounts = Wording(en: "all amounts", nl: "alle bedragen")
    let catalogues: [(String, Wording, Wording)] = [
      (
        "cycles", Wording(en: "cycles", nl: "cycli"),
        Wording(
          en: "works due, their cost and hours", nl: "werken aan de beurt, hun kosten en uren")
      ),
      (
        "rules", Wording(en: "rules for working together", nl: "regels voor samenwerken"),
        Wording(en: "projects and what they save", nl: "projecten en wat ze besparen")
      ),
      (
        "couplings", Wording(en: "couplings", nl: "koppelingen"),
        Wording(en: "measures that works carry", nl: "maatregelen die meeliften")
      ),
      (
        "packages", Wording(en: "packages", nl: "pakketten"),
        Wording(en: "which package suits", nl: "welk pakket past")
      ),
      ("prices", Wording(en: "price index", nl: "prijsindex"), amounts),
      (
        "norms", Wording(en: "norms", nl: "normen"),
        Wording(en: "challenges that follow from norms", nl: "opgaven die uit normen volgen")
      ),
    ]
    let facts: [(Wording, Wording, (SharedDefinitions) -> String?)] =
      [
        (
          Wording(en: "version of the program", nl: "versie van het programma"),
          Wording(en: "everything", nl: "alles"), { $0.program }
        ),
        (Wording(en: "currency", nl: "munt"), amounts, { $0.currency }),
        (Wording(en: "price level", nl: "prijspeil"), amounts, { String($0.priceYear) }),
        (
          Wording(en: "horizon", nl: "horizon"),
          Wording(
            en: "figures of works, which are divided by its years",
            nl: "cijfers over werken, die door de jaren zijn gedeeld"), { "\($0.from)-\($0.to)" }
        ),
      ]
      + catalogues.map { key, what, touches in
        (what, touches, { $0.catalogues[key].map { String($0.prefix(12)) } })
      }
    return (facts + themes(cities)).compactMap { what, touches, value in
      let values = cities.map(value)
      return Set(values).count > 1
        ? DefinitionDifference(what: what, touches: touches, values: values) : nil
    }
  }

  private static func themes(
    _ cities: [SharedDefinitions]
  ) -> [(Wording, Wording, (SharedDefinitions) -> String?)] {
    Set(cities.flatMap(\.themes.keys)).sorted().map { key in
      (
        Wording(en: "theme '\(key)'", nl: "thema '\(key)'"),
        Wording(
          en: "shares and severity of the theme, types of neighbourhood",
          nl: "deel en ernst van het thema, typen buurten"),
        { definitions in
          // A weight counts in choosing, not in how much there is of a theme.
          definitions.themes[key].map { theme in
            ([theme.measure] + theme.classes).filter { !$0.isEmpty }.joined(separator: "; ")
          }
        }
      )
    }
  }
}
