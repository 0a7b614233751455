import Foundation
import Synchronization

/// A folder of our own for what has to be unpacked, rewritten or made before it can be read. Nobody else can
/// look into it, and it is gone when the value is; `removeAll` is for whoever ends the program sooner.
/// It stands where the system keeps temporary files (`TMPDIR`).
package final class ScratchFolder: Sendable {
  /// Folders that are there; nil when the program is about to end and there are to be no more.
  private static let folders = Mutex<Set<String>?>([])
  /// Its path.
  package let path: String

  /// Makes one.
  /// - Throws: `SourceError` where there is no room for it.
  package init(for source: String) throws(SourceError) {
    var template = Array(
      FileManager.default.temporaryDirectory.appendingPathComponent("kansenkaart-XXXXXX").path
        .utf8CString)
    let made: String? = Self.folders.withLock { folders in
      // Sound: the template ends with a zero, and the system writes within it.
      guard folders != nil, unsafe mkdtemp(&template) != nil else { return nil }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      folders?.insert(path)
      return path
    }
    guard let made else {
      throw SourceError(
        source: source, problem: "A folder to unpack it can't be made.",
        remedy: "Check the folder for temporary files, or name another one as TMPDIR.")
    }
    path = made
  }

  deinit {
    let path = path
    Self.folders.withLock { folders in
      if folders?.remove(path) != nil { Self.remove(path) }
    }
  }

  /// Whether a path is that of something in one of them.
  static func holds(_ path: String) -> Bool {
    folders.withLock { $0?.contains { path.hasPrefix($0 + "/") } ?? false }
  }

  /// Path of something in it.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Bytes that fit on the disk that it is on.
  var room: Int {
    var status = statvfs()
    // Sound: the system copies the path and fills the status during the call.
    guard unsafe statvfs(path, &status) == 0 else { return Int.max }
    return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
  }

  /// Removes all folders that are there. None can be made from then on: the program is to end.
  package static func removeAll() {
    folders.withLock { folders in
      for path in folders ?? [] { remove(path) }
      folders = nil
    }
  }

  private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
