/// The texts about projects that users see at the terminal.
enum ProjectTextKey: CaseIterable {
  case projects, planQuality, recutLine, noProjects, rank, project, netGain
  case workTitle, measureTitle, windowTitle, yearTitle, movingTitle, gainTitle
  case excavationPart, surfacePart, trafficPart, planPart, tenderPart, nuisancePart
  case challengePart, cuttingPart, netPart, partyTitle, aloneTitle, proRataTitle
  case decidedLine, trialLine, nearMissTitle, nearMissLine, inNoProject, worseOffLine
  case alone, aloneUndated
  case programmeLine, programmeOptimal, programmeWithinBound, programmeInfeasible, programmeNotFound
  case programmeCutByTime
  case shareItem, avoidedItem, businessLine
  case coverageLine, shortfallLine, brokenLockLine, shortageLine, noMoneyHelps
}

extension Language {
  /// A text, with `%1`, `%2` and so on replaced by the arguments.
  func text(_ key: ProjectTextKey, _ arguments: String...) -> String {
    switch self {
    case .nl: filled(dutch(key), with: arguments)
    case .en: filled(english(key), with: arguments)
    }
  }
}

private func dutch(_ key: ProjectTextKey) -> String {
  switch key {
  case .projects: "%1 projecten met %2 van de %3 werken die samen kunnen."
  case .planQuality:
    "Netto winst %1; elk werk apart 0, leidende discipline %2; meer dan %3 kan niet (verschil %4)."
  case .recutLine:
    "Nieuwe verharding weer open binnen haar rusttijd: apart %1, leidende discipline %2, dit plan %3."
  case .noProjects: "Geen werken die samen meer opleveren dan apart."
  case .rank: "Rang"
  case .project: "Project"
  case .netGain: "Netto winst (%1)"
  case .workTitle: "Werk (bron)"
  case .measureTitle: "Maatregel"
  case .windowTitle: "Vroegst / plan / laatst"
  case .yearTitle: "Jaar"
  case .movingTitle: "Schuiven (%1)"
  case .gainTitle: "Winst tegenover apart"
  case .excavationPart: "Graven"
  case .surfacePart: "Verharding"
  case .trafficPart: "Verkeer en bouwplaats"
  case .planPart: "Plan en participatie"
  case .tenderPart: "Aanbesteding"
  case .nuisancePart: "Hinder (gewaardeerd)"
  case .challengePart: "Opgaven die meeliften"
  case .cuttingPart: "Openbreken van nieuwe verharding"
  case .netPart: "Netto"
  case .partyTitle: "Wie betaalt (%1)"
  case .aloneTitle: "Apart"
  case .proRataTitle: "Naar rato"
  case .decidedLine: "Status %1, besloten door %2: %3"
  case .trialLine:
    "Houdt stand in %1 van de trekkingen van gewichten en planjaren; bij de beste in %2."
  case .nearMissTitle: "Net niet in dit project:"
  case .nearMissLine: "%1 + %2 (samen %3 minder): %4"
  case .worseOffLine:
    "%1 betaalt volgens de RIONED-regel %2 meer dan apart: daarover valt te praten."
  case .programmeLine:
    "Programma: %1 projecten en werken voor %2; %3 werken worden niet gedaan; %4."
  case .programmeOptimal: "beter bestaat niet"
  case .programmeWithinBound: "hoogstens %1 beter mogelijk"
  case .programmeCutByTime:
    "De tijd was op voordat de oplosser klaar was: een volgende keer kan er iets anders uitkomen."
  case .programmeInfeasible: "niet alles wat gevraagd is kan"
  case .programmeNotFound: "geen programma gevonden dat alles doet wat gevraagd is"
  case .shareItem: "Aandeel in gezamenlijke projecten"
  case .avoidedItem: "Kosten apart die vervallen"
  case .businessLine:
    "Businesscase over %1 jaar tegen %2: netto %3 (%4 per jaar), te overbruggen %5, batig vanaf %6."
  case .coverageLine: "- %1: %2 m2 van de gevraagde %3 m2 (in totaal %4 m2)"
  case .shortfallLine: "- Binnen de budgetten komt %1 %2 m2 tekort."
  case .brokenLockLine: "- Vastgelegd, maar niet mogelijk: %1"
  case .shortageLine: "- %1 komt in %2 %3 tekort om alles te kunnen."
  case .noMoneyHelps: "- Met meer geld kan het ook niet: de werken dekken te weinig."
  case .inNoProject: "%1 zit in geen project. Wat in de buurt kwam:"
  case .alone: "%1 zit in geen project: geen ander werk kwam in de buurt van iets dat samen loont."
  case .aloneUndated:
    "%1 zit in geen project: er is geen jaar van bekend, dus valt er niets te plannen."
  }
}

