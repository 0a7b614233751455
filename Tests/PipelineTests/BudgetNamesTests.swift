import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Pipeline

/// Budgets of a programme whose names are nearly those of who pays works.
@Suite struct BudgetNamesTests {
  private func warnings(_ programme: String) throws -> [IntakeNote] {
    let tiny = try TinyProject()
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    try tiny.folder.write(text + "\nprogramme: \(programme)\n", to: "project.yaml")
    let job = try MainJob(
      projectPath: tiny.path, options: MainJob.Options(threads: 2), control: JobControl())
    return try job.check().flatMap(\.warnings).filter { $0.text.en.contains("no budget") }
  }

  @Test(arguments: ["{budgets: {Roads: {per_year: 1}}}", "{budgets: {road: {per_year: 1}}}"])
  func `a budget that limits nobody is told with who may be meant, before anything runs`(
    programme: String
  ) throws {
    let found = try warnings(programme)
    #expect(found.count == 1)
    #expect(found.first?.text.en.contains("paid by 'roads'") == true)
    #expect(found.first?.text.nl.contains("'roads'") == true)
  }

  @Test func `a budget that fits is not told, nor who has none`() throws {
    #expect(try warnings("{budgets: {roads: {per_year: 1}}}").isEmpty)
    #expect(try warnings("{budgets: {sewers.geojson: {per_year: 1}}}").isEmpty)
  }
}
