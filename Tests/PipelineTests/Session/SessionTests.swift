import Foundation
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing
import Workers

/// A session answers several at a time, and stops when it is told to.
@Suite struct SessionTests {
  private func session(_ project: ScenarioProject) throws -> Session {
    try MainJob(
      projectPath: project.path, options: MainJob.Options(threads: 2, products: []),
      control: JobControl()
    ).session()
  }

  private func weighing(_ weight: Double) -> Scenario {
    var changes = Changes()
    changes.weights = ["water": weight]
    return Scenario(key: "w", name: .init(en: "w", nl: "w"), changes: changes)
  }

  @Test func `answers asked at the same time are those asked one after the other`() throws {
    let project = try ScenarioProject(streets: 8)
    let (together, apart) = (try session(project), try session(project))
    let weights = [0.0, 1, 2, 5, 1, 2]
    let programmes = try concurrentMap(count: weights.count, threads: weights.count) { index in
      try together.answer(weighing(weights[index])).plan().programme
    }
    let expected = try weights.map { try apart.answer(weighing($0)).plan().programme }
    #expect(programmes == expected)
  }

  @Test func `what was cancelled is not answered, and can be asked again`() throws {
    let session = try session(ScenarioProject())
    let control = JobControl()
    control.cancel()
    #expect(throws: CancellationError.self) {
      try session.answer(weighing(3), control: control).plan()
    }
    #expect(try session.answer(weighing(3)).plan().programme != nil)
  }

  @Test func `a cancelled answer stops at the next piece of its work`() throws {
    let session = try session(ScenarioProject(streets: 8))
    let control = JobControl()
    let answer = try session.answer(weighing(4), control: control)
    _ = try answer.map()
    control.cancel()
    #expect(throws: CancellationError.self) { try answer.plan() }
    #expect(throws: CancellationError.self) { try answer.explainedPlan() }
  }

  @Test(arguments: ["challenges", "opportunities", "coverage", "couplings", "programme"])
  func `a table of an answer has the rows and columns of its file`(name: String) throws {
    let table = try #require(ProductTable.allCases.first { $0.name == name })
    let project = try ScenarioProject()
    let session = try Session(stacking: Inputs.load(projectPath: project.path))
    let answer = try session.answer()
    let made = try #require(try answer.table(table))
    let files = Set(Product.allCases.filter { $0.tables == [table] && !$0.isOnRequest })
    let written = try answer.publish(files, to: project.folder.file("out")).record.products
    #expect(written.count == files.count && !written.isEmpty)
    #expect(made.rowCount > 0)
    #expect(written.allSatisfy { $0.rows == [table.name: made.rowCount] })
    guard files.contains(.csv(table)) else { return }
    let lines = try parseCSV(project.folder.file("out/" + Product.csv(table).fileName))
    #expect(lines.first == made.columns.map(\.name))
  }

  @Test func `an adopted layer that does not count is as if it were not there`() throws {
    let project = try ScenarioProject()
    var changes = Changes()
    changes.layers["heat.geojson"] = .init()
    changes.layers["heat.geojson"]?.counts = false
    let answer = try session(project).answer(
      Scenario(key: "cool", name: .init(en: "c", nl: "c"), changes: changes))
    let map = try answer.map()
    #expect(map.coverage.challenged[1] == 0 && map.coverage.challenged[0] > 0)
  }
}
