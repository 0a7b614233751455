import Foundation

/// What a path that is served leads to: a project file, the stack that a run saved, or a folder in which a project is
/// or will be.
struct ProjectPlace {
  /// The project file, or the folder of the stack.
  let path: String
  /// Whether the files of the project can be looked at and edited: not those of a stack, nor where nothing is.
  let hasSources: Bool

  init(_ given: String) {
    var isFolder: ObjCBool = false
    // Sound: the flag is written before the call returns.
    let isThere = unsafe FileManager.default.fileExists(atPath: given, isDirectory: &isFolder)
    guard isThere, isFolder.boolValue else {
      (path, hasSources) = (given, isThere)
      return
    }
    let folder = given.hasSuffix("/") ? String(given.dropLast()) : given
    let isSaved = FileManager.default.fileExists(atPath: folder + "/run.json")
    hasSources = !isSaved
    path = isSaved ? given : folder + "/project.yaml"
  }
}
