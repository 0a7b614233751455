import Foundation

/// Refuses what is no file and no folder, wherever links lead: reading a pipe may wait for ever, a device
/// may never end, and neither can be read again to be hashed. What is not there is left to the caller.
/// - Throws: `SourceError`.
func checkIsPlain(_ path: String, source: String) throws(SourceError) {
  var status = stat()
  // Sound: the system copies the path and fills the status during the call; it opens nothing.
  guard unsafe stat(path, &status) == 0, let kind = specialKind(status.st_mode) else { return }
  let name = URL(fileURLWithPath: path).lastPathComponent
  throw SourceError(
    source: source, problem: "\(name) is \(kind), not a file.",
    remedy: "Save what comes out of it as a file, and name that.")
}

/// What something is that is neither a file nor a folder; nil for these.
private func specialKind(_ mode: mode_t) -> String? {
  switch mode & S_IFMT {
  case S_IFREG, S_IFDIR: nil
  case S_IFIFO: "a named pipe"
  case S_IFSOCK: "a socket"
  default: "a device"
  }
}

/// What stands beside a file under its name and may be opened with it, such as the parts of a Shapefile
/// or the journal of a GeoPackage; of a folder, what is in it.
func filesBeside(_ path: String) -> [String] {
  if let inside = try? FileManager.default.contentsOfDirectory(atPath: path) {
    return inside.sorted().map { "\(path)/\($0)" }
  }
  let url = URL(fileURLWithPath: path)
  let folder = url.deletingLastPathComponent().path
  let name = url.lastPathComponent
  let stem = url.deletingPathExtension().lastPathComponent + "."
  let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return all.filter { $0.hasPrefix(stem) || $0.hasPrefix(name) }.sorted().map { "\(folder)/\($0)" }
}
