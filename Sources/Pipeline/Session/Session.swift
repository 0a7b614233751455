import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Synchronization

/// A city in memory that answers any number of questions, several at a time. Every stage keeps its last
/// few results by what they depend on, so that a change redoes only what depends on it: the horizon gives
/// works; weights give scores; horizon, rules and decisions give relations; with weights those give
/// bundles; with budgets those give the programme.
public final class Session: Sendable {
  /// The city.
  public let city: StackedCity
  /// Threads to use at most for an answer; answers are the same for any number.
  public let threads: Int
  /// What answers start from.
  private let current: Mutex<Inputs>
  private let schedules = StageCache<WorksKey, Schedule>(limit: 3)
  private let maps = StageCache<MapKey, OpportunityMap>(limit: 4)
  /// Maps by all that they depend on but the weights, of which they have any.
  private let unweighedMaps = StageCache<MapKey, OpportunityMap>(limit: 2)
  private let relations = StageCache<RelationsKey, Relations>(limit: 3)
  private let bundlings = StageCache<BundlesKey, Bundling>(limit: 3)
  private let leading = StageCache<BundlesKey, BundlePlan>(limit: 2)
  private let projects = StageCache<ProjectsKey, ProjectPlan>(limit: 4)
  /// Projects with what works can carry, and what a programme may choose from, whatever the amounts of money.
  private let offers = StageCache<OffersKey, Offers>(limit: 2)
  private let programmes = StageCache<ProgrammeKey, ProjectPlan>(limit: 8)
  private let businessCases = StageCache<ProgrammeKey, ProjectPlan>(limit: 2)
  private let explained = StageCache<ProjectsKey, ProjectPlan>(limit: 2)
  /// What was found in groups of related works.
  let groups = GroupMemory()
  /// How many groups of related works have been searched since the beginning.
  package var searchedGroups: Int { groups.searchedGroups }
  /// The last problem, whose distances hold for the next.
  private let lastProblem = Mutex<BundlingProblem?>(nil)
  /// Sessions on the same city with other layers.
  private let others = StageCache<[LayerReach], Session>(limit: 2)

  /// A session on a city.
  public init(
    _ city: StackedCity, threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.city = city
    self.threads = threads
    current = Mutex(city.inputs)
  }

  /// What answers start from: the city's inputs, with what was decided and adopted since.
  package var inputs: Inputs { current.withLock(\.self) }

  /// Has answers start from other inputs of the same city: other decisions, or a scenario that was adopted.
  /// Answers that were asked for before stay what they are.
  package func start(from inputs: Inputs) { current.withLock { $0 = inputs } }

  /// The answer to a scenario: what it is made of is worked out when it is asked for.
  /// - Throws: `YAMLError` for a scenario that speaks of what there is not.
  public func answer(
    _ scenario: Scenario = .project, among scenarios: [Scenario] = Scenario.usual,
    control: JobControl = JobControl()
  ) throws -> Answer {
    try answer(
      of: inputs.changed(by: scenario, among: scenarios), control: control)
  }

  /// The answer to inputs of the city, stacked anew where they ask for it.
  /// - Throws: as answers do.
  package func answer(of inputs: Inputs, control: JobControl) throws -> Answer {
    guard inputs.needsOverlay else { return Answer(inputs, session: self, control: control) }
    return Answer(inputs, session: try overlaid(inputs, control), control: control)
  }

  /// A session on the city with the layers that inputs ask for: what differs in the overlay itself can't be
  /// answered from this one.
  private func overlaid(_ inputs: Inputs, _ control: JobControl) throws -> Session {
    try others.value(for: inputs.project.themes.flatMap { $0.layers.map(LayerReach.init) }) {
      var clock = StageClock()
      let options = MainJob.Options(
        threads: threads, exactProjection: city.exactProjection, products: [])
      return try Session(building: inputs, options, control: control, &clock)
    }
  }

