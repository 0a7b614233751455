import Foundation
import TestSupport
import Testing

/// The example of `Examples`, which sees nothing but what the library shows to everybody.
@Suite struct ExampleProgramTests {
  private let program = Bundle.main.bundleURL.appendingPathComponent("ask-a-city").path

  @Test func `a program that imports the library alone asks a city and writes files`() throws {
    let project = try ScenarioProject()
    let output = project.folder.file("half")
    let result = try runProgram(program, [project.path, output])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    let figures = lines.compactMap { $0.wholeMatch(of: /(.+): (\d+) of (\d+) works done/) }
    #expect(figures.map { String($0.output.1) } == ["Base", "Half of the money"])
    let done = figures.compactMap { Int($0.output.2) }
    try #require(done.count == 2)
    #expect(done[1] < done[0])
    let written = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
    #expect(written == ["programme.csv", "run.json", "undone.csv"])
    #expect(lines.last == "written: programme.csv, undone.csv")
  }

  @Test func `an error says where it is and what to do`() throws {
    let folder = try TemporaryFolder()
    let result = try runProgram(program, [folder.file("nowhere.yaml"), folder.file("out")])
    #expect(result.status != 0)
    #expect(result.errors.contains("There is no such file."))
  }
}
