import Foundation
import Geometry
import Synchronization
import Workers

/// Reads sources into layers of the working system: fields looked up, features filtered, coordinates
/// transformed, polygons mended, surfaces made, and every feature accounted for.
package struct LayerReader: Sendable {
  /// Where all layers end up; projected.
  package let workingSystem: CoordinateSystem
  /// Threads to use at most.
  package let threads: Int
  /// Whether every position goes through PROJ itself.
  package let exactProjection: Bool

  /// A reader into a projected system.
  /// - Throws: `SourceError` where the system is not projected.
  package init(
    workingSystem: CoordinateSystem, threads: Int, exactProjection: Bool = false
  ) throws(SourceError) {
    guard workingSystem.metresPerUnit != nil else {
      throw SourceError(
        source: "crs: \(workingSystem.definition)",
        problem: "The working system is in degrees; areas need a projected one.",
        remedy: "Take one in metres, such as EPSG:28992 for the Netherlands.")
    }
    self.workingSystem = workingSystem
    self.threads = threads
    self.exactProjection = exactProjection
  }

  /// Reads many sources at a time; layers come back in the order of the sources. Where the neighbourhoods are not
  /// among them, `place` says where these lie, if sources are to be judged by that.
  /// - Throws: `SourceError` about the first source that can't be read.
  package func readAll(
    _ sources: [SourceOptions], near place: CoordinateSystem.Area? = nil,
    progress: @Sendable (SourceOptions) -> Void = { _ in }
  ) throws -> [Layer] {
    var (layers, hashes) = try concurrently(threads: threads) {
      var drafts = try largestFirst(sources) { source in
        defer { progress(source) }
        return try transformed(source)
      }
      try judgePlaces(&drafts, near: place)
      return try finished(drafts, sources)
    } _: {
      try largestFirst(sources) { try sha256(of: $0.files) }
    }
    for index in layers.indices { layers[index].record.sha256 = hashes[index] }
    return layers
  }

  /// Reads a source.
  /// - Throws: `SourceError`.
  package func read(_ options: SourceOptions) throws -> Layer {
    try readAll([options])[0]
  }

  /// Calls `body` for each source on many threads. The largest come first, so that none keeps a thread
  /// busy when the others are done; results and errors are in the order of the sources.
  private func largestFirst<Result: Sendable>(
    _ sources: [SourceOptions], _ body: @Sendable (SourceOptions) throws -> Result
  ) throws -> [Result] {
    let sizes = sources.map { SourceFiles.size(of: $0) }
    let order = sources.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let outcomes = try concurrentMap(count: sources.count, threads: threads) { index in
      (order[index], Swift.Result { try body(sources[order[index]]) })
    }
    return try outcomes.sorted { $0.0 < $1.0 }.map { try $0.1.get() }
  }

  /// Reads the files of a source up to where their features are in the working system.
  private func transformed(_ options: SourceOptions) throws -> [LayerDraft] {
    let files = options.files
    var raws = try readRaws(options)
    for (index, file) in files.enumerated() {
      var draft = LayerDraft(raws[index], options.reading(file))
      try draft.checkFields(beside: raws)
      raws[index] = draft.raw
    }
    // Before a filter leaves features out.
    raws.judgeColumns(options)
    for (index, file) in files.enumerated() {
      var draft = LayerDraft(raws[index], options.reading(file))
      draft.filter()
      raws[index] = draft.raw
    }
    if var ids = NumberedIDs(options) { ids.add(to: &raws) }
    return try files.map { file in
      // Taken out of the list its arrays have one owner, and are changed where they are.
      try transformed(LayerDraft(raws.removeFirst(), options.reading(file)))
    }
  }

  private func transformed(_ draft: consuming LayerDraft) throws -> LayerDraft {
    var draft = draft
    draft.noteDelivery()
    draft.dropUnusable()
    try draft.transform(to: workingSystem, threads: threads, exact: exactProjection)
    return draft
  }

  /// Judges the working system where the neighbourhoods are, and whether the other sources lie there.
  private func judgePlaces(
    _ drafts: inout [[LayerDraft]], near place: CoordinateSystem.Area?
  ) throws {
    let judge = PlacementJudge(workingSystem: workingSystem)
    var area = place
    if let index = drafts.firstIndex(where: { $0.first?.options.holdsNeighbourhoods ?? false }),
      let box = bounds(of: drafts[index])
    {
      try judge.judgeScale(over: box, &drafts[index][0].raw.record)
      area = CoordinateSystem.Area(around: judge.degrees(of: box))
    }
    guard let area else { return }
    for draft in drafts.joined() where !draft.options.holdsNeighbourhoods {
      guard let placement = draft.placement else { continue }
      try judge.judge(placement, draft.options.source, near: area)
    }
  }

  /// Where the neighbourhoods lie, as other sources are judged by; nil where that can't be told.
  /// - Throws: `SourceError`.
  package func place(ofNeighbourhoods options: SourceOptions) throws -> CoordinateSystem.Area? {
    try bounds(of: transformed(options)).flatMap {
      CoordinateSystem.Area(
        around: PlacementJudge(workingSystem: workingSystem).degrees(of: $0))
    }
  }

  private func bounds(of drafts: [LayerDraft]) -> Bounds? {
    drafts.compactMap(\.raw.geometry.bounds).reduce(nil) { $0?.united(with: $1) ?? $1 }
  }

  /// Mends the layers of the sources' files, makes their surfaces, and joins those of a source. Layers of
  /// one file come one after the other, so that what they have in common is mended once.
  private func finished(
    _ drafts: consuming [[LayerDraft]], _ sources: [SourceOptions]
  ) throws -> [Layer] {
    let counts = drafts.map(\.count)
    var layers = try finished(DraftQueue(drafts.flatMap(\.self)))[...]
    return zip(sources, counts).map { source, count in
      let own = layers.prefix(count)
      layers = layers.dropFirst(count)
      return JoinedLayers(Array(zip(source.files, own))).layer(source.source)
    }
  }

  private func finished(_ queue: DraftQueue) throws -> [Layer] {
    let files = queue.files
    let layers = try concurrentMap(count: files.count, threads: threads) { number in
      var known = KnownRepairs()
      return try files[number].compactMap { index in
        try queue.take(index).map {
          (index, try finished($0, &known, isLast: index == files[number].last))
        }
      }
    }
    return layers.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func finished(
    _ draft: LayerDraft, _ known: inout KnownRepairs, isLast: Bool
  ) throws -> Layer {
    var draft = draft
    let metres = workingSystem.metresPerUnit ?? 1
    try draft.repair(
      threads: threads, metresPerUnit: metres, &known, willBeAskedAgain: !isLast)
    try draft.makeSurfaces(metresPerUnit: metres)
    return draft.layer()
  }

  /// Reads the files of a source, as they are in themselves.
  private func readRaws(_ options: SourceOptions) throws -> [RawLayer] {
    // Which id occurs before can't be told from a part.
    let area = NumberedIDs(options) == nil ? SearchArea(options, workingSystem) : nil
    let raws = try readRaws(options, near: area)
    // What a value means may depend on values elsewhere, which a part lacks.
    let isPart = raws.contains { $0.extent != nil }
    guard isPart, raws.judgements(options).values.contains(where: \.dependsOnColumn) else {
      return raws
    }
    return try readRaws(options, near: nil)
  }

  private func readRaws(_ options: SourceOptions, near area: SearchArea?) throws -> [RawLayer] {
    let files = options.files
    return try concurrentMap(count: files.count, threads: threads) {
      try readRaw(options.reading(files[$0]), near: area)
    }
  }

  private func readRaw(_ options: SourceOptions, near area: SearchArea?) throws -> RawLayer {
    var options = options
    // The filter's and id's fields must be there to be looked at.
    if case .only = options.fields {
      let asked = options.fieldsAskedFor
      let watched = KnownDelivery.watchedFields.filter { !asked.contains($0) }
      options.fields = .only(asked + watched)
    }
    var raw = try readRawLayer(options, threads: threads, near: area)
    raw.add(options.made)
    return raw
  }
}

/// Layers on their way. Each is taken out when its turn comes, so that none is kept beside what is made
/// of it.
private final class DraftQueue: Sendable {
  private let waiting: Mutex<[LayerDraft?]>
  /// The layers by the file that they come from, as indices; the largest file first.
  let files: [[Int]]

  init(_ drafts: [LayerDraft]) {
    let files = Dictionary(grouping: drafts.indices) {
      [drafts[$0].options.path, drafts[$0].options.file ?? "", drafts[$0].options.layer ?? ""]
    }
    let sizes = files.values.map { file in
      (file, file.reduce(0) { $0 + drafts[$1].raw.geometry.positions.count })
    }
    self.files = sizes.sorted { ($1.1, $0.0[0]) < ($0.1, $1.0[0]) }.map(\.0)
    waiting = Mutex(drafts)
  }

  func take(_ index: Int) -> LayerDraft? { waiting.withLock { $0[index].take() } }
}

/// A layer on its way from a file's own system and fields to the product's.
private struct LayerDraft {
  var raw: RawLayer
  let options: SourceOptions
  /// Where its numbers lie; nil without any.
  private(set) var placement: Placement?

  init(_ raw: RawLayer, _ options: SourceOptions) {
    self.raw = raw
    self.options = options
  }

  private var ids: AttributeColumn? { options.idField.flatMap { raw.attributes.column($0) } }

  private func id(_ feature: Int) -> String? { ids?[feature].codeText }

  // MARK: Fields and filter

  /// - Throws: `SourceError` for a field that no feature has, naming the nearest one. A field that
  /// another file of the source has is empty here, with a note.
  mutating func checkFields(beside parts: [RawLayer]) throws {
    guard parts.contains(where: { $0.record.read > 0 }) else {
      // Without features there are no fields either.
      if options.mayBeEmpty { return }
      throw SourceError(
        source: options.source, problem: "The layer is empty: it has no features.",
        remedy:
          "Check the export, leave the layer out of the project, or write 'may_be_empty: true' "
          + "beside it.")
    }
    guard raw.record.read > 0 else { return }
    let places = [options.x, options.y, options.wkt].compactMap { $0 }
    if let name = places.first(where: { !raw.has($0) }) { throw missing(name) }
    for name in options.decimals.fields.keys.sorted()
    where !parts.contains(where: { $0.has(name) }) {
      throw missing(name, for: " to give a 'decimal' for")
    }
    for name in (places + options.fieldsAskedFor).uniqued { try checkIsOnce(name) }
    for name in options.fieldsAskedFor where !raw.has(name) {
      guard parts.contains(where: { $0.has(name) }) else { throw missing(name) }
      raw.record.notes.append(
        IntakeNote(
          kind: .format, count: raw.record.read,
          text: Wording(
            en: "There is no field '\(name)'; it is empty here.",
            nl: "Er is geen veld '\(name)'; het is hier leeg.")))
    }
    if places.isEmpty { try checkHasPlaces() }
  }

  /// - Throws: `SourceError` for a table of which nothing tells where its rows lie.
  private func checkHasPlaces() throws(SourceError) {
    let isTable = ["CSV", "XLSX", "ODS", "XLS"].contains(raw.record.format)
    guard isTable, raw.geometry.positions.isEmpty, raw.problems.isEmpty, !options.mayBeEmpty else {
      return
    }
    let names = raw.fieldNames.prefix(30).map { "'\($0)'" }.joined(separator: ", ")
    let more = raw.fieldNames.count > 30 ? " and \(raw.fieldNames.count - 30) more" : ""
    throw SourceError(
      source: options.source,
      problem: "The table has no geometry: nothing says which of its columns hold the place.",
      remedy: ([
        "Name them in the project file with 'x:' and 'y:', or with 'wkt:'. The columns are: "
          + "\(names)\(more)."
      ] + (raw.layout.map { [$0] } ?? [])).joined(separator: " "))
  }

  /// - Throws: `SourceError` for a name that several columns have: which one is meant can't be told.
  private func checkIsOnce(_ name: String) throws(SourceError) {
    let places = raw.places(of: name)
    guard places.count > 1 else { return }
    throw SourceError(
      source: options.source,
      problem: "\(places.count) columns are called '\(name)': \(places.joined(separator: ", ")).",
      remedy: "Give each a name of its own in the file, and name the one that is meant.")
  }

  private func missing(_ name: String, for use: String = "") -> SourceError {
    SourceError(
      source: options.source, problem: "There is no field '\(name)'\(use).",
      remedy: ([fieldHint(for: name)] + (raw.layout.map { [$0] } ?? [])).joined(separator: " "))
  }

  private func fieldHint(for name: String) -> String {
    guard !raw.fieldNames.isEmpty else { return "Its features have no fields at all." }
    let nearest = nearestName(to: name, among: raw.fieldNames)
    let all = raw.fieldNames.prefix(40).joined(separator: ", ")
    return (nearest.map { "Did you mean '\($0)'? " } ?? "") + "The fields are: \(all)."
  }

  mutating func filter() {
    guard !options.filter.isEmpty else { return }
    let tests = options.filter.map { ColumnTest($0.test, raw.attributes.column($0.field)) }
    let rejected = (0..<raw.geometry.count).filter { feature in
      !tests.allSatisfy { $0.holds(for: feature) }
    }
    // A part of the project may hold nothing of what is asked for.
    if options.within == nil {
      raw.record.notes += raw.notes(on: options.filter, kept: raw.geometry.count - rejected.count)
    }
    raw = raw.leavingOut(Set(rejected))
    raw.record.filtered += rejected.count
  }

  /// Says which known delivery this looks like and what to mind with it. Columns that were read for that
  /// alone are let go.
  mutating func noteDelivery() {
    raw.record.notes += KnownDelivery.notes(on: raw)
    guard case .only(let names) = options.fields else { return }
    let kept = Set(names + options.filter.map(\.field) + (options.idField.map { [$0] } ?? []))
    raw.attributes = AttributeTable(
      count: raw.attributes.count, columns: raw.attributes.columns.filter { kept.contains($0.name) }
    )
  }

  // MARK: Geometry

  /// Drops features without geometry, with coordinates that no place on Earth has, or of a kind that is
  /// of no use here.
  mutating func dropUnusable() {
    drop { draft, feature in
      let geometry = draft.raw.geometry
      let paths = geometry.paths(of: feature)
      if paths.isEmpty { return draft.lack(of: feature) }
      let positions = geometry.positions[geometry.positionRange(of: feature)]
      if !positions.allSatisfy(isOnEarth) {
        return (
          .badCoordinate,
          Wording(
            en: "no place on Earth has such a coordinate",
            nl: "geen plek op aarde heeft zo'n coördinaat")
        )
      }
      let isUsable = paths.contains(where: draft.isUsable)
      return isUsable ? nil : (.unsuitableGeometry, draft.kindsWanted)
    }
    leaveOutParts()
  }

  /// Why a feature has no paths.
  private func lack(of feature: Int) -> (DropReason, Wording) {
    if let problem = raw.problems[raw.sourceFeatures[feature]] {
      return (problem.reason, problem.detail)
    }
    return (
      .nullGeometry,
      Wording(en: "the feature has no geometry", nl: "het object heeft geen geometrie")
    )
  }

  /// Leaves out the parts of features that are of no use here, and tells of those and of broken ones.
  private mutating func leaveOutParts() {
    let problems = raw.problems
    let broken = problems.isEmpty ? [] : raw.sourceFeatures.filter { problems[$0] != nil }
    if let first = broken.first, let problem = problems[first] {
      raw.record.notes.append(.brokenParts(of: broken, such: problem.detail))
    }
    let useless = raw.geometry.features { !isUsable(path: $0) }
    guard !useless.isEmpty else { return }
    let (lines, points) = raw.geometry.linesAndPoints { !isUsable(path: $0) }
    raw.record.notes.append(
      .uselessParts(
        of: useless.map { raw.sourceFeatures[$0] }, lines: lines, points: points, kindsWanted))
    raw.geometry = raw.geometry.selecting(paths: isUsable)
  }

  private func isUsable(path: Int) -> Bool {
    switch raw.geometry.pathRoles[path] {
    case .shell, .hole: true
    case .line: options.width != nil || options.keepsOriginals || options.reach != nil
    case .point: options.radius != nil || options.reach != nil
    }
  }

  private var kindsWanted: Wording {
    Wording(
      en: "lines need 'width' and points 'radius' (or 'reach') in the project file",
      nl: "lijnen vragen om 'width' en punten om 'radius' (of 'reach') in het projectbestand")
  }

  /// Drops the features that have a reason; their place is their first position unless another one is
  /// to blame.
  private mutating func drop(
    places: [Int: Position] = [:], _ reason: (LayerDraft, Int) -> (DropReason, Wording)?
  ) {
    var gone: Set<Int> = []
    let draft = self
    for feature in 0..<raw.geometry.count {
      guard let (reason, detail) = reason(draft, feature) else { continue }
      gone.insert(feature)
      let place = places[feature] ?? draft.firstPosition(of: feature)
      raw.record.dropped.append(
        DroppedFeature(
          feature: raw.sourceFeatures[feature], id: id(feature), reason: reason, detail: detail,
          place: place))
    }
    if !gone.isEmpty { raw = raw.leavingOut(gone) }
  }

  private func firstPosition(of feature: Int) -> Position? {
    let place = raw.geometry.positions[raw.geometry.positionRange(of: feature)].first
    return place.flatMap { ($0 * 0) == .zero ? $0 : nil }
  }

  mutating func transform(to target: CoordinateSystem, threads: Int, exact: Bool) throws {
    if options.exchangesAxes { raw.exchangeAxes() }
    let source = try SourceSystem(of: raw, options, working: target)
    raw.record.notes += source.notes
    let operation = try source.operation(to: target, options)
    raw.record.coordinateSystem = "\(source.system) (\(source.origin))"
    raw.record.operation = operation.description
    raw.record.operationAccuracy = operation.isIdentity ? nil : operation.accuracy
    placement = Placement(of: raw, in: source.system)
    if let placement {
      try PlacementJudge(workingSystem: target).judge(placement, options.source, &raw.record)
      raw.record.notes += operation.datumNotes(at: placement.sample[placement.sample.count / 2])
    }
    let wanted = options.searchBox(in: target)
    if let box = try operation.sourceBox(of: wanted) { leaveOut(farFrom: box) }
    let report = try operation.transform(&raw.geometry.positions, threads: threads, exact: exact)
    raw.record.interpolationError = report.interpolationError
    dropRefused(report)
    if let wanted { leaveOut(farFrom: wanted) }
  }

  private mutating func leaveOut(farFrom box: Bounds) {
    let far = (0..<raw.geometry.count).filter {
      raw.geometry.bounds(of: $0).map { !$0.intersects(box) } ?? false
    }
    guard !far.isEmpty else { return }
    raw = raw.leavingOut(Set(far))
    raw.record.leaveOut(far.count)
  }

  /// Drops the features with a position that could not be transformed, and tells where that was.
  private mutating func dropRefused(_ report: TransformReport) {
    guard !report.refused.isEmpty else { return }
    var places: [Int: Position] = [:]
    var feature = 0
    for (index, position) in zip(report.refused, report.refusedPositions) {
      while raw.geometry.positionRange(of: feature).upperBound <= index { feature += 1 }
      places[feature] = places[feature] ?? position
    }
    drop(places: places) { _, feature in
      places[feature].map { _ in
        (
          .badCoordinate,
          Wording(
            en: "a position lies outside what the coordinate system can hold",
            nl: "een positie valt buiten wat het coördinatenstelsel aankan")
        )
      }
    }
  }

  /// Makes the polygons valid. What is found is added to what is known where other layers of the file
  /// will ask.
  mutating func repair(
    threads: Int, metresPerUnit: Double, _ known: inout KnownRepairs, willBeAskedAgain: Bool
  ) throws {
    let (geometry, repairs) = try raw.geometry.repaired(
      threads: threads, known: known.about(raw.sourceFeatures))
    if willBeAskedAgain {
      known.add(
        RepairedFeatures(
          before: raw.geometry, after: geometry, repairs, numbers: raw.sourceFeatures))
    }
    raw.geometry = geometry
    let unit = metresPerUnit * metresPerUnit
    var hopeless: [Int: String] = [:]
    for repair in repairs {
      if geometry.paths(of: repair.feature).isEmpty || !repair.succeeded {
        hopeless[repair.feature] = repair.problem
      } else {
        raw.record.repaired.append(
          RepairedFeature(
            feature: raw.sourceFeatures[repair.feature], id: id(repair.feature),
            problem: repair.problem, areaBefore: repair.areaBefore * unit,
            areaAfter: repair.areaAfter * unit))
      }
    }
    drop { _, feature in
      hopeless[feature].map {
        (
          .brokenGeometry,
          Wording(
            en: "nothing is left after repair: \($0)", nl: "na herstel blijft er niets over: \($0)")
        )
      }
    }
  }

  /// Makes surfaces of lines and points, whose width and radius are in metres; the schedule's lines
  /// stay beside theirs, to be measured.
  mutating func makeSurfaces(metresPerUnit: Double) throws {
    let keepsLines = options.keepsOriginals && options.width == nil
    let staysAsIs = raw.geometry.pathRoles.allSatisfy {
      $0 <= .hole || $0 == .line && keepsLines
    }
    if staysAsIs && options.reach == nil { return }
    var result = GeometryArray()
    result.positions.reserveCapacity(raw.geometry.positions.count)
    for feature in 0..<raw.geometry.count {
      if let reach = options.reach {
        try result.appendBuffer(
          ofPolygons: feature, in: raw.geometry, distance: reach / metresPerUnit)
      }
      for path in raw.geometry.paths(of: feature) {
        try appendSurface(ofPath: path, to: &result, metresPerUnit)
      }
      result.endFeature()
    }
    raw.geometry = result
  }

  private func appendSurface(
    ofPath path: Int, to result: inout GeometryArray, _ metresPerUnit: Double
  ) throws {
    let role = raw.geometry.pathRoles[path]
    let range = raw.geometry.range(ofPath: path)
    switch role {
    case .point:
      guard let radius = options.reach ?? options.radius else { return }
      result.appendDisc(
        around: raw.geometry.positions[range.lowerBound], radius: radius / metresPerUnit)
      if options.keepsOriginals { result.append(path: path, of: raw.geometry) }
    case .line:
      let half = options.reach ?? options.width.map { $0 / 2 }
      if let half {
        try result.appendBuffer(
          ofPath: path, in: raw.geometry, distance: half / metresPerUnit,
          roundEnds: options.reach != nil)
      }
      if options.keepsOriginals { result.append(path: path, of: raw.geometry) }
    case .shell, .hole:
      if options.reach == nil { result.append(path: path, of: raw.geometry) }
    }
  }

  func layer() -> Layer {
    var record = raw.record
    (record.name, record.mayBeEmpty) = (options.name, options.mayBeEmpty)
    record.used = raw.geometry.count
    record.dropped.sort { $0.feature < $1.feature }
    // Whoever counts on the record must be able to: nothing may get lost on the way.
    precondition(record.read == record.used + record.dropped.count + record.filtered)
    return Layer(
      geometry: raw.geometry, attributes: raw.attributes, sourceFeatures: raw.sourceFeatures,
      record: record)
  }
}

/// Whether a place on Earth may have this position in some coordinate system, whatever its unit: the way
/// around is 4e7 m or 1.3e8 feet. What lies farther is a slip, such as a value that stands for "unknown";
/// so is what is no number.
private func isOnEarth(_ position: Position) -> Bool {
  abs(position.x) < 1e9 && abs(position.y) < 1e9
}
