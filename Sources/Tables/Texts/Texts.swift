/// The texts that users see at the terminal, but for errors and the help of the command line, which
/// are in English.
package enum TextKey: String, Sendable, CaseIterable {
  case readingStage, stackStage, mapStage, bundlingStage, facesStage, writingStage
  case theme, challenged, touched, share, cost
  case chanceShare, chanceRatio, aboveChance, nothingAboveChance, chanceUnknown
  case peopleLine
  case works, dueWorks, costUnknown, worksOutside, undatedWorks, laterWorks, noWorkHasYear,
    readUsed,
    repaired, dropped, filtered, outside, overlap
  case source, role, format, system, noted, warned, warning, warnings, defaults, written, published
  case nothingToHold
  case nothingWrong, checked, underWorks, neighbourhoodsRole, themeRole, scheduleRole
  case areaRole, peopleRole, onlyWithin
  case givenSystem, declaredSystem, standardSystem, missingKey
  case themeShare, themeSeverity, themeCovered, workShare, costPerHectare, perHectare
  case deviation, noDeviation, timesAsMuch, hardlyAny, yearsLater, yearsEarlier
  case conditionHolds, conditionFails, atLeast, atMost, and, unknownHere, notInProject
  case plannedIn, nothingPlanned, dueNotPlanned, challengesHere
}

extension Language {
  /// A text, with `%1`, `%2` and so on replaced by the arguments.
  package func text(_ key: TextKey, _ arguments: String...) -> String {
    switch self {
    case .nl: filled(dutch(key), with: arguments)
    case .en: filled(english(key), with: arguments)
    }
  }
}

/// A text with `%1`, `%2` and so on, at most nine, replaced by the arguments, and `{1:work|works}` by the
/// words for one where the first argument is `1`, else by those for many. What arguments hold is not looked
/// at again.
package func filled(_ text: String, with arguments: [String]) -> String {
  let pieces = inNumber(text, of: arguments).utf8
    .split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)
  return pieces.dropFirst().reduce(into: String(Substring(pieces[0]))) { text, piece in
    let place = Int(piece.first ?? 0) - Int(UInt8(ascii: "1"))
    text += arguments.indices.contains(place) ? arguments[place] : "%"
    text += Substring(arguments.indices.contains(place) ? piece.dropFirst() : piece)
  }
}

/// The text with the words that go with how many there are.
private func inNumber(_ text: String, of arguments: [String]) -> String {
  guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
  return text.replacing(/\{([1-9]):([^|}]*)\|([^|}]*)\}/) { match in
    let place = (Int(match.output.1) ?? 0) - 1
    let isOne = arguments.indices.contains(place) && arguments[place] == "1"
    return isOne ? match.output.2 : match.output.3
  }
}

