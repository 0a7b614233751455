import CGDAL
import Foundation
import Geometry

/// Reads a source through GDAL: GeoPackage, FlatGeobuf, Shapefile, CSV, GML and whatever else it knows.
///
/// Attributes keep their types; columns of CSV stay text, so codes keep their leading zeros. Layers are
/// read whole and counted: a file that holds fewer features than it promises is refused. The hash of
/// the record is left to the caller.
/// - Throws: `SourceError`.
public func readWithGDAL(_ options: SourceOptions) throws -> RawLayer {
  try readWithGDAL(options, near: nil)
}

/// The same for features that come near an area. The others may be passed over, by the file's spatial
/// index, and count as outside; what is wrong with them is not noticed then.
func readWithGDAL(_ options: SourceOptions, near area: SearchArea?) throws -> RawLayer {
  var record = IntakeRecord(source: options.source, layer: options.layer, role: options.role)
  let files = try SourceFiles(path: options.path, source: options.source)
  record.bytes = files.size
  try files.checkLengths(source: options.source)
  return try collectingGDALMessages { messages in
    if options.header == 1 { setHeaders("FORCE") }
    defer { setHeaders(nil) }
    let dataset = try GDALDataset(
      path: options.path, source: options.source, options: openOptions(options), messages)
    record.format = dataset.format
    let layer = try chosenLayer(of: dataset, options)
    record.layer = layer.name
    let window = layer.window(near: area, in: dataset)
    if let window, let part = GDALReading(layer, options, messages, window).readQuietly() {
      return try part.finish(record, files)
    }
    var reading = GDALReading(layer, options, messages, nil)
    reading.readAll()
    try reading.checkCount(dataset)
    return try reading.finish(record, files)
  }
}

private func openOptions(_ options: SourceOptions) -> [String] {
  guard options.path.hasEnding(tableEndings) else { return [] }
  let geometry = options.wkt.map { ["GEOM_POSSIBLE_NAMES=\($0)", "KEEP_GEOM_COLUMNS=YES"] }
  let header = options.header == nil ? [] : ["HEADERS=YES"]
  return ["AUTODETECT_TYPE=NO"] + header + (geometry ?? [])
}

/// Says to this thread's drivers of spreadsheets whether the first row is the header; nil leaves it to
/// them.
private func setHeaders(_ value: String?) {
  for name in ["OGR_ODS_HEADERS", "OGR_XLS_HEADERS"] {
    // Sound: GDAL copies both texts.
    unsafe CPLSetThreadLocalConfigOption(name, value)
  }
}

private func chosenLayer(of dataset: GDALDataset, _ options: SourceOptions) throws -> GDALLayer {
  let layers = dataset.layers
  if let name = options.layer {
    if let layer = layers.first(where: { $0.name == name }) { return layer }
    let hint = nearestName(to: name, among: layers.map(\.name)).map { "Did you mean '\($0)'? " }
    throw SourceError(
      source: options.source, problem: "There is no layer '\(name)'.",
      remedy: (hint ?? "") + "It has: \(list(layers)).")
  }
  let withGeometry = layers.filter(\.hasGeometry)
  let candidates = layers.count == 1 || withGeometry.isEmpty ? layers : withGeometry
  if candidates.count == 1 { return candidates[0] }
  if candidates.isEmpty {
    throw SourceError(
      source: options.source, problem: "The file holds no layer.", remedy: "Check the export.")
  }
  let kind = withGeometry.isEmpty ? "tables, none of them with geometry" : "layers"
  throw SourceError(
    source: options.source, problem: "The file holds \(candidates.count) \(kind).",
    remedy: "Choose one with 'layer:' in the project file: \(list(candidates)).")
}

/// Layers with their counts, for a message.
private func list(_ layers: [GDALLayer]) -> String {
  layers.map { layer in
    let count = layer.featureCount
    let things = layer.hasGeometry ? "feature" : "row"
    return "\(layer.name) (\(count) \(things)\(count == 1 ? "" : "s"))"
  }.joined(separator: ", ")
}

