import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Synchronization
import Tables
import Tiles

/// A project on the table: its city in memory with all scenarios, what was decided, and what was made of the answers.
/// Anyone may ask it, from any thread.
package final class Desk: Sendable {
  /// The city that is asked.
  package let session: Session
  /// Systems that features are given in; the first is the usual one.
  package let systems: [PublishedSystem]
  /// The system of the city itself.
  package let storageSystem: PublishedSystem
  /// What was decided.
  package let book: DecisionBook
  /// Features of answers, by collection.
  private let collections = StageCache<CollectionKey, FeatureCollection?>(limit: 24)
  /// Tiles of the answers that were asked for last.
  let tileSets = StageCache<TileSetName, TileSet>(limit: 4)
  /// The pyramids on which the project has a place.
  let pyramids = StageCache<CollectionName, [TileMatrixSet]>(limit: 1)
  private let state: Mutex<State>
  private let watch: Mutex<SourceWatch>
  /// Whether it tells what things cost.
  let tellsCosts: Bool
  /// This desk without costs, once somebody asked for it: what is kept of it is never another's.
  private let publicDesk = Mutex<Desk?>(nil)
  private let revisions: Revisions

  /// How often something was decided or adopted: what was made before is of another city.
  private final class Revisions: Sendable {
    let count = Mutex(0)
  }

  private struct State {
    /// The scenarios beside the project; the project as it is comes first.
    var scenarios: [Scenario]
    /// The last questions, the newest last.
    var asked: [Asked] = []
  }

  /// Questions are kept as long as no more than so many are newer.
  private static let mostAsked = 16

  /// Lays a city on the table, with the scenarios beside its project and what was decided.
  /// - Throws: `YAMLError` about scenarios and decisions, `CoordinateSystemError`.
  package init(_ session: Session) throws {
    self.session = session
    let working = session.city.workingSystem
    let systems = try PublishedSystem.all(for: working)
    self.systems = systems
    // A system without a code has no address; then it is CRS84 that others can ask for.
    storageSystem =
      systems.first { working.code != nil && $0.system.code == working.code } ?? systems[0]
    let project = session.inputs.project
    watch = Mutex(SourceWatch(session.inputs))
    state = Mutex(State(scenarios: try Scenario.all(besideProject: project.path)))
    book = try DecisionBook(of: project)
    (tellsCosts, revisions) = (true, Revisions())
  }

  /// A desk that tells no costs, of the project as it is: no scenarios, no programme of who pays what.
  private init(withoutCostsOf whole: Desk) {
    (session, book, tellsCosts) = (whole.session, whole.book, false)
    revisions = whole.revisions
    (systems, storageSystem) = (whole.systems, whole.storageSystem)
    watch = Mutex(SourceWatch(whole.session.inputs))
    state = Mutex(State(scenarios: [.project]))
  }

  /// The same desk for those who see no costs.
  var withoutCosts: Desk {
    publicDesk.withLock { desk in
      let made = desk ?? Desk(withoutCostsOf: self)
      desk = made
      return made
    }
  }

  /// Name of the project.
  package var projectName: String { session.inputs.project.name }
  /// Language that the project asks for.
  package var language: Language {
    session.inputs.project.language.flatMap { Language(code: $0) } ?? .nl
  }
  /// The scenarios beside the project; the project as it is comes first.
  package var scenarios: [Scenario] { state.withLock(\.scenarios) }
  /// How often something was decided or adopted since the service began.
  package var revision: Int { revisions.count.withLock(\.self) }

  /// The scenario with a key, of a file or of a question.
  /// - Throws: `NotThere`.
  package func scenario(_ key: String) throws(NotThere) -> Scenario {
    let (all, asked) = state.withLock { ($0.scenarios, $0.asked.map(\.scenario)) }
    guard let scenario = (all + asked).first(where: { $0.key == key }) else {
      throw NotThere(
        "There is no scenario '\(key)'.",
        key.hasPrefix(Asked.prefix)
          ? "The question was asked too long ago; ask it again."
          : "There are: \(all.map(\.key).joined(separator: ", ")).")
    }
    return scenario
  }

  /// Years that a scenario looks at.
  /// - Throws: `NotThere`; as `Inputs.changed`.
  package func years(of key: String) throws -> ClosedRange<Int> {
    try session.inputs.changed(by: scenario(key), among: scenarios).project.horizon
  }

  /// The answer to a scenario.
  /// - Throws: `NotThere`; as `Session.answer`.
  package func answer(_ key: String, control: JobControl = JobControl()) throws -> Answer {
    let scenario = try scenario(key)
    let (all, asked) = state.withLock { ($0.scenarios, $0.asked) }
    var inputs = session.inputs
    if let decisions = asked.first(where: { $0.scenario.key == key })?.decisions {
      inputs = inputs.deciding(decisions)
    }
    return try session.answer(of: inputs.changed(by: scenario, among: all), control: control)
  }

  /// Names of the sources that have changed since the city was made from them.
  var changedSources: [String] { watch.withLock(\.changed) }

  /// Does something that writes the project file, which is no change that anybody has to hear of, unless the file was
  /// another already.
  func writingProject<Result>(_ body: () throws -> Result) rethrows -> Result {
    let path = session.inputs.project.path
    let wasSame = watch.withLock { $0.isSame(path) }
    defer { if wasSame { watch.withLock { $0.renew(path) } } }
    return try body()
  }

  /// Keeps a question.
  func keep(_ question: Asked) {
    state.withLock { state in
      state.asked.removeAll { $0.scenario.key == question.scenario.key }
      state.asked.append(question)
      if state.asked.count > Self.mostAsked { state.asked.removeFirst() }
    }
  }

  /// Forgets a question that has no answer.
  func forget(_ key: String) {
    state.withLock { $0.asked.removeAll { $0.scenario.key == key } }
  }

  /// Has all answers start from other inputs from now on.
  func start(from inputs: Inputs) {
    session.start(from: inputs)
    revisions.count.withLock { $0 += 1 }
  }

  /// Reads the scenarios beside the project anew.
  /// - Throws: `YAMLError`.
  func readScenarios() throws {
    let scenarios = try Scenario.all(besideProject: session.inputs.project.path)
    state.withLock { $0.scenarios = scenarios }
    revisions.count.withLock { $0 += 1 }
  }
}

