import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Publishing

/// The part of the main job that turns overlaps into projects.
struct ProjectPlanning {
  private let project: ProjectFile
  private let rulesPath: String

  /// Finds the rules; they are read when a plan is made.
  /// - Throws: `MissingInput`.
  init(_ project: ProjectFile) throws {
    self.project = project
    rulesPath = try project.bundling.compatibilityPath ?? BundledFiles.compatibility()
  }

  /// Proposes projects. `assets` is the geometry of the map's assets in a working system of which a
  /// unit is `metresPerUnit` metres.
  /// - Throws: `YAMLError` about the rules, and about decisions that contradict each other or the map.
  func plan(
    _ map: OpportunityMap, assets: GeometryArray, metresPerUnit: Double, threads: Int
  ) throws -> ProjectPlan {
    let rules = try BundlingRules.load(path: rulesPath)
    let decisions =
      try project.bundling.decisionsPath.map { try Decisions.load(path: $0) } ?? Decisions()
    let decided = try DecidedWorks(decisions, map: map)
    let map = decided.open(map)
    var clock = StepClock()
    let problem = try clock.time("relating") {
      try BundlingProblem(
        map: map, geometry: assets, metresPerUnit: metresPerUnit, rules: rules,
        scheduleNames: project.schedule.map(\.options.source), decisions: decided.forBundling,
        threads: threads)
    }
    let source = project.bundling
    let types = map.differentiation.types
    var plan = try ProjectPlan(
      problem, map: map, decisions: decisions, decided: decided,
      types: map.differentiation.members.map { $0.membership.map { types[$0.type].key } },
      robustness: RobustnessOptions(draws: source.draws, seed: source.seed, top: source.top),
      threads: threads, clock: clock)
    if let request = project.programme {
      try plan.makeProgramme(request, map: map, path: project.path, threads: threads)
    }
    let request = project.programme
    let usual = Annuity.usual
    try plan.makeBusinessCase(
      try BenefitTable.load(path: request?.benefits ?? BundledFiles.benefits()),
      annuity: Annuity(rate: request?.rate ?? usual.rate, years: request?.years ?? usual.years),
      map: map, threads: threads)
    return plan
  }

  /// What `run.json` says about a plan.
  func record(_ plan: ProjectPlan) throws -> RunRecord.Bundling {
    RunRecord.Bundling(
      plan, rules: project.bundling.compatibility ?? "layers/compatibility.yaml",
      rulesSHA256: try sha256(path: rulesPath, source: rulesPath),
      decisions: project.bundling.decisions,
      decisionsSHA256: try project.bundling.decisionsPath.map { try sha256(path: $0, source: $0) },
      draws: project.bundling.draws, seed: project.bundling.seed, top: project.bundling.top)
  }
}
