import Foundation

/// Where GDAL opens a source, and how: so that nothing beside it changes what is read, and reading
/// changes nothing beside it.
///
/// GDAL takes types from a `.gfs`, `.xsd` or `.csvt` beside a file and writes a `.gfs` itself; SQLite
/// makes files beside a database that was left with its log. So a source of such a format is opened
/// through a link, or as a copy, in a folder of our own. What is in one already has the types that we gave.
final class ReadingPlace {
  /// The path to open.
  private(set) var path: String
  /// Options to open it with.
  private(set) var options: [String] = []
  /// GDAL's configuration while it is read: types are not to be guessed, files not to be written, and
  /// nothing to be fetched from elsewhere.
  private(set) var settings = [
    "GML_FIELDTYPES": "ALWAYS_STRING", "GML_DOWNLOAD_SCHEMA": "NO",
    "OGR_GEOJSON_DATE_AS_STRING": "YES", "GDAL_PAM_ENABLED": "NO",
  ]
  /// What is worth a note.
  private(set) var notes: [IntakeNote] = []
  /// Folder of our own, where one was needed.
  private var folder: ScratchFolder?
  private let source: String

  /// Path of that folder.
  var ownFolder: String? { folder?.path }

  /// Chooses the place for a source.
  /// - Throws: `SourceError` where a folder of our own was needed and can't be made.
  convenience init(of source: SourceOptions) throws {
    try self.init(of: source, ShapefileParts(path: source.path))
  }

  /// The same for a Shapefile that was looked at.
  init(of source: SourceOptions, _ shapefile: ShapefileParts?) throws {
    path = source.path
    self.source = source.source
    guard !path.hasPrefix("/vsi") else { return }
    do {
      try prepare(shapefile)
    } catch let error as SourceError {
      throw error
    } catch {
      throw SourceError(
        source: source.source, problem: "A copy to read could not be made (\(error)).",
        remedy: "Check that there is room in \(FileManager.default.temporaryDirectory.path).")
    }
  }

  private func prepare(_ shapefile: ShapefileParts?) throws {
    let name = path.lowercased()
    if let shapefile {
      try prepareShapefile(shapefile)
    } else if name.hasSuffix(".csv"), !ScratchFolder.holds(path) {
      try prepareTable()
    } else if [".gml", ".xml"].contains(where: name.hasSuffix) {
      try prepareXML()
    } else if [".gml.gz", ".xml.gz"].contains(where: name.hasSuffix) {
      path = try link(path)
    } else if databaseVersion != nil {
      try prepareDatabase()
    }
  }

  // MARK: Formats

  private func prepareShapefile(_ parts: ShapefileParts) throws {
    let (encoding, notes) = parts.encoding()
    options = encoding.map { ["ENCODING=" + $0] } ?? []
    self.notes = parts.notes + notes
    guard !parts.usesIndex else { return }
    // GDAL writes the index that is missing beside the shapes.
    settings["SHAPE_RESTORE_SHX"] = "YES"
    let shapes = try link(path, ending: "shp")
    for ending in shapefileParts where ending != "shx" {
      if let file = part(of: path, ending: ending) { _ = try link(file, ending: ending) }
    }
    path = shapes
  }

  /// Columns are text, whatever a `.csvt` says, which may also tell where the geometry is.
  private func prepareTable() throws {
    let table = try link(path, ending: "csv")
    if let system = part(of: path, ending: "prj") { _ = try link(system, ending: "prj") }
    if let types = part(of: path, ending: "csvt") {
      try writeColumnTypes(of: types, to: place(for: types, ending: "csvt"))
    }
    path = table
  }

  private func prepareXML() throws {
    let bytes = try SourceBytes(path: path, source: source)
    if bytes.isUTF8 || saysEncoding(bytes) {
      path = try link(path)
    } else {
      let copy = try place(for: path, ending: nil)
      try SourceBytes(windows1252: bytes).write(to: copy)
      path = copy
      notes.append(.windows1252(count: 1))
    }
  }

  /// Whether the XML declaration names an encoding other than UTF-8.
  private func saysEncoding(_ bytes: SourceBytes) -> Bool {
    let head = unsafe bytes.withBytes {
      unsafe String(decoding: $0.prefix(200), as: UTF8.self).lowercased()
    }
    guard let end = head.range(of: "?>") else { return false }
    let declaration = head[..<end.lowerBound]
    return declaration.contains("encoding") && !declaration.contains("utf-8")
  }

  // MARK: SQLite

  /// The version of the format, which tells how changes are logged: 1 or, with a log beside the file, 2
  /// (SQLite, "Database File Format", 1.3.3); nil for other files.
  private var databaseVersion: UInt8? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: 20), head.count == 20,
      head.starts(with: "SQLite format 3\0".utf8)
    else { return nil }
    return max(head[18], head[19])
  }

  /// A database whose log holds something is read from a copy into which that was brought; without, a
  /// database made for such a log is said not to change, so that SQLite makes none.
  private func prepareDatabase() throws {
    try checkLeadsNowhere(database: path, source: source)
    let logs = databaseLogs.map { path + $0 }.filter { (fileSize($0) ?? 0) > 0 }
    guard !logs.isEmpty else {
      if databaseVersion == 2 { options = ["IMMUTABLE=YES"] }
      return
    }
    let copy = try place(for: path, ending: nil)
    for file in [path] + logs {
      let target = copy + file.dropFirst(path.count)
      try FileManager.default.copyItem(atPath: file, toPath: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    }
    try SQLiteDatabase(path: copy).execute("PRAGMA journal_mode = DELETE")
    try checkLeadsNowhere(database: copy, source: source)
    path = copy
  }

  // MARK: Folder

  /// Makes a link to a file in our folder.
  private func link(_ file: String, ending: String? = nil) throws -> String {
    let target = try place(for: file, ending: ending)
    try FileManager.default.createSymbolicLink(
      atPath: target, withDestinationPath: URL(fileURLWithPath: file).standardizedFileURL.path)
    return target
  }

  /// The path of a file of the same name in our folder, with another ending if one is given.
  private func place(for file: String, ending: String?) throws -> String {
    let folder = try self.folder ?? ScratchFolder(for: source)
    self.folder = folder
    let name = URL(fileURLWithPath: file)
    let stem = name.deletingPathExtension().lastPathComponent
    return folder.file(ending.map { "\(stem).\($0)" } ?? name.lastPathComponent)
  }
}
