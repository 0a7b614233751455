import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Pipeline

/// Files of a project that stand where products go.
@Suite struct KeptFilesTests {
  @Test(arguments: ["challenges.geojson", "neighbourhoods.csv", "run.json"])
  func `a product never takes the place of a file that the project reads`(name: String) throws {
    let tiny = try TinyProject()
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    let content = try String(contentsOfFile: tiny.folder.file("cycles.yaml"), encoding: .utf8)
    try tiny.folder.write(content, to: name)
    try tiny.folder.write(text.replacing("cycles.yaml", with: name), to: "project.yaml")
    let job = try MainJob(
      projectPath: tiny.path, options: .init(threads: 1), control: JobControl())
    // The same folder by another name.
    let link = tiny.folder.file("link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: tiny.folder.path)
    for output in [tiny.folder.path, tiny.folder.path + "/", link] {
      let error = #expect(throws: ProductError.self) { try job.run(output: output) }
      #expect(error?.problem.contains("would take its place") == true)
    }
    #expect(try String(contentsOfFile: tiny.folder.file(name), encoding: .utf8) == content)
    #expect(try job.run(output: tiny.folder.file("out")).files.isEmpty == false)
  }

  @Test func `nor that of its price index`() throws {
    let tiny = try TinyProject()
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    let index = try String(contentsOfFile: BundledFiles.prices(), encoding: .utf8)
    try tiny.folder.write(index, to: "money.csv")
    try tiny.folder.write(text + "\nprices: money.csv\n", to: "project.yaml")
    let job = try MainJob(
      projectPath: tiny.path, options: .init(threads: 1), control: JobControl())
    #expect(throws: ProductError.self) { try job.run(output: tiny.folder.path) }
    #expect(try String(contentsOfFile: tiny.folder.file("money.csv"), encoding: .utf8) == index)
  }
}