private func dutch(_ key: TextKey) -> String {
  switch key {
  case .readingStage: "Lagen lezen"
  case .stackStage: "Stapelen"
  case .mapStage: "Kansen bepalen"
  case .bundlingStage: "Projecten maken"
  case .facesStage: "Vlakken maken"
  case .writingStage: "Producten schrijven"
  case .theme: "Thema"
  case .challenged: "Opgave (ha)"
  case .touched: "Met onderhoud %1-%2 (ha)"
  case .share: "Aandeel"
  case .chanceShare: "Van alle grond"
  case .chanceRatio: "Keer toeval"
  case .aboveChance:
    "Meer dan bij toeval geraakt: %1. Keer toeval is het aandeel gedeeld door dat van alle grond; tussen haakjes waar dat in 95% van de trekkingen ligt."
  case .nothingAboveChance:
    "Geen opgave wordt aantoonbaar vaker geraakt dan bij toeval: waar gewerkt wordt ligt niet meer opgave dan elders."
  case .chanceUnknown:
    "Er is in te weinig buurten werk om te zeggen of opgaven vaker worden geraakt dan bij toeval."
  case .peopleLine:
    "%1, gemeten in %3: %2 in de opgave, waarvan werken er %4 bereiken (%5); van alle %3 is dat %6, keer toeval %7."
  case .cost: "Kosten (%1)"
  case .works: "%1 {1:werk|werken} op %2 {2:object|objecten} in %3 {3:buurt|buurten}."
  case .dueWorks:
    "%1 {1:werk is|werken zijn} aan de beurt van %2 tot en met %3; {1:het kost|ze kosten samen} %4."
  case .costUnknown: "Van %1 daarvan zijn geen kosten bekend."
  case .worksOutside: "Buiten alle buurten: %1 daarvan, samen %2."
  case .undatedWorks:
    "Van %1 {1:werk|werken} is geen jaar bekend: {1:het telt|ze tellen} alleen als overlap, samen %2."
  case .laterWorks:
    "%1 {1:werk is|werken zijn} aan de beurt na %2; {1:het telt|ze tellen} alleen als overlap, samen %3."
  case .noWorkHasYear:
    "Geen enkel werk heeft een jaar: de kaart zegt waar onderhoud opgaven raakt, niet wanneer."
  case .readUsed: "%1: %2 gelezen, %3 gebruikt"
  case .repaired: "%1 hersteld"
  case .dropped: "%1 weggelaten (%2)"
  case .filtered: "%1 buiten de selectie"
  case .outside:
    "Buiten alle buurten: %1 m2 en %2 m aan lijnen, %3 {3:werk in zijn|werken in hun} geheel."
  case .overlap: "Buurten overlappen elkaar over %1 m2."
  case .source: "Bron"
  case .role: "rol"
  case .format: "formaat"
  case .system: "coördinaatsysteem"
  case .noted: "aantekening: %1 (%2)"
  case .warned: "LET OP: %1 (%2)"
  case .warning: "LET OP, %1: %2 (%3)"
  case .warnings: "%1 keer staat er LET OP: kijk daarnaar voordat u de cijfers gebruikt."
  case .defaults: "standaardwaarde bij %2 {2:object|objecten}: %1"
  case .written: "Geschreven naar %1: %2"
  case .nothingToHold: "Niet geschreven, want dit project heeft niets dat erin hoort: %1"
  case .published: "Gepubliceerd naar %1: %2"
  case .underWorks: "Onder werken, elk jaar (ha)"
  case .neighbourhoodsRole: "buurten"
  case .themeRole: "thema %1, laag %2"
  case .scheduleRole: "onderhoudsplanning, onderdeel %1"
  case .areaRole: "gebied (%1)"
  case .peopleRole: "aantallen (%1)"
  case .onlyWithin: "alleen binnen %1"
  case .givenSystem: "gegeven in het project"
  case .declaredSystem: "vermeld in het bestand"
  case .standardSystem: "volgens de standaard"
  case .nothingWrong: "Niets hersteld of weggelaten."
  case .missingKey:
    "In het project ontbreekt nog '%1'. De andere bronnen zijn bekeken; 'run' kan nog niet."
  case .checked:
    "%1 {1:bron|bronnen} gelezen: %2 {2:object|objecten}, %3 gebruikt, %4 hersteld, %5 weggelaten."
  case .themeShare: "oppervlak met de opgave %1"
  case .themeSeverity: "ernst van de opgave %1"
  case .themeCovered: "deel van de opgave %1 waar binnen de horizon onderhoud komt"
  case .workShare: "oppervlak met onderhoud"
  case .costPerHectare: "kosten van onderhoud per hectare en jaar"
  case .perHectare: "%1 per hectare"
  case .deviation: "%1 %2, in de stad %3"
  case .noDeviation: "Wijkt op geen kenmerk van de stad af."
  case .timesAsMuch: "%1 keer zoveel"
  case .hardlyAny: "vrijwel niets"
  case .yearsLater: "%1 jaar later"
  case .yearsEarlier: "%1 jaar eerder"
  case .conditionHolds: "ja: %1 is %2, nodig is %3"
  case .conditionFails: "nee: %1 is %2, nodig is %3"
  case .atLeast: "ten minste %1"
  case .atMost: "ten hoogste %1"
  case .and: "en"
  case .unknownHere: "onbekend: %1 is hier niet bekend"
  case .plannedIn: "In %1: %2."
  case .nothingPlanned: "Hier is voorlopig niets gepland."
  case .dueNotPlanned: "Wel aan de beurt, maar niet gepland: %1."
  case .challengesHere: "Hier spelen: %1."
  case .notInProject: "onbekend: %1 staat niet in het project"
  }
}

