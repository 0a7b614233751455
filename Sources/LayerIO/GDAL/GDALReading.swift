import CGDAL
import Geometry

/// A layer on its way into flat arrays.
struct GDALReading {
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
  var isIndexStale = false
  /// Features with text that was not UTF-8.
  var mended = 0
  /// Whether the feature under way is one of them.
  var isMended = false
  /// The coordinate system that texts of geometries tell.
  var textSystem: String?
  var coordinates: WrittenCoordinates
  /// Fields that hold coordinates, or geometries as text.
  let xField: Int?
  let yField: Int?
  let textField: Int?
  /// Values of fields by the feature's id, of a Shapefile or SQLite file, that GDAL would not read as they stand.
  let unusual: [Int: [Int: AttributeValue]]
  /// Values of fields by feature that count instead of those in the file.
  private(set) var typed: [Int: [Int: AttributeValue]] = [:]
  /// Number of messages before the feature under way: GDAL complains about a geometry while it fetches it,
  /// before it is handed over here.
  var messagesSeen: Int

  init(
    _ layer: GDALLayer, _ options: SourceOptions, _ messages: GDALMessages,
    of dataset: GDALDataset, _ table: DBFTable?
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
      ?? (dataset.format == "CSV" ? layer.fieldNames.firstIndex { $0.uppercased() == "WKT" } : nil)
    let indices = fields.map(\.1)
    unusual =
      table == nil
      ? dataset.unusualValues(of: layer, fields: indices)
      : Self.unusualValues(of: indices, layer, table)
  }

  /// Takes values by the name of their field that count instead of those in the file.
  mutating func take(_ values: [String: [Int: AttributeValue]]) {
    for (index, name) in layer.fieldNames.enumerated() { typed[index] = values[name] }
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
  /// - Throws: `CancellationError`.
  func quietly(in window: GDALWindow) throws -> GDALReading? {
    var reading = self
    reading.window = window
    try reading.readAll()
    return messages.texts.count == messagesSeen ? reading : nil
  }

  /// All features.
  /// - Throws: `SourceError` where some are missing, `CancellationError`.
  func everywhere(_ dataset: GDALDataset) throws -> GDALReading {
    var reading = self
    reading.messagesSeen = messages.texts.count
    let said = messages.texts.count
    try reading.readAll()
    try reading.checkCount(dataset, since: said)
    if let indexed = layer.indexedCount(in: dataset) {
      reading.isIndexStale = indexed < reading.geometry.featuresWithPaths
    }
    return reading
  }

  private mutating func readAll() throws {
    layer.restrict(to: window)
    try unsafe layer.forEachFeature { feature in unsafe read(feature) }
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
}

extension GeometryArray {
  fileprivate var featuresWithPaths: Int {
    (0..<count).count { !paths(of: $0).isEmpty }
  }
}
