import Foundation
import ProjectFile
import TestSupport
import Testing

@testable import Pipeline

/// Scenarios that give money to whom pays no work: a run would refuse the project that adopted them.
@Suite struct AdoptedPartiesTests {
  private func adopt(_ changes: String) throws -> (TinyProject, [AdoptedScenario]) {
    let tiny = try TinyProject()
    try FileManager.default.createDirectory(
      atPath: tiny.folder.file("scenarios"), withIntermediateDirectories: false)
    try tiny.folder.write(
      "kansenkaart_scenario: 1\nchanges: \(changes)\n", to: "scenarios/s.yaml")
    return (tiny, try Scenario.adopt("s", into: tiny.path, by: "raad", on: "2026-11-28"))
  }

  @Test(arguments: [
    ("{budgets: {road: {per_year: 1}}}", "No work is paid by 'road'."),
    ("{pots: {samen: [roads, riool]}}", "No work is paid by 'riool' of the pot 'samen'."),
  ])
  func `a party that pays no work is refused in the words of a run, and nothing is written`(
    changes: String, problem: String
  ) throws {
    let error = #expect(throws: YAMLError.self) { try adopt(changes) }
    #expect(error?.problem == problem)
    #expect(error?.remedy.contains("Works are paid by: roads, sewers.geojson") == true)
    // The same project with the changes written into it.
    let tiny = try TinyProject()
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    try tiny.folder.write(
      text + "\nadopted:\n  - {scenario: s, by: raad, on: \"2026-11-28\", changes: \(changes)}\n",
      to: "project.yaml")
    let job = try MainJob(
      projectPath: tiny.path, options: .init(threads: 1), control: JobControl())
    let refused = #expect(throws: YAMLError.self) {
      try job.run(output: tiny.folder.file("out"))
    }
    #expect(refused?.problem == problem)
  }

  @Test(arguments: [
    "{budgets: {roads: {per_year: 1}}}", "{pots: {samen: [roads, sewers.geojson]}}",
    "{budgets: {sewers.geojson: {per_year: 1}}}",
  ])
  func `parties that pay works are adopted`(changes: String) throws {
    let (tiny, written) = try adopt(changes)
    #expect(written.count == 1)
    #expect(try ProjectFile.load(path: tiny.path).adopted == written)
  }
}
