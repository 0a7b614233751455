import Geometry
import OpportunityMap
import ProjectBundling
import Tables
import Workers

extension ReportColumns {
  /// Adds the projects of a plan, in its order; what is said about them is said in a language. All
  /// amounts are in EUR.
  mutating func addCandidates(
    _ input: CandidateInput, _ streets: ReportNames, in language: Language, threads: Int
  ) {
    addTexts(input, in: language, threads: threads)
    addDecisions(input)
    addPlaces(input, streets)
    addGains(input)
    addMembers(input)
    addPayments(input.plan)
    addMisses(input, in: language, threads: threads)
    addUndone(input, in: language)
    addCarried(input.plan)
    addDays(input)
  }

  private mutating func addTexts(_ input: CandidateInput, in language: Language, threads: Int) {
    let candidates = input.plan.candidates
    let texts = input.texts(language)
    let said = valuesInChunks(of: 256, count: candidates.count, threads: threads) {
      (texts.title(candidates[$0]), texts.benefits(candidates[$0]))
    }
    add("candidateID", candidates.map(\.id))
    add("candidateTitle", said.map(\.0))
    add("candidateBenefits", said.map(\.1))
  }

  private mutating func addDecisions(_ input: CandidateInput) {
    let candidates = input.plan.candidates
    add("candidateStatus", candidates.map(\.status.rawValue))
    add("candidateDecidedBy", candidates.indices.map { input.decision($0)?.by ?? "" })
    // The year to which its amounts apply.
    add("candidateYear", UInt16.self, input.bundles.map(\.year))
    // The year in which the programme does it as a whole; 0 where it does not.
    add("candidateProgrammed", UInt16.self, input.plan.programmedYears.map { $0 ?? 0 })
    add("candidateSurvival", exact: candidates.map { $0.robustness?.survival })
    add("candidateInTop", exact: candidates.map { $0.robustness?.inTop })
  }

  private mutating func addPlaces(_ input: CandidateInput, _ streets: ReportNames) {
    let candidates = input.plan.candidates
    add("candidateNeighbourhood", Int16.self, candidates.map { $0.neighbourhood ?? -1 })
    let named = add(sizesOf: candidates.map(\.streets), "candidateStreets")
    add("candidateStreet", UInt32.self, named.map { streets[$0] })
    let themes = add(sizesOf: candidates.map(\.themes), "candidateThemes")
    add("candidateTheme", UInt16.self, themes)
    for theme in input.map.themes.indices {
      add("candidateSeverity\(theme)", exact: candidates.map { $0.ground.sharedSeverities[theme] })
    }
  }

  private mutating func addGains(_ input: CandidateInput) {
    let gains = input.bundles.map(\.gain)
    let costs = gains.indices.map { input.works($0).reduce(0) { $0 + $1.cost } }
    add("candidateCost", exact: costs)
    let parts: [(CostParts) -> Double] = [
      \.excavation, \.surface, \.traffic, \.plan, \.tender, \.setup, \.nuisance,
    ]
    for (number, part) in parts.enumerated() {
      add("candidateSaved\(number)", exact: gains.map { part($0.saved) })
    }
    add("candidateMoving", exact: gains.map(\.moving))
    add("candidateCutting", exact: gains.map(\.cutting))
  }

  /// The works of each project, and the price of moving each off its due year.
  private mutating func addMembers(_ input: CandidateInput) {
    let lists = input.plan.candidates.indices.map { index in
      input.works(index).map { (work: $0, year: input.bundles[index].year) }
    }
    let members = add(sizesOf: lists, "candidateMembers")
    add("memberWork", UInt32.self, members.map(\.work.work))
    add("memberMoving", exact: members.map { $0.work.moving(to: $0.year) })
  }

