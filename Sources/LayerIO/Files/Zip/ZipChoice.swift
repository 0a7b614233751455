import Geometry
import Workers

/// What a zip offers to read: files, each with what belongs to it, and geodatabases.
struct ZipChoice {
  /// Something that can be read.
  struct Candidate {
    /// Path in the zip.
    let path: String
    /// Name of what is opened when it is unpacked.
    let name: String
    /// What has to be unpacked, each with its path in the folder to unpack to.
    let members: [(member: ZipFile.Member, name: String)]

    /// Bytes when it is unpacked.
    var size: Int { members.reduce(0) { $0 + $1.member.size } }
    /// Bytes in the zip.
    var packedSize: Int { members.reduce(0) { $0 + $1.member.packedSize } }
  }

  private let zip: ZipFile
  /// Paths of what can be read.
  private let paths: [String]

  init(_ zip: ZipFile) {
    self.zip = zip
    let all = Self.geodatabases(in: zip) + Self.files(in: zip, endings: endings)
    paths = all.isEmpty ? Self.files(in: zip, endings: lesserEndings) : all
  }

  /// What a project asks for: by the file's path or name, by a layer of that name, or the only one.
  /// - Throws: `SourceError` that lists what there is.
  func candidate(file: String?, layer: String?) throws(SourceError) -> Candidate {
    if let file { return candidate(try path(of: file)) }
    if paths.count == 1 { return candidate(paths[0]) }
    let byLayer = paths.filter { $0.lastPart.stem == layer }
    if byLayer.count == 1 { return candidate(byLayer[0]) }
    guard !paths.isEmpty else {
      throw SourceError(
        source: zip.source, problem: "The zip holds no file that is known to hold data.",
        remedy: zip.members.isEmpty ? "It is empty." : "It holds: \(list(zip.members.map(\.path)))."
      )
    }
    throw SourceError(
      source: zip.source, problem: "The zip holds \(paths.count) files that can be read.",
      remedy: "Choose one with 'file:' in the project file: \(list(paths)).")
  }

  /// The path that a project means, whole or only the name at its end.
  private func path(of file: String) throws(SourceError) -> String {
    let known = paths.contains { $0 == file || $0.lastPart == file }
    let all = known ? paths : zip.members.map(\.path)
    let whole = all.filter { $0 == file }
    let found = whole.isEmpty ? all.filter { $0.lastPart == file } : whole
    if found.count == 1 { return found[0] }
    guard found.isEmpty else {
      throw SourceError(
        source: zip.source, problem: "The zip holds '\(file)' \(found.count) times.",
        remedy: "Name one with its folder: \(list(found)).")
    }
    let hint = nearestName(to: file, among: paths).map { "Did you mean '\($0)'? " } ?? ""
    throw SourceError(
      source: zip.source, problem: "The zip holds no file '\(file)'.",
      remedy: "\(hint)It holds: \(list(paths)).")
  }

  private func list(_ paths: [String]) -> String {
    let shown = paths.prefix(40).joined(separator: ", ")
    return paths.count > 40 ? "\(shown) and \(paths.count - 40) more" : shown
  }

  // MARK: What there is

  private static func files(in zip: ZipFile, endings: [String]) -> [String] {
    let shapes = Set(
      zip.members.filter { $0.path.ending == "shp" }.map { $0.path.stem.lowercased() })
    return zip.members.map(\.path).filter { path in
      let small = path.lowercased()
      return endings.contains { small.hasSuffix("." + $0) } && geodatabase(of: path) == nil
        && !(small.hasSuffix(".dbf") && shapes.contains(small.stem))
    }
  }

  private static func geodatabases(in zip: ZipFile) -> [String] {
    var seen: Set<String> = []
    return zip.members.compactMap { geodatabase(of: $0.path) }.filter { seen.insert($0).inserted }
  }

  /// The geodatabase, a folder, that a file is in; nil where it is in none.
  private static func geodatabase(of path: String) -> String? {
    let parts = path.split(separator: "/")
    let index = parts.dropLast().firstIndex { $0.lowercased().hasSuffix(".gdb") }
    return index.map { parts[...$0].joined(separator: "/") }
  }

  // MARK: What belongs to it

  private func candidate(_ path: String) -> Candidate {
    guard let member = zip.members.first(where: { $0.path == path }) else {
      return geodatabase(path)
    }
    // Endings become small letters, by which the parts of a Shapefile find each other.
    let stem = path.stem
    let name = stem.lastPart + path.dropFirst(stem.count).lowercased()
    let others = zip.members.filter { other in
      companions.contains(other.path.ending) && other.path.stem.lowercased() == stem.lowercased()
        && other != member
    }
    return Candidate(
      path: path, name: name,
      members: [(member, name)] + others.map { ($0, "\(stem.lastPart).\($0.path.ending)") })
  }

  /// All files that lie in the folder itself.
  private func geodatabase(_ path: String) -> Candidate {
    let name = path.lastPart.stem + ".gdb"
    let inside = zip.members.filter {
      $0.path.hasPrefix(path + "/") && !$0.path.dropFirst(path.count + 1).contains("/")
    }
    return Candidate(
      path: path, name: name, members: inside.map { ($0, "\(name)/\($0.path.lastPart)") })
  }
}

/// Endings of files that hold data.
private let endings = [
  "gpkg", "geojson", "geojson.gz", "json.gz", "shp", "fgb", "gml", "csv", "tsv", "kml", "xlsx",
  "xls", "ods", "tab", "mif", "sqlite", "parquet", "dxf",
]

/// Endings of files that may hold data, where nothing else does.
private let lesserEndings = ["json", "xml", "dbf", "txt"]

/// Endings of what belongs to a file of the same name. Guesses that GDAL left beside it (.gfs) do not.
private let companions: Set<String> = [
  "shx", "dbf", "prj", "cpg", "csvt", "xsd", "dat", "map", "id", "ind", "mid",
]

extension String {
  /// What stands behind the last `/`.
  fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }

  /// All before the last point; all where the last part has none.
  fileprivate var stem: String {
    guard let point = lastIndex(of: "."), !self[point...].contains("/") else { return self }
    let stem = String(self[..<point])
    return ending == "gz" && stem.contains(".") ? stem.stem : stem
  }

  /// What stands behind the last point, in small letters; empty where the last part has none.
  fileprivate var ending: String {
    guard let point = lastIndex(of: "."), !self[point...].contains("/") else { return "" }
    return self[index(after: point)...].lowercased()
  }
}
