extension ReportText {
  /// The page of the buildings, which only projects with buildings have.
  package static let buildings = [
    ReportText("tabBuildings", en: "Buildings", nl: "Gebouwen"),
    ReportText("buildingsTitle", en: "Buildings", nl: "Gebouwen"),
    ReportText(
      "buildingsText",
      en:
        "What vacant buildings could become, who could use them, and which facilities come to lack. All of it is what is "
        + "possible by what the sources say; nothing of it is agreed.",
      nl:
        "Wat lege gebouwen kunnen worden, wie ze kan gebruiken en aan welke voorzieningen een tekort komt. Het is wat er kan "
        + "volgens de bronnen; er is niets van afgesproken."),
    ReportText("vacantFound", en: "%1 vacant buildings", nl: "%1 lege gebouwen"),
    ReportText("vacantFoundOne", en: "%1 vacant building", nl: "%1 leeg gebouw"),
    ReportText(
      "vacantText",
      en: "A score is an interval as long as answers are not known: what is unknown is never a no.",
      nl:
        "Een score heeft een onder- en bovengrens zolang antwoorden onbekend zijn: onbekend is nooit een nee."
    ),
    ReportText("vacantBuilding", en: "Building", nl: "Gebouw"),
    ReportText("vacantArea", en: "Vacant", nl: "Leeg"),
    ReportText("suitsBest", en: "Suits best", nl: "Past het best"),
    ReportText("allStopped", en: "nothing: each has a veto", nl: "niets: op alles rust een veto"),
    ReportText("scoreBetween", en: "Score", nl: "Score"),
    ReportText("fromTo", en: "%1 to %2", nl: "%1 tot %2"),
    ReportText("whatDecides", en: "What decides", nl: "Wat beslist"),
    ReportText("askThisFirst", en: "Ask first", nl: "Vraag eerst"),
    ReportText("streetOpened", en: "Street is opened in", nl: "Straat gaat open in"),
    ReportText("seekersTitle", en: "Room for initiatives", nl: "Ruimte voor initiatieven"),
    ReportText("seeker", en: "Who looks for room", nl: "Wie ruimte zoekt"),
    ReportText("seekerPlace", en: "Place in the best division", nl: "Plek in de beste verdeling"),
    ReportText("seekerWhy", en: "Why", nl: "Waarom"),
    ReportText("seekerNone", en: "none", nl: "geen"),
    ReportText(
      "shortagesTitle", en: "Facilities that lack, by year", nl: "Tekort aan voorzieningen per jaar"
    ),
    ReportText(
      "shortagesText",
      en:
        "m² that lack in all neighbourhoods together, slack next door counted, on each path of the population.",
      nl:
        "m² tekort in alle buurten samen, met wat buren over hebben meegeteld, op elk pad van de bevolking."
    ),
    ReportText("facility", en: "Facility", nl: "Voorziening"),
    ReportText("populationPath", en: "Path", nl: "Pad"),
    ReportText(
      "choicesFound", en: "%1 choices against what lacks", nl: "%1 keuzes tegen het tekort"),
    ReportText(
      "choicesFoundOne", en: "%1 choice against what lacks", nl: "%1 keuze tegen het tekort"),
    ReportText(
      "choicesText",
      en:
        "A proposal at the least cost on each path. Investments are estimates from the catalogue, not money that is there. "
        + "What is chosen on all paths is right whichever comes true.",
      nl:
        "Een voorstel tegen de laagste kosten op elk pad. Investeringen zijn schattingen uit de catalogus, geen geld dat er is. "
        + "Wat op alle paden gekozen is, klopt welk pad het ook wordt."),
    ReportText("facilityChoice", en: "What and where", nl: "Wat en waar"),
    ReportText("choice-new", en: "a new building", nl: "nieuw gebouw"),
    ReportText("choice-extend", en: "extend", nl: "uitbreiden"),
    ReportText("choice-share", en: "share hours", nl: "uren delen"),
    ReportText("choice-convert", en: "convert", nl: "verbouwen"),
    ReportText("choice-move", en: "use slack of", nl: "ruimte gebruiken van"),
    ReportText("estimatedInvestment", en: "Investment (estimate)", nl: "Investering (schatting)"),
    ReportText("neededFrom", en: "Needed from", nl: "Nodig vanaf"),
    ReportText("decideBefore", en: "Decide in", nl: "Besluiten in"),
    ReportText("tooLate", en: "%1: too late", nl: "%1: te laat"),
    ReportText("allPaths", en: "all paths", nl: "alle paden"),
  ]
}
