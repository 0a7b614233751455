import Foundation

/// The file or files that make up a source, and what their lengths tell.
struct SourceFiles {
  /// All of them; a Shapefile has several.
  private let paths: [String]
  /// Bytes of all together.
  let size: Int

  init(path: String, source: String) throws(SourceError) {
    try checkIsPlain(path, source: source)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw SourceError(
        source: source, problem: "There is no such file (looked for \(path)).",
        remedy: "Check the path; it counts from the folder of the project file.")
    }
    guard !isFolder.boolValue || path.hasSuffix(".gdb") else {
      throw SourceError(
        source: source, problem: "This is a folder, not a file.",
        remedy: "Name the file inside it.")
    }
    for path in filesBeside(path) { try checkIsPlain(path, source: source) }
    let base = path.dropLast(4)
    let parts =
      path.hasSuffix(".shp") ? ["shp", "shx", "dbf", "prj", "cpg"].map { base + "." + $0 } : [path]
    paths =
      isFolder.boolValue
      ? filesBeside(path) : parts.filter { FileManager.default.fileExists(atPath: $0) }
    size = paths.reduce(0) { $0 + (fileSize($1) ?? 0) }
  }

  /// Bytes of all files of a source of any kind; 0 for those that are not there.
  static func size(of source: SourceOptions) -> Int {
    source.files.reduce(0) { $0 + ((try? SourceFiles(path: $1.path, source: "").size) ?? 0) }
  }

  /// What is worth a note about the files themselves.
  var notes: [IntakeNote] {
    guard let shapes = paths.first, shapes.hasSuffix(".shp") else { return [] }
    guard !paths.contains(where: { $0.hasSuffix(".dbf") }) else { return [] }
    return [
      IntakeNote(
        kind: .format, count: 1,
        text: Wording(
          en: "The .dbf is missing: features have no attributes.",
          nl: "De .dbf ontbreekt: objecten hebben geen kenmerken."))
    ]
  }

  /// Refuses a Shapefile or FlatGeobuf whose header tells another length than the file has.
  func checkLengths(source: String) throws(SourceError) {
    for path in paths {
      guard let actual = fileSize(path), let promised = promisedSize(path) else { continue }
      guard actual >= promised else {
        let name = URL(fileURLWithPath: path).lastPathComponent
        throw SourceError(
          source: source,
          problem: "\(name) holds \(actual) bytes where its header promises \(promised): "
            + "it is cut or damaged.",
          remedy: "Copy or export it again.")
      }
    }
  }

  /// Length of the file by its own header, for the formats that tell.
  private func promisedSize(_ path: String) -> Int? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: 100) else { return nil }
    let bytes = [UInt8](head)
    switch String(path.suffix(4)) {
    case ".shp", ".shx":
      // ESRI Shapefile Technical Description (1998), table 1: words of 16 bits, big-endian.
      return bytes.count == 100 ? 2 * Int(bigEndian: bytes[24..<28]) : 100
    case ".dbf":
      guard bytes.count >= 32 else { return 32 }
      let records = Int(bigEndian: bytes[4..<8].reversed())
      let header = Int(bigEndian: bytes[8..<10].reversed())
      return header + records * Int(bigEndian: bytes[10..<12].reversed())
    case ".fgb":
      // FlatGeobuf: 8 magic bytes, then the header's length, little-endian.
      return bytes.count >= 12 ? 12 + Int(bigEndian: bytes[8..<12].reversed()) : 12
    default: return nil
    }
  }
}

private func fileSize(_ path: String) -> Int? {
  (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
}

extension Int {
  /// A number from its bytes, the largest first.
  fileprivate init(bigEndian bytes: some Sequence<UInt8>) {
    self = bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
