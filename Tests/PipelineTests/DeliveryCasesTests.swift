import Foundation
import LayerIO
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

private let cases = "cases/deliveries"

/// Deliveries as they come, of which nothing counts or something counts twice.
@Suite(.enabled(if: SharedFolder.has("cases/deliveries")))
struct DeliveryCasesTests {
  @Test(arguments: ["project", "far", "nogeom", "points", "none", "steps"])
  func `a theme of which nothing counts is an error that names it`(project: String) throws {
    let path = SharedFolder.file("\(cases)/empty-outcome/\(project).yaml")
    let error = #expect(throws: (any Error).self) { try check(path) }
    #expect(error.map { "\($0)" }?.contains("may_be_empty: true") == true)
  }

  @Test func `two ids on one surface are told with the cost that they add`() throws {
    let records = try check(SharedFolder.file("\(cases)/bgt-historic/actueel.yaml"))
    let twins = try #require(records[2].warnings.first { $0.kind == .sameSurface })
    #expect(twins.count == 1 && twins.text.en.contains("G3 = G2"))
    #expect(twins.text.en.contains("EUR 22,000"))
  }

  @Test func `versions under one id are a warning`() throws {
    let records = try check(SharedFolder.file("\(cases)/bgt-historic/project.yaml"))
    #expect(records[2].warnings.contains { $0.kind == .manyDropped })
  }

  @Test func `water parts of neighbourhoods and overlaps are told by check`() throws {
    let records = try check(SharedFolder.file("\(cases)/cbs-land-water/project.yaml"))
    #expect(records[0].warnings.map(\.kind) == [.manyDropped, .coverage])
    #expect(records[0].warnings[1].text.en.contains("400 m2"))
  }

  private func check(_ path: String) throws -> [IntakeRecord] {
    try MainJob(projectPath: path, options: MainJob.Options(threads: 2), control: JobControl())
      .check()
  }
}
