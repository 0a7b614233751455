/// The texts about projects that users see at the terminal.
package enum ProjectTextKey: CaseIterable {
  case projects, planQuality, slackLine, recutLine, openingLine, sizeLine
  case noSlack, metresSlack, connectionSlack, eurosSlack, pairsSlack, leastGainSlack, leastCashSlack
  case unpricedSlack
  case noProjects, rank, project
  case workTitle, measureTitle, windowTitle, yearTitle, movingTitle, gainTitle
  case excavationPart, surfacePart, trafficPart, planPart, tenderPart, setupPart, nuisancePart
  case challengePart, cuttingPart, netPart, partyTitle, aloneTitle, proRataTitle
  case decidedLine, trialLine, nearMissTitle, nearMissLine, inNoProject, worseOffLine
  case alone, aloneUndated
  case programmeLine, programmePaid, programmeCharged, programmeOptimal, programmeWithinBound,
    programmeInfeasible, programmeNotFound
  case programmeCutByTime
  case shareItem, compensationItem, laterItem, avoidedItem, avoidedLaterItem
  case movingItem, avoidedMovingItem, residentsActor
  case moneyTitle, projectsTitle, togetherTitle, savedTitle, movingValued
  case possibleStage, programmedStage, agreedStage
  case proposedCaseLine, cheaperLine, dearerLine, bridgeLine, nothingToBridgeLine
  case neverPaidBackLine, presentLine, measuresLine, nothingDoneLine
  case assumptionsLine, assumedCost, assumedSaved, assumedNuisance, assumedCarried, assumedEffects
  case proposals, programmed
  case extraCostItem, upkeepItem, asSiloedItem, couplingsTitle, carriedTitle
  case undoneLine, undoneCostUnknown, unspentLine
  case lockedOutReason, nothingGainedReason, noMoneyReason, outOfOrderReason, crowdedOutReason
  case fillsBetterReason, beforeReason
  case lockedOutCount, nothingGainedCount, noMoneyCount, outOfOrderCount, crowdedOutCount
  case nothingLeftReason, doesNotFitReason, leftOutOfOrderReason, leftLockedOutReason
  case leftNothingGainedReason
  case notPlannedHere, programmedLine, notProgrammedLine
  case coverageLine, shortfallLine, brokenLockLine, shortageLine, noMoneyHelps
}

extension Language {
  /// A text, with `%1`, `%2` and so on replaced by the arguments.
  package func text(_ key: ProjectTextKey, _ arguments: String...) -> String {
    switch self {
    case .nl: filled(dutch(key), with: arguments)
    case .en: filled(english(key), with: arguments)
    }
  }
}

