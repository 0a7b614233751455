import OpportunityMap
import ProjectBundling

/// Sentences about projects, for people who were not there when they were computed. Threads share it,
/// as counting the shares of all that it holds would take longer than the sentences.
package final class CandidateTexts: Sendable {
  let plan: ProjectPlan
  let map: OpportunityMap
  let language: Language
  private let kinds: KindNames
  private let input: CandidateInput
  /// Year in which the programme does each candidate as a whole, by id.
  private let programmed: [String: Int]
  /// What each candidate gains in the year to which its amounts apply, by id.
  private let gains: [String: Gain]

  init(_ input: CandidateInput, language: Language) {
    (self.input, plan, map, self.language) = (input, input.plan, input.map, language)
    let names = input.names
    kinds = KindNames(plan.bundling.problem, map, names, language)
    let years = zip(plan.candidates, plan.programmedYears).compactMap { candidate, year in
      year.map { (candidate.id, $0) }
    }
    programmed = Dictionary(uniqueKeysWithValues: years)
    gains = Dictionary(
      uniqueKeysWithValues: zip(plan.candidates, input.bundles).map { ($0.id, $1.gain) })
  }

  /// Why a candidate is one, in plain words: what it is and what it brings.
  package func reason(_ candidate: Candidate) -> String {
    "\(title(candidate)). \(benefits(candidate))"
  }

  /// What a candidate brings, in plain words.
  package func benefits(_ candidate: Candidate) -> String {
    let gain = gains[candidate.id] ?? candidate.bundle.gain
    let shared =
      candidate.ground.sharedArea >= 1
      ? words(
        nl: "Ze delen \(number(candidate.ground.sharedArea)) m2, die één keer opengaat.",
        en: "They share \(number(candidate.ground.sharedArea)) m2, opened once.")
      : words(nl: "Ze liggen naast elkaar.", en: "They lie next to each other.")
    let paid = gain.saved.paid
    let saved =
      paid < 0
      ? words(
        nl: "Samen kost dat \(amount(-paid)) meer dan apart.",
        en: "Together they cost \(amount(-paid)) more than alone.")
      : words(
        nl: "Samen bespaart dat \(amount(paid)) in geld.",
        en: "Together they save \(amount(paid)) in cash.")
    let carried = input.carried(by: candidate.bundle.works, language)
    return [shared, saved, valued(gain), themes(candidate), carried]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What counts in a choice and is in nobody's account; empty where nothing is.
  private func valued(_ gain: Gain) -> String {
    let moving = gain.moving + gain.cutting
    let effects = [
      gain.saved.nuisance > 0
        ? words(
          nl: "minder hinder \(amount(gain.saved.nuisance))",
          en: "less nuisance \(amount(gain.saved.nuisance))") : nil,
      moving > 0
        ? words(nl: "schuiven kost \(amount(moving))", en: "moving them costs \(amount(moving))")
        : nil,
    ].compactMap { $0 }
    return effects.isEmpty
      ? ""
      : words(nl: "Gewaardeerd, niet betaald: ", en: "Valued, not paid: ")
        + effects.joined(separator: ", ") + "."
  }

  /// What a candidate is: where, when, and its most frequent kinds of work, such as
  /// `Dorpsstraat, 2030: replace sewer (3) and relay brick pavement (2)`. The year is that of the programme,
  /// and none where that does not do it as a whole.
  package func title(_ candidate: Candidate) -> String {
    let kinds = kinds.list(candidate.bundle.works)
    let others = kinds.count > 3 ? [words(nl: "meer", en: "more")] : []
    let year = plan.programme == nil ? candidate.bundle.year : programmed[candidate.id]
    return place(candidate) + (year.map { ", \($0)" } ?? "") + ": "
      + joined(kinds.prefix(3) + others)
  }

  /// The streets, or else the neighbourhood, or else nothing but that it is a project.
  private func place(_ candidate: Candidate) -> String {
    let streets = candidate.streets
    let name = candidate.neighbourhood.map { map.neighbourhoods[$0].name }
    guard !streets.isEmpty else { return name ?? words(nl: "Project", en: "Project") }
    let more = streets.count > 2 ? words(nl: " e.a.", en: " and others") : ""
    return streets.prefix(2).joined(separator: ", ") + more
  }

  /// What kept two works apart, in plain words.
  package func reason(_ miss: NearMiss) -> String {
    switch miss.cause {
    case .obstacle(let obstacle): reason(obstacle, miss.relation)
    case .tooDear(let loss):
      words(
        nl: "Schuiven kost \(amount(loss)) meer dan het bespaart.",
        en: "Moving them costs \(amount(loss)) more than it saves.")
    case .tooSmall(let short):
      words(
        nl: "Samen winnen ze \(amount(short)) te weinig voor een project.",
        en: "Together they gain \(amount(short)) too little for a project.")
    case .tooLittleCash(let short):
      words(
        nl: "Samen besparen ze \(amount(short)) te weinig aan geld voor een project.",
        en: "Together they save \(amount(short)) too little in cash for a project.")
    case .betterOtherwise:
      words(
        nl: "Het plan wint meer als deze werken apart of in andere projecten gaan.",
        en: "The plan gains more with these works alone or in other projects.")
    }
  }

  private func reason(_ obstacle: Obstacle, _ relation: Relation) -> String {
    switch obstacle {
    case .forbidden(let rule):
      plan.bundling.problem.rules.pairs[rule].reason[language.rawValue] ?? ""
    case .decided:
      words(nl: "Er is besloten ze niet samen te doen.", en: "It was decided to keep them apart.")
    case .noCommonYear(let years): yearsApart(years, relation)
    case .tooFar(let metres):
      words(
        nl: "\(number(metres, 1)) m te ver uit elkaar.", en: "\(number(metres, 1)) m too far apart."
      )
    case .tooLarge:
      words(
        nl: "Samen worden ze groter dan een project mag zijn.",
        en: "Together they exceed what a project may be.")
    }
  }

  /// Which of the two would have to move, and by how many years.
  private func yearsApart(_ years: Int, _ relation: Relation) -> String {
    let works = plan.bundling.problem.works
    let (a, b) = (works[Int(relation.a)], works[Int(relation.b)])
    let late = a.years.lowerBound > b.years.upperBound ? a : b
    let name = map.works[late.work].id
    return words(
      nl: "\(years) jaar te vroeg: het venster van \(name) opent pas in \(late.years.lowerBound).",
      en: "\(years) years too early: the window of \(name) opens in \(late.years.lowerBound).")
  }

  private func themes(_ candidate: Candidate) -> String {
    let served = candidate.themes.map {
      "\(language.themeName(map.themes[$0])) (\(number(candidate.ground.themeAreas[$0])) m2)"
    }
    guard !served.isEmpty else { return "" }
    return words(nl: "Raakt de opgaven ", en: "Meets the challenges ") + joined(served) + "."
  }

  /// `a`, `a and b`, `a, b and c`.
  private func joined(_ parts: some BidirectionalCollection<String>) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + words(nl: " en ", en: " and ") + last
  }

  private func amount(_ value: Double) -> String { language.amount(value, in: map.currency) }

  private func number(_ value: Double, _ decimals: Int = 0) -> String {
    language.number(value, decimals: decimals)
  }

  private func words(nl: String, en: String) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}
