import Foundation

/// What tells that a file is the one that it was, without reading it.
struct FileStamp: Equatable, Sendable {
  /// Its length in bytes.
  let size: Int?
  /// When it was last written.
  let changed: Date?
  /// Files are replaced: another one has another number.
  let number: Int?

  /// The stamp of the file at a path; nil where there is none.
  init?(_ path: String) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      return nil
    }
    size = attributes[.size] as? Int
    changed = attributes[.modificationDate] as? Date
    number = attributes[.systemFileNumber] as? Int
  }
}
