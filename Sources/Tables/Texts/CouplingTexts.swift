import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile

/// What works carry along, in words.
extension CandidateInput {
  /// Name of a coupling.
  package func name(ofCoupling index: Int, _ language: Language) -> String {
    guard let coupling = plan.couplings?.finder.catalogue.couplings[index] else { return "" }
    return coupling.name[language.rawValue] ?? coupling.key
  }

  /// Why a coupling is chosen for a work or not, in a sentence.
  func words(_ reason: CouplingReason, coupling entry: Int, _ language: Language) -> String {
    guard let couplings = plan.couplings else { return "" }
    let own = couplings.entries[entry]
    switch reason {
    case .chosen: return chosenWords(own, couplings, entry, language)
    case .unsuited, .unknown: return own.verdict.words(map, language)
    case .otherWork(let work): return language.words(CouplingWords.otherWork, workID(work))
    case .costsMore: return costsMoreWords(own, language)
    case .otherCoupling(let other):
      let name = name(ofCoupling: Int(couplings.entries[other].coupling), language)
      return language.words(CouplingWords.otherCoupling, name)
    case .noBudget:
      let payer = couplings.coupling(of: entry).payer ?? ""
      let name = couplings.finder.catalogue.actors[payer]?[language.rawValue] ?? payer
      return language.words(CouplingWords.noBudget, name, payer)
    case .noCost: return language.words(CouplingWords.noCost)
    case .noEffect: return language.words(CouplingWords.noEffect)
    case .workUndone: return language.words(CouplingWords.workUndone)
    case .notAsked: return language.words(CouplingWords.notAsked)
    case .noMoney: return language.words(CouplingWords.noMoney)
    }
  }

  private func chosenWords(
    _ own: WorkCoupling, _ couplings: CouplingPlan, _ entry: Int, _ language: Language
  ) -> String {
    language.words(
      CouplingWords.chosen, "\(couplings.years[entry] ?? 0)",
      language.amount(own.cost?.mid ?? 0, in: map.currency),
      language.number(own.served.max() ?? 0),
      language.amount(own.presentEffects, in: map.currency))
  }

  private func costsMoreWords(_ own: WorkCoupling, _ language: Language) -> String {
    language.words(
      CouplingWords.costsMore,
      language.amount((own.cost?.mid ?? 0) + own.presentUpkeep, in: map.currency),
      language.amount(own.presentEffects, in: map.currency))
  }

  /// What the works of a project carry, in a sentence; empty where they carry nothing.
  func carried(by works: [Int32], _ language: Language) -> String {
    guard let couplings = plan.couplings else { return "" }
    let chosen = couplings.chosen(for: works)
    guard !chosen.isEmpty else { return "" }
    let names = couplings.byCoupling(chosen).map { coupling, entries in
      "\(name(ofCoupling: coupling, language)) (\(language.number(entries.count)))"
    }
    let sums = couplings.sums(of: chosen)
    return language.words(
      CouplingWords.carried, names.joined(separator: ", "),
      language.amount(sums.cost, in: map.currency),
      language.amount(sums.effects, in: map.currency))
  }

  /// What all works carry, in a line for the city and one for each coupling that is chosen most.
  package func couplingLines(_ language: Language) -> [String] {
    guard let couplings = plan.couplings else { return [] }
    let chosen = couplings.chosen
    guard !chosen.isEmpty else { return [] }
    let sums = couplings.sums(of: chosen)
    let works = Set(chosen.map { couplings.entries[$0].work })
    let line = language.words(
      CouplingWords.city, language.number(sums.count), language.number(works.count),
      language.amount(sums.cost, in: map.currency),
      language.amount(sums.upkeep, in: map.currency),
      language.amount(sums.effects, in: map.currency))
    let groups = couplings.byCoupling(chosen).sorted {
      ($1.entries.count, $0.coupling) < ($0.entries.count, $1.coupling)
    }
    return [line]
      + groups.prefix(5).map {
        let sums = couplings.sums(of: $0.entries)
        return language.words(
          CouplingWords.cityPart, name(ofCoupling: $0.coupling, language),
          language.number(sums.count), language.amount(sums.cost, in: map.currency),
          language.amount(sums.effects, in: map.currency))
      }
  }
}

