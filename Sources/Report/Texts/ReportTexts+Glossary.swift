extension ReportText {
  /// Terms of the trade, each with the forms that texts have it in, and what it means.
  static let glossary = [
    ReportText("term-challenge", en: "challenge|challenges", nl: "opgave|opgaven"),
    ReportText(
      "meaning-challenge",
      en: "What should become better in a place, such as flooding, heat or a lack of care.",
      nl: "Wat op een plek beter moet, zoals wateroverlast, hitte of te weinig zorg."),
    ReportText("term-score", en: "score|scores", nl: "score|scores"),
    ReportText(
      "meaning-score",
      en:
        "How much a work lies where challenges are severe, from 0 to 100, by the weights of the themes.",
      nl:
        "Hoezeer een werk ligt waar opgaven ernstig zijn, van 0 tot 100, met de gewichten van de thema's."
    ),
    ReportText("term-due", en: "due year|due years", nl: "planjaar|planjaren"),
    ReportText(
      "meaning-due", en: "The year in which maintenance falls due by its cycle.",
      nl: "Het jaar waarin onderhoud volgens zijn cyclus aan de beurt is."),
    ReportText("term-window", en: "window|windows", nl: "venster|vensters"),
    ReportText(
      "meaning-window",
      en: "The years between which a work may be done without too much being lost or at risk.",
      nl: "De jaren waarbinnen een werk kan zonder dat er te veel verloren gaat of misgaat."),
    ReportText("term-overdue", en: "overdue", nl: "achterstallig|achterstallige"),
    ReportText(
      "meaning-overdue", en: "The due year is past and the work has not been done.",
      nl: "Het planjaar is voorbij en het werk is nog niet gedaan."),
    ReportText("term-chance", en: "chance", nl: "toeval"),
    ReportText(
      "meaning-chance",
      en:
        "What works would reach if they lay anywhere: their part of all ground. Only what is more says something.",
      nl:
        "Wat werken zouden raken als ze zomaar ergens lagen: hun deel van alle grond. Alleen wat meer is zegt iets."
    ),
    ReportText("term-draws", en: "draws", nl: "trekkingen"),
    ReportText(
      "meaning-draws",
      en: "The same sum many times with other numbers by lot, to see how sure the outcome is.",
      nl: "Dezelfde som, vele keren met gelote getallen, om te zien hoe zeker de uitkomst is."),
    ReportText("term-valued", en: "valued", nl: "gewaardeerd|gewaardeerde"),
    ReportText(
      "meaning-valued",
      en: "Expressed in money so that it can be compared; nobody pays or receives it.",
      nl: "In geld uitgedrukt om te kunnen vergelijken; niemand betaalt of ontvangt het."),
    ReportText("term-moving", en: "moving", nl: "schuiven"),
    ReportText(
      "meaning-moving",
      en: "Doing a work in another year than its due year: earlier loses value, later runs risk.",
      nl:
        "Een werk in een ander jaar doen dan zijn planjaar: eerder kost waarde, later geeft risico."
    ),
    ReportText("term-leading", en: "leading discipline", nl: "leidende discipline"),
    ReportText(
      "meaning-leading",
      en: "One kind of work, such as sewers, keeps its year; the rest follows it where it can.",
      nl: "Eén soort werk, zoals het riool, houdt zijn jaar; de rest volgt waar dat kan."),
    ReportText("term-risk", en: "risk", nl: "risico"),
    ReportText(
      "meaning-risk",
      en: "What it is expected to cost that something fails before it is renewed.",
      nl: "Wat het naar verwachting kost als iets stukgaat voordat het vernieuwd is."),
    ReportText("term-coupling", en: "coupling|couplings", nl: "koppeling|koppelingen"),
    ReportText(
      "meaning-coupling",
      en:
        "A measure for a challenge that is carried out along with a work, such as disconnecting roofs with the sewer.",
      nl:
        "Een maatregel voor een opgave die met een werk meelift, zoals daken afkoppelen bij het vervangen van het riool."
    ),
    ReportText("term-assumption", en: "assumption|assumptions", nl: "aanname|aannames"),
    ReportText(
      "meaning-assumption",
      en: "A figure without a source of its own: reasonable, but to be replaced by the city's own.",
      nl: "Een getal zonder eigen bron: redelijk, maar te vervangen door dat van de stad zelf."),
    ReportText("term-rioned", en: "RIONED rule", nl: "RIONED-regel"),
    ReportText(
      "meaning-rioned",
      en:
        "The works are paid in proportion to what each would have paid alone; whoever has others move their works pays for that.",
      nl:
        "De werken worden betaald naar wat ieder alleen had betaald; wie anderen laat schuiven, betaalt dat."
    ),
    ReportText("term-proRata", en: "pro rata", nl: "naar rato"),
    ReportText(
      "meaning-proRata",
      en: "Everything, moving too, is divided by what each would have paid alone.",
      nl: "Alles, ook het schuiven, wordt verdeeld naar wat ieder alleen had betaald."),
    ReportText("term-shapley", en: "Shapley value", nl: "Shapley-waarde"),
    ReportText(
      "meaning-shapley",
      en:
        "Each pays what it adds on average, over all orders in which the parties could have joined.",
      nl:
        "Ieder betaalt wat hij gemiddeld toevoegt, over alle volgordes waarin partijen konden aansluiten."
    ),
    ReportText(
      "term-present", en: "brought back to the first year", nl: "teruggerekend naar het eerste jaar"
    ),
    ReportText(
      "meaning-present",
      en: "What comes later counts less: each year takes off the interest.",
      nl: "Wat later komt telt minder mee: elk jaar gaat er rente af."),
  ]
}
