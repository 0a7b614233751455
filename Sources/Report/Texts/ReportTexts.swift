extension ReportText {
  /// The frame of the page.
  static let frame = [
    ReportText("pageTitle", en: "Opportunity map of %1", nl: "Kansenkaart van %1"),
    ReportText(
      "subtitle", en: "Where planned maintenance can serve the city's challenges, %1 to %2",
      nl: "Waar gepland onderhoud kan bijdragen aan de opgaven van de stad, %1 tot en met %2"),
    ReportText("share", en: "Share", nl: "Delen"),
    ReportText(
      "copied", en: "The address is on the clipboard.", nl: "Het adres staat op het klembord."),
    ReportText(
      "inAddress", en: "The setting is in the address bar.",
      nl: "De instelling staat in de adresbalk."),
    ReportText("skipToPanel", en: "Skip the map", nl: "Sla de kaart over"),
    ReportText(
      "needsScript", en: "This report needs JavaScript.", nl: "Dit rapport heeft JavaScript nodig."),
    ReportText("figures", en: "Figures", nl: "Cijfers"),
    ReportText("close", en: "Close", nl: "Sluiten"),
    ReportText("millions", en: "%2%1 million", nl: "%2%1 mln"),
    ReportText("thousands", en: "%2%1 thousand", nl: "%2%1 duizend"),
    ReportText("tabOverview", en: "In short", nl: "In het kort"),
    ReportText("tabBrings", en: "What it brings", nl: "Wat het oplevert"),
    ReportText("tabUndone", en: "Not done", nl: "Niet gedaan"),
    ReportText("tabPackages", en: "Packages", nl: "Pakketten"),
    ReportText("tabCoverage", en: "Challenges by year", nl: "Opgaven per jaar"),
    ReportText("tabAreas", en: "Neighbourhoods", nl: "Buurten"),
    ReportText("tabCandidates", en: "Projects", nl: "Projecten"),
    ReportText("tabProgramme", en: "Programme", nl: "Programma"),
    ReportText("tabPatterns", en: "Patterns", nl: "Patronen"),
    ReportText("tabWorks", en: "Works", nl: "Werken"),
    ReportText("tabStreets", en: "Streets", nl: "Straten"),
    ReportText("tabWeights", en: "Weights", nl: "Gewichten"),
    ReportText("tabMethod", en: "Sources and method", nl: "Bronnen en methode"),
  ]

  /// The map and what stands on it.
  static let mapControls = [
    ReportText("map", en: "Map", nl: "Kaart"),
    ReportText("layers", en: "What the map shows", nl: "Wat de kaart toont"),
    ReportText("legend", en: "Legend", nl: "Legenda"),
    ReportText("zoomIn", en: "Zoom in", nl: "Inzoomen"),
    ReportText("zoomOut", en: "Zoom out", nl: "Uitzoomen"),
    ReportText(
      "noMap",
      en:
        "The map can't be shown: this browser has no WebGL, or the map library was missing when the "
        + "report was made (tools/setup fetches it). The figures beside it are complete.",
      nl: "De kaart kan niet worden getoond: deze browser heeft geen WebGL, of de kaartbibliotheek "
        + "ontbrak toen het rapport werd gemaakt (tools/setup haalt haar op). De cijfers ernaast zijn "
        + "volledig."),
    ReportText("challenges", en: "Challenges", nl: "Opgaven"),
    ReportText(
      "stackHeight", en: "Challenges per place", nl: "Opgaven per plek"),
    ReportText(
      "stackHeightLegend", en: "Challenges in the same place", nl: "Opgaven op dezelfde plek"),
    ReportText("mapShows", en: "The map shows", nl: "De kaart toont"),
    ReportText("bestWorks", en: "The %1 best works", nl: "De %1 beste werken"),
    ReportText("allWorks", en: "All works", nl: "Alle werken"),
    ReportText("noWorks", en: "No works", nl: "Geen werken"),
    ReportText("bordersOnly", en: "Borders only", nl: "Alleen grenzen"),
    ReportText("shareOf", en: "Share with %1", nl: "Aandeel %1"),
    ReportText("neighbourhoodType", en: "Type of neighbourhood", nl: "Buurttype"),
    ReportText("yearOfWorks", en: "Year of the works", nl: "Jaar van de werken"),
    ReportText("noYearKnown", en: "No year known", nl: "Geen jaar bekend"),
    ReportText(
      "noWorkHasYear",
      en: "No work has a year: the map tells where maintenance meets challenges, not when.",
      nl:
        "Geen enkel werk heeft een jaar: de kaart zegt waar onderhoud opgaven raakt, niet wanneer."),
    ReportText(
      "undatedLegend", en: "Works without a known year: %1", nl: "Werken zonder bekend jaar: %1"),
    ReportText("allYears", en: "All years", nl: "Alle jaren"),
    ReportText("oneTheme", en: "%1 challenge", nl: "%1 opgave"),
    ReportText("moreThemes", en: "%1 challenges", nl: "%1 opgaven"),
    ReportText("severityOf", en: "Severity: %1", nl: "Ernst: %1"),
    ReportText("mild", en: "mild, up to 25%", nl: "licht, tot 25%"),
    ReportText("moderate", en: "moderate, up to 50%", nl: "matig, tot 50%"),
    ReportText("serious", en: "serious, up to 75%", nl: "ernstig, tot 75%"),
    ReportText("severe", en: "severe, over 75%", nl: "zeer ernstig, boven 75%"),
    ReportText("scoreLegend", en: "Works by score (0 to 100)", nl: "Werken naar score (0 tot 100)"),
    ReportText("scoreIs", en: "score %1", nl: "score %1"),
    ReportText("stackOf", en: "Challenges here: %1", nl: "Opgaven hier: %1"),
    ReportText("layersHere", en: "Layers here", nl: "Lagen hier"),
    ReportText("outOfReach", en: "out of reach of", nl: "buiten bereik van"),
    ReportText("compareThis", en: "Compare this neighbourhood", nl: "Vergelijk deze buurt"),
    ReportText("partsOfScore", en: "Parts of the score", nl: "Opbouw van de score"),
    ReportText("outside", en: "outside all neighbourhoods", nl: "buiten alle buurten"),
  ]

  /// Words of tables, and the first page.
  static let overview = [
    ReportText("theme", en: "Theme", nl: "Thema"),
    ReportText("severity", en: "Severity", nl: "Ernst"),
    ReportText("weight", en: "Weight", nl: "Gewicht"),
    ReportText("part", en: "Part", nl: "Deel"),
    ReportText("score", en: "Score", nl: "Score"),
    ReportText("area", en: "Area", nl: "Oppervlak"),
    ReportText("cost", en: "Cost", nl: "Kosten"),
    ReportText("year", en: "Year", nl: "Jaar"),
    ReportText("dueAndWindow", en: "Due, window", nl: "Planjaar, venster"),
    ReportText("all", en: "All", nl: "Alle"),
    ReportText("showNumbers", en: "Show the numbers", nl: "Toon de cijfers"),
    ReportText("neighbourhoods", en: "Neighbourhoods", nl: "Buurten"),
    ReportText("overviewTitle", en: "%1 at a glance", nl: "%1 in één oogopslag"),
    ReportText(
      "leadChance",
      en:
        "No challenge is shown to be reached more than by chance: where work is done there is no "
        + "more of it than elsewhere.",
      nl:
        "Geen opgave wordt aantoonbaar vaker geraakt dan bij toeval: waar gewerkt wordt ligt er "
        + "niet meer van dan elders."),
    ReportText(
      "leadFew",
      en:
        "Work is done in too few neighbourhoods to say whether challenges are reached more than by "
        + "chance.",
      nl:
        "Er is in te weinig buurten werk om te zeggen of opgaven vaker worden geraakt dan bij "
        + "toeval."),
    ReportText("shareOfGround", en: "Of all ground", nl: "Van alle grond"),
    ReportText("timesChance", en: "Times chance", nl: "Keer toeval"),
    ReportText(
      "chanceText",
      en:
        "Times chance: the share reached divided by that of all ground under works. In brackets "
        + "where it lies in 95% of the draws of neighbourhoods; only where both are above 1 do "
        + "works reach the challenge more than by chance.",
      nl:
        "Keer toeval: het bereikte deel gedeeld door dat van alle grond onder werken. Tussen "
        + "haakjes waar dat in 95% van de trekkingen van buurten ligt; alleen als beide boven 1 "
        + "liggen raken werken de opgave meer dan bij toeval."),
    ReportText("worksUndated", en: "works without a known year", nl: "werken zonder bekend jaar"),
    ReportText(
      "costUnknown",
      en:
        "Without a known cost: %1 of those that are due.",
      nl:
        "Zonder bekende kosten: %1 van wat aan de beurt is."),
    ReportText(
      "dueOutside", en: "Of the works due these lie outside all neighbourhoods: %1, together %2.",
      nl: "Van de werken die aan de beurt zijn, liggen er buiten alle buurten: %1, samen %2."),
    ReportText(
      "undatedText",
      en:
        "Without a known year: %1. They are on the map and in the list, count in no year, and would "
        + "cost %2.",
      nl:
        "Zonder bekend jaar: %1. Ze staan op de kaart en in de lijst, tellen in geen enkel jaar en "
        + "zouden %2 kosten."),
    ReportText(
      "laterText",
      en:
        "Due after %2: %1. They count in no year here.",
      nl:
        "Aan de beurt na %2: %1. Ze tellen hier in geen enkel jaar."),
    ReportText("underAnyWorks", en: "Under works of any year", nl: "Onder werken, elk jaar"),
    ReportText("worksDue", en: "works due from %1 to %2", nl: "werken van %1 tot en met %2"),
    ReportText(
      "costOfWorks", en: "Cost of the works due, each alone", nl: "Kosten van de werken, elk apart"),
    ReportText(
      "challengesAndWorks", en: "The challenges, and what the works reach",
      nl: "De opgaven, en wat de werken bereiken"),
    ReportText("challenge", en: "Challenge", nl: "Opgave"),
    ReportText("shareOfCity", en: "Of the city", nl: "Van de stad"),
    ReportText("reachedByWorks", en: "Under works", nl: "Onder werken"),
    ReportText("shareReached", en: "Reached", nl: "Bereikt"),
    ReportText(
      "areaByHeight", en: "How many challenges lie on top of each other",
      nl: "Hoeveel opgaven op elkaar liggen"),
    ReportText("noChallenge", en: "none", nl: "geen"),
    ReportText(
      "bestWorksTitle", en: "The works that meet most", nl: "De werken die het meest raken"),
  ]

  /// The page by year.
  package static let coverage = [
    ReportText("coverageTitle", en: "Challenges by year", nl: "Opgaven per jaar"),
    ReportText(
      "coverageText",
      en:
        "How much of each challenge lies under works that are due by then. Every place counts once. What "
        + "is due counts here, whether or not it is planned.",
      nl:
        "Hoeveel van elke opgave onder werken ligt die dan aan de beurt zijn geweest. Elke plek telt "
        + "één keer. Wat aan de beurt is telt hier mee, of het nu gepland is of niet."),
    ReportText(
      "peopleTitle", en: "Themes that count people: reached by works of these years",
      nl: "Thema’s die mensen tellen: bereikt door werken van deze jaren"),
    ReportText("peopleMeasure", en: "In", nl: "In"),
    ReportText("peopleAll", en: "In the city", nl: "In de stad"),
    ReportText("peopleChallenged", en: "In the challenge", nl: "In de opgave"),
    ReportText("peopleReached", en: "Of these reached", nl: "Daarvan bereikt"),
    ReportText("peopleShare", en: "Share", nl: "Deel"),
    ReportText("peopleChance", en: "By chance", nl: "Bij toeval"),
    ReportText("peopleRatio", en: "Times chance", nl: "Keer toeval"),
    ReportText("wholeCity", en: "The whole city", nl: "De hele stad"),
    ReportText(
      "reachedByYear", en: "Part of each challenge that works have reached",
      nl: "Deel van elke opgave dat werken hebben bereikt"),
    ReportText(
      "costByYear",
      en: "Cost of the works by due year, each alone; what is overdue is in the first",
      nl: "Kosten van de werken per planjaar, elk apart; achterstallig werk staat in het eerste"),
    ReportText(
      "costByBudget",
      en: "Cost of the works by due year and budget, each alone; what is overdue is in the first",
      nl:
        "Kosten van de werken per planjaar en budget, elk apart; achterstallig werk staat in het "
        + "eerste"),
    ReportText("noBudget", en: "no budget named", nl: "geen budget genoemd"),
  ]

  /// The page of neighbourhoods.
  package static let areas = [
    ReportText("compareTitle", en: "Neighbourhoods side by side", nl: "Buurten naast elkaar"),
    ReportText(
      "compareText", en: "Choose two to four neighbourhoods, here or on the map.",
      nl: "Kies twee tot vier buurten, hier of op de kaart."),
    ReportText("figure", en: "Figure", nl: "Cijfer"),
    ReportText("upkeepHours", en: "Hours of upkeep a year", nl: "Uren onderhoud per jaar"),
    ReportText("chooseOne", en: "Choose…", nl: "Kies…"),
    ReportText("neighbourhoodNumber", en: "Neighbourhood %1", nl: "Buurt %1"),
    ReportText("stackOfThree", en: "Three challenges or more", nl: "Drie opgaven of meer"),
    ReportText("worksDueShort", en: "Works due", nl: "Werken aan de beurt"),
    ReportText("timesCity", en: "%1 × city", nl: "%1 × stad"),
    ReportText("typesTitle", en: "Types of neighbourhoods", nl: "Soorten buurten"),
    ReportText(
      "typesText",
      en:
        "Neighbourhoods whose figures are alike are of one type. What works in one is worth a look in "
        + "the others.",
      nl:
        "Buurten met vergelijkbare cijfers zijn van één type. Wat in de ene werkt, is in de andere het "
        + "bekijken waard."),
    ReportText("showOnMap", en: "Show on the map", nl: "Toon op de kaart"),
    ReportText("setsApart", en: "What sets it apart", nl: "Wat haar onderscheidt"),
    ReportText("lookAlikes", en: "Looks most like", nl: "Lijkt het meest op"),
    ReportText("allNeighbourhoods", en: "All neighbourhoods", nl: "Alle buurten"),
    ReportText("neighbourhood", en: "Neighbourhood", nl: "Buurt"),
  ]

  /// The list of works.
  package static let works = [
    ReportText("works", en: "Works", nl: "Werken"),
    ReportText("work", en: "Work", nl: "Werk"),
    ReportText("worksTitle", en: "Works", nl: "Werken"),
    ReportText(
      "worksText",
      en:
        "Works due from %1 to %2, those that meet the challenges most first. The year is the one in "
        + "which they are done.",
      nl:
        "Werken van %1 tot en met %2; wat de opgaven het meest raakt staat bovenaan. Het jaar is het "
        + "jaar waarin ze gebeuren."),
    ReportText(
      "worksTextUndone", en: "Works that are due and that the programme does not do.",
      nl: "Werken die aan de beurt zijn en die het programma niet doet."),
    ReportText(
      "worksTextUndated", en: "Works of which no year is known.",
      nl: "Werken waarvan geen jaar bekend is."),
    ReportText(
      "worksTextYear", en: "Works that are done in %1, the year of the slider on the map.",
      nl: "Werken die in %1 gebeuren, het jaar van de schuif op de kaart."),
    ReportText("worksFound", en: "%1 works", nl: "%1 werken"),
    ReportText("assetType", en: "Type of asset", nl: "Soort object"),
    ReportText("budget", en: "Budget", nl: "Budget"),
    ReportText("touches", en: "Touches theme", nl: "Raakt thema"),
    ReportText("searchWorks", en: "Street or number", nl: "Straat of nummer"),
    ReportText("measure", en: "Measure", nl: "Maatregel"),
    ReportText("noYear", en: "no year", nl: "geen jaar"),
    ReportText("notPlanned", en: "not planned", nl: "niet gepland"),
    ReportText("workDone", en: "carried out", nl: "uitgevoerd"),
    ReportText("dueIn", en: "due in %1", nl: "aan de beurt in %1"),
    ReportText("previous", en: "Previous", nl: "Vorige"),
    ReportText("next", en: "Next", nl: "Volgende"),
    ReportText("pageOf", en: "page %1 of %2", nl: "bladzijde %1 van %2"),
  ]

  /// The page of weights.
  package static let weights = [
    ReportText("weightsTitle", en: "What weighs most?", nl: "Wat weegt het zwaarst?"),
    ReportText(
      "weightsText",
      en:
        "A score is the sum over the themes of weight × severity, divided by the sum of the weights. "
        + "Move the sliders and all scores, ranks and colours follow. Projects, what they carry and "
        + "the programme stay as they are: these take a new run.",
      nl: "Een score is de som over de thema’s van gewicht × ernst, gedeeld door de som van de "
        + "gewichten. Verschuif de gewichten en alle scores, rangen en kleuren volgen. Projecten, "
        + "wat ze meenemen en het programma blijven zoals ze zijn: daarvoor is een nieuwe run nodig."
    ),
    ReportText("resetWeights", en: "The project’s weights", nl: "De gewichten van het project"),
    ReportText("rank", en: "Rank", nl: "Rang"),
    ReportText("placeBefore", en: "Was", nl: "Was"),
  ]
}
