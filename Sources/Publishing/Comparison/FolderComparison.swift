import Foundation
import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// Holds the products of runs beside those of the first: last year's run beside this year's, other sources,
/// other settings, another version of the program. All is read from the folders, as people were told it;
/// what one of them does not tell is said.
/// - Throws: `MixedFolder` where a folder has no record or a product is not the one that it tells of,
///   `SourceError` where it has no works.
package func compareFolders(_ folders: [String]) throws -> Comparison {
  precondition(!folders.isEmpty, "there is something to compare")
  let answers = try folders.map { folder in
    try readingProducts(of: folder) { try RecordedAnswer(folder: folder) }
  }
  let (first, keys) = (answers[0], distinctKeys(folders))
  let places = Places(answers)
  let columns = zip(answers, keys).map { answer, key in
    var column = Comparison.Column(
      key: key, name: Wording(verbatim: key), reason: nil,
      figures: answer.figures(in: places, currency: first.currency),
      works: answer.works(against: first),
      projects: differences(first.projects, answer.projects, projectDifferences),
      couplings: answer.currency == first.currency
        ? differences(first.couplings, answer.couplings, couplingDifferences) : [],
      beatsFirst: nil, isOverlaidAnew: false, interaction: nil)
    column.origins =
      answer.origin.differences(from: first.origin) + answer.budgets(against: first)
    column.untold = answer.untold(beside: first)
    return column
  }
  var comparison = Comparison(
    city: first.origin.name, currency: first.currency, years: first.years, themes: places.themes,
    neighbourhoods: places.neighbourhoods, columns: columns, draws: 0)
  comparison.isOfFolders = true
  return comparison
}

/// What differs, where both tell.
private func differences<Told, Difference>(
  _ first: Told?, _ second: Told?, _ differences: (Told, Told) -> [Difference]
) -> [Difference] {
  guard let first, let second else { return [] }
  return differences(first, second)
}

/// Names of folders that tell them apart: the last part of each path, or the path where that is another's.
private func distinctKeys(_ folders: [String]) -> [String] {
  let names = folders.map { URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent }
  let keys = zip(folders, names).map { folder, name in
    names.count { $0 == name } == 1 ? name : folder
  }
  return Set(keys).count == keys.count
    ? keys : keys.enumerated().map { "\($0.offset + 1) \($0.element)" }
}

/// The themes and neighbourhoods of all folders, those of the first before others.
private struct Places {
  var themes: [Theme] = []
  var neighbourhoods: [Neighbourhood] = []

  init(_ answers: [RecordedAnswer]) {
    var (keys, codes): (Set<String>, Set<String>) = ([], [])
    for reach in answers.compactMap(\.reach) {
      themes += reach.themes.filter { keys.insert($0).inserted }.map {
        var theme = Theme(key: $0, weight: 1, planes: [])
        theme.measure = reach.measures[$0]
        return theme
      }
      neighbourhoods += reach.neighbourhoods.filter { codes.insert($0.id).inserted }
    }
  }
}

extension RecordedAnswer {
  /// First and last year of the horizon, or of what is planned where the record does not tell.
  fileprivate var years: ClosedRange<Int> {
    let planned = planned.values.map(\.year)
    return origin.horizon ?? (planned.min() ?? 0)...(planned.max() ?? 0)
  }

  /// The figures with the reach in places; nil where they are not told, or in another currency.
  fileprivate func figures(in places: Places, currency: CurrencyCode) -> ScenarioFigures? {
    guard var figures, self.currency == currency else { return nil }
    let keys = places.themes.map(\.key)
    figures.themes = keys.map { reach?.reach($0, in: "") ?? .none }
    figures.places = places.neighbourhoods.flatMap { place in
      keys.map { reach?.reach($0, in: place.id) ?? .none }
    }
    figures.themesInPeople = keys.map { reach?.people($0, in: "") ?? .none }
    figures.placesInPeople = places.neighbourhoods.flatMap { place in
      keys.map { reach?.people($0, in: place.id) ?? .none }
    }
    return figures
  }

