import Buildings
import LayerIO

/// Why a policy follows for a building, in words.
package struct SocialTexts: Sendable {
  private let social: SocialRealEstate

  /// Words for an answer.
  package init(_ answer: BuildingsAnswer) {
    social = answer.social
  }

  /// The reason of a building, number `row` of those that were judged: the rule, what is not in order, and what the
  /// neighbourhood would miss.
  package func reason(_ row: Int, _ language: Language) -> String {
    let rule = social.rules[row].map { social.catalogue.rules[$0].reason }
    return [rule ?? unknown(row, language), portfolio(row, language), meaning(row)]
      .compactMap(\.self).map(language.text).joined(separator: " ")
  }

  /// What is not known and decides.
  private func unknown(_ row: Int, _ language: Language) -> Wording {
    let open = aspects(row, nil, language)
    let names = open + (social.meanings[row].state == nil ? [language.text(Self.meaning)] : [])
    let list = names.joined(separator: ", ")
    return Wording(
      en: "What is not known decides: \(list).", nl: "Wat onbekend is, beslist: \(list).")
  }

  private static let meaning = Wording(
    en: "what it means for the neighbourhood", nl: "wat het betekent voor de buurt")

  private func aspects(_ row: Int, _ answer: Bool?, _ language: Language) -> [String] {
    let answers = social.portfolios[row].aspects
    return answers.indices.filter { answers[$0] == answer }
      .map { language.text(social.catalogue.aspects[$0].name) }
  }

  private func portfolio(_ row: Int, _ language: Language) -> Wording? {
    let poor = aspects(row, false, language).joined(separator: ", ")
    guard !poor.isEmpty else { return nil }
    return Wording(en: "Not in order: \(poor).", nl: "Niet op orde: \(poor).")
  }

  private func meaning(_ row: Int) -> Wording? {
    let meaning = social.meanings[row]
    switch meaning.service {
    case .owner:
      return Wording(en: "It serves its owner alone.", nl: "Het dient alleen de eigenaar.")
    case .nobody:
      return Wording(
        en: "Nobody uses it: it is vacant.", nl: "Niemand gebruikt het: het staat leeg.")
    case .unknown:
      return Wording(
        en: "The catalogue does not say whether its function serves the neighbourhood.",
        nl: "De catalogus zegt niet of de functie voor de buurt is.")
    case .neighbourhood: break
    }
    let parts = [missed(meaning.missed), way(meaning.way)].compactMap(\.self)
    guard !parts.isEmpty else {
      return Wording(
        en: "Nothing tells what the neighbourhood would miss.",
        nl: "Niets vertelt wat de buurt zou missen.")
    }
    return Wording(
      en: parts.map(\.en).joined(separator: " "), nl: parts.map(\.nl).joined(separator: " "))
  }

  private func missed(_ missed: MissedArea) -> Wording? {
    guard case .between(let range) = missed else {
      return missed == .unknown
        ? Wording(
          en: "How many m² would lack is not known.",
          nl: "Hoeveel m² er tekort zou komen, is onbekend.") : nil
    }
    let (low, high) = (range.lowerBound.rounded(), range.upperBound.rounded())
    guard high > 0 else {
      return Wording(
        en: "Without it no m² lack by the norm.",
        nl: "Zonder dit gebouw is er volgens de norm geen tekort aan m².")
    }
    func text(_ language: Language) -> String {
      let to = language.text(Wording(en: "to", nl: "tot"))
      return low == high
        ? language.number(low) : "\(language.number(low)) \(to) \(language.number(high))"
    }
    return Wording(
      en: "Without it \(text(.en)) m² more lack by the norm.",
      nl: "Zonder dit gebouw is er volgens de norm \(text(.nl)) m² meer tekort.")
  }

  private func way(_ way: BuildingWay?) -> Wording? {
    guard let way else { return nil }
    let (dwellings, losing) = (way.dwellings.rounded(), way.losing.rounded())
    let minutes = social.catalogue.minutes
    func within(_ language: Language) -> String { language.number(minutes) }
    guard dwellings > 0 else {
      return Wording(
        en: "For no dwelling is it the nearest within \(within(.en)) minutes.",
        nl: "Voor geen woning is het het dichtstbij binnen \(within(.nl)) minuten lopen.")
    }
    return Wording(
      en:
        "\(Language.en.number(losing)) of the \(Language.en.number(dwellings)) dwellings nearest to it have no other within "
        + "\(within(.en)) minutes.",
      nl:
        "Van de \(Language.nl.number(dwellings)) woningen die het dichtstbij hebben, hebben er "
        + "\(Language.nl.number(losing)) geen ander binnen \(within(.nl)) minuten lopen.")
  }
}
