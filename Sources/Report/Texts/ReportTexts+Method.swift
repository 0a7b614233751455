extension ReportText {
  /// The page of sources and method.
  package static let method = [
    ReportText("methodTitle", en: "Sources and method", nl: "Bronnen en methode"),
    ReportText("howTitle", en: "How the figures are made", nl: "Hoe de cijfers tot stand komen"),
    ReportText(
      "howStack",
      en:
        "All layers are laid over each other once. That cuts the city into places that lie in the "
        + "same neighbourhood, under the same challenges and the same works; their areas add up to "
        + "every figure here. The number of challenges in a place is that of the themes that are present there.",
      nl: "Alle lagen worden één keer over elkaar gelegd. Dat verdeelt de stad in plekken die in "
        + "dezelfde buurt, onder dezelfde opgaven en dezelfde werken liggen; hun oppervlakken tellen op "
        + "tot elk cijfer hier. Het aantal opgaven op een plek is het aantal thema’s dat er speelt."
    ),
    ReportText(
      "howScore",
      en:
        "The severity of a theme for a work is averaged over its surface: part of the surface × the "
        + "highest severity there (0 to 100%). The score is the sum of weight × severity, divided by "
        + "the sum of the weights.",
      nl: "De ernst van een thema voor een werk is gemiddeld over zijn oppervlak: deel van het "
        + "oppervlak × de hoogste ernst daar (0 tot 100%). De score is de som van gewicht × ernst, "
        + "gedeeld door de som van de gewichten."),
    ReportText(
      "howCoverage",
      en:
        "A challenge counts as reached where a work is due within the years shown. That is a chance "
        + "to do something about it, no promise that it is solved.",
      nl:
        "Een opgave geldt als bereikt waar een werk aan de beurt is in de getoonde jaren. Dat is een "
        + "kans om er iets aan te doen, geen belofte dat zij is opgelost."),
    ReportText(
      "howCost",
      en:
        "Costs come from the schedule, or from the cycle catalogue at the price level of %1 where the "
        + "schedule gives none. They leave out prices to come.",
      nl:
        "Kosten komen uit de planning, of uit de cycluscatalogus op prijspeil %1 waar de planning er "
        + "geen geeft. Toekomstige prijzen tellen niet mee."),
    ReportText(
      "howMap",
      en: "The map draws shapes simplified to about 20 cm; the figures come from the full shapes.",
      nl: "De kaart tekent vormen vereenvoudigd tot op ongeveer 20 cm; de cijfers komen van de "
        + "volledige vormen."),
    ReportText(
      "notUsedTitle", en: "What was read, dropped and assumed",
      nl: "Wat is gelezen, weggelaten en aangenomen"),
    ReportText(
      "notUsedText",
      en:
        "Nothing is left out in silence. The file run.json beside this report names every object.",
      nl: "Niets is stil weggelaten. Het bestand run.json naast dit rapport noemt elk object."),
    ReportText("warningsTitle", en: "Look at this first", nl: "Kijk hier eerst naar"),
    ReportText(
      "warningsText",
      en: "This may make the figures other than was meant.",
      nl: "Hierdoor kunnen de cijfers anders zijn dan bedoeld."),
    ReportText(
      "warningsNotice", en: "Warnings about the sources: %1.",
      nl: "Waarschuwingen over de bronnen: %1."),
    ReportText("sourcesRead", en: "What was read", nl: "Wat is gelezen"),
    ReportText("source", en: "Source", nl: "Bron"),
    ReportText("read", en: "Read", nl: "Gelezen"),
    ReportText("used", en: "Used", nl: "Gebruikt"),
    ReportText("repaired", en: "Repaired", nl: "Hersteld"),
    ReportText("dropped", en: "Dropped", nl: "Weggelaten"),
    ReportText("leftOut", en: "Outside the selection", nl: "Buiten de selectie"),
    ReportText("droppedObjects", en: "Dropped objects", nl: "Weggelaten objecten"),
    ReportText("nothingDropped", en: "Nothing was dropped.", nl: "Er is niets weggelaten."),
    ReportText("reason", en: "Reason", nl: "Reden"),
    ReportText("count", en: "Number", nl: "Aantal"),
    ReportText("objects", en: "Objects", nl: "Objecten"),
    ReportText("assumed", en: "Notes and defaults", nl: "Aantekeningen en standaardwaarden"),
    ReportText("note", en: "Note", nl: "Aantekening"),
    ReportText(
      "outsideText",
      en:
        "Outside all neighbourhoods lie %1 m² and %2 m of works, as a whole %3. Neighbourhoods "
        + "overlap each other over %4 m².",
      nl: "Buiten alle buurten ligt %1 m² en %2 m aan werken, in hun geheel %3. Buurten "
        + "overlappen elkaar over %4 m²."),
    ReportText("sourcesTitle", en: "Layers of challenges", nl: "Lagen met opgaven"),
    ReportText("layersAndClasses", en: "Layers and their classes", nl: "Lagen en hun klassen"),
    ReportText("class", en: "Class", nl: "Klasse"),
    ReportText("cyclesTitle", en: "Cycles and costs", nl: "Cycli en kosten"),
    ReportText(
      "cyclesText",
      en:
        "How long things last and what they cost comes from the project’s cycle catalogue, brought "
        + "to price level %1; each figure there names its source.",
      nl:
        "Hoe lang iets meegaat en wat het kost komt uit de cycluscatalogus van het project, "
        + "gebracht op prijspeil %1; elk cijfer noemt daar zijn bron."),
    ReportText("restsTitle", en: "What the results rest on", nl: "Waar de uitkomsten op rusten"),
    ReportText(
      "restsText",
      en: "All amounts are at the price level of %1. An amount rests on an assumption where one of "
        + "the figures that it is worked out from is one; these figures can be replaced by your own.",
      nl: "Alle bedragen zijn op prijspeil %1. Een bedrag rust op een aanname als een van de "
        + "cijfers waaruit het volgt er een is; zulke cijfers kunt u door eigen cijfers vervangen."),
    ReportText("restsAmount", en: "Amount", nl: "Bedrag"),
    ReportText("restsOwn", en: "Own data", nl: "Eigen gegevens"),
    ReportText("restsPublished", en: "Published figures", nl: "Gepubliceerde cijfers"),
    ReportText("restsAssumed", en: "Assumptions", nl: "Aannames"),
    ReportText("restsShare", en: "On assumptions", nl: "Op aannames"),
    ReportText("restsHeaviest", en: "Heaviest assumptions", nl: "Zwaarste aannames"),
    ReportText("rests-due", en: "all works", nl: "alle werken"),
    ReportText("rests-possible", en: "proposals", nl: "voorstellen"),
    ReportText(
      "rests-programmed", en: "projects of the programme", nl: "projecten van het programma"),
    ReportText("rests-cost", en: "Cost alone", nl: "Kosten apart"),
    ReportText("rests-saved", en: "Saved in cash", nl: "Bespaard in geld"),
    ReportText(
      "rests-nuisance", en: "Nuisance spared (valued)", nl: "Bespaarde hinder (gewaardeerd)"),
    ReportText(
      "rests-coupling_cost", en: "Cost of measures for challenges",
      nl: "Kosten van maatregelen voor opgaven"),
    ReportText("rests-coupling_upkeep", en: "Their upkeep", nl: "Hun onderhoud"),
    ReportText(
      "rests-coupling_effects", en: "What they bring (valued)", nl: "Wat ze opleveren (gewaardeerd)"
    ),
    ReportText("madeWithTitle", en: "Made with", nl: "Gemaakt met"),
    ReportText(
      "madeWith", en: "Kansenkaart %1 (Apache License 2.0); map: MapLibre GL JS (BSD 3-Clause).",
      nl: "Kansenkaart %1 (Apache License 2.0); kaart: MapLibre GL JS (BSD 3-Clause)."),
  ]
}
