extension ReportText {
  /// What the page says on which a project is made of files.
  static let start = [
    ReportText("startTitle", en: "Make an opportunity map", nl: "Maak een kansenkaart"),
    ReportText("startSources", en: "Sources of the map", nl: "Bronnen van de kaart"),
    ReportText("startBack", en: "To the map", nl: "Naar de kaart"),
    ReportText(
      "startLead",
      en:
        "Drop your files here. The page tells what each seems to be; you say what it is. Then it makes the map.",
      nl:
        "Leg uw bestanden hier neer. De pagina zegt wat elk lijkt te zijn; u zegt wat het is. Daarna maakt zij de kaart."
    ),
    ReportText("startNeeds", en: "What a map needs", nl: "Wat een kaart nodig heeft"),
    ReportText("needAreas", en: "Neighbourhoods", nl: "Buurten"),
    ReportText(
      "needAreasText", en: "areas with a code and a name", nl: "vlakken met een code en een naam"),
    ReportText("needChallenge", en: "Challenges", nl: "Opgaven"),
    ReportText(
      "needChallengeText", en: "where it floods, what leaks heat; one or more",
      nl: "waar het onderloopt, wat warmte lekt; één of meer"),
    ReportText("needWorks", en: "Maintenance", nl: "Onderhoud"),
    ReportText(
      "needWorksText",
      en: "sewers, streets, green with their years; not needed, but what it is for",
      nl: "riool, straten, groen met hun jaren; hoeft niet, maar daar gaat het om"),
    ReportText("startFound", en: "found: %1", nl: "gevonden: %1"),
    ReportText("needNone", en: "not there yet", nl: "nog niet"),
    ReportText("startFiles", en: "Your files", nl: "Uw bestanden"),
    ReportText("startDrop", en: "Drop files here", nl: "Sleep bestanden hierheen"),
    ReportText("startChoose", en: "Choose files", nl: "Kies bestanden"),
    ReportText(
      "startKinds",
      en:
        "GeoPackage, GeoJSON, Shapefile (all of its parts, or a zip), Excel, OpenDocument, CSV, GML; %1 MB each at most. They "
        + "stay in the folder of the project.",
      nl:
        "GeoPackage, GeoJSON, Shapefile (alle delen, of een zip), Excel, OpenDocument, CSV, GML; hoogstens %1 MB per stuk. Ze "
        + "blijven in de map van het project."),
    ReportText("startNoFiles", en: "There are no files yet.", nl: "Er zijn nog geen bestanden."),
    ReportText("startSending", en: "%1 is coming in", nl: "%1 komt binnen"),
    ReportText("startReading", en: "%1 is being read", nl: "%1 wordt gelezen"),
    ReportText("startNotTaken", en: "%1 was not taken: %2", nl: "%1 is niet opgenomen: %2"),
    ReportText(
      "startTooLarge", en: "it has more than %1 MB. Put it in the folder by hand.",
      nl: "het heeft meer dan %1 MB. Zet het zelf in de map."),
    ReportText("startThere", en: "There is a file %1 already.", nl: "Er is al een bestand %1."),
    ReportText("startReplace", en: "Replace it", nl: "Vervang het"),
    ReportText("startKeep", en: "Keep the old one", nl: "Houd het oude"),
    ReportText(
      "startLone", en: "Belongs to a Shapefile of which the .shp is not there: %1",
      nl: "Hoort bij een Shapefile waarvan de .shp er niet is: %1"),
    ReportText("startTakeOut", en: "Take out %1", nl: "Haal %1 weg"),
    ReportText(
      "startTakeOutSure", en: "Take %1 out for good? The file goes from the folder.",
      nl: "%1 echt weghalen? Het bestand gaat uit de map."),
    ReportText("startYes", en: "Yes, take it out", nl: "Ja, haal weg"),
    ReportText("startNo", en: "No", nl: "Nee"),
    ReportText(
      "startUnread", en: "This file can't be read", nl: "Dit bestand kan niet gelezen worden"),
    ReportText("kind-areas", en: "%1 areas", nl: "%1 vlakken"),
    ReportText("kind-lines", en: "%1 lines", nl: "%1 lijnen"),
    ReportText("kind-points", en: "%1 points", nl: "%1 punten"),
    ReportText("kind-rows", en: "%1 rows without a place", nl: "%1 regels zonder plek"),
    ReportText("startFieldsOf", en: "%1 fields", nl: "%1 velden"),
    ReportText("startSystem", en: "coordinates: %1", nl: "coördinaten: %1"),
    ReportText(
      "startSystemGuessed", en: "coordinates: %1, by their numbers",
      nl: "coördinaten: %1, naar de getallen"),
    ReportText("startPicture", en: "Map of %1", nl: "Kaart van %1"),
    ReportText(
      "startNoPlace", en: "no map: rows without a place", nl: "geen kaart: regels zonder plek"),
    ReportText("startField", en: "Field", nl: "Veld"),
    ReportText("startFilled", en: "Filled in", nl: "Ingevuld"),
    ReportText("startDistinct", en: "Different values", nl: "Verschillende waarden"),
    ReportText("startSamples", en: "Such as", nl: "Zoals"),
    ReportText("startDropped", en: "%1 can't be used", nl: "%1 niet bruikbaar"),
    ReportText("startRepaired", en: "%1 repaired", nl: "%1 hersteld"),
    ReportText("startRemarks", en: "What stands out", nl: "Wat opvalt"),
    ReportText("startWhy", en: "Guess: %1", nl: "Gok: %1"),
    ReportText("startYours", en: "You chose this.", nl: "Dit koos u."),
    ReportText("startLook", en: "please look", nl: "kijk even"),
    ReportText("startMore", en: "All that was guessed (%1)", nl: "Alles wat gegokt is (%1)"),
    ReportText("startOther", en: "another word…", nl: "een ander woord…"),
    ReportText("startOtherWord", en: "Your word", nl: "Uw woord"),
    ReportText("startMake", en: "Make the map", nl: "Maak de kaart"),
    ReportText(
      "startStillNeeds", en: "The map still needs: %1.", nl: "De kaart heeft nog nodig: %1."),
    ReportText("missing-neighbourhoods", en: "neighbourhoods", nl: "buurten"),
    ReportText("missing-themes", en: "a challenge", nl: "een opgave"),
    ReportText(
      "startComplete", en: "All that a map needs is there.",
      nl: "Alles wat een kaart nodig heeft is er."),
    ReportText("startShow", en: "Show the project file", nl: "Toon het projectbestand"),
    ReportText(
      "startShowText",
      en:
        "This is what is written; it is a plain file that you can edit later. Behind CHECK stand guesses.",
      nl:
        "Dit wordt geschreven; het is een gewoon tekstbestand dat u later kunt wijzigen. Achter CHECK staan gokken."
    ),
    ReportText("startCheck", en: "Check the files", nl: "Controleer de bestanden"),
    ReportText(
      "startChecking", en: "All files are being read…", nl: "Alle bestanden worden gelezen…"),
    ReportText("startReport", en: "What the files hold", nl: "Wat er in de bestanden zit"),
    ReportText(
      "startWrite", en: "Write it and make the map", nl: "Schrijf het en maak de kaart"),
    ReportText("startRunning", en: "The map is being made", nl: "De kaart wordt gemaakt"),
    ReportText(
      "startFailed", en: "The map could not be made. Change something above, and try again.",
      nl: "De kaart kon niet gemaakt worden. Wijzig hierboven iets, en probeer het opnieuw."),
    ReportText("stage-reading", en: "files are read", nl: "bestanden lezen"),
    ReportText("stage-stacking", en: "layers are stacked", nl: "lagen stapelen"),
    ReportText("stage-mapping", en: "the map is worked out", nl: "kaart berekenen"),
    ReportText("stage-bundling", en: "projects are searched", nl: "projecten zoeken"),
    ReportText("stage-faces", en: "areas are drawn", nl: "vlakken maken"),
    ReportText("stage-writing", en: "the page is written", nl: "pagina schrijven"),
    ReportText("startUsed", en: "In the map", nl: "In de kaart"),
    ReportText(
      "startUnused", en: "Files that are not in the map",
      nl: "Bestanden die niet in de kaart zitten"),
    ReportText(
      "startNothingUnused", en: "All files are in the map.",
      nl: "Alle bestanden zitten in de kaart."),
    ReportText("startAdd", en: "Add %1 to the project", nl: "Voeg %1 toe aan het project"),
    ReportText("startRemove", en: "Take %1 out of the project", nl: "Haal %1 uit het project"),
    ReportText("startNone", en: "none", nl: "geen"),
    ReportText(
      "startByHand",
      en:
        "Fields, further layers and fewer are changed here; only those lines of the project file change. All else, such as "
        + "weights, budgets and severities, is edited in the file itself.",
      nl:
        "Velden, extra lagen en minder lagen wijzigt u hier; alleen die regels van het projectbestand veranderen. Al het "
        + "andere, zoals gewichten, budgetten en ernst, wijzigt u in het bestand zelf."),
    ReportText("startFieldByHand", en: "edited in the file", nl: "in het bestand zelf"),
    ReportText(
      "startEdited", en: "The project file is changed.", nl: "Het projectbestand is gewijzigd."),
    ReportText(
      "startNewMap", en: "The map on the screen is of before.",
      nl: "De kaart is nog die van daarvoor."),
  ]
}
