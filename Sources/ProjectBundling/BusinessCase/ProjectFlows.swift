import OpportunityMap

/// What projects cost and bring whom: what parties pay and no longer pay, the nuisance that residents are
/// spared, and what serving challenges costs and brings by the table of benefits.
public struct ProjectFlows: Sendable {
  private let problem: BundlingProblem
  private let bundles: [Bundle]
  private let table: BenefitTable
  /// Theme of each row of the table; nil for themes that the project does not have. Shape: rows.
  private let themes: [Int?]
  /// Area in m2 under a theme times its severity, on the ground of each bundle's works, each place once.
  /// Shape: `bundles x themes`.
  public let served: [Double]
  private let themeCount: Int

  /// The flows of bundles.
  public init(
    _ problem: BundlingProblem, bundles: [Bundle], map: OpportunityMap, table: BenefitTable
  ) {
    self.problem = problem
    self.bundles = bundles
    self.table = table
    themes = table.rows.map { row in map.themes.firstIndex { $0.key == row.theme } }
    themeCount = map.themes.count
    served = CandidatePlaces(bundles, problem: problem, map: map).severities
  }

  /// What a bundle costs and brings when it is done in a year. The parties are split by the RIONED rule.
  public func flows(of bundle: Int, in year: Int) -> [BusinessCase.Flow] {
    let works = bundles[bundle].works
    let project = JointProject(works, in: year, problem)
    let shares = zip(project.parties, project.charges()).map { party, amount in
      BusinessCase.Flow(
        actor: .party(party), item: .share, isCost: true, year: year, perYear: amount.euros)
    }
    let avoided = project.members.map {
      BusinessCase.Flow(
        actor: .party($0.party), item: .avoided, isCost: false, year: $0.due, perYear: $0.alone)
    }
    let nuisance = BusinessCase.Flow(
      actor: .other(Self.residents), item: .nuisance, isCost: false, year: year,
      perYear: problem.saved(by: works).saved.nuisance)
    return shares + avoided + [nuisance] + challenges(bundle, in: year)
  }

  /// Key of those who are spared nuisance.
  public static let residents = "residents"

  private func challenges(_ bundle: Int, in year: Int) -> [BusinessCase.Flow] {
    zip(table.rows, themes).enumerated().compactMap { index, pair in
      guard let theme = pair.1 else { return nil }
      let row = pair.0
      return BusinessCase.Flow(
        actor: .other(row.actor), item: .row(index), isCost: row.isCost, year: year + row.after,
        years: row.years, perYear: row.amount * served[bundle * themeCount + theme])
    }
  }
}

extension BusinessCase {
  /// The business case of projects of a programme against all works alone in their due years. Works that
  /// the programme does alone are no part of it.
  public init(
    _ programme: Programme, _ flows: ProjectFlows, annuity: Annuity, firstYear: Int
  ) {
    let all = programme.rows.flatMap { row -> [Flow] in
      guard case .bundle(let index) = row.project else { return [] }
      return flows.flows(of: index, in: row.year)
    }
    self.init(all, annuity: annuity, firstYear: firstYear)
  }
}
