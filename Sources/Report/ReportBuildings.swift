import Buildings
import LayerIO
import OpportunityMap
import Tables

/// What the page shows of the buildings, in the report's language.
struct ReportBuildings: Encodable {
  /// A vacant building with what suits it best.
  struct Vacant: Encodable {
    let name: String
    /// Index of its neighbourhood; nil outside all.
    let place: Int?
    /// m2 that are vacant, or would come free.
    let area: Double
    /// Whether it is in use, and would come free where functions are put together.
    let isFreed: Bool
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

  /// A building of the social real estate.
  struct Social: Encodable {
    let name: String
    let owner: String
    /// Index of its neighbourhood; nil outside all.
    let place: Int?
    let area: Double
    /// Cost a year; nil where that is not known.
    let cost: Double?
    /// `unknown` where that is not known, as are the others.
    let portfolio: String
    let meaning: String
    let policy: String
    /// nil where the policy is unknown.
    let steering: String?
    let by: String?
    let reason: String
  }

  /// A building that is emptied by putting functions together.
  struct Combination: Encodable {
    let name: String
    let place: Int?
    let host: String
    let isBeside: Bool
    /// m that users move.
    let distance: Double
    let hours: Double
    /// m2 that come free.
    let area: Double
    /// Saved a year once it is disposed of, and what it takes once.
    let saved: Double
    let once: Double
    /// Who must agree.
    let owners: [String]
  }

  /// What a party would pay of a choice by its share in the development rights.
  struct Share: Encodable {
    let path: String
    let function: String
    /// Index of the neighbourhood.
    let place: Int
    let party: String
    /// Part of the rights, 0 to 1.
    let share: Double
    let pays: Double
  }

  let shares: [Share]
  let vacant: [Vacant]
  let seekers: [Seeker]
  let shortages: [Shortage]
  let choices: [Choice]
  let social: [Social]
  let combinations: [Combination]
  /// Whether no other plan is worth more.
  let combinationsAreBest: Bool
  /// Social buildings that no plan looks at, since hours, cost or state are not known.
  let combinationsUnknown: Int

  init(_ answer: BuildingsAnswer, _ currency: CurrencyCode, in language: Language) {
    let stock = answer.stock
    vacant =
      (Self.vacant(answer.scan, stock, isFreed: false, in: language)
      + Self.vacant(answer.social.freed, stock, isFreed: true, in: language))
      .sorted { ($0.area, $1.name) > ($1.area, $0.name) }
    let texts = MatchTexts(answer, in: currency)
    seekers = (0..<answer.initiatives.count).map { initiative in
      let own = answer.matching.matches(of: initiative)
      let got = own.first { $0.standing == .matched }
      return Seeker(
        name: answer.initiatives.names[initiative], building: got.map { stock.names[$0.building] },
        area: got?.area, reason: texts.reason(got ?? own.first, language))
    }
    shortages = answer.facilities?.shortages(in: language) ?? []
    choices = answer.facilities?.choices(stock, in: language) ?? []
    shares = Self.shares(answer, in: language)
    social = Self.social(answer, in: language)
    combinations = answer.social.plan.combinations.map {
      Combination(
        name: stock.names[$0.building], place: stock.home($0.building), host: stock.names[$0.host],
        isBeside: $0.isBeside, distance: $0.distance, hours: $0.hours,
        area: stock.floorAreas[$0.building], saved: $0.saved, once: $0.once,
        owners: stock.owners(of: $0))
    }
    combinationsAreBest = answer.social.plan.isProven
    combinationsUnknown = answer.social.plan.unknown.count
  }

  private static func shares(_ answer: BuildingsAnswer, in language: Language) -> [Share] {
    guard let programme = answer.facilities else { return [] }
    return answer.shares.map { share in
      let choice = programme.choices[share.choice]
      return Share(
        path: language.text(programme.population.paths[choice.path].name),
        function: language.text(programme.catalogue.functions[choice.option.function].name),
        place: choice.option.neighbourhood, party: share.party, share: share.share,
        pays: share.pays)
    }
  }

  private static func social(_ answer: BuildingsAnswer, in language: Language) -> [Social] {
    let (stock, social, texts) = (answer.stock, answer.social, SocialTexts(answer))
    return social.buildings.enumerated().map { row, building in
      let rule = social.rules[row].map { social.catalogue.rules[$0] }
      return Social(
        name: stock.names[building], owner: stock.owners[building], place: stock.home(building),
        area: stock.floorAreas[building],
        cost: stock.costs[building].isNaN ? nil : stock.costs[building],
        portfolio: social.portfolios[row].state?.rawValue ?? "unknown",
        meaning: social.meanings[row].state?.rawValue ?? "unknown",
        policy: rule?.policy.rawValue ?? "unknown", steering: rule?.steering.rawValue,
        by: rule?.ground.rawValue, reason: texts.reason(row, language))
    }
  }

  private static func vacant(
    _ scan: TransformationScan, _ stock: BuildingStock, isFreed: Bool, in language: Language
  ) -> [Vacant] {
    scan.buildings.enumerated().map { row, building in
      let best = scan.best(row)
      let outcome = scan.outcome(row, best ?? 0)
      func said(_ criterion: Int?) -> String? {
        criterion.map { language.text(scan.catalogue.criteria[$0].name) }
      }
      return Vacant(
        name: stock.names[building], place: stock.home(building),
        area: isFreed ? stock.floorAreas[building] : stock.vacantAreas[building],
        isFreed: isFreed,
        destination: best.map { language.text(scan.catalogue.destinations[$0].name) },
        low: outcome.score.lowerBound, high: outcome.score.upperBound,
        decides: scan.decision(outcome).map(language.text), asks: said(outcome.asking),
        street: scan.openings[row]?.year)
    }
  }
}

extension BuildingStock {
  /// Index of the neighbourhood that a building lies in; nil outside all.
  fileprivate func home(_ building: Int) -> Int? {
    let home = Int(neighbourhoods[building])
    return home >= 0 ? home : nil
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
