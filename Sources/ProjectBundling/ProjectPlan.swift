import Geometry
import OpportunityMap
import ProjectFile
import Workers

/// What to do, from the overlaps: candidates with what they gain, what nearly was one, and what recurs.
package struct ProjectPlan: Sendable {
  /// What bundling found.
  package var bundling: Bundling
  /// What people decided.
  package var decisions: Decisions
  /// What that means for the works of the map.
  package var decided: DecidedWorks
  /// Surface that the plans renew and cut again; nil where no works share ground.
  package var recuts: PlanRecuts?
  /// Projects, the largest net gain first.
  package var candidates: [Candidate]
  /// Who pays for each of `plannedBundles`; empty until the plan is `explained`. Shape: `candidates`.
  package var splits: [CostSplit]
  /// Pairs of works that are not in one project, those that would save most.
  package var nearMisses: [NearMiss]
  /// How many such pairs there are in all.
  package var nearMissCount: Int
  /// What recurs, the most frequent first.
  package var patterns: [Pattern]

  /// What is done when, within budgets; its bundles are the candidates. Nil where none is asked.
  package var programme: Programme?

  /// Who pays and who benefits: of the programme against doing every work by itself within the same budgets;
  /// without a programme of all candidates, as proposals. Nil until `makeBusinessCase`.
  package private(set) var businessCase: BusinessCase?
  /// What the programme is held against, itself first; empty without a programme, or until they are made.
  package var baselines: [Baseline] = []
  /// What works can carry for challenges and what of it is chosen; nil where no catalogue is given.
  package private(set) var couplings: CouplingPlan?
  /// Whether the programme is to cover targets at the least cost, and so asks for no couplings.
  private(set) var coversTargets = false

  /// Most near misses that are kept.
  package static let nearMissLimit = 10_000

  /// Seconds by step.
  package private(set) var clock: StepClock

  /// The projects that bundling chose, and nothing more yet: `prove` and `explain` work out the rest. `clock` has the
  /// steps before this one.
  /// - Throws: errors of threads alone.
  package init(
    _ bundling: Bundling, map: OpportunityMap, decisions: Decisions, decided: DecidedWorks,
    threads: Int, clock: StepClock = StepClock()
  ) throws {
    (self.bundling, self.decisions, self.decided, self.clock) = (
      bundling, decisions, decided, clock
    )
    candidates = try self.clock.time("candidates") {
      try makeCandidates(
        bundling, map: map, decisions: decisions, decided: decided, threads: threads)
    }
    (splits, nearMisses, nearMissCount, patterns) = ([], [], 0, [])
  }

  /// Proves how good the projects are, and makes what they are held against; `leading` gives the plan of the
  /// leading-discipline rule.
  /// - Throws: errors of threads alone.
  package mutating func prove(
    effort: SearchEffort, memory: GroupMemory, threads: Int,
    leading: @escaping @Sendable () throws -> BundlePlan
  ) throws {
    var bundling = bundling
    try clock.time("proving") {
      try bundling.prove(effort: effort, memory: memory, threads: threads, leading: leading)
    }
    self.bundling = bundling
  }

  /// Works out what explains the projects: what is cut twice, what nearly was one, what recurs and how each
  /// holds when weights and years differ. `types` are the kinds of the neighbourhoods, where
  /// they have one. Shape: neighbourhoods.
  /// - Throws: errors of threads alone.
  package mutating func explain(
    _ map: OpportunityMap, types: [String?], robustness: RobustnessOptions, threads: Int
  ) throws {
    let (bundling, candidates) = (bundling, candidates)
    recuts = try clock.time("recutting") { try bundling.recuts(threads: threads) }
    (nearMisses, nearMissCount) = try clock.time("near_misses") {
      try findNearMisses(bundling, limit: Self.nearMissLimit, threads: threads)
    }
    patterns = try clock.time("patterns") {
      try findPatterns(
        candidates, bundling: bundling, map: map, types: types, threads: threads)
    }
    let tried = try clock.time("robustness") {
      try tryCandidates(
        candidates, bundling: bundling, map: map, options: robustness, threads: threads)
    }
    for (index, result) in tried.enumerated() { self.candidates[index].robustness = result }
    for (index, pattern) in patterns.enumerated() {
      for candidate in pattern.candidates { self.candidates[candidate].pattern = index }
    }
  }

  /// This plan's programme and business case with what explains its projects in another, and with who pays
  /// for each in the year to which its amounts apply.
  /// - Throws: errors of threads alone.
  package func explained(as other: ProjectPlan, threads: Int) throws -> ProjectPlan {
    var plan = other
    (plan.programme, plan.businessCase) = (programme, businessCase)
    (plan.couplings, plan.coversTargets) = (couplings, coversTargets)
    plan.baselines = baselines
    plan.clock = clock.merging(other.clock)
    let (bundles, problem) = (plan.plannedBundles, plan.bundling.problem)
    plan.splits = try plan.clock.time("splits") {
      try mapInChunks(of: 64, count: bundles.count, threads: threads) {
        problem.costSplit(of: bundles[$0])
      }
    }
    return plan
  }

  /// What a programme may choose from, as a project asks for it; `path` is that of the project file, for
  /// messages. What lies in one street is planned as one piece where `plansStreets` says so: in a plan that
  /// is made together, not where every party minds its own works.
  /// - Throws: `YAMLError` for parties and projects that there are not.
  package func programmeProblem(
    _ request: ProgrammeRequest, map: OpportunityMap, path: String, plansStreets: Bool = true,
    threads: Int
  ) throws -> ProgrammeProblem {
    try ProgrammeProblem(
      bundling.problem, bundles: candidates.map(\.bundle), ids: candidates.map(\.id), map: map,
      request: request, path: path, couplings: couplings, plansStreets: plansStreets,
      threads: threads)
  }

  /// Makes the programme that a project asks for, or the one that does nothing, of what it may choose from;
  /// where that was made with other amounts of money, those of the request hold.
  /// - Throws: `YAMLError` for parties that there are not, `CancellationError`.
  package mutating func makeProgramme(
    _ request: ProgrammeRequest, of offered: ProgrammeProblem, map: OpportunityMap, path: String,
    doesNothing: Bool = false, threads: Int
  ) throws {
    let problem = try offered.funded(
      by: request, payers: couplings?.payers ?? bundling.problem.parties, map: map, path: path)
    programme = clock.time("programme") {
      doesNothing
        ? .doingNothing(problem)
        : ProjectBundling.makeProgramme(
          problem, effort: ProgrammeEffort(seconds: request.seconds, threads: threads))
    }
    // A search that nobody waits for ends early, with whatever it has.
    try Interruption.check()
    coversTargets = request.mode == .coverage
    if let programme { couplings?.choose(programme) }
  }

  /// Finds out what works can carry, and chooses what is worth most for each by itself; a programme chooses
  /// within its money. `request` tells who has a budget.
  package mutating func findCouplings(
    _ catalogue: CouplingCatalogue, annuity: Annuity, map: OpportunityMap,
    request: ProgrammeRequest?
  ) {
    let actors = catalogue.actors.keys.sorted()
    let funded = request?.budgets.map(\.party).filter(actors.contains) ?? []
    couplings = clock.time("couplings") {
      CouplingPlan(
        bundling.problem, map: map, catalogue: catalogue, annuity: annuity, funded: funded,
        decided: decided.carried)
    }
    couplings?.chooseBest(in: bundling.problem.works.map(\.yearAlone))
  }

  /// Works out who pays and who benefits, with `annuity` from the first year of the horizon on. `siloed` is
  /// the plan in which every work is done by itself within the same budgets; nil without a programme.
  /// - Throws: errors of threads alone.
  package mutating func makeBusinessCase(
    annuity: Annuity, siloed: ProjectPlan?, threads: Int
  ) throws {
    businessCase = try clock.time("business_case") {
      let flows = ProjectFlows(bundling.problem, candidates.map(\.bundle))
      let carried = couplings?.flows(bundling.problem) ?? []
      let firstYear = bundling.problem.horizon.lowerBound
      if let programme, let siloed {
        let spared = siloed.couplings?.flows(sparing: bundling.problem) ?? []
        return try BusinessCase(
          of: programme, against: siloed.programmedWorks, flows, with: carried + spared,
          annuity: annuity, firstYear: firstYear, threads: threads)
      }
      return try BusinessCase(
        ofProposals: candidates.enumerated().map { ($0, $1.bundle.year) }, flows, with: carried,
        annuity: annuity, firstYear: firstYear, threads: threads)
    }
  }

  /// What a candidate costs alone and together, with how low and high it may turn out.
  package func costs(of candidate: Int) -> CostComparison {
    let problem = bundling.problem
    let bundle = candidates[candidate].bundle
    let parts = bundle.works.map(problem.parts).reduce(.zero, +)
    let cost = problem.cost(of: bundle.works)
    return CostComparison(
      siloed: CostEstimate(parts: parts, other: cost - parts.paid), saved: bundle.gain.saved)
  }

  /// The year in which the programme does each candidate as a whole; nil where it does not. Shape:
  /// `candidates`.
  package var programmedYears: [Int?] {
    var years = [Int?](repeating: nil, count: candidates.count)
    for row in programme?.rows ?? [] {
      if case .bundle(let number) = row.project { years[number] = row.year }
    }
    return years
  }

  /// The year in which the programme does each work, alone or in a project; nil where it does not. Shape:
  /// `bundling.problem.works`.
  package var programmedWorks: [Int?] {
    var years = [Int?](repeating: nil, count: bundling.problem.works.count)
    for row in programme?.rows ?? [] {
      for work in works(of: row.project) { years[work] = row.year }
    }
    return years
  }

  /// The works of a project of the programme, as indices into `bundling.problem.works`.
  func works(of project: ProgrammeProject) -> [Int] {
    switch project {
    case .work(let work): [work]
    case .bundle(let candidate): candidates[candidate].bundle.works.map(Int.init)
    }
  }
}
