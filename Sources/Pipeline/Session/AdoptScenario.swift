import OpportunityMap
import ProjectFile
import Workers

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
      try Inputs($0).checkKinds(of: key)
    }
  }
}

extension Inputs {
  /// Looks whether the kinds of work that a scenario changes are known, before any source is read.
  fileprivate func checkKinds(of scenario: String) throws(YAMLError) {
    let known = cycles.value.types.keys.sorted()
    for type in works.compactMap(\.assetType) where !known.contains(type) {
      throw YAMLError(
        path: project.path, line: nil,
        problem:
          "The scenario '\(scenario)' changes works on '\(type)', which is no type of asset.",
        remedy: nearestName(to: type, among: known).map { "Did you mean '\($0)'?" }
          ?? "The types are those of the cycle catalogue.")
    }
  }
}
