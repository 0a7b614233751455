import CGDAL
import Foundation
import Geometry

/// Reads a source through GDAL: GeoPackage, FlatGeobuf, Shapefile, CSV, GML and whatever else it knows.
///
/// Attributes keep the types that their format gives them; columns of CSV and elements of GML, whose types
/// GDAL would guess, are text, so codes keep their leading zeros. A file that holds fewer features than
/// can be counted in it is refused. Nothing is written beside the source, and what lies beside it without
/// being part of it changes nothing. The hash of the record is left to the caller.
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
  let shapefile = ShapefileParts(path: options.path)
  try shapefile?.checkRows(source: options.source)
  let place = try ReadingPlace(of: options, shapefile)
  record.notes = place.notes
  return try withDataset(of: options, in: place) { dataset, messages in
    record.format = dataset.format
    let layer = try chosenLayer(of: dataset, options)
    record.layer = layer.name
    let reading = GDALReading(layer, options, messages, dataset.format, shapefile?.table)
    let window = layer.window(near: area, in: dataset)
    if let window, let part = reading.quietly(in: window) { return part.finish(record) }
    return try reading.everywhere(dataset).finish(record)
  }
}

/// Calls `body` with a source's dataset and what GDAL says of it.
/// - Throws: `SourceError` where it can't be opened, and what `body` throws.
func withDataset<Result>(
  of options: SourceOptions, in place: ReadingPlace,
  _ body: (GDALDataset, GDALMessages) throws -> Result
) throws -> Result {
  // What was copied or linked for the reading must stay until it is done.
  defer { withExtendedLifetime(place) {} }
  return try withGDALSettings(place.settings.merging(headers(options)) { $1 }) {
    try collectingGDALMessages { messages in
      try body(
        GDALDataset(
          path: place.path, source: options.source, options: openOptions(options) + place.options,
          messages), messages)
    }
  }
}

private func openOptions(_ options: SourceOptions) -> [String] {
  if options.path.hasEnding(tableEndings) {
    let header = options.header == nil ? [] : ["HEADERS=YES"]
    return ["AUTODETECT_TYPE=NO", "KEEP_GEOM_COLUMNS=YES"] + header
  }
  return options.path.hasEnding([".gml"]) ? ["WRITE_GFS=NO"] : []
}

