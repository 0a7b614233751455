import Foundation
import Geometry
import LayerIO
import Pipeline
import ProjectFile
import Publishing
import Report
import Tables

extension Desk {
  /// The report of the answer to a scenario, as a run of it would write it, with what it can ask.
  /// - Throws: `NotThere`; as `Answer.publish`; `SourceError` where there is no room for it.
  package func report(_ scenario: String, in language: Language) throws -> Data {
    let folder = try ScratchFolder(for: Product.report.fileName)
    _ = try answer(scenario).publish(
      [.report], to: folder.path, language: language, isServed: true)
    return try Data(contentsOf: URL(fileURLWithPath: folder.file(Product.report.fileName)))
  }

  /// The page on which all scenarios stand beside each other.
  /// - Throws: as `Session.compare`.
  package func comparison(in language: Language) throws -> String {
    let all = scenarios
    let comparison = try session.compare(all, among: all)
    let neighbourhoods = try answer("base").table(.neighbourhoods)?.geometry.array
    return ComparisonPage(comparison, neighbourhoods: neighbourhoods, language: language).text
  }
}
