import Foundation
import Pipeline

/// The files that a city was made from, as they were: which of them have changed since?
struct SourceWatch: Sendable {
  /// Files by path, with the names that people know them by.
  private var files: [(path: String, name: String, stamp: FileStamp?)]

  /// The files of inputs as they are now.
  init(_ inputs: Inputs) {
    files = Set(inputs.files).sorted().map { path in
      (path, URL(fileURLWithPath: path).lastPathComponent, FileStamp(path))
    }
  }

  /// Whether a file is what it was.
  func isSame(_ path: String) -> Bool {
    files.contains { $0.path == path && FileStamp(path) == $0.stamp }
  }

  /// Takes a file as it is now for what it was.
  mutating func renew(_ path: String) {
    for index in files.indices where files[index].path == path {
      files[index].stamp = FileStamp(path)
    }
  }

  /// Names of the files that are otherwise by now, or gone.
  var changed: [String] { files.filter { FileStamp($0.path) != $0.stamp }.map(\.name) }
}
