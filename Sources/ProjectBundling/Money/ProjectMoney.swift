/// What projects come to: what is paid, apart from what is valued, all undiscounted.
package struct ProjectMoney: Sendable, Equatable {
  /// How sure projects are.
  package enum Stage: String, Sendable, CaseIterable {
    /// Proposed: all candidates, each in its own year. No budget says that they can be paid together.
    case possible
    /// In the programme.
    case programmed
    /// Agreed by those involved: in the file of decisions as agreed or programmed.
    case agreed
  }

  /// How sure they are.
  package var stage: Stage
  /// Number of projects of two or more works.
  package var projects = 0
  /// What the works cost alone, in EUR.
  package var alone = 0.0
  /// What is saved in cash by doing them together, in EUR.
  package var saved = 0.0
  /// Nuisance spared, valued in EUR.
  package var nuisance = 0.0
  /// Price of moving works off their due years, valued in EUR.
  package var moving = 0.0
  /// Price of cutting new surfaces, valued in EUR.
  package var cutting = 0.0
  /// What the works carry for challenges.
  package var carried = CouplingPlan.Sums()

  /// What the works cost together, in EUR, without what they carry.
  package var together: Double { alone - saved }
}

extension ProjectPlan {
  /// What projects come to, by how sure they are; nothing is programmed without a programme.
  package var money: [ProjectMoney] {
    ProjectMoney.Stage.allCases.compactMap { stage in
      counted(stage).map { money(of: $0.years, stage, $0.couplings) }
    }
  }

  /// The year of each candidate that counts at a stage, and what is chosen of couplings; nil where there is no
  /// such stage. Shape of `years`: `candidates`.
  func counted(
    _ stage: ProjectMoney.Stage
  ) -> (years: [Int?], couplings: CouplingPlan?)? {
    switch stage {
    case .possible: return (candidates.map { $0.bundle.year }, possibleCouplings)
    case .programmed: return programme == nil ? nil : (programmedYears, couplings)
    case .agreed:
      let agreed = zip(candidates, programmedYears).map { candidate, year -> Int? in
        [.agreed, .programmed].contains(candidate.status) ? year ?? candidate.bundle.year : nil
      }
      return (agreed, couplings)
    }
  }

  /// What works carry at best when each candidate is done in its own year, whatever the budgets.
  private var possibleCouplings: CouplingPlan? {
    var years = bundling.problem.works.map(\.yearAlone)
    for candidate in candidates {
      for work in candidate.bundle.works { years[Int(work)] = candidate.bundle.year }
    }
    var possible = couplings
    possible?.chooseBest(in: years)
    return possible
  }

  /// What the candidates that have a year come to, with what is chosen of couplings. Shape of `years`:
  /// `candidates`.
  private func money(
    of years: [Int?], _ stage: ProjectMoney.Stage, _ couplings: CouplingPlan?
  ) -> ProjectMoney {
    var money = ProjectMoney(stage: stage)
    let problem = bundling.problem
    var chosen: [Int] = []
    for (candidate, year) in zip(candidates, years) {
      guard let year else { continue }
      let works = candidate.bundle.works
      let gain = problem.bundle(candidate.bundle, movedTo: year).gain
      money.projects += 1
      money.alone += problem.cost(of: works)
      money.saved += gain.saved.paid
      money.nuisance += gain.saved.nuisance
      money.moving += gain.moving
      money.cutting += gain.cutting
      chosen += couplings?.chosen(for: works) ?? []
    }
    if let couplings { money.carried = couplings.sums(of: chosen) }
    return money
  }
}
