import Foundation
import Formats
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import Workers

/// Audits a history: what `kansenkaart audit` does.
package struct AuditJob: Sendable {
  private let history: HistoryFile
  private let years: ClosedRange<Int>
  private let rules: CutRules
  private let rule: CutRules.Rule
  private let inputs: Inputs
  private let looksAhead: Bool
  private let options: MainJob.Options
  private let control: JobControl

  /// Language that the project asks for; nil where it asks for none.
  package var language: String? { inputs.project.language }

  /// Loads a history with its project and the rules. Years and the rule that are given are taken instead of the
  /// file's; `looksAhead` says whether the project's own schedule is looked at too.
  /// - Throws: `MissingInput`, `YAMLError`.
  package init(
    historyPath: String, from: Int?, to: Int?, rule: String?, looksAhead: Bool,
    options: MainJob.Options, control: JobControl
  ) throws {
    try MissingInput.check([historyPath])
    history = try HistoryFile.load(path: historyPath)
    years = try history.years(from: from, to: to)
    let path = try history.rules?.path ?? BundledFiles.cutRules()
    rules = try CutRules.load(path: path)
    self.rule = try rules.rule(rule ?? history.rule, path: path)
    inputs = try Inputs.load(projectPath: history.projectPath)
    self.looksAhead = looksAhead && !inputs.project.schedule.isEmpty
    (self.options, self.control) = (options, control)
  }

  // MARK: The audit

  /// Reads and stacks the works that were done, and the project's own where it looks ahead.
  /// - Throws: errors of the input, `CancellationError`.
  package func audit() throws -> (Audit, neighbourhoods: GeometryArray) {
    let session = try stackedHistory()
    let answer = try session.answer(control: control)
    var map = try answer.map()
    var done = DoneWorks(session.city, history, try answer.schedule(), years)
    done.sort(&map, by: rules, rule)
    let geometry = try session.city.assetGeometry(threads: options.threads)
    let problem = try wideProblem(
      map, geometry: geometry, metresPerUnit: session.city.workingSystem.metresPerUnit ?? 1,
      rules: inputs.rules.value, scheduleNames: history.works.map(\.schedule.options.source),
      threads: options.threads)
    let facts = ChanceFacts(
      works: problem.works.map { done.told[map.works[$0.work].asset] ?? .unknown },
      openings: problem.works.map { rules.opening(of: map.works[$0.work], map) }, rule: rule,
      problem: problem)
    try done.checkAny(problem, years, history)
    try control.report(.bundling, 0)
    let past = try control.interrupting {
      try PastAudit(
        facts, map: map, leastArea: rules.leastArea, years: years, threads: options.threads)
    }
    let neighbourhoods = try session.city.neighbourhoodGeometry(threads: options.threads)
    return (audit(past, done, ahead: try ahead()), neighbourhoods)
  }

  /// The project with the works that were done in place of its schedule.
  private func stackedHistory() throws -> Session {
    var inputs = inputs
    inputs.project.schedule = history.works.map { source in
      var entry = source.schedule
      entry.options.currency = inputs.project.currency
      return entry
    }
    (inputs.project.horizon, inputs.project.programme) = (years, nil)
    // What is wrong from here on is wrong in the history: the project was looked at already.
    inputs.project.path = history.path
    (inputs.project.buildings, inputs.decisions) = (nil, nil)
    (inputs.works, inputs.strategy) = ([], .best)
    try inputs.project.checkPriceYears(inputs.prices)
    try inputs.project.checkSources()
    var options = options
    // The further fields are kept where a stack is to be saved.
    options.products = [.stackFigures]
    return try Session(stacking: inputs, options: options, control: control)
  }

  private func ahead() throws -> LookAhead? {
    guard looksAhead else { return nil }
    var options = options
    options.products = []
    let session = try Session(stacking: inputs, options: options, control: control)
    let answer = try session.answer(control: control)
    let plan = try answer.plan()
    let map = plan.decided.open(try answer.map())
    let wide = try wideProblem(
      map, geometry: try session.city.assetGeometry(threads: options.threads),
      metresPerUnit: session.city.workingSystem.metresPerUnit ?? 1, rules: inputs.rules.value,
      scheduleNames: inputs.project.schedule.map(\.options.source), threads: options.threads)
    return try control.interrupting {
      try LookAheadSearch(map: map, plan: plan, wide: wide, rules: rules, rule: rule)
        .look(threads: options.threads)
    }
  }

  private func audit(_ past: PastAudit, _ done: DoneWorks, ahead: LookAhead?) -> Audit {
    let (map, problem) = (past.map, past.facts.problem)
    let own = problem.works.map { map.works[$0.work] }
    var basis = Audit.Basis()
    basis.unknownCosts = own.count { $0.cost == nil }
    basis.catalogueCosts = own.count { $0.cost != nil && $0.costSource != .own }
    basis.catalogueWindows = problem.works.count { !done.givesWindow(map.assets[$0.asset]) }
    basis.leftWindows = past.facts.works.count(where: \.leftWindow)
    basis.untoldKnown = past.facts.works.count { $0.known == nil }
    basis.togetherByYear = past.facts.works.contains { !$0.tellsProjects }
    return Audit(
      name: inputs.project.name, currency: inputs.project.currency, priceYear: inputs.prices.year,
      years: years, rule: rule, leastArea: rules.leastArea,
      setup: problem.rules.project.setup, themes: map.themes, neighbourhoods: map.neighbourhoods,
      names: MeasureNames(inputs.cycles.value),
      works: problem.works.indices.map { AuditedWork(past, Int32($0)) }, pairs: past.pairs,
      bundles: past.bundles, reopenedArea: past.reopenedArea, leftOut: done.leftOut, basis: basis,
      ahead: ahead, records: done.records)
  }

  // MARK: Products

  /// Writes an audit into a folder: its tables, `audit.json` and the page `audit.html`, all of them or none.
  /// Returns the names of the files.
  /// - Throws: `ProductError`.
  package func write(
    _ audit: Audit, neighbourhoods: GeometryArray, to output: String, language: Language
  ) throws -> [String] {
    try control.report(.writing, 0)
    // A table of what lies ahead that an earlier audit left would be of another one.
    return try fillFolder(
      output, control, obsolete: { $0.contains(aheadFile) ? [] : [aheadFile] }
    ) { folder in
      let tables = try audit.tables(language)
      for (name, table) in tables { try writeCSV(table, to: folder.path(of: name), threads: 1) }
      try writeJSON(AuditRecord(audit), to: folder.path(of: "audit.json"))
      let page = AuditPage(audit, neighbourhoods: neighbourhoods, language: language)
      try writeText(Data(page.text.utf8), to: folder.path(of: "audit.html"))
      return tables.map(\.0) + ["audit.json", "audit.html"]
    }
  }
}

