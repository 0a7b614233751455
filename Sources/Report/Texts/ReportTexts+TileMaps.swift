extension ReportText {
  /// What pages say whose maps draw the service's tiles.
  static let tileMaps = [
    ReportText("map", en: "Map", nl: "Kaart"),
    ReportText(
      "noMap", en: "This browser can't draw the map. The tables tell the same.",
      nl: "Deze browser kan de kaart niet tekenen. De tabellen vertellen hetzelfde."),
    ReportText("zoomIn", en: "Zoom in", nl: "Inzoomen"),
    ReportText("zoomOut", en: "Zoom out", nl: "Uitzoomen"),
    ReportText(
      "twoFingers", en: "Move the map with two fingers",
      nl: "Verplaats de kaart met twee vingers"),
    ReportText(
      "ctrlScroll", en: "Hold ctrl to zoom", nl: "Houd ctrl ingedrukt om in te zoomen"),
    ReportText("planned", en: "Planned in", nl: "Gepland in"),
    ReportText("notPlanned", en: "not planned", nl: "niet gepland"),
    ReportText(
      "several", en: "several works: zoom in", nl: "meer werken: zoom in"),
    ReportText("year", en: "Year", nl: "Jaar"),
    ReportText("allYears", en: "all years", nl: "alle jaren"),
    ReportText("showChallenges", en: "Show challenges", nl: "Toon opgaven"),
    ReportText("showProjects", en: "Show projects", nl: "Toon projecten"),
    ReportText("street", en: "Street", nl: "Straat"),
    ReportText("find", en: "What happens here?", nl: "Wat gebeurt hier?"),
    ReportText("foundHere", en: "Works here", nl: "Werken hier"),
    ReportText("foundNone", en: "There are no works here.", nl: "Hier zijn geen werken."),
    ReportText("work", en: "Work", nl: "Werk"),
    ReportText("what", en: "What", nl: "Wat"),
    ReportText("differs", en: "Differs:", nl: "Verschilt:"),
    ReportText("comes", en: "only on the right", nl: "alleen rechts"),
    ReportText("goes", en: "only on the left", nl: "alleen links"),
    ReportText("moves", en: "in another year", nl: "in een ander jaar"),
    ReportText("busy", en: "Working it out…", nl: "Bezig met rekenen…"),
    ReportText("failed", en: "This did not work: %1", nl: "Dit lukte niet: %1"),
    ReportText("same", en: "These two are the same.", nl: "Deze twee zijn hetzelfde."),
    ReportText("figure", en: "Figure", nl: "Cijfer"),
    ReportText("difference", en: "Difference", nl: "Verschil"),
    ReportText("differences", en: "What differs", nl: "Wat verschilt"),
    ReportText(
      "worksThatDiffer", en: "The %1 dearest of %2 works that differ",
      nl: "De %1 duurste van %2 werken die verschillen"),
    ReportText("show", en: "Show", nl: "Toon"),
    ReportText("asked", en: "What was asked", nl: "Wat gevraagd is"),
  ]
}
