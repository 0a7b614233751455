import Foundation

/// A layer to look at: a file, or a part of one.
package struct SourceLayer: Sendable, Equatable {
  /// Path of the file.
  package var path: String
  /// Layer in it; nil where it has one alone.
  package var layer: String?
  /// What columns are also called, by their name: IMBOR's are URIs with a label.
  package var aliases: [String: String]

  /// A layer.
  package init(path: String, layer: String? = nil, aliases: [String: String] = [:]) {
    self.path = path
    self.layer = layer
    self.aliases = aliases
  }
}

/// The layers of what a path names: all tables of a GeoPackage or geodatabase, all sheets of a
/// spreadsheet but those of one column (remarks, a list), all files of a folder that seem to hold data, each file with its layers. Of a zip the only
/// file that can be read; one with several is an error that lists them when it is read.
/// - Throws: `SourceError` for a file that can't be read.
package func layers(of path: String) throws -> [SourceLayer] {
  var isFolder: ObjCBool = false
  _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
  if isFolder.boolValue && !path.lowercased().hasSuffix(".gdb") {
    return try dataFiles(in: path).flatMap { try layers(of: $0) }
  }
  // A table in text is one layer, however it is written.
  guard !isGeoJSON(path), !path.hasEnding([".zip"] + tableEndings) else {
    return [SourceLayer(path: path)]
  }
  return try path.hasEnding(bookEndings) ? sheets(of: path) : gdalLayers(of: path)
}

/// Whether our own reader takes it.
func isGeoJSON(_ path: String) -> Bool {
  path.hasEnding([".geojson", ".json", ".geojson.gz", ".json.gz"])
}

/// The files of a folder and of the folders in it that seem to hold layers, by name.
private func dataFiles(in folder: String) throws -> [String] {
  let endings =
    [
      ".geojson", ".json", ".geojson.gz", ".json.gz", ".gpkg", ".shp", ".fgb", ".gml", ".csv",
      ".gdb", ".zip",
    ] + bookEndings
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  return try names.filter { !$0.hasPrefix(".") }.flatMap { name in
    let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    if endings.contains(where: name.lowercased().hasSuffix) { return [path] }
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isFolder.boolValue ? try dataFiles(in: path) : []
  }
}

/// The sheets of a workbook that are shown, but for those of one column.
private func sheets(of path: String) throws -> [SourceLayer] {
  let book = try openBook(path: path, source: path)
  let shown = book.sheets.filter { !$0.isHidden }
  let wide = try shown.filter { try book.cells(of: $0).rows.contains { $0.count > 1 } }
  return wide.map { SourceLayer(path: path, layer: shown.count == 1 ? nil : $0.name) }
}

private func gdalLayers(of path: String) throws -> [SourceLayer] {
  let options = SourceOptions(source: path, role: "init", fields: .all)
  return try withDataset(of: options, in: ReadingPlace(of: options)) { dataset, _ in
    let all = dataset.layers
    return all.filter { !bookkeeping.contains($0.name) }.map { layer in
      let named = zip(layer.fieldNames, layer.aliases).filter { !$1.isEmpty && $0 != $1 }
      return SourceLayer(
        path: path, layer: all.count == 1 ? nil : layer.name,
        aliases: Dictionary(named, uniquingKeysWith: { first, _ in first }))
    }
  }
}

/// Tables that programs keep in a GeoPackage for themselves.
private let bookkeeping: Set = ["layer_styles", "qgis_projects", "data_licenses"]
