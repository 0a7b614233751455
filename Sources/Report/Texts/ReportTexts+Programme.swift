extension ReportText {
  /// The page of the programme.
  package static let programme = [
    ReportText("programmeTitle", en: "What is done when", nl: "Wat gebeurt wanneer"),
    ReportText(
      "programmeText",
      en:
        "The projects and works that fit the budgets best. No budget spends more in a year than it "
        + "has.",
      nl:
        "De projecten en werken die het best binnen de budgetten passen. Geen budget geeft in een "
        + "jaar meer uit dan het heeft."),
    ReportText("spentByYear", en: "Spent by year and budget", nl: "Uitgaven per jaar en budget"),
    ReportText("accountOf", en: "The money of %1", nl: "Het geld van %1"),
    ReportText("newMoney", en: "New money", nl: "Nieuw geld"),
    ReportText("carriedIn", en: "From the year before", nl: "Van het jaar ervoor"),
    ReportText("spent", en: "Spent", nl: "Uitgegeven"),
    ReportText("carriedOut", en: "To the next year", nl: "Naar het volgende jaar"),
    ReportText("noLimit", en: "no limit given", nl: "geen grens gegeven"),
    ReportText(
      "doneIn", en: "Done in %1: %2, %3 alone", nl: "In %1: %2 en %3 apart"),
    ReportText("yearOfProgramme", en: "Year of the programme", nl: "Jaar van het programma"),
    ReportText("inProgramme", en: "in the programme of %1", nl: "in het programma van %1"),
    ReportText(
      "notInProgramme", en: "not in the programme as a whole",
      nl: "niet als geheel in het programma"),
    ReportText("notAsWhole", en: "not as a whole", nl: "niet als geheel"),
    ReportText("undoneTitle", en: "What is not done", nl: "Wat niet gebeurt"),
    ReportText(
      "undoneText",
      en:
        "Works that are due and that the programme leaves undone, with the reason and the risk that they "
        + "have run by the end. They are in no year of the slider.",
      nl:
        "Werken die aan de beurt zijn en die het programma niet doet, met de reden en het risico dat ze "
        + "tot het eind lopen. Ze staan bij geen jaar van de schuif."),
    ReportText("undoneFound", en: "%1 works are not done", nl: "%1 werken gebeuren niet"),
    ReportText("riskLeft", en: "Risk run", nl: "Gelopen risico"),
    ReportText("projectOrWork", en: "Project or work", nl: "Project of werk"),
  ]

  /// The pattern book.
  static let patterns = [
    ReportText("patternsTitle", en: "Pattern book", nl: "Patronenboek"),
    ReportText(
      "patternsText",
      en:
        "Combinations of works, challenges and type of neighbourhood that recur: what is designed "
        + "once can be used again. A lift above 1 occurs more often than chance would have it.",
      nl:
        "Combinaties van werken, opgaven en buurttype die terugkomen: wat één keer is ontworpen, "
        + "kan opnieuw worden gebruikt. Een lift boven 1 komt vaker voor dan toeval zou geven."),
    ReportText("patternsFound", en: "%1 patterns", nl: "%1 patronen"),
    ReportText("pattern", en: "Pattern", nl: "Patroon"),
    ReportText("meanGain", en: "Mean net gain", nl: "Gemiddelde netto winst"),
    ReportText("lift", en: "Lift", nl: "Lift"),
    ReportText("noThemes", en: "no challenge", nl: "geen opgave"),
    ReportText("followers", en: "Projects that follow it", nl: "Projecten die het volgen"),
    ReportText("twins", en: "Where else the same holds", nl: "Waar hetzelfde geldt"),
    ReportText(
      "twinsText", en: "%1 pairs of works in no project meet in the same way.",
      nl: "%1 paren van werken die in geen project zitten, komen op dezelfde manier samen."),
    ReportText("firstYear", en: "First year", nl: "Eerste jaar"),
    ReportText("wouldMove", en: "one would have to move", nl: "één zou moeten schuiven"),
  ]
}
