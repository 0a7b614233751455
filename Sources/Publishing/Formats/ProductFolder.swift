import Foundation
import LayerIO
import Synchronization

/// The output folder while products are made: they are written in a hidden folder inside it and moved
/// in place together when all are complete. Until then the folder holds what it held before.
public final class ProductFolder: Sendable {
  /// The output folder.
  public let path: String
  private let staging: String
  private let state: Mutex<State>

  private struct State {
    /// Whether products are still being made.
    var isOpen = true
    /// Folders that this run made, outermost first.
    var made: [String]
  }

  /// Makes the output folder, with the folders above it, and the hidden folder inside.
  /// - Throws: `ProductError` when it can't be made or written.
  public init(path: String) throws {
    self.path = path
    staging = path + "/" + stagingPrefix + "\(ProcessInfo.processInfo.processIdentifier)"
    let missing = missingFolders(path)
    removeLeftovers(in: path)
    do {
      for folder in missing + [staging] { try makeFolder(folder) }
    } catch {
      for folder in missing.reversed() { removeIfEmpty(folder) }
      throw cannotCreate(path, error)
    }
    state = Mutex(State(made: missing))
  }

  /// Path to write a product to.
  public func path(of product: String) -> String { staging + "/" + product }

  /// Moves all products in place. Products that an earlier run left and this one did not make, out of
  /// `obsolete`, are removed, so that a folder never mixes runs.
  /// - Throws: `ProductError` when a file can't be moved, `CancellationError` after `discard`.
  public func publish(obsolete: [String]) throws {
    try state.withLock { state in
      guard state.isOpen else { throw CancellationError() }
      for product in try FileManager.default.contentsOfDirectory(atPath: staging).sorted() {
        try moveInPlace(product)
      }
      for product in obsolete { try? FileManager.default.removeItem(atPath: path + "/" + product) }
      try? FileManager.default.removeItem(atPath: staging)
      state.isOpen = false
    }
  }

  private func moveInPlace(_ product: String) throws {
    let target = path + "/" + product
    do {
      try replaceFile(target, with: self.path(of: product))
    } catch {
      throw cannotCreate(target, error)
    }
  }

  /// Removes all that this run made, unless it has been published. Safe to call at any time, from any
  /// thread, also while products are being written.
  public func discard() {
    state.withLock { state in
      guard state.isOpen else { return }
      state.isOpen = false
      // A writer may make another file in the meantime, so look again until it is gone.
      for _ in 0..<100 where FileManager.default.fileExists(atPath: staging) {
        try? FileManager.default.removeItem(atPath: staging)
      }
      for folder in state.made.reversed() { removeIfEmpty(folder) }
    }
  }
}

/// Hidden folders are called by this and the number of the process.
private let stagingPrefix = ".kansenkaart-"

/// Removes the hidden folders of runs that were killed before they could: those of processes that are no
/// more, and of an earlier process with this one's number.
private func removeLeftovers(in path: String) {
  let own = "\(ProcessInfo.processInfo.processIdentifier)"
  for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  where name.hasPrefix(stagingPrefix) {
    let process = String(name.dropFirst(stagingPrefix.count))
    guard process == own || !FileManager.default.fileExists(atPath: "/proc/\(process)") else {
      continue
    }
    try? FileManager.default.removeItem(atPath: path + "/" + name)
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
