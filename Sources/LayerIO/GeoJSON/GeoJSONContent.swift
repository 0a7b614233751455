import CGeoJSON
import Geometry

/// What a GeoJSON text holds, as it is put together from its parts.
struct GeoJSONContent: Sendable {
  private var positions: [Position] = []
  private var pathStarts = [0]
  private var pathRoles: [PathRole] = []
  private var featureStarts = [0]
  private var columns: [AttributeColumn] = []
  /// Names of all attributes that occur, in their first order.
  private var fieldNames: [String] = []
  /// The coordinate system that the text declares.
  private(set) var declaredCRS: String?
  /// Number of each feature in the text, counted from 1. Shape: `count`.
  private var sourceFeatures: [Int] = []
  /// Features that lie elsewhere; checked and not kept.
  private var far = 0
  /// The box around these and all others, where some may lie elsewhere.
  private var extent: Bounds?
  private var counts = Counts()
  /// Features with a part that was left out, counted from 1 among those that are there.
  private var broken: [(feature: Int, problem: String)] = []

  /// Number of features that are there.
  var count: Int { featureStarts.count - 1 }
  /// Number of features that were read.
  var seen: Int { count + far }

  /// Makes room for all of a text of which the features so far were `share`.
  mutating func reserve(share: Double) {
    // A little more than it seems to need: what is not used is never taken up.
    let factor = 1.1 / share
    positions.reserveCapacity(Int(factor * Double(positions.count)))
    for index in columns.indices { columns[index].reserve(factor) }
  }

  /// Adds features.
  mutating func append(_ part: GeoJSONFeatures) {
    let counts = part.counts
    declaredCRS = declaredCRS ?? part.declaredCRS
    broken += part.broken.map { ($0.feature + count, $0.problem) }
    sourceFeatures += part.numbers.map { $0 + seen }
    extent = part.extent.map { extent?.united(with: $0) ?? $0 } ?? extent
    let known = Set(fieldNames)
    fieldNames += part.fieldNames.filter { !known.contains($0) }
    unsafe append(part.columns, newCount: Int(counts.features))
    appendGeometry(part)
    far += Int(counts.far)
    self.counts += Counts(counts)
  }

  private mutating func appendGeometry(_ part: GeoJSONFeatures) {
    let (firstPosition, firstPath) = (positions.count, pathRoles.count)
    unsafe positions.append(contentsOf: part.positions)
    pathStarts += unsafe part.pathStarts.dropFirst().map { Int($0) + firstPosition }
    pathRoles += unsafe part.pathRoles.map { PathRole(rawValue: $0) ?? .point }
    featureStarts += unsafe part.featureStarts.dropFirst().map { Int($0) + firstPath }
  }

  private mutating func append(_ others: [geojson_column], newCount: Int) {
    let names = unsafe others.map { unsafe String(cString: $0.name) }
    for name in names where !columns.contains(where: { $0.name == name }) {
      var column = AttributeColumn(name: name)
      column.appendNulls(count)
      columns.append(column)
    }
    for index in columns.indices {
      if let other = names.firstIndex(of: columns[index].name) {
        unsafe columns[index].append(others[other], count: newCount)
      } else {
        columns[index].appendNulls(newCount)
      }
    }
  }

  /// The layer with its record.
  func layer(_ options: SourceOptions, bytes: Int, hasMark: Bool) -> RawLayer {
    var record = IntakeRecord(source: options.source, role: options.role)
    record.format = "GeoJSON"
    record.bytes = bytes
    record.read = seen
    record.notes =
      counts.notes(hasMark: hasMark) + [counts.noteOnPage(of: seen)].compactMap(\.self)
    if far > 0 { record.leaveOut(far) }
    var layer = RawLayer(
      geometry: GeometryArray(
        positions: positions, pathStarts: pathStarts, pathRoles: pathRoles,
        featureStarts: featureStarts),
      attributes: AttributeTable(count: count, columns: columns),
      sourceFeatures: sourceFeatures, fieldNames: fieldNames, declaredCRS: declaredCRS,
      extent: extent, record: record)
    for (feature, problem) in broken {
      layer.problems[sourceFeatures[feature - 1]] = .broken(BrokenPart(rawValue: problem))
    }
    return layer
  }
}