  /// The answer to the city's inputs as they are.
  func answer(_ inputs: Inputs, control: JobControl) -> Answer {
    Answer(inputs, session: self, control: control)
  }
}

/// How far a layer reaches, in m, as an overlay depends on it.
private struct LayerReach: Hashable, Sendable {
  let reach: Double?
  let derivedReach: Double?

  init(_ layer: ThemeLayer) {
    (reach, derivedReach) = (layer.options.reach, layer.derivedReach)
  }
}

/// The works of a city that can be bundled, and what relates them.
struct Relations: Sendable {
  let decided: DecidedWorks
  let problem: BundlingProblem
}

/// Projects with what works can carry, and what a programme may choose from where one is asked for.
struct Offers: Sendable {
  let plan: ProjectPlan
  let problem: ProgrammeProblem?
}

// MARK: - Stages

extension Session {
  func schedule(_ answer: Answer) throws -> Schedule {
    try schedules.value(for: WorksKey(answer.inputs)) {
      let inputs = answer.inputs
      return Schedule(
        try city.plan.changing(inputs.works, path: inputs.project.path),
        horizon: inputs.project.horizon, threads: threads)
    }
  }

  func map(_ answer: Answer) throws -> OpportunityMap {
    try maps.value(for: MapKey(answer.inputs)) {
      // Weights give scores; all else is that of another map.
      let map = try unweighedMaps.value(for: MapKey(answer.inputs).unweighed) {
        let schedule = try schedule(answer)
        try answer.control.report(.mapping, 0)
        return city.map(answer.inputs, schedule, threads: threads)
      }
      return map.weighing(answer.inputs.project.themes.map(\.weight), threads: threads)
    }
  }

  /// Keeps a map that was made with the city.
  func keep(_ map: OpportunityMap, _ schedule: Schedule, for inputs: Inputs) throws {
    _ = try schedules.value(for: WorksKey(inputs)) { schedule }
    _ = try maps.value(for: MapKey(inputs)) { map }
    _ = try unweighedMaps.value(for: MapKey(inputs).unweighed) { map }
  }

  private func relations(_ answer: Answer, _ clock: inout StepClock) throws -> Relations {
    try relations.value(for: RelationsKey(answer.inputs)) {
      try clock.time("relating") { try relate(answer) }
    }
  }

  /// Looks whether works, rules and decisions hold together.
  func checkRelations(_ answer: Answer) throws {
    var clock = StepClock()
    _ = try relations(answer, &clock)
  }

  private func relate(_ answer: Answer) throws -> Relations {
    let (inputs, map) = (answer.inputs, try map(answer))
    try answer.control.report(.bundling, 0)
    let decisions = inputs.decisions?.value ?? Decisions()
    try decisions.checkCouplings(among: inputs.couplings.value.couplings.map(\.key))
    let decided = try DecidedWorks(decisions, map: map)
    let problem = try BundlingProblem(
      map: decided.open(map), geometry: try city.geometry.value(threads: threads).assets,
      metresPerUnit: city.workingSystem.metresPerUnit ?? 1, rules: inputs.rules.value,
      scheduleNames: inputs.project.schedule.map(\.options.source),
      decisions: decided.forBundling, known: lastProblem.withLock(\.self).map(KnownDistances.init),
      threads: threads)
    lastProblem.withLock { $0 = problem }
    return Relations(decided: decided, problem: problem)
  }

  private func bundling(
    _ answer: Answer, _ relations: Relations, _ clock: inout StepClock
  ) throws -> Bundling {
    try bundlings.value(for: BundlesKey(answer.inputs)) {
      let problem = relations.problem.weighing(try map(answer))
      try answer.control.report(.bundling, 0.1)
      return try clock.time("choosing") {
        try chooseBundles(
          problem, effort: effort(answer.inputs), memory: groups, threads: threads)
      }
    }
  }

  private func effort(_ inputs: Inputs) -> SearchEffort {
    inputs.project.bundling.proves ? .proving : .usual
  }

