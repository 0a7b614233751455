/// The texts about projects that users see at the terminal.
enum ProjectTextKey: CaseIterable {
  case projects, planQuality, noProjects, rank, project, netGain
  case workTitle, measureTitle, windowTitle, yearTitle, movingTitle, gainTitle
  case excavationPart, surfacePart, trafficPart, planPart, tenderPart, nuisancePart
  case challengePart, cuttingPart, netPart, partyTitle, aloneTitle, proRataTitle
  case decidedLine, trialLine, nearMissTitle, nearMissLine, inNoProject
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
    "Netto winst EUR %1; elk werk apart 0, rioolplan leidt %2; meer dan %3 kan niet (verschil %4)."
  case .noProjects: "Geen werken die samen meer opleveren dan apart."
  case .rank: "Rang"
  case .project: "Project"
  case .netGain: "Netto winst (EUR)"
  case .workTitle: "Werk (bron)"
  case .measureTitle: "Maatregel"
  case .windowTitle: "Vroegst / plan / laatst"
  case .yearTitle: "Jaar"
  case .movingTitle: "Schuiven (EUR)"
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
  case .partyTitle: "Wie betaalt (EUR)"
  case .aloneTitle: "Apart"
  case .proRataTitle: "Naar rato"
  case .decidedLine: "Status %1, besloten door %2: %3"
  case .trialLine:
    "Houdt stand in %1 van de trekkingen van gewichten en planjaren; bij de beste in %2."
  case .nearMissTitle: "Net niet in dit project:"
  case .nearMissLine: "%1 + %2 (samen EUR %3 minder): %4"
  case .inNoProject: "%1 zit in geen project. Wat in de buurt kwam:"
  }
}

private func english(_ key: ProjectTextKey) -> String {
  switch key {
  case .projects: "%1 projects with %2 of the %3 works that may go together."
  case .planQuality:
    "Net gain EUR %1; every work alone 0, sewers leading %2; no plan gains more than %3 (gap %4)."
  case .noProjects: "No works gain more together than alone."
  case .rank: "Rank"
  case .project: "Project"
  case .netGain: "Net gain (EUR)"
  case .workTitle: "Work (source)"
  case .measureTitle: "Measure"
  case .windowTitle: "Earliest / due / latest"
  case .yearTitle: "Year"
  case .movingTitle: "Moving (EUR)"
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
  case .partyTitle: "Who pays (EUR)"
  case .aloneTitle: "Alone"
  case .proRataTitle: "Pro rata"
  case .decidedLine: "Status %1, decided by %2: %3"
  case .trialLine:
    "Holds in %1 of the draws of weights and due years; among the best in %2."
  case .nearMissTitle: "Nearly in this project:"
  case .nearMissLine: "%1 + %2 (EUR %3 less together): %4"
  case .inNoProject: "%1 is in no project. What came near:"
  }
}
