import Foundation
import Geometry

/// Reads sources into layers of the working system: fields looked up, features filtered, coordinates
/// transformed, polygons mended, surfaces made, and every feature accounted for.
public struct LayerReader: Sendable {
  /// Where all layers end up; projected.
  public let workingSystem: CoordinateSystem
  /// Threads to use at most.
  public let threads: Int
  /// Whether every position goes through PROJ itself.
  public let exactProjection: Bool

  /// A reader into a projected system.
  /// - Throws: `SourceError` where the system is not projected.
  public init(
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

  /// Reads many sources at a time; layers come back in the order of the sources.
  /// - Throws: `SourceError` about the first source that can't be read.
  public func readAll(
    _ sources: [SourceOptions], progress: @Sendable (SourceOptions) -> Void = { _ in }
  ) throws -> [Layer] {
    var (layers, hashes) = try concurrently(threads: threads) {
      try largestFirst(sources) { source in
        defer { progress(source) }
        return try readUnhashed(source)
      }
    } _: {
      try largestFirst(sources) { try sha256(path: $0.path, source: $0.source) }
    }
    for index in layers.indices { layers[index].record.sha256 = hashes[index] }
    return layers
  }

  /// Reads a source.
  /// - Throws: `SourceError`.
  public func read(_ options: SourceOptions) throws -> Layer {
    try readAll([options])[0]
  }

  /// Calls `body` for each source on many threads. The largest come first, so that none keeps a thread
  /// busy when the others are done; results and errors are in the order of the sources.
  private func largestFirst<Result: Sendable>(
    _ sources: [SourceOptions], _ body: @Sendable (SourceOptions) throws -> Result
  ) throws -> [Result] {
    let sizes = sources.map { SourceFiles.size(path: $0.path) }
    let order = sources.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let outcomes = try concurrentMap(count: sources.count, threads: threads) { index in
      (order[index], Swift.Result { try body(sources[order[index]]) })
    }
    return try outcomes.sorted { $0.0 < $1.0 }.map { try $0.1.get() }
  }

  private func readUnhashed(_ options: SourceOptions) throws -> Layer {
    var draft = LayerDraft(try readRaw(options), options)
    try draft.checkFields()
    draft.judgeColumns()
    try draft.filter()
    draft.dropUnusable()
    try draft.transform(to: workingSystem, threads: threads, exact: exactProjection)
    try draft.repair(threads: threads, metresPerUnit: workingSystem.metresPerUnit ?? 1)
    try draft.makeSurfaces(metresPerUnit: workingSystem.metresPerUnit ?? 1)
    return draft.layer()
  }

  private func readRaw(_ options: SourceOptions) throws -> RawLayer {
    var options = options
    // The filter's and id's fields must be there to be looked at.
    if case .only(let names) = options.fields {
      let needed = options.filter.map(\.field) + (options.idField.map { [$0] } ?? [])
      let extra = needed.filter { !names.contains($0) }
      options.fields = .only(names + Array(Set(extra)).sorted())
    }
    let raw = try readRawLayer(
      options, threads: threads, near: SearchArea(options, workingSystem))
    // What a value means may depend on values elsewhere.
    let isPart = raw.extent != nil
    guard isPart, raw.judgements(options).values.contains(where: \.dependsOnColumn) else { return raw }
    return try readRawLayer(options, threads: threads)
  }
}

/// Reads a file with the reader for its format, which may pass over features far from `area`.
func readRawLayer(
  _ options: SourceOptions, threads: Int, near area: SearchArea? = nil
) throws -> RawLayer {
  let name = options.path.lowercased()
  let isGeoJSON = [".geojson", ".json", ".geojson.gz", ".json.gz"].contains(where: name.hasSuffix)
  return isGeoJSON
    ? try readGeoJSON(options, threads: threads, near: area)
    : try readWithGDAL(options, near: area)
}

/// A layer on its way from a file's own system and fields to the product's.
private struct LayerDraft {
  var raw: RawLayer
  let options: SourceOptions

  init(_ raw: RawLayer, _ options: SourceOptions) {
    self.raw = raw
    self.options = options
  }

  private var ids: AttributeColumn? { options.idField.flatMap { raw.attributes.column($0) } }

  private func id(_ feature: Int) -> String? { ids?[feature].codeText }

  // MARK: Fields and filter

  /// - Throws: `SourceError` for a field that no feature has, naming the nearest one.
  func checkFields() throws {
    guard raw.record.read > 0 else {
      throw SourceError(
        source: options.source, problem: "The layer is empty: it has no features.",
        remedy: "Check the export, or leave the layer out of the project.")
    }
    var wanted = options.filter.map(\.field)
    if case .only(let names) = options.fields { wanted += names }
    for name in [options.x, options.y, options.wkt, options.idField] {
      wanted += name.map { [$0] } ?? []
    }
    for name in wanted where !raw.fieldNames.contains(name) && raw.attributes.column(name) == nil {
      throw SourceError(
        source: options.source, problem: "There is no field '\(name)'.",
        remedy: fieldHint(for: name))
    }
  }

  private func fieldHint(for name: String) -> String {
    guard !raw.fieldNames.isEmpty else { return "Its features have no fields at all." }
    let nearest = nearestName(to: name, among: raw.fieldNames)
    let all = raw.fieldNames.prefix(40).joined(separator: ", ")
    return (nearest.map { "Did you mean '\($0)'? " } ?? "") + "The fields are: \(all)."
  }

  /// Decides how columns are written, before a filter leaves features out.
  mutating func judgeColumns() {
    let judgements = raw.judgements(options)
    raw.attributes = raw.attributes.written(as: judgements.mapValues(\.notation))
    for field in judgements.keys.sorted() { raw.record.notes += judgements[field]?.notes ?? [] }
    if raw.extent == nil { raw.record.notes += raw.absentWords(options) }
  }

  mutating func filter() throws {
    guard !options.filter.isEmpty else { return }
    let tests = options.filter.map { ColumnTest($0.test, raw.attributes.column($0.field)) }
    let rejected = (0..<raw.geometry.count).filter { feature in
      !tests.allSatisfy { $0.holds(for: feature) }
    }
    raw = raw.leavingOut(Set(rejected))
    raw.record.filtered += rejected.count
  }

  // MARK: Geometry

  /// Drops features without geometry, with coordinates that no place on Earth has, or of a kind that is
  /// of no use here.
  mutating func dropUnusable() {
    drop { draft, feature in
      let geometry = draft.raw.geometry
      let paths = geometry.paths(of: feature)
      guard !paths.isEmpty else {
        return (
          .nullGeometry,
          Wording(en: "the feature has no geometry", nl: "het object heeft geen geometrie")
        )
      }
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
    let source = try SourceSystem(of: raw, options)
    raw.record.notes += source.notes
    let operation = try source.operation(to: target, options)
    raw.record.coordinateSystem = "\(source.system) (\(source.origin))"
    raw.record.operation = operation.description
    raw.record.operationAccuracy = operation.isIdentity ? nil : operation.accuracy
    if operation.takesWGS84AsETRS89 {
      raw.record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "Coordinates given as WGS84 were taken for ETRS89, as Dutch data are in practice.",
            nl:
              "Coördinaten die WGS84 heten zijn als ETRS89 gelezen, wat Nederlandse gegevens in de praktijk zijn."
          )))
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

  mutating func repair(threads: Int, metresPerUnit: Double) throws {
    let (geometry, repairs) = try raw.geometry.repaired(threads: threads)
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
