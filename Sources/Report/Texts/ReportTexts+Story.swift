extension ReportText {
  /// The story that stands first, and words that count.
  package static let story = [
    ReportText("and", en: "and", nl: "en"),
    ReportText("worksFoundOne", en: "%1 work", nl: "%1 werk"),
    ReportText("placesFound", en: "%1 neighbourhoods", nl: "%1 buurten"),
    ReportText("placesFoundOne", en: "%1 neighbourhood", nl: "%1 buurt"),
    ReportText("measuresFound", en: "%1 measures", nl: "%1 maatregelen"),
    ReportText("measuresFoundOne", en: "%1 measure", nl: "%1 maatregel"),
    ReportText("typesFound", en: "%1 kinds", nl: "%1 soorten"),
    ReportText(
      "worksNotDone",
      en: "works that the programme does not do",
      nl: "werken die het programma niet doet"),
    ReportText("areaInPlaces", en: "of ground in %1", nl: "grond in %1"),
    ReportText(
      "storyPlanned",
      en:
        "%1 has %2, and maintenance planned from %3 to %4 for %6: %5, each counted by "
        + "itself.",
      nl:
        "%1 telt %2 en heeft van %3 tot en met %4 voor %6 aan onderhoud op de planning: %5,"
        + " elk apart gerekend."),
    ReportText(
      "storyNoYears",
      en:
        "Of no work a year is known. The map shows %1 and tells where maintenance meets "
        + "challenges, not when.",
      nl:
        "Van geen enkel werk is een jaar bekend. De kaart toont %1 en zegt waar onderhoud "
        + "opgaven raakt, niet wanneer."),
    ReportText(
      "storyBudgets",
      en: "The budgets have %1 for these years.",
      nl: "De budgetten hebben in die jaren samen %1."),
    ReportText(
      "storyMore",
      en:
        "Works meet the challenge %1 more than chance would give: they lie on %2 of the "
        + "area with it and on %3 of all ground. That is %4 times as much (from %5 to %6 in "
        + "95% of the draws).",
      nl:
        "Werken raken de opgave %1 vaker dan bij toeval: ze liggen op %2 van het oppervlak "
        + "met die opgave en op %3 van alle grond. Dat is %4 keer zoveel (van %5 tot %6 in "
        + "95% van de trekkingen)."),
    ReportText(
      "storyMoreToo",
      en: "More than chance as well: %1.",
      nl: "Ook vaker dan bij toeval: %1."),
    ReportText(
      "storyLess",
      en: "Less than chance would give: %1.",
      nl: "Minder vaak dan bij toeval: %1."),
    ReportText(
      "storyRest",
      en:
        "The other challenges are met neither more nor less than by chance, as far as can "
        + "be told.",
      nl: "Bij de andere opgaven is er geen aantoonbaar verschil met toeval."),
    ReportText(
      "storyCarried",
      en:
        "To lie on a challenge does not solve it. What rides along for challenges: %1, for "
        + "%2 on top. Valued over its life that brings %3, which nobody is paid.",
      nl:
        "Een opgave raken is haar nog niet oplossen. Wat er voor opgaven meelift: %1, voor "
        + "%2 extra. Gewaardeerd over de levensduur levert dat %3 op; niemand krijgt dat als "
        + "geld."),
    ReportText(
      "storyNothingCarried",
      en: "Works carry no measures for challenges along.",
      nl: "Werken nemen geen maatregelen voor opgaven mee."),
    ReportText(
      "storyDone",
      en:
        "The programme does %1, of which %3 together in %2. That saves %4 in cash against "
        + "the same works one by one.",
      nl:
        "Het programma doet %1, waarvan %3 samen in %2. Dat bespaart %4 aan geld tegenover "
        + "dezelfde werken elk apart."),
    ReportText(
      "storyProposed",
      en:
        "Possible to do together: %1, with %2. If all go ahead that saves %3 in cash; only "
        + "a programme with budgets tells whether there is money for it.",
      nl:
        "Mogelijk om samen te doen: %1, met %2. Als alles doorgaat bespaart dat %3 aan "
        + "geld; of er geld voor is zegt alleen een programma met budgetten."),
    ReportText(
      "storyNuisance",
      en: "Besides, nuisance is spared that is valued at %1; that is no money.",
      nl: "Daarnaast wordt hinder bespaard, gewaardeerd op %1; dat is geen geld."),
    ReportText(
      "storyOpenings",
      en:
        "Streets are opened %1 times; they would be %2 times if each of these works came in"
        + " its due year.",
      nl:
        "Straten gaan %1 keer open; dat zou %2 keer zijn als elk van deze werken in zijn "
        + "planjaar kwam."),
    ReportText(
      "storyBesideMore",
      en:
        "With every work by itself the same budgets have room for %1, %2 fewer, and %4 is "
        + "paid. The programme pays %3.",
      nl:
        "Als elk werk apart gaat, is er binnen dezelfde budgetten ruimte voor %1, %2 "
        + "minder, en wordt %4 betaald. Het programma betaalt %3."),
    ReportText(
      "storyBesideFewer",
      en:
        "With every work by itself the same budgets have room for %1, %2 more, and %4 is "
        + "paid. The programme pays %3.",
      nl:
        "Als elk werk apart gaat, is er binnen dezelfde budgetten ruimte voor %1, %2 meer, "
        + "en wordt %4 betaald. Het programma betaalt %3."),
    ReportText(
      "storyBesideSame",
      en:
        "With every work by itself the same budgets have room for %1 as well, and %4 is "
        + "paid (difference in works: %2). The programme pays %3.",
      nl:
        "Als elk werk apart gaat, is er binnen dezelfde budgetten ook ruimte voor %1, en "
        + "wordt %4 betaald (verschil in werken: %2). Het programma betaalt %3."),
    ReportText(
      "storyAllDone",
      en: "All that is due is done.",
      nl: "Alles wat aan de beurt is, gebeurt."),
    ReportText(
      "storyUndone",
      en: "Not done: %1, for %2 when each is counted by itself.",
      nl: "Niet gedaan: %1, voor %2 als elk apart wordt gerekend."),
    ReportText("storyWhyAll", en: "The reason: %1.", nl: "De reden: %1."),
    ReportText("storyWhyMost", en: "The reason is mostly: %1.", nl: "De reden is meestal: %1."),
    ReportText(
      "storyRisk",
      en: "By the end of %1 that has run a risk of %2 (valued, not paid).",
      nl: "Tot eind %1 loopt daardoor een risico van %2 (gewaardeerd, niet betaald)."),
    ReportText(
      "storyLeft",
      en: "All the same %1 of the budgets is left; the programme tells why, by budget.",
      nl: "Toch blijft %1 van de budgetten over; bij het programma staat per budget waarom."),
    ReportText(
      "storyRests",
      en: "Of the cost of all works %1 rests on assumptions.",
      nl: "Van de kosten van alle werken rust %1 op aannames."),
    ReportText(
      "storyRestsSaved",
      en: "Of what is saved in cash %1 does.",
      nl: "Van de besparing in geld rust %1 op aannames."),
    ReportText(
      "storyPrices",
      en: "All amounts are at the price level of %1.",
      nl: "Alle bedragen zijn op prijspeil %1."),
    ReportText(
      "storyTypes",
      en: "Neighbourhoods differ: there are %1.",
      nl: "De buurten verschillen: er zijn %1."),
    ReportText("storyType", en: "%1: %2.", nl: "%1: %2."),
    ReportText(
      "storyPackage",
      en: "The package of measures that suits most neighbourhoods is %1: %2 of %3.",
      nl: "Het maatregelenpakket dat in de meeste buurten past is %1: in %2 van de %3."),
  ]
}
