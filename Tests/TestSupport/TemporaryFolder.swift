import Foundation

/// A fresh folder that is gone when the value is.
package final class TemporaryFolder: Sendable {
  /// Its path.
  package let path: String

  /// Makes it.
  package init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("kansenkaart-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Path of a file in it.
  package func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file of bytes, in a folder that is made where it is not there, and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let target = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
    return file(name)
  }

  /// Names of everything in it, hidden files as well, sorted.
  package var content: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// What a program said and how it ended.
package struct ProgramResult: Sendable {
  /// How it ended; 0 is well.
  package let status: Int32
  /// What it wrote to standard output.
  package let output: String
  /// What it wrote to standard error.
  package let errors: String
}

/// Runs a program to its end. `environment` is added to that of the test.
package func runProgram(
  _ path: String, _ arguments: [String], environment: [String: String] = [:]
) throws -> ProgramResult {
  let folder = try TemporaryFolder()
  let (out, err) = (try folder.write("", to: "out"), try folder.write("", to: "err"))
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  process.standardOutput = FileHandle(forWritingAtPath: out)
  process.standardError = FileHandle(forWritingAtPath: err)
  try process.run()
  process.waitUntilExit()
  return ProgramResult(
    status: process.terminationStatus, output: try String(contentsOfFile: out, encoding: .utf8),
    errors: try String(contentsOfFile: err, encoding: .utf8))
}
