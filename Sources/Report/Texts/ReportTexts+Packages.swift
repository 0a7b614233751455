extension ReportText {
  /// Packages of measures.
  package static let packages = [
    ReportText("packagesTitle", en: "Which package suits where", nl: "Welk pakket past waar"),
    ReportText(
      "packagesText",
      en:
        "A package is a set of measures for one kind of neighbourhood. It suits where all "
        + "its conditions hold; press a cell for the reason.",
      nl:
        "Een pakket is een set maatregelen voor een soort buurt. Het past waar aan alle "
        + "voorwaarden is voldaan; kies een vakje voor de reden."),
    ReportText(
      "packageOnMap",
      en: "Package on the map (number of neighbourhoods that it suits)",
      nl: "Pakket op de kaart (aantal buurten waar het past)"),
    ReportText("packageView", en: "Package of measures", nl: "Maatregelenpakket"),
    ReportText("packagesMatrix", en: "Neighbourhoods and packages", nl: "Buurten en pakketten"),
    ReportText("packageFor", en: "For the challenge %1.", nl: "Voor de opgave %1."),
    ReportText("packageOf", en: "It consists of: %1.", nl: "Het bestaat uit: %1."),
    ReportText("packageSuits", en: "Suits in", nl: "Past in"),
    ReportText(
      "packageSuitsNone",
      en: "It suits no neighbourhood here.",
      nl: "Het past hier in geen enkele buurt."),
    ReportText(
      "packageHint",
      en: "Press a cell below for the reason.",
      nl: "Kies hieronder een vakje voor de reden."),
    ReportText(
      "packageSources",
      en: "Where thresholds and costs come from",
      nl: "Waar drempels en kosten vandaan komen"),
    ReportText("packageCost", en: "Would cost %1 to %2 here.", nl: "Zou hier %1 tot %2 kosten."),
    ReportText("cellIs", en: "%1 in %2: %3", nl: "%1 in %2: %3"),
  ]
}
