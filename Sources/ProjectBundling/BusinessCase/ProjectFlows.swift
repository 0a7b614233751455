import Workers

/// What projects and works cost and bring whom: what parties pay and no longer pay, the price of moving, and the
/// nuisance that residents are spared. What couplings cost and bring is told by `CouplingPlan.flows`.
package struct ProjectFlows: Sendable {
  fileprivate let problem: BundlingProblem
  fileprivate let bundles: [Bundle]

  /// The flows of bundles.
  package init(_ problem: BundlingProblem, _ bundles: [Bundle]) {
    (self.problem, self.bundles) = (problem, bundles)
  }

  /// What a bundle costs and brings when it is done in a year. The parties are split by the RIONED rule.
  package func flows(of bundle: Int, in year: Int) -> [BusinessCase.Flow] {
    let works = bundles[bundle].works
    let nuisance = BusinessCase.Flow(
      actor: .other(Self.residents), item: .nuisance, isCost: false, year: year,
      perYear: problem.saved(by: works).saved.nuisance)
    return payments(for: JointProject(works, in: year, problem)) + [nuisance]
      + works.map { moving(Int($0), in: year, .moving, isCost: true) }
  }

  /// What a work costs when it is done by itself in a year.
  func flows(ofWork work: Int, in year: Int) -> [BusinessCase.Flow] {
    [
      payment(of: work, .share, isCost: true, in: year),
      moving(work, in: year, .moving, isCost: true),
    ]
  }

  /// What a work that is not done within the horizon costs: its payment after it, and the risk until then.
  func flows(ofUndone work: Int) -> [BusinessCase.Flow] {
    [
      payment(of: work, .later, isCost: true, in: problem.horizon.upperBound + 1),
      risk(of: work, .moving, isCost: true),
    ]
  }

  /// What a work would cost by itself in a year, or not at all within the horizon: what is spared.
  func flows(sparing work: Int, in year: Int?) -> [BusinessCase.Flow] {
    guard let year else {
      return [
        payment(of: work, .avoidedLater, isCost: false, in: problem.horizon.upperBound + 1),
        risk(of: work, .avoidedMoving, isCost: false),
      ]
    }
    return [
      payment(of: work, .avoided, isCost: false, in: year),
      moving(work, in: year, .avoidedMoving, isCost: false),
    ]
  }

  /// The works of a bundle, as indices in `BundlingProblem.works`.
  func works(of bundle: Int) -> [Int32] { bundles[bundle].works }

  /// Key of those who are spared nuisance.
  package static let residents = "residents"

  private func payment(
    of work: Int, _ item: BusinessCase.Item, isCost: Bool, in year: Int
  ) -> BusinessCase.Flow {
    BusinessCase.Flow(
      actor: .party(problem.works[work].party), item: item, isCost: isCost, year: year,
      perYear: problem.works[work].cost)
  }

  /// What each party pays for the works of a project, and what they pay each other for moving them.
  private func payments(for project: JointProject) -> [BusinessCase.Flow] {
    let parties = project.parties
    let shares = zip(parties, Proportions(project).joint).map { party, amount in
      BusinessCase.Flow(
        actor: .party(party), item: .share, isCost: true, year: project.year,
        perYear: amount.euros)
    }
    let paid = project.movingPaid()
    return shares
      + parties.indices.flatMap { payer in
        parties.indices.filter { $0 != payer }.flatMap { owner in
          compensation(
            paid[payer * parties.count + owner], from: parties[payer], to: parties[owner],
            in: project.year)
        }
      }
  }

  /// An amount from one party to another; the other way round where it is below 0.
  private func compensation(
    _ amount: Double, from payer: Int, to owner: Int, in year: Int
  ) -> [BusinessCase.Flow] {
    let (from, to) = amount < 0 ? (owner, payer) : (payer, owner)
    return [(from, true), (to, false)].map { party, isCost in
      BusinessCase.Flow(
        actor: .party(party), item: .compensation, isCost: isCost, year: year, perYear: abs(amount))
    }
  }

  /// Price of doing a work in another year than it is due; a gain where waiting spares a new surface.
  private func moving(
    _ work: Int, in year: Int, _ item: BusinessCase.Item, isCost: Bool
  ) -> BusinessCase.Flow {
    let price = problem.works[work].moving(to: year) + problem.cutting(Int32(work), in: year)
    return BusinessCase.Flow(
      actor: .party(problem.works[work].party), item: item, isCost: isCost == (price >= 0),
      year: year, perYear: abs(price))
  }

  private func risk(
    of work: Int, _ item: BusinessCase.Item, isCost: Bool
  ) -> BusinessCase.Flow {
    BusinessCase.Flow(
      actor: .party(problem.works[work].party), item: item, isCost: isCost,
      year: problem.horizon.upperBound, perYear: problem.riskLeft(work))
  }
}

extension BusinessCase {
  /// The business case of proposals, each a bundle in a year, with other flows, against their works by themselves
  /// in the years in which they are due.
  /// - Throws: errors of threads alone.
  package init(
    ofProposals proposals: [(bundle: Int, year: Int)], _ flows: ProjectFlows, with others: [Flow],
    annuity: Annuity, firstYear: Int, threads: Int
  ) throws {
    try self.init(
      parts: proposals.count, with: others, annuity: annuity, firstYear: firstYear,
      threads: threads
    ) { index in
      let (bundle, year) = proposals[index]
      return flows.flows(of: bundle, in: year) + flows.flows(sparing: bundle)
    }
  }

  /// The business case of a programme against another in which every work is done by itself, of which
  /// `siloed` has the year of each work, nil where it is not done; with other flows. What neither does falls
  /// away.
  /// - Throws: errors of threads alone.
  package init(
    of programme: Programme, against siloed: [Int?], _ flows: ProjectFlows, with others: [Flow],
    annuity: Annuity, firstYear: Int, threads: Int
  ) throws {
    let rows = programme.rows
    let undone = programme.undone.map(\.work).filter { siloed[$0] != nil }
    let isUndone = Set(programme.undone.map(\.work))
    let spared = siloed.indices.filter { siloed[$0] != nil || !isUndone.contains($0) }
    try self.init(
      parts: rows.count + undone.count + spared.count, with: others, annuity: annuity,
      firstYear: firstYear, threads: threads
    ) { index in
      if index < rows.count {
        switch rows[index].project {
        case .bundle(let bundle): return flows.flows(of: bundle, in: rows[index].year)
        case .work(let work): return flows.flows(ofWork: work, in: rows[index].year)
        }
      }
      let rest = index - rows.count
      guard rest >= undone.count else { return flows.flows(ofUndone: undone[rest]) }
      let work = spared[rest - undone.count]
      return flows.flows(sparing: work, in: siloed[work])
    }
  }

  /// The sum of others and of parts, made so many at a time, so that it does not depend on the number of threads.
  private init(
    parts: Int, with others: [Flow], annuity: Annuity, firstYear: Int, threads: Int,
    _ flows: @Sendable (Int) -> [Flow]
  ) throws {
    let cases = try concurrentMap(0..<parts, inChunksOf: 512, threads: threads) { chunk in
      BusinessCase(chunk.flatMap(flows), annuity: annuity, firstYear: firstYear)
    }
    self.init(others, annuity: annuity, firstYear: firstYear)
    add(cases)
  }
}

extension ProjectFlows {
  /// What the works of a bundle would cost by themselves when they are due.
  fileprivate func flows(sparing bundle: Int) -> [BusinessCase.Flow] {
    bundles[bundle].works.flatMap { work in
      flows(sparing: Int(work), in: problem.works[Int(work)].due)
    }
  }
}
