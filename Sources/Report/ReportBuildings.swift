import Buildings
import OpportunityMap
import Tables

/// What the page shows of the buildings, in the report's language.
struct ReportBuildings: Encodable {
  /// A vacant building with what suits it best.
  struct Vacant: Encodable {
    let name: String
    /// Index of its neighbourhood; nil outside all.
    let place: Int?
    /// m2 that are vacant.
    let area: Double
    /// What suits it best; nil where a veto stops all.
    let destination: String?
    /// Least and most that it scores, 0 to 1.
    let low: Double
    let high: Double
    /// What decides, and what to ask first.
    let decides: String?
    let asks: String?
    /// When its street is opened anyway.
    let street: Int?
  }

  /// An initiative with the place that it gets in the best division, or why it gets none.
  struct Seeker: Encodable {
    let name: String
    /// The building that it gets; nil for none.
    let building: String?
    /// m2 that it takes there.
    let area: Double?
    let reason: String
  }

  /// What lacks of a function on a path, in m2 by year.
  struct Shortage: Encodable {
    let function: String
    let path: String
    let gaps: [Double]
  }

  /// What is chosen for it.
  struct Choice: Encodable {
    let path: String
    let function: String
    /// Index of the neighbourhood.
    let place: Int
    let kind: String
    /// The building that it takes place at; nil for a new one.
    let building: String?
    let area: Double
    let investment: Double
    let year: Int
    /// Latest year to decide on the initiative.
    let decide: Int
    let isLate: Bool
    let onAllPaths: Bool
  }

  let vacant: [Vacant]
  let seekers: [Seeker]
  let shortages: [Shortage]
  let choices: [Choice]

  init(_ answer: BuildingsAnswer, in language: Language) {
    let (stock, scan) = (answer.stock, answer.scan)
    vacant = scan.buildings.enumerated().map { row, building in
      let best = scan.best(row)
      let outcome = scan.outcome(row, best ?? 0)
      func said(_ criterion: Int?) -> String? {
        criterion.map { language.text(scan.catalogue.criteria[$0].name) }
      }
      let home = Int(stock.neighbourhoods[building])
      return Vacant(
        name: stock.names[building], place: home >= 0 ? home : nil,
        area: stock.vacantAreas[building],
        destination: best.map { language.text(scan.catalogue.destinations[$0].name) },
        low: outcome.score.lowerBound, high: outcome.score.upperBound,
        decides: scan.decision(outcome).map(language.text), asks: said(outcome.asking),
        street: scan.openings[row]?.year)
    }.sorted { ($0.area, $1.name) > ($1.area, $0.name) }
    let texts = MatchTexts(answer)
    seekers = (0..<answer.initiatives.count).map { initiative in
      let own = answer.matching.matches(of: initiative)
      let got = own.first { $0.standing == .matched }
      return Seeker(
        name: answer.initiatives.names[initiative], building: got.map { stock.names[$0.building] },
        area: got?.area, reason: texts.reason(got ?? own.first, language))
    }
    shortages = answer.facilities?.shortages(in: language) ?? []
    choices = answer.facilities?.choices(stock, in: language) ?? []
  }
}

extension FacilityProgramme {
  /// What lacks in all neighbourhoods together. Functions of which nothing lacks on a path are left out there.
  fileprivate func shortages(in language: Language) -> [ReportBuildings.Shortage] {
    catalogue.functions.indices.flatMap { function in
      population.paths.indices.compactMap { path in
        let gaps = (0..<needs.years.count).map { year in
          (0..<needs.neighbourhoods).reduce(0) {
            $0 + needs.gap(needs.index(path, function, $1, year))
          }
        }
        guard gaps.contains(where: { $0 > 0.5 }) else { return nil }
        return ReportBuildings.Shortage(
          function: language.text(catalogue.functions[function].name),
          path: language.text(population.paths[path].name), gaps: gaps)
      }
    }
  }

  fileprivate func choices(
    _ stock: BuildingStock, in language: Language
  ) -> [ReportBuildings.Choice] {
    choices.map { choice in
      ReportBuildings.Choice(
        path: language.text(population.paths[choice.path].name),
        function: language.text(catalogue.functions[choice.option.function].name),
        place: choice.option.neighbourhood, kind: choice.option.kind.rawValue,
        building: choice.option.building.map { stock.names[$0] }, area: choice.area,
        investment: choice.investment, year: choice.year, decide: choice.decisions[0],
        isLate: choice.decisions[0] < needs.years.lowerBound,
        onAllPaths: choice.pathCount == population.paths.count)
    }
  }
}
