extension ReportText {
  /// Backgrounds of the map, and what readers take away: pictures, lists and prints.
  package static let taking = [
    ReportText("background", en: "Background", nl: "Achtergrond"),
    ReportText("background-none", en: "None", nl: "Geen"),
    ReportText("background-grey", en: "Grey", nl: "Grijs"),
    ReportText("background-colour", en: "Colour", nl: "Kleur"),
    ReportText("background-aerial", en: "Aerial photo", nl: "Luchtfoto"),
    ReportText("backgroundOwn", en: "Another map", nl: "Andere kaart"),
    ReportText(
      "backgroundText", en: "Address of map tiles", nl: "Adres van kaarttegels"),
    ReportText(
      "backgroundRemembered",
      en:
        "A background comes over the network, from whoever offers it. Your browser remembers the choice; "
        + "without one nothing is fetched.",
      nl:
        "Een achtergrond komt over het netwerk, van wie hem aanbiedt. Uw browser onthoudt de keuze; zonder "
        + "keuze wordt niets opgehaald."),
    ReportText(
      "backgroundInvalid",
      en: "Give an address that begins with https:// and holds {z}, {x} and {y}.",
      nl: "Geef een adres dat begint met https:// en {z}, {x} en {y} bevat."),
    ReportText(
      "backgroundFails", en: "The background does not come; is there a network?",
      nl: "De achtergrond komt niet; is er netwerk?"),
    ReportText("backgroundBy", en: "Background: %1.", nl: "Achtergrond: %1."),
    ReportText("comparedLegend", en: "Neighbourhoods side by side", nl: "Buurten naast elkaar"),
    ReportText("shareLegend", en: "Part of the area with %1", nl: "Deel van het oppervlak met %1"),
    ReportText("savePicture", en: "Save as picture", nl: "Bewaar als plaatje"),
    ReportText(
      "pictureSource", en: "Made with Kansenkaart %1 from: %2.",
      nl: "Gemaakt met Kansenkaart %1 uit: %2."),
    ReportText("printPage", en: "Print", nl: "Afdrukken"),
    ReportText("printed", en: "Printed on %1", nl: "Afgedrukt op %1"),
    ReportText("exportCSV", en: "Save this list (CSV)", nl: "Bewaar deze lijst (CSV)"),
    ReportText("exportWorkbook", en: "for Excel (xlsx)", nl: "voor Excel (xlsx)"),
    ReportText("exportAbout", en: "About this list", nl: "Over deze lijst"),
    ReportText("exportList", en: "List", nl: "Lijst"),
    ReportText("exportFrom", en: "From", nl: "Uit"),
    ReportText("exportDate", en: "Saved on", nl: "Bewaard op"),
    ReportText("exportFilters", en: "Filters", nl: "Filters"),
    ReportText("exportNoFilters", en: "none", nl: "geen"),
    ReportText("number", en: "Number", nl: "Nummer"),
    ReportText("status", en: "Status", nl: "Status"),
    ReportText("planned", en: "planned", nl: "gepland"),
    ReportText("dueYear", en: "Due in", nl: "Planjaar"),
    ReportText("earliestYear", en: "At the earliest", nl: "Op zijn vroegst"),
    ReportText("latestYear", en: "At the latest", nl: "Op zijn laatst"),
    ReportText("group-core", en: "Overview", nl: "Overzicht"),
    ReportText("group-plan", en: "Plan", nl: "Plan"),
    ReportText("group-places", en: "Places", nl: "Plekken"),
    ReportText("group-basis", en: "Method", nl: "Uitleg"),
  ]
}