extension CouplingVerdict {
  /// The condition that decides, with value and threshold.
  fileprivate func words(_ map: OpportunityMap, _ language: Language) -> String {
    guard let deciding else { return "" }
    let reason = language.reason(
      deciding, of: map.differentiation, numbers: map.couplings?.numbers ?? [],
      themes: map.themes)
    guard isOfPlace else { return reason }
    let value = deciding.value.map { language.number($0, decimals: 2) } ?? "?"
    let bounds = [
      deciding.condition.from.map { language.text(.atLeast, language.number($0, decimals: 2)) },
      deciding.condition.to.map { language.text(.atMost, language.number($0, decimals: 2)) },
    ].compactMap(\.self).joined(separator: " \(language.text(.and)) ")
    return language.words(CouplingWords.place, deciding.condition.feature, value, bounds)
  }
}

extension CouplingReason {
  /// What products call it.
  var code: String {
    switch self {
    case .chosen: "chosen"
    case .unsuited: "unsuited"
    case .unknown: "unknown"
    case .noCost: "no-cost"
    case .noEffect: "no-effect"
    case .noBudget: "no-budget"
    case .otherWork: "other-work"
    case .costsMore: "costs-more"
    case .workUndone: "work-undone"
    case .otherCoupling: "other-coupling"
    case .notAsked: "not-asked"
    case .noMoney: "no-money"
    }
  }
}

extension Language {
  /// A sentence with `%1`, `%2` and so on replaced by the arguments.
  func words(_ wording: Wording, _ arguments: String...) -> String {
    filled(wording.text(in: self), with: arguments)
  }
}

/// Sentences about couplings.
private enum CouplingWords {
  static let chosen = Wording(
    en: "chosen: in %1, for %2 extra, serves %3 m2, brings %4 (valued, over its life)",
    nl: "gekozen: in %1, voor %2 extra, helpt %3 m2, levert %4 op (gewaardeerd, over de levensduur)"
  )
  static let otherWork = Wording(
    en: "not here: %1 serves this ground", nl: "hier niet: %1 doet deze grond al")
  static let otherCoupling = Wording(
    en: "not chosen: '%1' is chosen in its place", nl: "niet gekozen: '%1' komt ervoor in de plaats"
  )
  static let costsMore = Wording(
    en: "not chosen: it costs %1 with upkeep and brings %2 (before weights)",
    nl: "niet gekozen: het kost %1 met onderhoud en levert %2 op (zonder gewichten)")
  static let noBudget = Wording(
    en: "not chosen: %1 would pay, and the project has no budget '%2'",
    nl: "niet gekozen: %1 zou betalen, en het project heeft geen budget '%2'")
  static let noCost = Wording(
    en: "possible, but nobody knows what it costs here, so it is not chosen",
    nl: "kan, maar niemand weet wat het hier kost; daarom niet gekozen")
  static let noEffect = Wording(
    en: "possible, but none of its effects has a value, so it is not chosen",
    nl: "kan, maar geen van de effecten is gewaardeerd; daarom niet gekozen")
  static let workUndone = Wording(
    en: "not chosen: the programme does not do the work",
    nl: "niet gekozen: het programma doet het werk niet")
  static let notAsked = Wording(
    en: "not chosen: the programme covers targets at the least cost",
    nl: "niet gekozen: het programma haalt doelen tegen de laagste kosten")
  static let noMoney = Wording(
    en: "not chosen: the money is worth more elsewhere",
    nl: "niet gekozen: het geld is elders meer waard")
  static let place = Wording(
    en: "no: on the ground of the work %1 is %2, needed is %3",
    nl: "nee: op de grond van het werk is %1 %2, nodig is %3")
  static let carried = Wording(
    en: "Carries along: %1; %2 extra, brings %3 (valued, over its life).",
    nl: "Neemt mee: %1; %2 extra, levert %3 op (gewaardeerd, over de levensduur).")
  static let city = Wording(
    en:
      "Couplings: %1 {1:measure rides|measures ride} along with %2 {2:work|works} for %3 extra and %4 of "
      + "upkeep; {1:it brings|they bring} %5 "
      + "(valued, brought back to the first year).",
    nl:
      "Koppelingen: %1 {1:maatregel lift|maatregelen liften} mee met %2 {2:werk|werken} voor %3 extra en %4 "
      + "onderhoud; {1:hij levert|ze leveren} "
      + "%5 op (gewaardeerd, teruggerekend naar het eerste jaar).")
  static let cityPart = Wording(
    en: "- %1: %2 {2:work|works}, %3 extra, brings %4",
    nl: "- %1: %2 {2:werk|werken}, %3 extra, levert %4 op")
}
