import LayerIO
import OpportunityMap
import Tables

/// What is said of a package that was written to a file.
package func sharedText(
  _ shared: VerifiedPackage, in file: String, newKey: String?, _ language: Language
) -> String {
  let package = shared.package
  var lines = [
    Wording(
      en: "Written to \(file): \(package.level.name.en) of \(package.city).",
      nl: "Geschreven naar \(file): \(package.level.name.nl) van \(package.city).")
  ]
  lines += about(package)
  if let newKey {
    lines.append(
      Wording(
        en:
          "A new private key is in \(newKey). Keep it to yourself, and keep it: what you share is known by it.",
        nl:
          "In \(newKey) staat een nieuwe privésleutel. Geef die aan niemand en bewaar hem goed: hieraan herkennen anderen wat u deelt."
      ))
  }
  lines.append(
    Wording(
      en:
        "Signed by \(shared.signer). Give others this public key in another way than with the file.",
      nl:
        "Ondertekend met \(shared.signer). Geef anderen deze publieke sleutel langs een andere weg dan het bestand."
    ))
  return lines.map(language.text).joined(separator: "\n")
}

/// What is said of a package that was looked at.
package func verifiedText(_ verified: VerifiedPackage, _ language: Language) -> String {
  let package = verified.package
  let signer =
    verified.isExpected == true
    ? Wording(
      en: "The signature holds and is by the key that you gave, \(verified.signer).",
      nl: "De handtekening klopt en is van de sleutel die u gaf, \(verified.signer).")
    : Wording(
      en:
        "The signature holds. It is by \(verified.signer). Whose key that is was not checked: ask the sender "
        + "for their public key, and give it with --key.",
      nl:
        "De handtekening klopt. Die is van \(verified.signer). Van wie die sleutel is, is niet nagegaan: vraag "
        + "de afzender naar de publieke sleutel en geef die met --key.")
  let lines =
    [
      Wording(
        en:
          "\(package.city), \(package.level.name.en): as it was signed, and nothing above the level "
          + "'\(package.level.rawValue)' is in it.",
        nl:
          "\(package.city), \(package.level.name.nl): zoals ondertekend, en er staat niets in boven het niveau "
          + "'\(package.level.rawValue)'."), signer,
    ] + about(package)
  return lines.map(language.text).joined(separator: "\n")
}

private func about(_ package: SharedPackage) -> [Wording] {
  let rows = package.tables.map { "\($0.name) (\($0.rows.count))" }.joined(separator: ", ")
  return [
    Wording(en: "Rows: \(rows).", nl: "Regels: \(rows)."),
    Wording(
      en: "Made on \(package.made), to be used until \(package.expires). Ask: \(package.contact).",
      nl:
        "Gemaakt op \(package.made), te gebruiken tot en met \(package.expires). Vragen: \(package.contact)."
    ),
  ]
}

/// What is said of cities beside each other.
package func citiesText(_ comparison: CitiesComparison, _ language: Language) -> String {
  let cities = comparison.cities.indices.map { city in
    let package = comparison.cities[city]
    let cost = package.ratio(.costDue, .hectare).map {
      "\(package.definitions.currency) \(language.number($0))"
    }
    let hours = package.ratio(.upkeepHours, .hectare).map { language.number($0, decimals: 1) }
    return language.text(
      Wording(
        en:
          "\(comparison.names[city]): works due cost \(cost ?? "-") a hectare and year, upkeep takes \(hours ?? "-") "
          + "hours a hectare and year.",
        nl:
          "\(comparison.names[city]): werken aan de beurt kosten \(cost ?? "-") per hectare en jaar, dagelijks onderhoud "
          + "kost \(hours ?? "-") uur per hectare en jaar."))
  }
  let differing = comparison.differences.map { language.text($0.what) }
  let definitions =
    differing.isEmpty
    ? Wording(en: "All is defined alike.", nl: "Alles is gelijk bepaald.")
    : Wording(
      en:
        "Defined otherwise, so not to be compared without a second look: \(differing.joined(separator: ", ")).",
      nl:
        "Anders bepaald, dus niet zonder meer te vergelijken: \(differing.joined(separator: ", "))."
    )
  let types = Wording(
    en:
      "\(comparison.types.types.count) types of neighbourhood over \(comparison.places.count) neighbourhoods.",
    nl: "\(comparison.types.types.count) typen buurten over \(comparison.places.count) buurten.")
  return (cities + [language.text(definitions), language.text(types)]).joined(separator: "\n")
}