  /// What parties pay of each project in cash, alone and by each rule, and what moving its works is valued at.
  private mutating func addPayments(_ plan: ProjectPlan) {
    let shares = add(sizesOf: plan.splits.map(\.shares), "candidatePayments")
    add("paymentParty", UInt16.self, shares.map(\.party))
    add("paymentAlone", exact: shares.map(\.alone.euros))
    add("paymentRioned", exact: shares.map { $0.cash(.rioned).euros })
    add("paymentProRata", exact: shares.map { $0.cash(.proRata).euros })
    add("paymentShapley", exact: shares.map { $0.cash(.shapley).euros })
    add("paymentMoving", exact: shares.map(\.moving.euros))
  }

  /// The works that the programme does not do, with why and what risk they leave.
  private mutating func addUndone(_ input: CandidateInput, in language: Language) {
    let (undone, problem) = (input.plan.programme?.undone ?? [], input.plan.bundling.problem)
    add("undoneWork", UInt32.self, undone.map { problem.works[$0.work].work })
    add("undoneCode", undone.map(\.reason.code))
    add("undoneReason", undone.map { input.words($0.reason, language) })
    add("undoneCause", undone.map { input.cause(of: $0.reason) ?? "" })
    add("undoneParty", UInt16.self, undone.map { problem.works[$0.work].party })
    add("undoneRisk", exact: undone.map { problem.riskLeft($0.work) })
  }

  /// The measures that works carry along for challenges, with what each costs on top, takes in upkeep and
  /// brings over its life.
  private mutating func addCarried(_ plan: ProjectPlan) {
    guard let couplings = plan.couplings else { return }
    let (chosen, works) = (couplings.chosen, plan.bundling.problem.works)
    let sums = chosen.map { couplings.sums(of: [$0]) }
    add("carriedWork", UInt32.self, chosen.map { works[Int(couplings.entries[$0].work)].work })
    add("carriedKind", UInt16.self, chosen.map { Int(couplings.entries[$0].coupling) })
    add("carriedCost", exact: sums.map(\.cost))
    add("carriedUpkeep", exact: sums.map(\.upkeep))
    add("carriedEffects", exact: sums.map(\.effects))
  }

  /// Working days that works by themselves and projects as a whole keep the street busy; not a number where
  /// nobody knows what a work costs, from which they follow.
  private mutating func addDays(_ input: CandidateInput) {
    let problem = input.plan.bundling.problem
    var days = [Double?](repeating: nil, count: input.map.works.count)
    for work in problem.works where work.days > 0 { days[work.work] = work.days }
    add("workDays", days)
    add("candidateDays", input.plan.candidates.map { problem.days(of: $0.bundle.works) })
  }

  /// For each project pairs of works of which one is in the project and the other is not.
  private mutating func addMisses(_ input: CandidateInput, in language: Language, threads: Int) {
    let misses = add(sizesOf: nearestMisses(input.plan), "candidateMisses")
    let (texts, works) = (input.texts(language), input.plan.bundling.problem.works)
    add("missFirst", UInt32.self, misses.map { works[Int($0.relation.a)].work })
    add("missSecond", UInt32.self, misses.map { works[Int($0.relation.b)].work })
    add("missSaving", exact: misses.map(\.saving))
    let reasons = valuesInChunks(of: 1024, count: misses.count, threads: threads) {
      texts.reason(misses[$0])
    }
    add("missReason", reasons)
  }
}

/// Most near misses that the page shows with a project.
private let mostMisses = 3

/// The near misses of each project, the dearest first.
private func nearestMisses(_ plan: ProjectPlan) -> [[NearMiss]] {
  let byWork: [Int32: [Int]] = plan.nearMisses.indices.reduce(into: [:]) { misses, index in
    let relation = plan.nearMisses[index].relation
    for work in [relation.a, relation.b] { misses[work, default: []].append(index) }
  }
  return plan.candidates.map { candidate in
    Set(candidate.bundle.works.flatMap { byWork[$0] ?? [] }).sorted().prefix(mostMisses)
      .map { plan.nearMisses[$0] }
  }
}
