extension ReportText {
  /// The page of streets, and the sheet of each.
  package static let streets = [
    ReportText("streetsTitle", en: "Street by street", nl: "Straat voor straat"),
    ReportText(
      "streetsText",
      en:
        "What is planned in a street from %1 to %2, for residents who ask. Choose a street: the map lights "
        + "all of it.",
      nl:
        "Wat er in een straat gepland is van %1 tot en met %2, voor bewoners die het vragen. Kies een straat: "
        + "de kaart laat haar helemaal oplichten."),
    ReportText("searchStreet", en: "Street", nl: "Straat"),
    ReportText(
      "find", en: "Find a street, neighbourhood, project or work",
      nl: "Zoek een straat, buurt, project of werk"),
    ReportText("nothingFound", en: "Nothing is called so.", nl: "Zo heet niets."),
    ReportText("street", en: "Street", nl: "Straat"),
    ReportText("streets", en: "Streets", nl: "Straten"),
    ReportText("litStreet", en: "The street that is looked at", nl: "De straat die bekeken wordt"),
    ReportText("streetsFound", en: "%1 streets", nl: "%1 straten"),
    ReportText("whatIsDone", en: "What is done", nl: "Wat er gebeurt"),
    ReportText(
      "streetNothing", en: "From %1 to %2 no work is planned here.",
      nl: "Van %1 tot en met %2 is hier geen werk gepland."),
    ReportText(
      "streetYears", en: "From %2 to %3 work is done here in %1.",
      nl: "Van %2 tot en met %3 wordt hier gewerkt in %1."),
    ReportText(
      "streetProject",
      en: "Together with other work in the project %1 (%2). That saves %3.",
      nl: "Samen met ander werk in het project %1 (%2). Dat bespaart %3."),
    ReportText(
      "streetProjectTime", en: "The whole project takes %1.", nl: "Het hele project duurt %1."),
    ReportText("aboutDays", en: "about %1 working days", nl: "ongeveer %1 werkdagen"),
    ReportText("aboutDaysOne", en: "about %1 working day", nl: "ongeveer %1 werkdag"),
    ReportText("aboutWeeks", en: "about %1 weeks", nl: "ongeveer %1 weken"),
    ReportText("aboutWeeksOne", en: "about %1 week", nl: "ongeveer %1 week"),
    ReportText("streetDue", en: "due in %1", nl: "aan de beurt in %1"),
    ReportText(
      "streetDueBetween", en: "due between %1 and %2", nl: "aan de beurt tussen %1 en %2"),
    ReportText("streetOverdue", en: "overdue", nl: "achterstallig"),
    ReportText("streetCarried", en: "rides along: %1", nl: "gaat mee: %1"),
    ReportText("streetWhy", en: "What plays here", nl: "Wat hier speelt"),
    ReportText("challengeHere", en: "%1 (severity %2)", nl: "%1 (ernst %2)"),
    ReportText("challengesHere", en: "Challenges here: %1.", nl: "Opgaven hier: %1."),
    ReportText(
      "noChallengeHere", en: "No challenge lies under the works here.",
      nl: "Onder de werken ligt hier geen opgave."),
    ReportText(
      "streetHint",
      en:
        "How long is an estimate from what the works cost; in practice it may be quicker or slower. Years "
        + "may still change.",
      nl:
        "Hoe lang het duurt is geschat uit wat de werken kosten; in het echt kan het sneller of langzamer "
        + "gaan. Jaren kunnen nog veranderen."),
  ]
}