private func english(_ key: ProjectTextKey) -> String {
  switch key {
  case .projects: "%1 projects with %2 of the %3 works that may go together."
  case .planQuality:
    "Net gain %1; every work alone 0, leading discipline %2; no plan gains more than %3 (gap %4)."
  case .recutLine:
    "New surfaces cut again within their moratorium: alone %1, leading discipline %2, this plan %3."
  case .noProjects: "No works gain more together than alone."
  case .rank: "Rank"
  case .project: "Project"
  case .netGain: "Net gain (%1)"
  case .workTitle: "Work (source)"
  case .measureTitle: "Measure"
  case .windowTitle: "Earliest / due / latest"
  case .yearTitle: "Year"
  case .movingTitle: "Moving (%1)"
  case .gainTitle: "Gain against alone"
  case .excavationPart: "Digging"
  case .surfacePart: "Surface"
  case .trafficPart: "Traffic and site"
  case .planPart: "Plan and participation"
  case .tenderPart: "Tender"
  case .nuisancePart: "Nuisance (valued)"
  case .challengePart: "Challenges that ride along"
  case .cuttingPart: "Cutting new surfaces"
  case .netPart: "Net"
  case .partyTitle: "Who pays (%1)"
  case .aloneTitle: "Alone"
  case .proRataTitle: "Pro rata"
  case .decidedLine: "Status %1, decided by %2: %3"
  case .trialLine:
    "Holds in %1 of the draws of weights and due years; among the best in %2."
  case .nearMissTitle: "Nearly in this project:"
  case .nearMissLine: "%1 + %2 (%3 less together): %4"
  case .worseOffLine:
    "%1 pays %2 more than alone by the RIONED rule: that asks for an agreement."
  case .programmeLine:
    "Programme: %1 projects and works for %2; %3 works are not done; %4."
  case .programmeOptimal: "nothing better exists"
  case .programmeWithinBound: "at most %1 better is possible"
  case .programmeCutByTime:
    "Time ran out before the solver was done: another run may give another programme."
  case .programmeInfeasible: "not everything that is asked is possible"
  case .programmeNotFound: "no programme was found that does everything that is asked"
  case .shareItem: "Share of joint projects"
  case .avoidedItem: "Cost alone that falls away"
  case .businessLine:
    "Business case over %1 years at %2: net %3 (%4 a year), to be bridged %5, in the black from %6."
  case .coverageLine: "- %1: %2 m2 of the %3 m2 that are asked (%4 m2 in all)"
  case .shortfallLine: "- Within the budgets %1 lacks %2 m2."
  case .brokenLockLine: "- Locked, but not possible: %1"
  case .shortageLine: "- %1 lacks %3 in %2 to make everything possible."
  case .noMoneyHelps: "- More money does not help: the works cover too little."
  case .inNoProject: "%1 is in no project. What came near:"
  case .alone: "%1 is in no project: no other work came near to what would pay together."
  case .aloneUndated: "%1 is in no project: no year of it is known, so nothing can be planned."
  }
}
