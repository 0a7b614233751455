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
  let name = URL(fileURLWithPath: path)
  let endings = companions[name.pathExtension.lowercased()] ?? []
  let stem = name.deletingPathExtension().path + "."
  let others = filesBeside(path).filter { other in
    // Endings may be in capitals.
    other == name.path + "-wal" && endings.contains("-wal")
      || other.hasPrefix(stem) && endings.contains(other.dropFirst(stem.count).lowercased())
  }
  return [path] + others
}

/// What may stand beside a file and matters to its content, by the file's ending.
private let companions = [
  "shp": ["cpg", "dbf", "prj", "shx"], "csv": ["csvt", "prj"], "gpkg": ["-wal"],
]
