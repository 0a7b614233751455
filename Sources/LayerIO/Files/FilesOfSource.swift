import Foundation

/// The files that a source's content depends on, the named one first, others sorted: the parts of a
/// Shapefile, the types beside a CSV file, the logs of an open GeoPackage. A folder (`.gdb`) counts with
/// all files in it.
public func filesOfSource(path: String) -> [String] {
  var isFolder: ObjCBool = false
  // Sound: the flag is written before the call returns.
  guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    return [path]
  }
  guard !isFolder.boolValue else {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { "\(path)/\($0)" }
  }
  switch path.suffix(4).lowercased() {
  case ".shp": return [path] + shapefileParts.sorted().compactMap { part(of: path, ending: $0) }
  case ".csv": return [path] + ["csvt", "prj"].compactMap { part(of: path, ending: $0) }
  case "gpkg":
    return [path] + databaseLogs.map { path + $0 }.filter(FileManager.default.fileExists)
  default: return [path]
  }
}

/// What SQLite adds to a file's name for what is not yet in it, or not yet surely out of it.
let databaseLogs = ["-journal", "-wal"]