/// How often a text departs from what is kept of it.
private struct Counts: Sendable {
  var heights = 0
  var collections = 0
  var unclosed = 0
  var withoutProperties = 0
  var badIDs = 0
  var bare = 0
  var unknownCRS = 0
  /// Features that a service says it has, and whether it stopped at its limit.
  var matched = 0
  var isAtLimit = false

  init() {}

  init(_ counts: geojson_counts) {
    heights = Int(counts.heights)
    collections = Int(counts.collections)
    unclosed = Int(counts.unclosed)
    withoutProperties = Int(counts.without_properties)
    badIDs = Int(counts.bad_ids)
    bare = Int(counts.bare)
    unknownCRS = Int(counts.unknown_crs)
    (matched, isAtLimit) = (Int(counts.matched), counts.at_limit != 0)
  }

  static func += (a: inout Counts, b: Counts) {
    a.heights += b.heights
    a.collections += b.collections
    a.unclosed += b.unclosed
    a.withoutProperties += b.withoutProperties
    a.badIDs += b.badIDs
    a.bare += b.bare
    a.unknownCRS += b.unknownCRS
    a.matched = max(a.matched, b.matched)
    a.isAtLimit = a.isAtLimit || b.isAtLimit
  }

  /// A warning where a service gave a part of what it has.
  func noteOnPage(of read: Int) -> IntakeNote? {
    guard bare == 0, matched > read || isAtLimit else { return nil }
    return IntakeNote(
      kind: .format, count: max(1, matched - read),
      text: matched > read
        ? Wording(
          en:
            "The file is a page of what a service has: \(read) of \(matched) features. Download the "
            + "others too, and list all files as the source.",
          nl:
            "Het bestand is een pagina van wat een dienst heeft: \(read) van \(matched) objecten. "
            + "Download ook de andere, en noem alle bestanden als bron.")
        : Wording(
          en:
            "The service stopped at its limit ('exceededTransferLimit'): it has more features than "
            + "this file. Download the others too, and list all files as the source.",
          nl:
            "De dienst stopte bij haar limiet ('exceededTransferLimit'): ze heeft meer objecten dan "
            + "dit bestand. Download ook de andere, en noem alle bestanden als bron."),
      isWarning: true)
  }

  func notes(hasMark: Bool) -> [IntakeNote] {
    let found: [(IntakeNote.Kind, Int, en: String, nl: String)] = [
      (
        .heightsDropped, heights, "Geometries have heights, which are left out.",
        "Geometrieën hebben hoogten; die zijn weggelaten."
      ),
      (
        .collectionsSplit, collections, "GeometryCollections were taken apart.",
        "Verzamelingen van geometrieën (GeometryCollection) zijn gesplitst."
      ),
      (
        .format, unclosed, "Rings were not closed; they were closed here.",
        "Ringen waren niet gesloten; ze zijn hier gesloten."
      ),
      (
        .format, withoutProperties, "Features have no 'properties', which RFC 7946 asks for.",
        "Objecten hebben geen 'properties', zoals RFC 7946 vraagt."
      ),
      (
        .format, bare, "The file is a bare feature or geometry, not a FeatureCollection.",
        "Het bestand is een los object of een losse geometrie, geen FeatureCollection."
      ),
      (
        .format, badIDs, "Ids that are neither text nor number were left out.",
        "Ids die geen tekst en geen getal zijn, zijn weggelaten."
      ),
      (
        .coordinateSystem, unknownCRS,
        "The file has a 'crs' that names no system, so it was not used.",
        "Het bestand heeft een 'crs' die geen stelsel noemt; die is dus niet gebruikt."
      ),
      (
        .encoding, hasMark ? 1 : 0,
        "The file starts with a byte order mark, which was passed over.",
        "Het bestand begint met een volgordeteken (BOM); dat is overgeslagen."
      ),
    ]
    return found.filter { $0.1 > 0 }.map {
      IntakeNote(kind: $0.0, count: $0.1, text: Wording(en: $0.en, nl: $0.nl))
    }
  }
}
