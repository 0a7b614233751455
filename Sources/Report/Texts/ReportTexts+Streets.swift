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
    ReportText("findStreet", en: "Find your street", nl: "Zoek uw straat"),
    ReportText("noStreetFound", en: "No street is called so.", nl: "Zo heet geen enkele straat."),
    ReportText("street", en: "Street", nl: "Straat"),
    ReportText("streets", en: "Streets", nl: "Straten"),
    ReportText("litStreet", en: "The street that is looked at", nl: "De straat die bekeken wordt"),
    ReportText("streetsFound", en: "%1 streets", nl: "%1 straten"),
    ReportText("whatIsDone", en: "What is done", nl: "Wat er gebeurt"),
    ReportText(
      "streetNothing", en: "From %1 to %2 no work is planned here.",
      nl: "Van %1 tot en met %2 is hier geen werk gepland."),
    ReportText(
      "streetYears", en: "Work is done here in %1 of the years from %3 to %4: %2.",
      nl: "Hier wordt in %1 van de jaren van %3 tot en met %4 gewerkt: %2."),
    ReportText(
      "streetYearsOne", en: "Work is done here in %1 of the years from %3 to %4: %2.",
      nl: "Hier wordt in %1 van de jaren van %3 tot en met %4 gewerkt: %2."),
    ReportText(
      "streetProject",
      en: "Together with other work in the project %1: %2, which saves %3",
      nl: "Samen met ander werk in het project %1: %2. Dat bespaart %3"),
    ReportText(
      "aboutDays", en: "keeps the street busy for about %1 working days",
      nl: "houdt de straat ongeveer %1 werkdagen bezet"),
    ReportText(
      "aboutDaysOne", en: "keeps the street busy for about %1 working day",
      nl: "houdt de straat ongeveer %1 werkdag bezet"),
    ReportText(
      "aboutWeeks", en: "keeps the street busy for about %1 weeks",
      nl: "houdt de straat ongeveer %1 weken bezet"),
    ReportText(
      "aboutWeeksOne", en: "keeps the street busy for about %1 week",
      nl: "houdt de straat ongeveer %1 week bezet"),
    ReportText("streetDue", en: "due in %1", nl: "aan de beurt in %1"),
    ReportText(
      "streetDueBetween", en: "due between %1 and %2", nl: "aan de beurt tussen %1 en %2"),
    ReportText("streetOverdue", en: "overdue", nl: "achterstallig"),
    ReportText("streetCarried", en: "Rides along: %1.", nl: "Gaat mee: %1."),
    ReportText("streetWhy", en: "What plays here", nl: "Wat hier speelt"),
    ReportText("challengeHere", en: "%1 (severity %2)", nl: "%1 (ernst %2)"),
    ReportText("challengesHere", en: "Challenges here: %1.", nl: "Opgaven hier: %1."),
    ReportText(
      "noChallengeHere", en: "No challenge lies under the works here.",
      nl: "Onder de werken ligt hier geen opgave."),
    ReportText(
      "streetHint",
      en:
        "How long is an estimate from the cost of the works, one after the other; a plan of works may be "
        + "quicker or slower. Years may still change.",
      nl:
        "Hoe lang is een schatting uit de kosten van de werken, na elkaar; in het echt kan het sneller of "
        + "langzamer gaan. Jaren kunnen nog veranderen."),
  ]
}
