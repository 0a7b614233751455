import CGDAL
import Foundation
import Geometry
import Workers

/// Reads a source through GDAL: GeoPackage, FlatGeobuf, Shapefile, CSV, GML and whatever else it knows.
///
/// Attributes keep the types that their format gives them; columns of CSV and elements of GML, whose types
/// GDAL would guess, are text, so codes keep their leading zeros. A file that holds fewer features than
/// can be counted in it is refused. Nothing is written beside the source, and what lies beside it without
/// being part of it changes nothing. The hash of the record is left to the caller.
/// - Throws: `SourceError`.
package func readWithGDAL(_ options: SourceOptions) throws -> RawLayer {
  try readWithGDAL(options, near: nil)
}

/// The same for features that come near an area. The others may be passed over, by the file's spatial
/// index, and count as outside; what is wrong with them is not noticed then. `typed` are values of fields by
/// the number of the feature that count instead of those in the file.
func readWithGDAL(
  _ options: SourceOptions, near area: SearchArea?, typed: [String: [Int: AttributeValue]] = [:]
) throws -> RawLayer {
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
    record.notes += dataset.noteOnSystems(of: layer).map { [$0] } ?? []
    var reading = GDALReading(layer, options, messages, of: dataset, shapefile?.table)
    reading.take(typed)
    let window = layer.window(near: area, in: dataset)
    let part = try window.flatMap { try reading.quietly(in: $0) }
    var raw = try (part ?? reading.everywhere(dataset)).finish(record)
    raw.layout = shapefile?.lackOfFields
    return raw
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
  return try withGDALSettings(place.settings) {
    try collectingGDALMessages(in: place.ownFolder) { messages in
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
