import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Publishing
import Tables

/// Compares scenarios of a project, or of the saved stack of a run: what `kansenkaart compare` does.
public struct CompareJob: Sendable {
  private let session: Session
  private let scenarios: [Scenario]
  private let control: JobControl

  /// The project.
  package var project: ProjectFile { session.city.inputs.project }

  /// Reads and stacks a project, or loads the stack that a run saved in a folder; the scenarios are those
  /// beside the project file.
  /// - Throws: as `MainJob.session` and `ScoreJob.init`, `YAMLError` about scenarios.
  public init(of path: String, options: MainJob.Options, control: JobControl) throws {
    session = try Session.open(path, options: options, control: control)
    scenarios = try Scenario.all(besideProject: session.city.inputs.project.path)
    self.control = control
  }

  /// Compares the scenarios with some keys, or all there are, with the first of them; the project itself
  /// comes first unless a key names it elsewhere.
  /// - Throws: `YAMLError` for a scenario that there is not; as answers do.
  public func compare(_ keys: [String]) throws -> Comparison {
    try session.compare(chosen(keys), among: scenarios, control: control)
  }

  /// The answer to the scenario with a key.
  /// - Throws: `YAMLError` for a scenario that there is not.
  public func answer(_ key: String) throws -> Answer {
    try session.answer(scenario(key), among: scenarios, control: control)
  }

  private func chosen(_ keys: [String]) throws -> [Scenario] {
    guard !keys.isEmpty else { return scenarios }
    let chosen = try keys.map(scenario)
    return keys.contains(Scenario.project.key) ? chosen : [.project] + chosen
  }

  private func scenario(_ key: String) throws(YAMLError) -> Scenario {
    try scenarios.named(key, besideProject: project.path)
  }

  /// Writes a comparison into a folder: tables, `comparison.json` and the page `comparison.html`, all of
  /// them or none.
  /// - Throws: `ProductError`; `MissingInput` for geometry that was not saved.
  public func write(
    _ comparison: Comparison, to output: String, language: Language
  ) throws -> [String] {
    try fillFolder(output, control) { folder in
      let geometry = try session.city.geometry.value(threads: session.threads)
      return try writeComparison(
        comparison, neighbourhoods: geometry.neighbourhoods, to: folder, language: language)
    }
  }
}
