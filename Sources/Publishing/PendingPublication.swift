import Formats
import Foundation
import LayerIO

/// Products that are complete and on their way from a hidden folder to their place.
///
/// 1. The list of what moves and what goes is written into the hidden folder.
/// 2. The hidden folder gets its other name, `.kansenkaart-ready`: one step, before which the run never
///    happened and behind which it has.
/// 3. Each product that is still in there is moved in place, and what is obsolete removed.
/// 4. The list and the hidden folder are removed.
///
/// Steps 3 and 4 can be done again from wherever they were stopped, which whoever comes to the folder
/// next does. All is done with a lock on the folder.
struct PendingPublication: Codable, Equatable {
  /// Names of the products.
  var products: [String]
  /// Names of products of earlier runs that must go.
  var obsolete: [String]

  private static let listName = ".publication"

  /// Steps 1 and 2. `step` is called before each change, with its name.
  func begin(
    from staging: String, in folder: String, before step: (String) throws -> Void
  ) throws {
    do {
      try step("write the list")
      let file = try openForWriting(staging + "/" + Self.listName)
      try writeBytes(JSONEncoder().encode(self).span, to: file)
      try bringToDisk(file)
      try file.close()
      try step("begin")
      try replaceFile(readyFolder(in: folder), with: staging)
    } catch let error as SystemError {
      throw cannotCreate(folder, error)
    }
  }

  /// Steps 3 and 4.
  fileprivate func complete(in folder: String, before step: (String) throws -> Void) throws {
    let ready = readyFolder(in: folder)
    for name in products where FileManager.default.fileExists(atPath: ready + "/" + name) {
      try step("move \(name)")
      try stopping(at: name, of: folder) {
        try replaceFile(folder + "/" + name, with: ready + "/" + name)
      }
    }
    for name in obsolete where FileManager.default.fileExists(atPath: folder + "/" + name) {
      try step("remove \(name)")
      try stopping(at: name, of: folder) { try removeFile(folder + "/" + name) }
    }
    try step("remove the list")
    try stopping(at: Self.listName, of: folder) { try removeFile(ready + "/" + Self.listName) }
  }

  /// The list in a hidden folder; nil where it was removed, since all is done.
  fileprivate static func list(in ready: String) throws -> PendingPublication? {
    let path = ready + "/" + listName
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try JSONDecoder().decode(PendingPublication.self, from: data)
  }
}

/// The hidden folder of products on their way.
func readyFolder(in folder: String) -> String { folder + "/" + hiddenPrefix + "ready" }

/// Puts the rest of the products in place where a run was stopped while it did. The caller holds the
/// folder's lock.
/// - Throws: `ProductError` where one can't be moved.
func completePublication(
  in folder: String, before step: (String) throws -> Void = { _ in }
) throws {
  let ready = readyFolder(in: folder)
  guard FileManager.default.fileExists(atPath: ready) else { return }
  try PendingPublication.list(in: ready)?.complete(in: folder, before: step)
  try step("remove the hidden folder")
  try stopping(at: hiddenPrefix + "ready", of: folder) { try removeEmptyFolder(ready) }
}

/// Tells of a change that can't be made, in the folder as it stands then.
private func stopping(at name: String, of folder: String, _ change: () throws -> Void) throws {
  do { try change() } catch {
    throw ProductError(
      cause: .cannotCreate, path: folder + "/" + name,
      problem: "The products of a run could not all be put in place: \(error).",
      remedy: "Take away what stands in the way; the next command on the folder does the rest.")
  }
}

/// Calls `body` while no run puts products in a folder, after completing what one left that was stopped.
/// - Throws: `ProductError` where the products of a stopped run can't be put in place, and what `body`
///   throws.
package func readingProducts<Result>(
  of folder: String, _ body: () throws -> Result
) throws -> Result {
  if FileManager.default.fileExists(atPath: readyFolder(in: folder)) {
    let lock = try FolderLock(on: folder)
    try withExtendedLifetime(lock) { try completePublication(in: folder) }
  }
  let lock = try? FolderLock(on: folder, forReading: true)
  return try withExtendedLifetime(lock) { try body() }
}
