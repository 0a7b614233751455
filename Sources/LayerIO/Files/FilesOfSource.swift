import Foundation

/// The files that a source's content depends on, the named one first, others sorted: the parts of a
/// Shapefile, the types beside a CSV file, the log of an open GeoPackage. A folder (`.gdb`) counts with
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
  let base = path.hasSuffix("shp") || path.hasSuffix("csv") ? String(path.dropLast(3)) : path
  let others = (companions[String(path.suffix(4)).lowercased()] ?? []).map { base + $0 }
  return [path] + others.filter(FileManager.default.fileExists)
}

/// What may stand beside a file and matters to its content, by the file's ending.
private let companions = [
  ".shp": ["cpg", "dbf", "prj", "shx"], ".csv": ["csvt", "prj"], "gpkg": ["-wal"],
]