private func english(_ key: TextKey) -> String {
  switch key {
  case .readingStage: "Reading layers"
  case .stackStage: "Stacking"
  case .mapStage: "Finding opportunities"
  case .bundlingStage: "Making projects"
  case .facesStage: "Making faces"
  case .writingStage: "Writing products"
  case .theme: "Theme"
  case .challenged: "Challenged (ha)"
  case .touched: "Maintenance %1-%2 (ha)"
  case .share: "Share"
  case .chanceShare: "Of all ground"
  case .chanceRatio: "Times chance"
  case .aboveChance:
    "Reached more than by chance: %1. Times chance is the share divided by that of all ground; in brackets where it lies in 95% of the draws."
  case .nothingAboveChance:
    "No challenge is shown to be reached more than by chance: where work is done there is no more of it than elsewhere."
  case .chanceUnknown:
    "Work is done in too few neighbourhoods to say whether challenges are reached more than by chance."
  case .peopleLine:
    "%1, measured in %3: %2 in the challenge, of which works reach %4 (%5); of all %3 that is %6, times chance %7."
  case .cost: "Cost (%1)"
  case .works: "%1 {1:work|works} on %2 {2:asset|assets} in %3 {3:neighbourhood|neighbourhoods}."
  case .dueWorks:
    "%1 {1:work is|works are} due from %2 to %3; {1:it costs|together they cost} %4."
  case .costUnknown: "Of %1 of them no cost is known."
  case .worksOutside: "Outside all neighbourhoods: %1 of them, together %2."
  case .undatedWorks:
    "Of %1 {1:work|works} no year is known: {1:it counts|they count} as overlap only, together %2."
  case .laterWorks:
    "%1 {1:work is|works are} due after %2; {1:it counts|they count} as overlap only, together %3."
  case .noWorkHasYear:
    "No work has a year: the map tells where maintenance meets challenges, not when."
  case .readUsed: "%1: %2 read, %3 used"
  case .repaired: "%1 repaired"
  case .dropped: "%1 dropped (%2)"
  case .filtered: "%1 outside the selection"
  case .outside:
    "Outside all neighbourhoods: %1 m2 and %2 m of lines, %3 {3:work|works} as a whole."
  case .overlap: "Neighbourhoods overlap each other over %1 m2."
  case .source: "Source"
  case .role: "role"
  case .format: "format"
  case .system: "coordinate system"
  case .noted: "note: %1 (%2)"
  case .warned: "WARNING: %1 (%2)"
  case .warning: "WARNING, %1: %2 (%3)"
  case .warnings: "Warnings: %1. Look at them before you use the figures."
  case .defaults: "default for %2 {2:object|objects}: %1"
  case .written: "Written to %1: %2"
  case .nothingToHold: "Not written, since this project has nothing that belongs there: %1"
  case .published: "Published to %1: %2"
  case .underWorks: "Under works, any year (ha)"
  case .neighbourhoodsRole: "neighbourhoods"
  case .themeRole: "theme %1, layer %2"
  case .scheduleRole: "schedule, entry %1"
  case .areaRole: "area (%1)"
  case .peopleRole: "numbers (%1)"
  case .onlyWithin: "only within %1"
  case .givenSystem: "given in the project"
  case .declaredSystem: "declared in the file"
  case .standardSystem: "by the standard"
  case .nothingWrong: "Nothing was repaired or dropped."
  case .missingKey:
    "The project still lacks '%1'. The other sources were checked; it can't be run yet."
  case .checked:
    "%1 {1:source|sources} read: %2 {2:feature|features}, %3 used, %4 repaired, %5 dropped."
  case .themeShare: "area with the %1 challenge"
  case .themeSeverity: "severity of the %1 challenge"
  case .themeCovered: "part of the %1 challenge that sees maintenance within the horizon"
  case .workShare: "area with maintenance"
  case .costPerHectare: "cost of maintenance per hectare and year"
  case .perHectare: "%1 per hectare"
  case .deviation: "%1 %2, in the city %3"
  case .noDeviation: "Differs from the city in no feature."
  case .timesAsMuch: "%1 {1:time|times}"
  case .hardlyAny: "hardly any"
  case .yearsLater: "%1 {1:year|years} later"
  case .yearsEarlier: "%1 {1:year|years} earlier"
  case .conditionHolds: "yes: %1 is %2, needed is %3"
  case .conditionFails: "no: %1 is %2, needed is %3"
  case .atLeast: "at least %1"
  case .atMost: "at most %1"
  case .and: "and"
  case .unknownHere: "unknown: %1 is not known here"
  case .plannedIn: "In %1: %2."
  case .nothingPlanned: "Nothing is planned here for now."
  case .dueNotPlanned: "Due, but not planned: %1."
  case .challengesHere: "What plays here: %1."
  case .notInProject: "unknown: the project does not have %1"
  }
}