  /// The works put together as the inputs say.
  private func arranged(_ bundling: Bundling, for inputs: Inputs) throws -> Bundling {
    var bundling = bundling
    if inputs.strategy == .leading {
      bundling.leadingDiscipline = try leadingPlan(bundling.problem, for: inputs)
    }
    return bundling.arranged(inputs.strategy)
  }

  private func leadingPlan(_ problem: BundlingProblem, for inputs: Inputs) throws -> BundlePlan {
    try leading.value(for: BundlesKey(inputs)) {
      try leadingDisciplinePlan(problem, threads: threads)
    }
  }

  /// The projects, before anything is said of budgets.
  func projects(_ answer: Answer) throws -> ProjectPlan {
    try projects.value(for: ProjectsKey(answer.inputs)) {
      var clock = StepClock()
      let relations = try relations(answer, &clock)
      let bundling = try arranged(bundling(answer, relations, &clock), for: answer.inputs)
      try answer.control.report(.bundling, 0.5)
      return try ProjectPlan(
        bundling, map: relations.decided.open(try map(answer)),
        decisions: answer.inputs.decisions?.value ?? Decisions(), decided: relations.decided,
        threads: threads, clock: clock)
    }
  }

  /// The projects with the programme, where one is asked for.
  func programme(_ answer: Answer) throws -> ProjectPlan {
    try programmes.value(for: ProgrammeKey(answer.inputs)) {
      let (inputs, offers) = (answer.inputs, try offers(answer))
      var plan = offers.plan
      if let offered = offers.problem, let request = try request(answer) {
        try plan.makeProgramme(
          request, of: offered, map: plan.decided.open(try map(answer)), path: inputs.project.path,
          doesNothing: inputs.strategy == .nothing, threads: threads)
      }
      return plan
    }
  }

  private func offers(_ answer: Answer) throws -> Offers {
    try offers.value(for: OffersKey(answer.inputs)) {
      let inputs = answer.inputs
      var plan = try projects(answer)
      let map = plan.decided.open(try map(answer))
      try answer.control.report(.bundling, 0.6)
      plan.findCouplings(
        inputs.couplingCosts, annuity: annuity(answer), map: map,
        request: inputs.project.programme)
      let problem = try request(answer).map {
        try plan.programmeProblem(
          $0, map: map, path: inputs.project.path, plansStreets: inputs.strategy == .best,
          threads: threads)
      }
      return Offers(plan: plan, problem: problem)
    }
  }

  /// The same with the business case: what a programme brings is held against doing every work by itself
  /// within the same budgets.
  func businessCase(_ answer: Answer) throws -> ProjectPlan {
    try businessCases.value(for: ProgrammeKey(answer.inputs)) {
      var plan = try programme(answer)
      try answer.control.report(.bundling, 0.7)
      let siloed = try plan.programme == nil ? nil : programme(answer.arranged(.siloed))
      try plan.makeBusinessCase(
        annuity: annuity(answer), siloed: siloed, threads: threads)
      if plan.programme != nil { plan.baselines = try baselines(answer, plan) }
      return plan
    }
  }

  /// What a plan is held against, itself first, each within the same budgets.
  private func baselines(_ answer: Answer, _ plan: ProjectPlan) throws -> [Baseline] {
    let map = try map(answer)
    return try Baseline.Kind.allCases.map { kind in
      try Baseline(kind, kind.strategy.map { try programme(answer.arranged($0)) } ?? plan, map)
    }
  }

  private func annuity(_ answer: Answer) -> Annuity {
    let (asked, usual) = (answer.inputs.project.programme, Annuity.usual)
    return Annuity(rate: asked?.rate ?? usual.rate, years: asked?.years ?? usual.years)
  }

