import Foundation

/// The files that a source's content depends on, the named one first, others sorted: the parts of a
/// Shapefile, the types beside a CSV file, the logs of an open GeoPackage. A folder (`.gdb`) counts with
/// all files in it.
package func filesOfSource(path: String) -> [String] {
  var isFolder: ObjCBool = false
  // Sound: the flag is written before the call returns.
  guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    return [path]
  }
  guard !isFolder.boolValue else {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { "\(path)/\($0)" }
  }
  let name = URL(fileURLWithPath: path)
  let ending = name.pathExtension.lowercased()
  if ending == "gpkg" {
    return [path] + databaseLogs.map { path + $0 }.filter(FileManager.default.fileExists)
  }
  return [path] + (companions[ending] ?? []).compactMap { part(of: path, ending: $0) }
}

/// What may stand beside a file under its name and matters to its content, by the file's ending.
private let companions = ["shp": shapefileParts.sorted(), "csv": ["csvt", "prj"]]

/// What SQLite adds to a file's name for what is not yet in it, or not yet surely out of it.
let databaseLogs = ["-journal", "-wal"]