/// Says to drivers of spreadsheets that the first row is the header, where the project says so.
private func headers(_ options: SourceOptions) -> [String: String] {
  guard options.header == 1 else { return [:] }
  return ["OGR_ODS_HEADERS": "FORCE", "OGR_XLS_HEADERS": "FORCE"]
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
  var window: GDALWindow?
  var geometry = GeometryArray()
  var columns: [(field: Int, column: AttributeColumn)]
  var problems: [Int: FeatureProblem] = [:]
  var sourceFeatures: [Int] = []
  var notes = GDALGeometryNotes()
  /// Features that GDAL handed over.
  var read = 0
  /// Whether the file's spatial index holds fewer features than the file.
  private var isIndexStale = false
  /// Features with text that was not UTF-8.
  var mended = 0
  private var isMended = false
  /// The coordinate system that texts of geometries tell.
  private var textSystem: String?
  private var coordinates: WrittenCoordinates
  private let xField: Int?
  private let yField: Int?
  private let textField: Int?
  /// Values of a Shapefile's fields by row that GDAL would not read as they stand.
  private let unusual: [Int: [Int: AttributeValue]]

  init(
    _ layer: GDALLayer, _ options: SourceOptions, _ messages: GDALMessages, _ format: String,
    _ table: DBFTable?
  ) {
    self.layer = layer
    self.options = options
    self.messages = messages
    messagesSeen = messages.texts.count
    let fields = Self.wantedFields(of: layer, options)
    columns = fields.map { ($1, AttributeColumn(name: $0)) }
    coordinates = WrittenCoordinates(options)
    xField = options.x.flatMap { layer.fieldNames.firstIndex(of: $0) }
    yField = options.y.flatMap { layer.fieldNames.firstIndex(of: $0) }
    // GDAL takes a column of this name for the geometry of a CSV file.
    textField =
      options.wkt.flatMap { layer.fieldNames.firstIndex(of: $0) }
      ?? (format == "CSV" ? layer.fieldNames.firstIndex { $0.uppercased() == "WKT" } : nil)
    unusual = Self.unusualValues(of: fields.map(\.1), layer, table)
  }

  private static func unusualValues(
    of fields: [Int], _ layer: GDALLayer, _ table: DBFTable?
  ) -> [Int: [Int: AttributeValue]] {
    guard let table, table.fields.count == layer.fieldNames.count else { return [:] }
    var values: [Int: [Int: AttributeValue]] = [:]
    for field in Set(fields) {
      let found = table.unusualValues(ofField: field)
      if !found.isEmpty { values[field] = found }
    }
    return values
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

  /// The features in a window; nil where GDAL complains, since it may have passed over one then.
  func quietly(in window: GDALWindow) -> GDALReading? {
    var reading = self
    reading.window = window
    reading.readAll()
    return messages.texts.count == messagesSeen ? reading : nil
  }

  /// All features.
  /// - Throws: `SourceError` where some are missing.
  func everywhere(_ dataset: GDALDataset) throws -> GDALReading {
    var reading = self
    reading.messagesSeen = messages.texts.count
    let said = messages.texts.count
    reading.readAll()
    try reading.checkCount(dataset, since: said)
    if let indexed = layer.indexedCount(in: dataset) {
      reading.isIndexStale = indexed < reading.geometry.featuresWithPaths
    }
    return reading
  }

  private mutating func readAll() {
    layer.restrict(to: window)
    unsafe layer.forEachFeature { feature in unsafe read(feature) }
  }

  private mutating func read(_ feature: OGRFeatureH) {
    read += 1
    let number = unsafe number(of: feature)
    problems[number] = unsafe appendGeometry(of: feature)
    geometry.endFeature()
    sourceFeatures.append(number)
    isMended = false
    for index in columns.indices {
      let value = unsafe value(of: feature, columns[index].field)
      columns[index].column.append(value)
    }
    if isMended { mended += 1 }
  }

  private mutating func appendGeometry(of feature: OGRFeatureH) -> FeatureProblem? {
    if let x = xField, let y = yField { return unsafe appendPoint(feature, x, y) }
    if let field = textField { return unsafe appendText(feature, field) }
    guard let shape = unsafe OGR_F_GetGeometryRef(feature) else {
      return pendingMessage().map {
        FeatureProblem(reason: .brokenGeometry, detail: Wording(verbatim: $0))
      }
    }
    return unsafe append(shape)
  }

  private mutating func append(_ shape: OGRGeometryH) -> FeatureProblem? {
    unsafe geometry.append(shape, &notes)
    return notes.broken.map { .broken($0) }
  }

  /// Adds the geometry that a column holds as text; all features must be in the same system.
  private mutating func appendText(_ feature: OGRFeatureH, _ field: Int) -> FeatureProblem? {
    let written = unsafe text(OGR_F_GetFieldAsString(feature, Int32(field))) ?? ""
    guard written.contains(where: { !$0.isWhitespace }) else { return nil }
    do throws(GeometryText.Failure) {
      let shape = try GeometryText(written)
      textSystem = textSystem ?? shape.system
      guard shape.system == nil || shape.system == textSystem else {
        return otherSystem(shape.system)
      }
      return unsafe append(shape.geometry)
    } catch {
      return FeatureProblem(reason: .brokenGeometry, detail: error.detail)
    }
  }

  private func otherSystem(_ system: String?) -> FeatureProblem {
    let (other, first) = (system ?? "", textSystem ?? "")
    return FeatureProblem(
      reason: .badCoordinate,
      detail: Wording(
        en: "the text of the geometry says \(other), that of features before it \(first)",
        nl: "de tekst van de geometrie noemt \(other), die van eerdere objecten \(first)"))
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

  private mutating func appendPoint(_ feature: OGRFeatureH, _ x: Int, _ y: Int) -> FeatureProblem? {
    let east = unsafe coordinate(of: feature, x)
    let north = unsafe coordinate(of: feature, y)
    if east == .none && north == .none { return nil }
    guard let position = coordinates.position(east, north, at: geometry.positions.count) else {
      return FeatureProblem(
        reason: .badCoordinate,
        detail: Wording(
          en: "'\(east.text)', '\(north.text)' are not two numbers",
          nl: "'\(east.text)', '\(north.text)' zijn geen twee getallen"))
    }
    geometry.append(position)
    geometry.endPath(.point)
    return nil
  }

  /// A coordinate that stands in a field.
  private mutating func coordinate(
    of feature: OGRFeatureH, _ field: Int
  ) -> WrittenCoordinates.Value {
    switch unsafe value(of: feature, field) {
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case let other: other.codeText.map { .text($0) } ?? .none
    }
  }

  private mutating func value(of feature: OGRFeatureH, _ field: Int) -> AttributeValue {
    let index = Int32(field)
    if !unusual.isEmpty, let value = unsafe unusual[field]?[Int(OGR_F_GetFID(feature))] {
      return value
    }
    guard unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else { return .null }
    switch layer.kind(ofField: field) {
    case OFTInteger where layer.isBoolean(field):
      return unsafe .boolean(OGR_F_GetFieldAsInteger(feature, index) != 0)
    case OFTInteger, OFTInteger64: return unsafe .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal: return unsafe .number(OGR_F_GetFieldAsDouble(feature, index))
    case OFTBinary: return .null
    default:
      let found = unsafe decoded(OGR_F_GetFieldAsString(feature, index))
      isMended = isMended || found?.isMended ?? false
      return .text(found?.text ?? "")
    }
  }

  /// Refuses a file of which features are missing. What a file says of their number is no proof where it
  /// is kept apart from them: then the rows are counted, or GDAL must have complained as well.
  private func checkCount(_ dataset: GDALDataset, since said: Int) throws {
    let complaint = messages.since(said).last
    let expected: Int? =
      switch dataset.format {
      case "GPKG": dataset.rowCount(of: layer.name)
      // A Shapefile's rows may be deleted; its files were measured. GDAL takes a cut FlatGeobuf for a
      // shorter one.
      case "ESRI Shapefile": nil
      case "FlatGeobuf": layer.promisedCount
      default: complaint == nil ? nil : layer.promisedCount
      }
    if let expected, expected > read {
      throw SourceError(
        source: options.source, feature: read + 1,
        problem: "The file holds \(expected) features and reading ends after \(read)"
          + "\(complaint.map { " (\($0))" } ?? ""): it is damaged.",
        remedy: "Copy or export it again.")
    }
    if read == 0 || dataset.format == "GPKG" && expected == nil, let message = messages.texts.last {
      throw SourceError(
        source: options.source, problem: "Not all features could be read: \(message).",
        remedy: "Copy or export the file again.")
    }
  }

  func finish(_ start: IntakeRecord) -> RawLayer {
    var record = start
    record.read = window?.count ?? read
    record.notes += intakeNotes + coordinates.notes
    if record.read > read { record.leaveOut(record.read - read) }
    let declared = declaredCRS(&record)
    var raw = RawLayer(
      geometry: coordinates.settling(geometry),
      attributes: AttributeTable(count: geometry.count, columns: columns.map(\.column)),
      sourceFeatures: sourceFeatures, fieldNames: layer.fieldNames,
      declaredCRS: declared, extent: window?.extent, record: record)
    raw.problems = problems
    guard window != nil else { return raw }
    // An index hands features over in an order of its own.
    let order = sourceFeatures.indices.sorted { sourceFeatures[$0] < sourceFeatures[$1] }
    return raw.selecting(order)
  }

  /// The system that the file tells; what geometries say themselves goes before.
  private func declaredCRS(_ record: inout IntakeRecord) -> String? {
    let declared = layer.declaredCRS
    let known = declared.flatMap { $0.contains("Undefined") ? nil : $0 }
    if declared != nil, known == nil {
      record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The file says that its coordinate system is undefined.",
            nl: "Het bestand zegt dat zijn coördinatenstelsel onbepaald is.")))
    }
    guard let textSystem else { return known }
    if let known, let system = try? CoordinateSystem(known),
      system.code != (try? CoordinateSystem(textSystem))?.code
    {
      record.notes.append(
        IntakeNote(
          kind: .coordinateSystem, count: 1,
          text: Wording(
            en: "The geometries say \(textSystem), the file \(system); the first was taken.",
            nl: "De geometrieën noemen \(textSystem), het bestand \(system); het eerste geldt.")))
    }
    return textSystem
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
        .format, notes.unclosed, "Rings were not closed; they were closed here.",
        "Ringen waren niet gesloten; ze zijn hier gesloten."
      ),
      (
        .format, isIndexStale ? 1 : 0, "The spatial index misses features; it was not used.",
        "De ruimtelijke index mist objecten; hij is niet gebruikt."
      ),
    ]
    let others = found.filter { $0.1 > 0 }.map {
      IntakeNote(kind: $0.0, count: $0.1, text: Wording(en: $0.en, nl: $0.nl))
    }
    return others + (mended > 0 ? [.windows1252(count: mended)] : []) + unusualNotes
  }

  private var unusualNotes: [IntakeNote] {
    unusual.sorted { $0.key < $1.key }.compactMap { field, values in
      guard let row = values.keys.min(), let example = values[row]?.codeText else { return nil }
      let name = layer.fieldNames[field]
      return IntakeNote(
        kind: .format, count: values.count,
        text: Wording(
          en: "Values of \(name) do not fit its type, such as '\(example)'; read as written.",
          nl:
            "Waarden van \(name) passen niet bij het type, zoals '\(example)'; letterlijk gelezen."
        ))
    }
  }
}

extension GeometryArray {
  fileprivate var featuresWithPaths: Int {
    (0..<count).count { !paths(of: $0).isEmpty }
  }
}
