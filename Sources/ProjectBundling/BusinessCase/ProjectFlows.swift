import Geometry
import OpportunityMap
import Workers

/// What projects cost and bring whom: what parties pay and no longer pay, the nuisance that residents are
/// spared, and what serving challenges costs and brings by the table of benefits.
package struct ProjectFlows: Sendable {
  private let problem: BundlingProblem
  private let bundles: [Bundle]
  private let table: BenefitTable
  /// Theme of each row of the table; nil for themes that the project does not have. Shape: rows.
  private let themes: [Int?]
  /// The ground of each bundle. Shape: bundles.
  private let grounds: [BundleGround]

  /// The flows of bundles, each with its ground.
  package init(
    _ problem: BundlingProblem, _ bundles: [(bundle: Bundle, ground: BundleGround)],
    map: OpportunityMap, table: BenefitTable
  ) {
    self.problem = problem
    self.bundles = bundles.map(\.bundle)
    self.table = table
    themes = table.rows.map { row in map.themes.firstIndex { $0.key == row.theme } }
    grounds = bundles.map(\.ground)
  }

  /// What a bundle costs and brings when it is done in a year. The parties are split by the RIONED rule.
  package func flows(of bundle: Int, in year: Int) -> [BusinessCase.Flow] {
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
  package static let residents = "residents"

  private func challenges(_ bundle: Int, in year: Int) -> [BusinessCase.Flow] {
    zip(table.rows, themes).enumerated().compactMap { index, pair in
      guard let theme = pair.1 else { return nil }
      let row = pair.0
      return BusinessCase.Flow(
        actor: .other(row.actor), item: .row(index), isCost: row.isCost, year: year + row.after,
        years: row.years, perYear: row.amount * grounds[bundle].severities[theme])
    }
  }
}

extension BusinessCase {
  /// The business case of projects, each a bundle in a year, against all works alone in their due years.
  /// - Throws: errors of threads alone.
  package init(
    of projects: [(bundle: Int, year: Int)], _ flows: ProjectFlows, annuity: Annuity,
    firstYear: Int, threads: Int
  ) throws {
    // Sums are made part by part, so that they do not depend on the number of threads.
    let parts = try concurrentMap(projects.indices, inChunksOf: 512, threads: threads) { part in
      BusinessCase(
        projects[part].flatMap { flows.flows(of: $0.bundle, in: $0.year) }, annuity: annuity,
        firstYear: firstYear)
    }
    self.init([], annuity: annuity, firstYear: firstYear)
    add(parts)
  }
}

extension Programme {
  /// The bundles that are done and when; works that are done alone are none.
  package var projects: [(bundle: Int, year: Int)] {
    rows.compactMap { row in
      guard case .bundle(let index) = row.project else { return nil }
      return (index, row.year)
    }
  }
}
