import TestSupport
import Testing

@testable import LayerIO

/// GDAL may open a source through a link or a copy; messages name what people gave.
@Suite struct NamedFilesTests {
  @Test(arguments: ["a.gml", "a.csv", "a.gml.gz"])
  func `what can't be read is named without the folder of its copy`(name: String) throws {
    let folder = try TemporaryFolder()
    let options = SourceOptions(
      source: name, path: try folder.write("\u{1}\u{2}", to: name), role: "test")
    let error = #expect(throws: SourceError.self) { try readRawLayer(options, threads: 1) }
    let problem = try #require(error?.problem)
    #expect(problem.contains(name) || !problem.contains("/"))
    #expect(!problem.contains("kansenkaart-"))
  }
}