/// The features of a collection, as long as nothing is decided.
private struct CollectionKey: Hashable, Sendable {
  let name: CollectionName
  let revision: Int
}

// MARK: - Collections

extension Desk {
  /// The kinds of features that the project has.
  /// - Throws: as answers do.
  package func kinds() throws -> [CollectionKind] {
    try CollectionKind.all.filter { kind in
      try found(CollectionName(scenario: "base", kind: kind.key), kind) != nil
    }
  }

  /// The kind of a collection.
  /// - Throws: `NotThere`; as answers do.
  package func kind(of name: CollectionName) throws -> CollectionKind {
    guard let kind = try kinds().first(where: { $0.key == name.kind }) else {
      throw missing(name)
    }
    return kind
  }

  /// The features of a collection; worked out when they are first asked for.
  /// - Throws: `NotThere`; as answers do.
  package func collection(_ name: CollectionName) throws -> FeatureCollection {
    let kind = try kind(of: name)
    guard let collection = try found(name, kind) else { throw missing(name) }
    return collection
  }

  private func found(
    _ name: CollectionName, _ kind: CollectionKind
  ) throws -> FeatureCollection? {
    try collections.value(for: CollectionKey(name: name, revision: revision)) {
      try table(of: kind, in: name.scenario).map {
        FeatureCollection(
          name, kind, $0, working: session.city.workingSystem, threads: session.threads)
      }
    }
  }

  /// The table of a kind as this desk tells it: without costs, what may be told is all that is made of it.
  private func table(of kind: CollectionKind, in scenario: String) throws -> VectorTable? {
    let answer = try answer(scenario)
    guard !tellsCosts else { return try answer.table(kind.table) }
    guard PublicColumns.names[kind.key] != nil else { return nil }
    let map = try answer.map()
    return try answer.table(kind.table).flatMap {
      PublicColumns.telling(
        $0, of: kind, themes: map.themes.map(\.key), currency: map.currency.code)
    }
  }

  private func missing(_ name: CollectionName) -> NotThere {
    NotThere(
      "There is no collection '\(name.text)'.", "Those that there are stand at /collections.")
  }

  /// The box, in CRS84, around all features of a kind: that of the project, and where they have a place in a scenario
  /// alone, that of the city; nil where they have none.
  /// - Throws: as answers do.
  package func extent(of kind: CollectionKind) throws -> Bounds? {
    let own = try found(CollectionName(scenario: "base", kind: kind.key), kind)
    guard let own, own.table.geometryKind != .none else { return nil }
    let all = [kind] + CollectionKind.all.filter { ["works", "neighbourhoods"].contains($0.key) }
    return try all.reduce(nil) { box, kind in
      let features = try found(CollectionName(scenario: "base", kind: kind.key), kind)?
        .features(in: systems[0])
      guard let other = features?.bounds else { return box }
      return box?.united(with: other) ?? other
    }
  }
}