  /// What is asked of the programme. Works that are put together otherwise than best know nothing of the
  /// best projects, so that what is locked as such a project is locked work by work; doing nothing is a
  /// programme too.
  private func request(_ answer: Answer) throws -> ProgrammeRequest? {
    switch answer.inputs.strategy {
    case .best:
      return try answer.inputs.project.programme?.doing(
        votedProjects(projects(answer), try map(answer)))
    case .nothing:
      var request = answer.inputs.project.programme ?? ProgrammeRequest()
      (request.lockedIn, request.lockedOut, request.targets) = ([], [], [])
      (request.mode, request.floor) = (.best, 0)
      return request
    case .siloed, .leading:
      let (projects, map) = (try projects(answer.arranged(.best)), try map(answer))
      let works = projects.bundling.problem.works
      let members = projects.candidates.map { candidate in
        (
          candidate.id,
          candidate.bundle.works.map { map.works[works[Int($0)].work].id }
        )
      }
      return answer.inputs.project.programme?.lockingWorks(
        of: Dictionary(members, uniquingKeysWith: { $1 }))
    }
  }

  /// What residents chose, as a programme is to do it, with the works that carry what they chose: by id of the project or,
  /// alone, of the work.
  private func votedProjects(
    _ plan: ProjectPlan, _ map: OpportunityMap
  ) -> [ProgrammeRequest.Lock] {
    let problem = plan.bundling.problem
    let works = Dictionary(
      problem.works.enumerated().map { (map.works[$1.work].id, Int32($0)) },
      uniquingKeysWith: { first, _ in first })
    return plan.decisions.decisions.flatMap { decision -> [ProgrammeRequest.Lock] in
      guard decision.vote != nil, decision.status != .done else { return [] }
      let ids = decision.groups[0].compactMap { id in
        works[id].map { work in
          plan.candidates.first { $0.bundle.works.contains(work) }?.id ?? id
        }
      }
      return Set(ids).sorted().map { ProgrammeRequest.Lock(project: $0, year: decision.year) }
    }
  }

  /// The projects with all that explains them.
  func explained(_ answer: Answer) throws -> ProjectPlan {
    let inputs = answer.inputs
    let explained = try explained.value(for: ProjectsKey(inputs)) {
      var plan = try projects(answer)
      let map = plan.decided.open(try map(answer))
      try answer.control.report(.bundling, 0.8)
      let problem = plan.bundling.problem
      try plan.prove(effort: effort(inputs), memory: groups, threads: threads) {
        try self.leadingPlan(problem, for: inputs)
      }
      let (source, kinds) = (inputs.project.bundling, map.differentiation.types)
      try plan.explain(
        map, types: map.differentiation.members.map { $0.membership.map { kinds[$0.type].key } },
        robustness: RobustnessOptions(draws: source.draws, seed: source.seed, top: source.top),
        threads: threads)
      return plan
    }
    return try businessCase(answer).explained(as: explained, threads: threads)
  }
}

extension Baseline.Kind {
  /// The strategy that works are put together by; nil for the plan's own.
  fileprivate var strategy: Changes.Strategy? {
    switch self {
    case .plan: nil
    case .siloed: .siloed
    case .leading: .leading
    case .nothing: .nothing
    }
  }
}

extension ProgrammeRequest {
  /// The request with more that is done; what it says of these projects itself holds.
  fileprivate func doing(_ locks: [Lock]) -> ProgrammeRequest {
    var request = self
    let known = Set((lockedIn + lockedOut).map(\.project))
    request.lockedIn += locks.filter { !known.contains($0.project) }
    return request
  }

  /// The request with locks on works in place of those on projects, of which the works are given by id.
  fileprivate func lockingWorks(of projects: [String: [String]]) -> ProgrammeRequest {
    var request = self
    request.lockedIn = lockedIn.flatMap { lock in
      guard let works = projects[lock.project] else { return [lock] }
      return works.map { Lock(project: $0, year: lock.year, line: lock.line) }
    }
    // That a project is not done as such says nothing of its works.
    request.lockedOut = lockedOut.filter { projects[$0.project] == nil }
    return request
  }
}
