import OpportunityMap

/// What a decision to do something costs and brings in a plan.
package struct DecisionEffect: Sendable {
  /// Index in `Decisions.decisions`.
  package var decision: Int
  /// The project in which its works are done together, as an index in `ProjectPlan.candidates`; nil
  /// where they are not, and for what works carry.
  package var candidate: Int?
  /// Works that are done, or that carry it, as indices in `BundlingProblem.works`: with the project
  /// all of that.
  package var works: [Int] = []
  /// How many works the decision names that the plan has, and how many of them are done or carry
  /// it.
  package var named = 0
  package var done = 0
  /// The year in which all of it is done; nil where nothing is, or not in one year.
  package var year: Int?
  /// What is paid for it: of a project for all its works together, of a coupling besides the works.
  package var cost = Money.zero
  /// What of that doing works together saves.
  package var saved = Money.zero
  /// Change of the cost of upkeep in EUR a year; 0 but for couplings.
  package var upkeep = 0.0
  /// Hours that the works take; those of which none are known count none. 0 for couplings.
  package var workHours = 0.0
  /// Hours of upkeep a year of their ground. 0 for couplings.
  package var upkeepHours = 0.0
  /// m2 by theme under the works, each place once within a project; of a coupling what it helps.
  /// Shape: themes.
  package var areas: [Double]
}

extension ProjectPlan {
  /// What the decisions to do something cost and bring, in the order of the file; `planned` is the
  /// year in which each work of the map is done.
  package func decisionEffects(
    _ map: OpportunityMap, planned: [PlannedYear]
  ) -> [DecisionEffect] {
    let numbers = Dictionary(
      bundling.problem.works.enumerated().map { (map.works[$1.work].id, $0) },
      uniquingKeysWith: { first, _ in first })
    return decisions.decisions.indices.compactMap { index in
      let decision = decisions.decisions[index]
      let works = decision.groups[0].compactMap { numbers[$0] }
      guard !works.isEmpty, decision.status != .done else { return nil }
      switch decision.kind {
      case .forbid, .split: return nil
      case .lock, .merge: return effect(ofDoing: works, decision: index, map, planned)
      case .carry:
        return effect(ofCarrying: decision.coupling ?? "", works, decision: index, map)
      }
    }
  }

  private func effect(
    ofDoing works: [Int], decision: Int, _ map: OpportunityMap, _ planned: [PlannedYear]
  ) -> DecisionEffect {
    let problem = bundling.problem
    func year(_ work: Int) -> Int? { planned[problem.works[work].work].year }
    var effect = DecisionEffect(
      decision: decision, areas: [Double](repeating: 0, count: map.themes.count))
    (effect.named, effect.done) = (works.count, works.count { year($0) != nil })
    let together = candidates.indices.first { index in
      candidates[index].bundle.works.contains { works.contains(Int($0)) }
        && (programme == nil || programmedYears[index] != nil)
    }
    if let together {
      let candidate = candidates[together]
      effect.candidate = together
      effect.works = candidate.bundle.works.map(Int.init)
      effect.cost = Money(euros: costs(of: together).joint.mid.paid)
      effect.saved = Money(euros: candidate.bundle.gain.saved.paid)
      effect.areas = candidate.ground.themeAreas
    } else {
      effect.works = works.filter { year($0) != nil }
      for work in effect.works.map({ problem.works[$0] }) {
        effect.cost += Money(euros: work.cost)
        for theme in map.themes.indices {
          effect.areas[theme] += map.scores.areas[work.asset * map.themes.count + theme]
        }
      }
    }
    let years = Set(effect.works.map { year($0) })
    effect.year = years.count == 1 ? years.first ?? nil : nil
    for work in effect.works.map({ problem.works[$0] }) {
      effect.workHours += map.works[work.work].hours ?? 0
      effect.upkeepHours += map.assets[work.asset].upkeepHours ?? 0
    }
    return effect
  }

  private func effect(
    ofCarrying key: String, _ works: [Int], decision: Int, _ map: OpportunityMap
  ) -> DecisionEffect {
    var effect = DecisionEffect(
      decision: decision, areas: [Double](repeating: 0, count: map.themes.count))
    effect.named = works.count
    guard let couplings else { return effect }
    var years: Set<Int> = []
    for work in works {
      for index in couplings.entries(of: work) where couplings.coupling(of: index).key == key {
        guard let year = couplings.years[index] else { continue }
        let entry = couplings.entries[index]
        years.insert(year)
        effect.works.append(work)
        effect.cost += Money(euros: entry.cost?.mid ?? 0)
        effect.upkeep += entry.upkeep?.mid ?? 0
        for (part, served) in zip(couplings.finder.themes[Int(entry.coupling)], entry.served) {
          effect.areas[part.theme] += served
        }
      }
    }
    effect.done = effect.works.count
    effect.year = years.count == 1 ? years.first : nil
    return effect
  }
}

extension [DecisionEffect] {
  /// The same with each project once, under the first decision that does it: what may be added up.
  package var eachOnce: [DecisionEffect] {
    var seen: Set<Int> = []
    return filter { $0.candidate.map { seen.insert($0).inserted } ?? true }
  }
}