/// A layer on its way into flat arrays.
private struct GDALReading {
  let layer: GDALLayer
  let options: SourceOptions
  let messages: GDALMessages
  /// Where it is read; nil for everywhere.
  let window: GDALWindow?
  var geometry = GeometryArray()
  var columns: [(field: Int, column: AttributeColumn)]
  var dropped: [DroppedFeature] = []
  var sourceFeatures: [Int] = []
  var notes = GDALGeometryNotes()
  /// Features that GDAL handed over.
  var read = 0
  var staleIndex = false
  private var coordinates: WrittenCoordinates
  private let xField: Int?
  private let yField: Int?

  init(
    _ layer: GDALLayer, _ options: SourceOptions, _ messages: GDALMessages, _ window: GDALWindow?
  ) {
    self.layer = layer
    self.options = options
    self.messages = messages
    self.window = window
    messagesSeen = messages.texts.count
    columns = Self.wantedFields(of: layer, options).map { name, field in
      (field, AttributeColumn(name: name))
    }
    coordinates = WrittenCoordinates(options)
    xField = options.x.flatMap { layer.fieldNames.firstIndex(of: $0) }
    yField = options.y.flatMap { layer.fieldNames.firstIndex(of: $0) }
  }

  /// Names as the project gives them (a column's or its alias) with the field they stand for.
  private static func wantedFields(
    of layer: GDALLayer, _ options: SourceOptions
  ) -> [(String, Int)] {
    guard case .only(let names) = options.fields else {
      return layer.fieldNames.enumerated().map { ($1, $0) }
    }
    return names.compactMap { name in
      let field = layer.fieldNames.firstIndex(of: name) ?? layer.aliases.firstIndex(of: name)
      return field.map { (name, $0) }
    }
  }

  /// The features in the window; nil where GDAL complains, since it may have passed over one then.
  func readQuietly() -> GDALReading? {
    var reading = self
    reading.readAll()
    return messages.texts.count == messagesSeen ? reading : nil
  }

  mutating func readAll() {
    layer.restrict(to: window)
    unsafe layer.forEachFeature { feature in unsafe read(feature) }
  }

  private mutating func read(_ feature: OGRFeatureH) {
    read += 1
    let said = messages.texts.count
    if let x = xField, let y = yField {
      guard unsafe appendPoint(feature, x, y) else { return }
    } else if let shape = unsafe OGR_F_GetGeometryRef(feature) {
      unsafe geometry.append(shape, &notes)
    } else if let message = messages.since(said).last ?? pendingMessage() {
      return unsafe drop(feature, .brokenGeometry, Wording(verbatim: message))
    }
    geometry.endFeature()
    sourceFeatures.append(unsafe number(of: feature))
    for index in columns.indices {
      unsafe columns[index].column.append(value(of: feature, columns[index].field))
    }
  }

  /// GDAL complains about a feature's geometry while it fetches it, before it is handed over here.
  private var messagesSeen: Int
  private mutating func pendingMessage() -> String? {
    defer { messagesSeen = messages.texts.count }
    return messages.texts.count > messagesSeen ? messages.texts.last : nil
  }

  /// Position of the feature under way in its layer, counted from 1.
  private func number(of feature: OGRFeatureH) -> Int {
    guard let window else { return read }
    return unsafe Int(OGR_F_GetFID(feature)) - window.firstID + 1
  }

  private mutating func drop(_ feature: OGRFeatureH, _ reason: DropReason, _ detail: Wording) {
    dropped.append(
      DroppedFeature(feature: unsafe number(of: feature), reason: reason, detail: detail))
  }

  private mutating func appendPoint(_ feature: OGRFeatureH, _ x: Int, _ y: Int) -> Bool {
    let east = unsafe coordinate(of: feature, x)
    let north = unsafe coordinate(of: feature, y)
    if east == .none && north == .none { return true }
    guard let position = coordinates.position(east, north, at: geometry.positions.count) else {
      unsafe drop(
        feature, .badCoordinate,
        Wording(
          en: "'\(east.text)', '\(north.text)' are not two numbers",
          nl: "'\(east.text)', '\(north.text)' zijn geen twee getallen"))
      return false
    }
    geometry.append(position)
    geometry.endPath(.point)
    return true
  }