private func dutch(_ key: ProjectTextKey) -> String {
  switch key {
  case .projects:
    "%1 {1:project|projecten} met %2 van de %3 {3:werk dat samen kan|werken die samen kunnen}."
  case .planQuality:
    "Alle voorstellen samen: %1 waard (bespaard, hinder en gewicht van opgaven, min schuiven); leidende "
      + "discipline %2; meer dan %3 kan niet (verschil %4)."
  case .slackLine: "Het verschil, naar wat het openhoudt: %1."
  case .noSlack: "anders ingedeeld, of alleen beter in delen van projecten %1"
  case .metresSlack: "alleen beter in te lange projecten %1"
  case .connectionSlack: "alleen beter in projecten die niet aan elkaar liggen %1"
  case .eurosSlack: "alleen beter in te dure projecten %1"
  case .pairsSlack: "alleen beter met werken die niet samen mogen %1"
  case .leastGainSlack: "alleen beter in projecten die te weinig opleveren %1"
  case .leastCashSlack: "alleen beter in projecten die te weinig geld besparen %1"
  case .unpricedSlack: "niet nagegaan %1"
  case .recutLine:
    "Nieuwe verharding weer open binnen haar rusttijd: apart %1, leidende discipline %2, dit plan "
      + "%3."
  case .openingLine:
    "Straten gaan %1 keer open, elke straat één keer per jaar met werk: %4 van de %2 keer als elk van die "
      + "werken in zijn planjaar gaat; leidende discipline %3."
  case .sizeLine:
    "Projecten in het programma: hoogstens %1 per jaar; het middelste bespaart %2 in geld."
  case .noProjects: "Geen werken die samen meer opleveren dan apart."
  case .rank: "Rang"
  case .project: "Project"
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
  case .setupPart: "Opzetten van het project"
  case .nuisancePart: "Hinder (gewaardeerd)"
  case .challengePart: "Gewicht van opgaven bij het kiezen"
  case .cuttingPart: "Openbreken van nieuwe verharding"
  case .netPart: "Netto"
  case .partyTitle: "Wie betaalt (%1, geld)"
  case .aloneTitle: "Apart"
  case .proRataTitle: "Naar rato"
  case .decidedLine: "Status %1, besloten door %2: %3"
  case .trialLine:
    "Houdt stand in %1 van de trekkingen van gewichten en planjaren; bij de beste in %2."
  case .nearMissTitle: "Net niet in dit project:"
  case .nearMissLine: "%1 + %2 (samen %3 minder): %4"
  case .worseOffLine:
    "%1 is volgens de RIONED-regel %2 slechter af dan apart, met gewaardeerd schuiven erbij: daarover "
      + "valt te praten."
  case .programmeLine:
    "Programma: %1 {1:project of los werk|projecten en losse werken}, samen %3 {3:werk|werken}, %2; %4."
  case .programmePaid: "voor %1"
  case .programmeCharged:
    "voor %1 (ten laste van de budgetten komt %2: met wat partijen elkaar voor het schuiven betalen)"
  case .programmeOptimal: "beter bestaat niet"
  case .programmeWithinBound: "hoogstens %1 beter mogelijk"
  case .programmeCutByTime:
    "De tijd was op voordat de oplosser klaar was: een volgende keer kan er iets anders uitkomen."
  case .programmeInfeasible: "niet alles wat gevraagd is kan"
  case .programmeNotFound: "geen programma gevonden dat alles doet wat gevraagd is"
  case .undoneLine:
    "Niet gedaan: %1 van de %2 {2:werk|werken}, %3 van de %4 (kosten apart); tot het eind loopt daar %5 "
      + "risico."
  case .undoneCostUnknown: "Van %1 daarvan zijn geen kosten bekend."
  case .unspentLine: "Over bij %1: %2. %3"
  case .lockedOutReason: "Er is besloten dit werk niet te doen."
  case .nothingGainedReason: "Het voegt niets toe aan wat gevraagd is."
  case .noMoneyReason: "Het kost meer dan %1 in enig jaar heeft, ook als er verder niets gebeurt."
  case .outOfOrderReason:
    "Er is alleen geld in jaren waarin het op dezelfde plek in de verkeerde volgorde met %1 komt."
  case .crowdedOutReason:
    "Het geld is op: in %3, het jaar waarin het minst ontbreekt, kan %1 nog %2 betalen."
  case .fillsBetterReason:
    "Wat in zijn jaren gebeurt is per euro niet meer waard, maar vult het budget beter."
  case .beforeReason:
    "In zijn jaren {1:is één project of werk|zijn %1 projecten en werken} per euro meer waard{1::|; het "
      + "laatste dat geld kreeg is} %2."
  case .lockedOutCount: "- door een besluit: %1 {1:werk|werken}, %2"
  case .nothingGainedCount: "- voegt niets toe: %1 {1:werk|werken}, %2"
  case .noMoneyCount: "- in geen enkel jaar genoeg geld: %1 {1:werk|werken}, %2"
  case .outOfOrderCount: "- alleen geld in de verkeerde volgorde: %1 {1:werk|werken}, %2"
  case .crowdedOutCount: "- het geld ging naar andere projecten en werken: %1 {1:werk|werken}, %2"
  case .nothingLeftReason: "Alle werken van dit budget worden gedaan."
  case .doesNotFitReason:
    "Geen werk dat overblijft past nog: het minst komt %1 tekort, dat %2 kost; in %3 was er %4."
  case .leftOutOfOrderReason: "Wat overblijft zou in de verkeerde volgorde komen."
  case .leftLockedOutReason: "Er is besloten om wat overblijft niet te doen."
  case .leftNothingGainedReason: "Wat overblijft voegt niets toe aan wat gevraagd is."
  case .notPlannedHere: "niet gepland"
  case .programmedLine:
    "Het programma doet dit project in %1: daarvoor gelden de bedragen. Het beste jaar is %2."
  case .notProgrammedLine:
    "Het programma doet dit project niet als geheel. De bedragen gelden voor het beste jaar, %1."
  case .shareItem: "Betaald voor wat gedaan wordt"
  case .compensationItem: "Vergoeding tussen budgetten voor schuiven"
  case .laterItem: "Blijft over om na de looptijd te betalen"
  case .avoidedItem: "Kosten als elk werk apart gaat"
  case .avoidedLaterItem: "Zou dan overblijven om na de looptijd te betalen"
  case .movingItem: "Schuiven en risico (gewaardeerd)"
  case .avoidedMovingItem: "Schuiven en risico als elk werk apart gaat (gewaardeerd)"
  case .residentsActor: "bewoners"
  case .moneyTitle: "Projecten (%1)"
  case .projectsTitle: "Aantal"
  case .togetherTitle: "Samen"
  case .savedTitle: "Bespaard"
  case .movingValued: "Schuiven en openbreken (gewaardeerd)"
  case .possibleStage: "Mogelijk, zonder op geld te letten"
  case .programmedStage: "In het programma"
  case .agreedStage: "Afgesproken"
  case .proposals: "De voorstellen die samen het meest waard zijn:"
  case .programmed: "De projecten in het programma die het meest besparen:"
  case .proposedCaseLine:
    "Als alle voorstellen doorgaan scheelt dat %1 aan geld; of de budgetten dat kunnen betalen "
      + "zegt pas een programma."
  case .cheaperLine:
    "Tegenover elk werk apart binnen dezelfde budgetten wordt voor hetzelfde werk %1 minder "
      + "betaald, nu of na de looptijd. Gewaardeerd, niet betaald: hinder %2, schuiven en risico "
      + "%3."
  case .dearerLine:
    "Tegenover elk werk apart binnen dezelfde budgetten wordt voor hetzelfde werk %1 meer betaald, "
      + "nu of na de looptijd. Gewaardeerd, niet betaald: hinder %2, schuiven en risico %3."
  case .measuresLine:
    "Wat werken voor opgaven meenemen scheelt daarbij %1 aan geld en %2 aan gewaardeerde effecten "
      + "(onder nul: ongunstiger dan bij elk werk apart)."
  case .assumptionsLine:
    "Rust op aannames: %1 (zie assumptions.csv)."
  case .assumedCost: "van de kosten van de werken %1"
  case .assumedSaved: "van wat projecten aan geld besparen %1"
  case .assumedNuisance: "van de hinder die ze besparen %1"
  case .assumedCarried: "van de kosten van wat ze voor opgaven meenemen %1"
  case .assumedEffects: "van wat dat oplevert %1"
  case .bridgeLine:
    "Er wordt eerst meer betaald, omdat er meer wordt gedaan: hoogstens %1, terugverdiend vanaf %2."
  case .nothingToBridgeLine: "Er hoeft niets te worden voorgeschoten."
  case .neverPaidBackLine: "Er wordt meer betaald, hoogstens %1, en dat komt niet terug."
  case .presentLine:
    "Over %1 jaar tegen %2: %3 aan geld (%4 per jaar) en %5 aan gewaardeerde effecten."
  case .nothingDoneLine:
    "Er wordt niets gedaan. Tot en met %1 blijft %2 aan werk liggen (kosten apart) en loopt er %3 "
      + "risico (gewaardeerd)."
  case .extraCostItem: "Extra kosten: %1"
  case .upkeepItem: "Onderhoud: %1"
  case .asSiloedItem: "%1, als elk werk apart gaat"
  case .couplingsTitle: "Wat het werk kan meenemen:"
  case .carriedTitle: "Wat dit project meeneemt:"
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
  case .projects: "%1 {1:project|projects} with %2 of the %3 {3:work|works} that may go together."
  case .planQuality:
    "All proposals together are worth %1 (saved, nuisance and weight of challenges, less moving); leading "
      + "discipline %2; no plan is worth more than %3 (gap %4)."
  case .slackLine: "That gap, by what keeps it open: %1."
  case .noSlack: "divided otherwise, or better only in parts of projects %1"
  case .metresSlack: "better only in projects that are too long %1"
  case .connectionSlack: "better only in projects that do not lie together %1"
  case .eurosSlack: "better only in projects that are too dear %1"
  case .pairsSlack: "better only with works that may not go together %1"
  case .leastGainSlack: "better only in projects that gain too little %1"
  case .leastCashSlack: "better only in projects that save too little cash %1"
  case .unpricedSlack: "not looked into %1"
  case .recutLine:
    "New surfaces cut again within their moratorium: alone %1, leading discipline %2, this plan %3."
  case .openingLine:
    "Streets are opened %1 {1:time|times}, each once in each year with a work: %4 of the %2 {2:time|times} when each of those "
      + "works is done in its due year; leading discipline %3."
  case .sizeLine:
    "Projects that are programmed: at most %1 a year; the middle one saves %2 in cash."
  case .noProjects: "No works gain more together than alone."
  case .rank: "Rank"
  case .project: "Project"
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
  case .setupPart: "Setting up the project"
  case .nuisancePart: "Nuisance (valued)"
  case .challengePart: "Weight of challenges in the choice"
  case .cuttingPart: "Cutting new surfaces"
  case .netPart: "Net"
  case .partyTitle: "Who pays (%1, cash)"
  case .aloneTitle: "Alone"
  case .proRataTitle: "Pro rata"
  case .decidedLine: "Status %1, decided by %2: %3"
  case .trialLine:
    "Holds in %1 of the draws of weights and due years; among the best in %2."
  case .nearMissTitle: "Nearly in this project:"
  case .nearMissLine: "%1 + %2 (%3 less together): %4"
  case .worseOffLine:
    "%1 is %2 worse off than alone by the RIONED rule, valued moving included: that asks for an "
      + "agreement."
  case .programmeLine:
    "Programme: %1 {1:project or single work|projects and single works}, together %3 {3:work|works}, %2; %4."
  case .programmePaid: "for %1"
  case .programmeCharged:
    "for %1 (budgets are charged %2: with what parties pay each other for moving works)"
  case .programmeOptimal: "nothing better exists"
  case .programmeWithinBound: "at most %1 better is possible"
  case .programmeCutByTime:
    "Time ran out before the solver was done: another run may give another programme."
  case .programmeInfeasible: "not everything that is asked is possible"
  case .programmeNotFound: "no programme was found that does everything that is asked"
  case .undoneLine:
    "Not done: %1 of the %2 {2:work|works}, %3 of the %4 (cost alone); by the end they have run %5 of risk."
  case .undoneCostUnknown: "Of %1 of them no cost is known."
  case .unspentLine: "Left of %1: %2. %3"
  case .lockedOutReason: "It was decided not to do it."
  case .nothingGainedReason: "It adds nothing to what is asked."
  case .noMoneyReason: "It costs more than %1 has in any year, even if nothing else were done."
  case .outOfOrderReason:
    "There is money only in years in which it would come in the wrong order with %1, on the same "
      + "ground."
  case .crowdedOutReason:
    "The money is gone: in %3, the year in which least is lacking, %1 can pay %2 more."
  case .fillsBetterReason:
    "What is done in its years is worth no more for each euro, but fills the budget better."
  case .beforeReason:
    "In its years {1:one project or work is|%1 projects and works are} worth more for each euro{1::|; the "
      + "last to be paid is} %2."
  case .lockedOutCount: "- by a decision: %1 {1:work|works}, %2"
  case .nothingGainedCount: "- adds nothing: %1 {1:work|works}, %2"
  case .noMoneyCount: "- not enough money in any year: %1 {1:work|works}, %2"
  case .outOfOrderCount: "- money only in the wrong order: %1 {1:work|works}, %2"
  case .crowdedOutCount: "- the money went to other projects and works: %1 {1:work|works}, %2"
  case .nothingLeftReason: "All works that it pays are done."
  case .doesNotFitReason:
    "No work that is left fits: least is lacking for %1, which costs %2; in %3 there was %4."
  case .leftOutOfOrderReason: "What is left undone would come in the wrong order."
  case .leftLockedOutReason: "It was decided not to do what is left undone."
  case .leftNothingGainedReason: "What is left undone adds nothing to what is asked."
  case .notPlannedHere: "not planned"
  case .programmedLine:
    "The programme does this project in %1: to that its amounts apply. Its best year is %2."
  case .notProgrammedLine:
    "The programme does not do this project as a whole. Its amounts are of its best year, %1."
  case .shareItem: "Paid for what is done"
  case .compensationItem: "Compensation between budgets for moving"
  case .laterItem: "Left to be paid after the horizon"
  case .avoidedItem: "Cost of every work by itself"
  case .avoidedLaterItem: "Would then be left to be paid after the horizon"
  case .movingItem: "Moving and risk (valued)"
  case .avoidedMovingItem: "Moving and risk with every work by itself (valued)"
  case .residentsActor: "residents"
  case .moneyTitle: "Projects (%1)"
  case .projectsTitle: "Number"
  case .togetherTitle: "Together"
  case .savedTitle: "Saved"
  case .movingValued: "Moving and cutting (valued)"
  case .possibleStage: "Possible, whatever the money"
  case .programmedStage: "In the programme"
  case .agreedStage: "Agreed"
  case .proposals: "The proposals that are worth most:"
  case .programmed: "The projects of the programme that save most:"
  case .proposedCaseLine:
    "If all proposals go ahead that saves %1 in cash; only a programme tells whether budgets can "
      + "pay for it."
  case .cheaperLine:
    "Against every work by itself within the same budgets %1 less is paid for the same works, now "
      + "or after the horizon. Valued, not paid: nuisance %2, moving and risk %3."
  case .dearerLine:
    "Against every work by itself within the same budgets %1 more is paid for the same works, now "
      + "or after the horizon. Valued, not paid: nuisance %2, moving and risk %3."
  case .measuresLine:
    "What works carry along for challenges makes a difference of %1 in cash and %2 of valued effects "
      + "on top (below zero: worse than with every work by itself)."
  case .assumptionsLine:
    "Rests on assumptions: %1 (see assumptions.csv)."
  case .assumedCost: "of the cost of the works %1"
  case .assumedSaved: "of what projects save in cash %1"
  case .assumedNuisance: "of the nuisance that they spare %1"
  case .assumedCarried: "of the cost of what they carry for challenges %1"
  case .assumedEffects: "of what that brings %1"
  case .bridgeLine:
    "More is paid at first, since more is done: at most %1, made good from %2 on."
  case .nothingToBridgeLine: "Nothing has to be paid in advance."
  case .neverPaidBackLine: "More is paid, at most %1, and that does not come back."
  case .presentLine:
    "Over %1 {1:year|years} at %2: %3 in cash (%4 a year) and %5 of valued effects."
  case .nothingDoneLine:
    "Nothing is done. Up to and with %1, works of %2 stay undone (cost alone), with a risk of %3 "
      + "(valued)."
  case .extraCostItem: "Extra cost: %1"
  case .upkeepItem: "Upkeep: %1"
  case .asSiloedItem: "%1, with every work by itself"
  case .couplingsTitle: "What the work can carry:"
  case .carriedTitle: "What this project carries along:"
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
