import Foundation

/// Data and cases that are not part of the repository; tests that need them skip when absent.
package enum SharedFolder {
  /// The folder `shared` beside the repository, or the one that `KANSENKAART_SHARED` names.
  package static let path: String = {
    if let path = ProcessInfo.processInfo.environment["KANSENKAART_SHARED"] { return path }
    return Repository.folder.deletingLastPathComponent().appendingPathComponent("shared").path
  }()

  /// Whether a file or folder is there.
  package static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: file(name))
  }

  /// Path of a file or folder.
  package static func file(_ name: String) -> String { path + "/" + name }

  /// The lines of a file of JSON objects.
  package static func jsonLines(_ name: String) throws -> [[String: Any]] {
    let text = try String(contentsOfFile: file(name), encoding: .utf8)
    return try text.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
