extension ReportText {
  /// The page of the buildings, which only projects with buildings have.
  package static let buildings = [
    ReportText("tabBuildings", en: "Buildings", nl: "Gebouwen"),
    ReportText("buildingsTitle", en: "Buildings", nl: "Gebouwen"),
    ReportText(
      "buildingsText",
      en:
        "What vacant buildings could become, who could use them, what social real estate means and which facilities come to "
        + "lack. All of it is what is possible by what the sources say; nothing of it is agreed.",
      nl:
        "Wat lege gebouwen kunnen worden, wie ze kan gebruiken, wat maatschappelijk vastgoed betekent en aan welke "
        + "voorzieningen een tekort komt. Het is wat er kan volgens de bronnen; er is niets van afgesproken."
    ),
    ReportText(
      "vacantFound", en: "%1 buildings that are vacant or could come free",
      nl: "%1 gebouwen die leegstaan of kunnen vrijkomen"),
    ReportText(
      "vacantFoundOne", en: "%1 building that is vacant or could come free",
      nl: "%1 gebouw dat leegstaat of kan vrijkomen"),
    ReportText("onceFreed", en: "%1, in use, could come free", nl: "%1, in gebruik, kan vrijkomen"),
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
    ReportText("socialTitle", en: "Social real estate", nl: "Maatschappelijk vastgoed"),
    ReportText(
      "socialText",
      en:
        "Buildings of municipality, schools and housing associations: how each does for its owner (cost, state, use, energy) "
        + "and what the neighbourhood would miss without it. The policy follows from rules in a file that anyone can edit; "
        + "nothing is decided. Where what is not known decides, the policy is unknown.",
      nl:
        "Gebouwen van gemeente, scholen en woningcorporaties: hoe elk gebouw is voor de eigenaar (kosten, staat, gebruik, "
        + "energie) en wat de buurt zonder dat gebouw mist. Het beleid volgt uit regels in een bestand dat iedereen kan "
        + "aanpassen; er is niets besloten. Waar iets onbekends beslist, is het beleid onbekend."),
    ReportText(
      "portfolioAndMeaning", en: "Own portfolio against meaning for the neighbourhood",
      nl: "Eigen portefeuille tegenover betekenis voor de buurt"),
    ReportText(
      "social-portfolio-good", en: "in order for the owner", nl: "op orde voor de eigenaar"),
    ReportText("social-portfolio-poor", en: "not in order", nl: "niet op orde"),
    ReportText("social-portfolio-unknown", en: "unknown", nl: "onbekend"),
    ReportText("social-meaning-much", en: "means much", nl: "betekent veel"),
    ReportText("social-meaning-little", en: "means little", nl: "betekent weinig"),
    ReportText("social-meaning-nothing", en: "nobody uses it", nl: "niemand gebruikt het"),
    ReportText("social-meaning-unknown", en: "meaning unknown", nl: "betekenis onbekend"),
    ReportText(
      "steeringTitle", en: "How the policy that follows steers",
      nl: "Hoe het beleid dat volgt, stuurt"),
    ReportText("social-steering-passive", en: "passive: keep", nl: "passief: houden"),
    ReportText(
      "social-steering-active", en: "active: invest or divest", nl: "actief: investeren of afstoten"
    ),
    ReportText("social-by-portfolio", en: "on the own portfolio", nl: "op eigen portefeuille"),
    ReportText(
      "social-by-meaning", en: "on meaning for the neighbourhood", nl: "op betekenis voor de buurt"),
    ReportText("countAndArea", en: "%1 (%2 m²)", nl: "%1 (%2 m²)"),
    ReportText("countAndAreaTitle", en: "Buildings (m²)", nl: "Gebouwen (m²)"),
    ReportText(
      "policyUnknown", en: "Of %1 buildings the policy is unknown; the list says what to find out.",
      nl: "Van %1 gebouwen is het beleid onbekend; de lijst zegt wat uit te zoeken is."),
    ReportText(
      "policyUnknownOne",
      en: "Of %1 building the policy is unknown; the list says what to find out.",
      nl: "Van %1 gebouw is het beleid onbekend; de lijst zegt wat uit te zoeken is."),
    ReportText("socialFound", en: "%1 social buildings", nl: "%1 maatschappelijke gebouwen"),
    ReportText("socialFoundOne", en: "%1 social building", nl: "%1 maatschappelijk gebouw"),
    ReportText("costAYear", en: "Cost a year", nl: "Kosten per jaar"),
    ReportText("socialOwner", en: "Owner", nl: "Eigenaar"),
    ReportText("policyThatFollows", en: "Policy that follows", nl: "Beleid dat volgt"),
    ReportText("social-policy-consolidate", en: "consolidate", nl: "consolideren"),
    ReportText("social-policy-invest", en: "invest", nl: "investeren"),
    ReportText("social-policy-divest", en: "divest", nl: "afstoten"),
    ReportText("social-policy-unknown", en: "unknown", nl: "onbekend"),
    ReportText(
      "combiningTitle", en: "Functions together in fewer buildings",
      nl: "Functies samen in minder gebouwen"),
    ReportText(
      "combiningText",
      en:
        "Users of a building could go into one nearby that stays: at hours when its rooms are not in use, one after the other, "
        + "or in vacant rooms. It is possible by hours and kind of use; nobody has been asked, and the times of the day are "
        + "not looked at. It is a proposal beside the policies above, which look at each building by itself.",
      nl:
        "Gebruikers van een gebouw kunnen naar een gebouw in de buurt dat blijft: op uren dat de ruimtes niet in gebruik zijn, "
        + "na elkaar, of in lege ruimtes. Het kan volgens de uren en het soort gebruik; er is niemand gevraagd en er is niet "
        + "naar tijden op de dag gekeken. Het is een voorstel naast het beleid hierboven, dat elk gebouw apart bekijkt."
    ),
    ReportText(
      "combiningSum",
      en:
        "%1 could come free, %2 together. That saves %3 a year once they have been disposed of, and takes %4 once.",
      nl:
        "%1 kunnen vrijkomen, samen %2. Dat bespaart %3 per jaar zodra ze zijn afgestoten, en kost eenmalig %4."
    ),
    ReportText(
      "combiningBest", en: "No other plan saves more by these rules.",
      nl: "Volgens deze regels is er geen plan dat meer bespaart."),
    ReportText(
      "combiningNotProven", en: "Another plan may save more.",
      nl: "Een ander plan kan meer besparen."),
    ReportText(
      "combiningNothing", en: "No building can be emptied so by these rules.",
      nl: "Volgens deze regels kan er geen gebouw leeg."),
    ReportText(
      "combiningUnknown", en: "%1 buildings take no part, since hours, cost or state are unknown.",
      nl: "%1 gebouwen doen niet mee, omdat uren, kosten of staat onbekend zijn."),
    ReportText(
      "combiningUnknownOne",
      en: "%1 building takes no part, since hours, cost or state are unknown.",
      nl: "%1 gebouw doet niet mee, omdat uren, kosten of staat onbekend zijn."),
    ReportText("buildingsCount", en: "%1 buildings", nl: "%1 gebouwen"),
    ReportText("buildingsCountOne", en: "%1 building", nl: "%1 gebouw"),
    ReportText(
      "combinationsFound", en: "%1 buildings that could be emptied",
      nl: "%1 gebouwen die leeg kunnen"),
    ReportText(
      "combinationsFoundOne", en: "%1 building that could be emptied", nl: "%1 gebouw dat leeg kan"),
    ReportText("comesFree", en: "Could come free", nl: "Kan vrijkomen"),
    ReportText("usersInto", en: "Users go to", nl: "Gebruikers gaan naar"),
    ReportText("hoursMoving", en: "Hours a week", nl: "Uren per week"),
    ReportText("savedAYear", en: "Saved a year", nl: "Bespaard per jaar"),
    ReportText("takesOnce", en: "Takes once", nl: "Kost eenmalig"),
    ReportText("mustAgree", en: "Must agree", nl: "Moeten het eens zijn"),
    ReportText("besideRooms", en: "vacant rooms", nl: "lege ruimtes"),
    ReportText("otherHours", en: "other hours", nl: "andere uren"),
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
    ReportText(
      "sharesText",
      en:
        "Who has a part of the rights to build in a neighbourhood would pay the same part of what is invested in its "
        + "facilities. Nothing is agreed.",
      nl:
        "Wie een deel van de bouwrechten in een buurt heeft, zou hetzelfde deel betalen van wat daar in voorzieningen "
        + "geïnvesteerd wordt. Er is niets afgesproken."),
    ReportText(
      "sharesTitle", en: "Who would pay for facilities", nl: "Wie voorzieningen zou betalen"),
    ReportText("rightsShare", en: "Part of the rights to build", nl: "Deel van de bouwrechten"),
    ReportText("wouldPay", en: "Would pay once", nl: "Zou eenmalig betalen"),
    ReportText("allPaths", en: "all paths", nl: "alle paden"),
  ]
}
