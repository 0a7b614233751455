import Foundation

/// The files of the repository that tests read.
package enum Repository {
  /// Its folder.
  package static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether tests write the pages that they make anew, instead of holding them against what they make.
  package static let writesDocs =
    ProcessInfo.processInfo.environment["KANSENKAART_WRITE_DOCS"] != nil

  /// Path of a file or folder.
  package static func file(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  /// Text of a file.
  package static func text(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }
}
