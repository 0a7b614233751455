import Foundation
import LayerIO

/// A value that was parsed from a file that people write, with the hash of the very bytes that were
/// parsed, so that a record tells what was used even where the file changes meanwhile.
package struct Parsed<Value: Sendable>: Sendable {
  /// The value.
  package var value: Value
  /// The file as a project names it.
  package let name: String
  /// SHA-256 of its bytes, in hexadecimal.
  package let sha256: String
  /// The bytes.
  package let bytes: Data

  /// Reads the file at `path`, which a project names `name`; `what` and `remedy` are what is said of one
  /// that can't be read.
  /// - Throws: `YAMLError` where the file can't be read or is not YAML, and what `parse` throws.
  package init(
    reading path: String, named name: String, as what: String, remedy: String,
    _ parse: (YAMLValue) throws -> Value
  ) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw YAMLError(path: path, line: nil, problem: "\(what) can't be read.", remedy: remedy)
    }
    try self.init(bytes, of: path, named: name, parse)
  }

  /// Parses bytes as those of a file at `path`, which need not be there: errors name it.
  /// - Throws: `YAMLError` where they are not YAML, and what `parse` throws.
  package init(
    _ bytes: Data, of path: String, named name: String, _ parse: (YAMLValue) throws -> Value
  ) throws {
    value = try parse(YAMLValue(path: path, bytes: bytes))
    self.name = name
    self.bytes = bytes
    sha256 = LayerIO.sha256(of: bytes)
  }
}

extension Parsed: Equatable where Value: Equatable {}
