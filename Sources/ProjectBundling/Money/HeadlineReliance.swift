import OpportunityMap

/// What a headline of a run rests on.
package struct HeadlineReliance: Sendable, Equatable {
  /// What it is the amount of.
  package enum Figure: String, Sendable, CaseIterable {
    /// What works cost alone.
    case cost
    /// What is saved in cash by doing works together, the set-up of projects taken off.
    case saved
    /// Nuisance spared, valued.
    case nuisance
    /// Extra cost of what works carry for challenges.
    case couplingCost = "coupling_cost"
    /// Its upkeep over its life, brought back to the first year.
    case couplingUpkeep = "coupling_upkeep"
    /// What it brings over its life, likewise, valued.
    case couplingEffects = "coupling_effects"
  }

  /// How sure the projects are that it is of; nil for all works of the horizon.
  package var stage: ProjectMoney.Stage?
  /// What it is.
  package var figure: Figure
  /// What it rests on.
  package var reliance: Reliance
}

extension ProjectPlan {
  /// What the headlines rest on: of all works due within the horizon of the map, and of the projects of each
  /// stage as in `money`.
  package func reliance(_ map: OpportunityMap) -> [HeadlineReliance] {
    let uses = FigureUses(bundling.problem, map)
    var due = Reliance()
    for (index, work) in map.works.enumerated() where map.isDue(work) {
      if let cost = work.cost { due.add(cost, on: uses.cost(ofMapWork: index)) }
    }
    return [HeadlineReliance(stage: nil, figure: .cost, reliance: due)]
      + ProjectMoney.Stage.allCases.flatMap { stage -> [HeadlineReliance] in
        guard let (years, couplings) = counted(stage) else { return [] }
        var sums = RelianceSums(bundling.problem, uses)
        for (candidate, year) in zip(candidates, years) where year != nil {
          sums.add(candidate.bundle.works)
          guard let couplings else { continue }
          for entry in couplings.chosen(for: candidate.bundle.works) { sums.add(entry, couplings) }
        }
        return HeadlineReliance.Figure.allCases.map {
          HeadlineReliance(stage: stage, figure: $0, reliance: sums[$0])
        }
      }
  }
}

/// Adds up what projects rest on, term by term of the formulas of `BundlingProblem.saved` and
/// `CouplingPlan.sums`.
private struct RelianceSums {
  private let problem: BundlingProblem
  private let uses: FigureUses
  private var sums: [HeadlineReliance.Figure: Reliance] = [:]
  /// What works cost and save, by what that rests on, in the order in which it is met. There are few of these,
  /// however many works there are.
  private var terms: [TermSum] = []
  private var places: [FigureUses.Term: Int] = [:]

  /// What works cost, or save of a part.
  private struct TermSum {
    /// The first of them.
    let work: Int32
    let part: SavedPart?
    var euros = 0.0

    var figure: HeadlineReliance.Figure {
      switch part {
      case nil: .cost
      case .nuisance: .nuisance
      default: .saved
      }
    }
  }

  init(_ problem: BundlingProblem, _ uses: FigureUses) {
    (self.problem, self.uses) = (problem, uses)
  }

  subscript(figure: HeadlineReliance.Figure) -> Reliance {
    var sum = sums[figure] ?? Reliance()
    for term in terms where term.figure == figure && term.euros != 0 {
      sum.add(term.euros, on: uses.figures(term.work, term.part))
    }
    return sum
  }

  // MARK: Works

  /// Adds works that are done together.
  mutating func add(_ works: [Int32]) {
    for work in works { add(problem.works[Int(work)].cost, of: work, nil) }
    for part in SavedPart.allCases where !part.isOfGround {
      addSaved(part, works.map { ($0, problem.parts(of: $0)[keyPath: part.path]) })
    }
    for (ground, members) in problem.sharing(works) {
      for part in SavedPart.allCases where part.isOfGround {
        addSaved(
          part,
          members.map { ($0, problem.groundParts(of: $0, on: ground)[keyPath: part.path]) })
      }
    }
    if works.count > 1 { add(-problem.rules.project.setup, to: .saved, on: [uses.setup]) }
  }

  /// All but the largest save what they cost.
  private mutating func addSaved(_ part: SavedPart, _ members: [(work: Int32, euros: Double)]) {
    let largest = members.indices.max { members[$0].euros < members[$1].euros }
    let factor = problem.rules.saved[keyPath: part.path]
    for (index, member) in members.enumerated() where index != largest && member.euros != 0 {
      add(factor * member.euros, of: member.work, part)
    }
  }

  private mutating func add(_ euros: Double, of work: Int32, _ part: SavedPart?) {
    let term = uses.term(work, part)
    let place = places[term] ?? terms.count
    if place == terms.count {
      places[term] = place
      terms.append(TermSum(work: work, part: part))
    }
    terms[place].euros += euros
  }

  private mutating func add(
    _ euros: Double, to figure: HeadlineReliance.Figure, on figures: [FigureUse]
  ) {
    guard euros != 0 else { return }
    sums[figure, default: Reliance()].add(euros, on: figures)
  }

  // MARK: Couplings

  /// Adds a coupling that is chosen.
  mutating func add(_ entry: Int, _ plan: CouplingPlan) {
    guard let year = plan.years[entry] else { return }
    let (own, coupling) = (plan.entries[entry], plan.coupling(of: entry))
    let discount = plan.discount(in: year)
    let spared = coupling.spares > 0 ? uses.cost(own.work) : []
    add(
      own.cost?.mid ?? 0, to: .couplingCost,
      on: uses.coupling(coupling, "cost", coupling.cost) + spared)
    add(
      own.presentUpkeep * discount, to: .couplingUpkeep,
      on: uses.coupling(coupling, "upkeep", coupling.upkeep))
    for (part, present) in zip(coupling.effects, plan.presentByEffect(entry)) {
      let effect = plan.finder.catalogue.effects[part.effect]
      add(present * discount, to: .couplingEffects, on: uses.effect(effect, of: coupling))
    }
  }
}

extension CouplingPlan {
  /// What each effect of an entry brings in EUR, brought back to the year in which it is built. Shape: effects
  /// of the coupling.
  fileprivate func presentByEffect(_ entry: Int) -> [Double] {
    let own = entries[entry]
    let years = min(own.life, annuity.years)
    return zip(coupling(of: entry).effects, own.effects).map { part, brings in
      let effect = finder.catalogue.effects[part.effect]
      return brings.mid * annuity.sum(from: effect.after, years: effect.isOnce ? 1 : years)
    }
  }
}