  /// A coordinate that stands in a field.
  private func coordinate(of feature: OGRFeatureH, _ field: Int) -> WrittenCoordinates.Value {
    switch unsafe value(of: feature, field) {
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case let other: other.codeText.map { .text($0) } ?? .none
    }
  }

  private func value(of feature: OGRFeatureH, _ field: Int) -> AttributeValue {
    let index = Int32(field)
    guard unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else { return .null }
    switch layer.kind(ofField: field) {
    case OFTInteger where layer.isBoolean(field):
      return unsafe .boolean(OGR_F_GetFieldAsInteger(feature, index) != 0)
    case OFTInteger, OFTInteger64: return unsafe .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal: return unsafe .number(OGR_F_GetFieldAsDouble(feature, index))
    case OFTBinary: return .null
    default: return unsafe .text(text(OGR_F_GetFieldAsString(feature, index)) ?? "")
    }
  }

  /// GDAL takes a cut FlatGeobuf for a shorter one, so the promised count is compared.
  mutating func checkCount(_ dataset: GDALDataset) throws {
    if let promised = layer.promisedCount, promised > read {
      throw SourceError(
        source: options.source, feature: read + 1,
        problem: "The file promises \(promised) features and ends after \(read): it is damaged.",
        remedy: "Copy or export it again.")
    }
    if read == 0, let message = messages.texts.last {
      throw SourceError(
        source: options.source, problem: "No feature could be read: \(message).",
        remedy: "Copy or export the file again.")
    }
    if let indexed = layer.indexedCount(in: dataset) {
      staleIndex = indexed < geometry.featuresWithPaths
    }
  }

  func finish(_ start: IntakeRecord, _ files: SourceFiles) throws -> RawLayer {
    var record = start
    record.read = window?.count ?? read
    record.dropped = dropped
    record.notes = intakeNotes + files.notes + coordinates.notes
    if record.read > read { record.leaveOut(record.read - read) }
    let declared = layer.declaredCRS
    let known = declared.map { !$0.contains("Undefined") } ?? false
    if declared != nil, !known {
      record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The file says that its coordinate system is undefined.",
            nl: "Het bestand zegt dat zijn coördinatenstelsel onbepaald is.")))
    }
    let raw = RawLayer(
      geometry: coordinates.settling(geometry),
      attributes: AttributeTable(count: geometry.count, columns: columns.map(\.column)),
      sourceFeatures: sourceFeatures, fieldNames: layer.fieldNames,
      declaredCRS: known ? declared : nil, extent: window?.extent, record: record)
    guard window != nil else { return raw }
    // An index hands features over in an order of its own.
    let order = sourceFeatures.indices.sorted { sourceFeatures[$0] < sourceFeatures[$1] }
    return raw.selecting(order)
  }

  private var intakeNotes: [IntakeNote] {
    let byAlias = columns.count { !layer.fieldNames.contains($0.column.name) }
    let found: [(IntakeNote.Kind, Int, en: String, nl: String)] = [
      (
        .heightsDropped, notes.heights, "Geometries have heights, which are left out.",
        "Geometrieën hebben hoogten; die zijn weggelaten."
      ),
      (
        .collectionsSplit, notes.collections, "GeometryCollections were taken apart.",
        "Verzamelingen van geometrieën (GeometryCollection) zijn gesplitst."
      ),
      (
        .format, notes.curves, "Curves were made straight by GDAL's default of 4 degrees a step.",
        "Bogen zijn recht gemaakt met stappen van 4 graden, zoals GDAL dat doet."
      ),
      (
        .format, byAlias, "Columns were found by their alias.",
        "Kolommen zijn gevonden bij hun alias."
      ),
      (
        .format, staleIndex ? 1 : 0, "The spatial index misses features; it was not used.",
        "De ruimtelijke index mist objecten; hij is niet gebruikt."
      ),
    ]
    return found.filter { $0.1 > 0 }.map {
      IntakeNote(kind: $0.0, count: $0.1, text: Wording(en: $0.en, nl: $0.nl))
    }
  }
}

extension GeometryArray {
  fileprivate var featuresWithPaths: Int {
    (0..<count).count { !paths(of: $0).isEmpty }
  }
}
