import ProjectFile

extension Scenario {
  /// Writes a scenario into its project, with who adopted it, on which day and why: what `kansenkaart adopt` does.
  /// Nothing is written where the project would not hold together with its changes. Returns the entries that were
  /// written: those of its bases come first.
  /// - Throws: `MissingInput`; `YAMLError`.
  public static func adopt(
    _ key: String, into projectPath: String, by: String, on: String, reason: String? = nil
  ) throws -> [AdoptedScenario] {
    _ = try ProjectFile.readComplete(path: projectPath)
    return try ProjectFile.adopt(key, into: projectPath, by: by, on: on, reason: reason) {
      _ = try Inputs($0)
    }
  }
}
