import Foundation
import Geometry
import LayerIO
import Pipeline
import ProjectFile
import Publishing
import Report
import Tables

extension Desk {
  /// The report of the answer to a scenario, as a run of it would write it.
  /// - Throws: `NotThere`; as `Answer.publish`.
  package func report(_ scenario: String, in language: Language) throws -> Data {
    try inScratchFolder { folder in
      _ = try answer(scenario).publish([.report], to: folder, language: language)
      return try Data(contentsOf: URL(fileURLWithPath: folder + "/" + Product.report.fileName))
    }
  }

  /// The page on which all scenarios stand beside each other.
  /// - Throws: as `Session.compare`.
  package func comparison(in language: Language) throws -> String {
    let all = scenarios
    let comparison = try session.compare(all, among: all)
    let neighbourhoods = try answer("base").table(.neighbourhoods)?.geometry.array
    return ComparisonPage(comparison, neighbourhoods: neighbourhoods, language: language).text
  }

  private func inScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kansenkaart-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}