  fileprivate func works(against first: RecordedAnswer) -> [WorkDifference] {
    var works = workDifferences(first.planned, planned) { index, isSecond in
      isSecond ? work(index) : first.work(index)
    }
    guard currency != first.currency else { return works }
    for index in works.indices { works[index].cost = nil }
    return works
  }

  /// The budgets that have another amount than in the first.
  fileprivate func budgets(against first: RecordedAnswer) -> [OriginDifference] {
    guard let old = first.budgets, let new = budgets else { return [] }
    return Set(old.keys).union(new.keys).sorted().compactMap { party in
      guard old[party] != new[party] else { return nil }
      return OriginDifference(
        what: Wording(
          en: "money of \(party) over the horizon", nl: "geld van \(party) over de horizon"),
        before: old[party], after: new[party])
    }
  }

  // MARK: What can't be compared

  /// What of it can't be held beside the first, a sentence each.
  fileprivate func untold(beside first: RecordedAnswer) -> [Wording] {
    [
      missing(figures, first.figures, .baselines, Wording(en: "Figures", nl: "Cijfers")),
      missing(
        reach, first.reach, .baselineReach,
        Wording(en: "How far themes are reached", nl: "Hoe ver thema's geraakt worden")),
      missing(projects, first.projects, .candidates, Wording(en: "Projects", nl: "Projecten")),
      missing(
        couplings, first.couplings, .couplings, Wording(en: "Couplings", nl: "Koppelingen")),
      missing(budgets, first.budgets, .programme, Wording(en: "Budgets", nl: "Budgetten")),
      currency == first.currency
        ? nil
        : Wording(
          en: "Amounts are in \(currency) and not in \(first.currency): figures are not compared.",
          nl:
            "Bedragen zijn in \(currency) en niet in \(first.currency): cijfers zijn niet vergeleken."
        ),
    ].compactMap(\.self) + grounds(beside: first)
  }

  /// That a folder does not tell something; nil where both do.
  private func missing<Told>(
    _ own: Told?, _ first: Told?, _ table: ProductTable, _ what: Wording
  ) -> Wording? {
    guard own == nil || first == nil else { return nil }
    let file = Product.csv(table).fileName
    let isOwn = own == nil
    return Wording(
      en: "\(what.en): \(isOwn ? "this folder" : "the first") has no \(file) that tells.",
      nl: "\(what.nl): \(isOwn ? "deze map" : "de eerste") heeft geen \(file) waar dat in staat.")
  }

  /// Themes and neighbourhoods that only one of two has.
  private func grounds(beside first: RecordedAnswer) -> [Wording] {
    guard let old = first.reach, let new = reach else { return [] }
    let themes = differing(old.themes, new.themes, Wording(en: "Themes", nl: "Thema's"))
    let places = differing(
      old.neighbourhoods.map(\.id), new.neighbourhoods.map(\.id),
      Wording(en: "Neighbourhoods", nl: "Buurten"))
    guard !places.isEmpty else { return themes }
    return themes + places + [
      Wording(
        en: "So figures of the whole are of other ground.",
        nl: "Cijfers van het geheel gaan dus over andere grond.")
    ]
  }

  private func differing(_ first: [String], _ own: [String], _ what: Wording) -> [Wording] {
    [
      only(what, first, besides: own, Wording(en: "the first", nl: "de eerste")),
      only(what, own, besides: first, Wording(en: "this folder", nl: "deze map")),
    ].compactMap(\.self)
  }

  private func only(
    _ what: Wording, _ own: [String], besides others: [String], _ who: Wording
  ) -> Wording? {
    let others = Set(others)
    let alone = own.filter { !others.contains($0) }
    guard !alone.isEmpty else { return nil }
    let shown = alone.prefix(10).joined(separator: ", ")
    let rest = alone.count - min(alone.count, 10)
    let more = rest > 0 ? (" and \(rest) more", " en nog \(rest)") : ("", "")
    return Wording(
      en: "\(what.en) that only \(who.en) has: \(shown)\(more.0).",
      nl: "\(what.nl) die alleen \(who.nl) heeft: \(shown)\(more.1).")
  }
}