/// The table of what lies ahead, which not every audit has.
let aheadFile = "audit_ahead.csv"

extension HistoryFile {
  /// The years to look at.
  /// - Throws: `YAMLError` where nobody says, or they run backwards.
  fileprivate func years(from: Int?, to: Int?) throws(YAMLError) -> ClosedRange<Int> {
    guard let first = from ?? years?.lowerBound, let last = to ?? years?.upperBound else {
      throw YAMLError(
        path: path, line: nil, problem: "Nobody says which years to look at.",
        remedy: "Give --from and --to, or 'years: {from: 2016, to: 2025}' in the file.")
    }
    guard first <= last, last - first < 100 else {
      throw YAMLError(
        path: path, line: nil, problem: "The years run from \(first) to \(last).",
        remedy: "Let them run forward, over at most 100 years.")
    }
    return first...last
  }
}

extension CutRules {
  /// The rule with a key, or the first.
  /// - Throws: `YAMLError` where there is none of that key.
  fileprivate func rule(_ key: String?, path: String) throws(YAMLError) -> Rule {
    guard let key else { return rules[0] }
    guard let rule = rules.first(where: { $0.key == key }) else {
      let known = rules.map(\.key)
      let nearest = nearestName(to: key, among: known).map { "Did you mean '\($0)'? " } ?? ""
      throw YAMLError(
        path: path, line: nil, problem: "There is no rule '\(key)'.",
        remedy: nearest + "Known are: \(known.joined(separator: ", ")).")
    }
    return rule
  }

  /// What a work of a map does to the street.
  func opening(of work: Work, _ map: OpportunityMap) -> Opening {
    opening(assetType: map.assets[work.asset].type, measure: work.measure)
  }
}

extension AuditedWork {
  fileprivate init(_ past: PastAudit, _ number: Int32) {
    let (map, problem) = (past.map, past.facts.problem)
    let own = problem.works[Int(number)]
    let (work, asset) = (map.works[own.work], map.assets[own.asset])
    let home = map.scores.neighbourhoods[own.asset]
    let middle = SIMD2(own.box.x + own.box.z, own.box.y + own.box.w) / 2
    self.init(
      id: work.id, street: asset.street, neighbourhood: home >= 0 ? Int(home) : nil,
      assetType: asset.type, measure: work.measure, party: problem.parties[own.party],
      cost: work.cost, told: past.facts.works[Int(number)], place: middle)
  }
}
