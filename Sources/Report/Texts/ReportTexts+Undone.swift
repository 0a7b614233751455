extension ReportText {
  /// What is not done, and words of lists.
  package static let undone = [
    ReportText("undoneFoundOne", en: "%1 work is not done", nl: "%1 werk gebeurt niet"),
    ReportText(
      "undoneShort",
      en: "%1: which, why, and what it leaves.",
      nl: "%1: welke, waarom, en wat dat nalaat."),
    ReportText("undoneWhy", en: "Why, by number of works", nl: "Waarom, naar aantal werken"),
    ReportText(
      "why-locked-out",
      en: "it was decided not to do it",
      nl: "er is besloten het niet te doen"),
    ReportText(
      "why-nothing-gained",
      en: "it adds nothing to what is asked",
      nl: "het voegt niets toe aan wat gevraagd is"),
    ReportText(
      "why-no-money",
      en: "it costs more than its budget has in any year",
      nl: "het kost meer dan het budget in enig jaar heeft"),
    ReportText(
      "why-out-of-order",
      en: "there is money only in years in which the order would be wrong",
      nl: "er is alleen geld in jaren waarin de volgorde niet klopt"),
    ReportText(
      "why-crowded-out",
      en: "other works came first for the same money",
      nl: "andere werken gingen voor op hetzelfde geld"),
    ReportText("accountsTitle", en: "The budgets year by year", nl: "De budgetten per jaar"),
    ReportText("stand", en: "In the programme", nl: "In het programma"),
    ReportText("standProgrammed", en: "yes, as a whole", nl: "ja, als geheel"),
    ReportText("standLeft", en: "no, not as a whole", nl: "nee, niet als geheel"),
    ReportText("candidatesFoundOne", en: "%1 project", nl: "%1 project"),
    ReportText("patternsFoundOne", en: "%1 pattern", nl: "%1 patroon"),
    ReportText("streetsFoundOne", en: "%1 street", nl: "%1 straat"),
    ReportText(
      "twinsTextOne",
      en: "%1 pair of works in no project meets in the same way.",
      nl: "%1 paar werken dat in geen project zit, komt op dezelfde manier samen."),
    ReportText(
      "twoFingers",
      en: "Use two fingers to move the map",
      nl: "Gebruik twee vingers om de kaart te verschuiven"),
    ReportText(
      "ctrlScroll",
      en: "Use Ctrl and scroll to zoom the map",
      nl: "Gebruik Ctrl en scroll om in te zoomen"),
  ]
}
