import Formats
import Foundation
import LayerIO
import Synchronization
import Tables

/// The output folder while products are made: they are written in a hidden folder inside it and put in
/// place together when all are complete. Until then the folder holds what it held before.
package final class ProductFolder: Sendable {
  /// The output folder.
  package let path: String
  private let staging: String
  private let state: Mutex<State>

  private struct State {
    /// Tells others that products are still being made; nil when they no longer are.
    var hold: FolderLock?
    var isOpen = true
    /// Folders that this run made, outermost first.
    var made: [String]
  }

  /// Makes the output folder, with the folders above it, and the hidden folder inside. Where an earlier
  /// run was stopped while it put its products in place, the rest of them are put there first.
  /// - Throws: `ProductError` when the path is empty, the folder can't be made or written, or a folder
  ///   stands where a product goes.
  package init(path: String) throws {
    guard !path.allSatisfy(\.isWhitespace) else { throw unnamedFolder }
    self.path = path
    staging = path + "/" + hiddenPrefix + UUID().uuidString
    let missing = missingFolders(path)
    do {
      for folder in missing { try makeFolder(folder) }
      let hold = try Self.makeStaging(staging, in: path)
      state = Mutex(State(hold: hold, made: missing))
    } catch {
      for folder in missing.reversed() { removeIfEmpty(folder) }
      throw error is ProductError ? error : cannotCreate(path, error)
    }
  }

  private static func makeStaging(_ staging: String, in path: String) throws -> FolderLock? {
    let lock = try FolderLock(on: path)
    defer { withExtendedLifetime(lock) {} }
    try completePublication(in: path)
    try refuseFolders(called: Product.allCases.map(\.fileName), in: path)
    removeLeftovers(in: path)
    try makeFolder(staging)
    return FolderLock(onFree: staging)
  }

  /// Path to write a product to.
  package func path(of product: String) -> String { staging + "/" + product }

  /// Puts all products in place, as one step: stopped at any moment, the folder holds what it held
  /// before, or the next command on it completes what was begun. Products that an earlier run left and
  /// this one did not make, out of `obsolete`, are removed, so that a folder never mixes runs.
  /// - Throws: `ProductError` when a folder stands where a product goes or a file can't be moved,
  ///   `CancellationError` after `discard`.
  package func publish(obsolete: [String]) throws {
    try publish(obsolete: obsolete, before: { _ in })
  }

  /// Publishes, calling `step` before each change that it makes; what that throws stops it there.
  func publish(obsolete: [String], before step: (String) throws -> Void) throws {
    try state.withLock { state in
      guard state.isOpen else { throw CancellationError() }
      let lock = try FolderLock(on: path)
      defer { withExtendedLifetime(lock) {} }
      try completePublication(in: path, before: step)
      let publication = PendingPublication(
        products: try FileManager.default.contentsOfDirectory(atPath: staging).sorted(),
        obsolete: obsolete.sorted())
      try refuseFolders(called: publication.products + publication.obsolete, in: path)
      try publication.begin(from: staging, in: path, before: step)
      (state.isOpen, state.hold) = (false, nil)
      try completePublication(in: path, before: step)
    }
  }

  /// Removes all that this run made, unless it has been published. Safe to call at any time, from any
  /// thread, also while products are being written.
  package func discard() {
    state.withLock { state in
      guard state.isOpen else { return }
      (state.isOpen, state.hold) = (false, nil)
      // A writer may make another file in the meantime, so look again until it is gone.
      for _ in 0..<100 where FileManager.default.fileExists(atPath: staging) {
        try? FileManager.default.removeItem(atPath: staging)
      }
      for folder in state.made.reversed() { removeIfEmpty(folder) }
    }
  }
}

/// Names of hidden folders begin with this.
let hiddenPrefix = ".kansenkaart-"

private let unnamedFolder = ProductError(
  cause: .cannotCreate, path: "''", problem: "The name of the folder for the products is empty.",
  remedy: "Name one with --output; '.' is the folder you are in.")

/// Refuses a folder in which others stand where files go, which can't be replaced by them.
private func refuseFolders(called names: [String], in path: String) throws {
  for name in names {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
    guard attributes?[.type] as? FileAttributeType == .typeDirectory else { continue }
    throw ProductError(
      cause: .cannotCreate, path: path + "/" + name,
      problem: "A folder stands where this product goes.",
      remedy: "Move it away, or choose another folder with --output; nothing was changed.")
  }
}

/// Removes the hidden folders of runs that were killed before they could: those that nobody holds.
private func removeLeftovers(in path: String) {
  for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  where name.hasPrefix(hiddenPrefix) && path + "/" + name != readyFolder(in: path) {
    guard let hold = FolderLock(onFree: path + "/" + name) else { continue }
    withExtendedLifetime(hold) {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }
}

private func removeIfEmpty(_ folder: String) {
  let content = try? FileManager.default.contentsOfDirectory(atPath: folder)
  if content?.isEmpty == true { try? FileManager.default.removeItem(atPath: folder) }
}

/// The folders on the way to a path that are not there yet, outermost first.
private func missingFolders(_ path: String) -> [String] {
  var missing: [String] = []
  var url = URL(fileURLWithPath: path)
  while url.path != "/", !FileManager.default.fileExists(atPath: url.path) {
    missing.insert(url.path, at: 0)
    url.deleteLastPathComponent()
  }
  return missing
}
