import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Files of other formats: whole ones, cut ones, ones with lying headers.
@Suite(.enabled(if: SharedFolder.has("suites/formats_list.jsonl")))
struct FormatsSuiteTests {
  @Test func `every file is accepted, rejected or warned about as listed`() throws {
    for row in try SharedFolder.jsonLines("suites/formats_list.jsonl") {
      guard let file = row["file"] as? String, let should = row["should"] as? String else {
        Issue.record("a row without 'file' or 'should'")
        continue
      }
      let expected = (row["expect"] as? [String: Any])?["features"] as? Int
      let (agrees, outcome) = Self.read(file, should, expected)
      #expect(agrees, "\(file) should \(should): \(outcome) (\(row["why"] ?? ""))")
    }
  }

  private static func read(
    _ file: String, _ should: String, _ expected: Int?
  ) -> (Bool, String) {
    do {
      let layer = try readWithGDAL(
        SourceOptions(
          source: SharedFolder.file("suites/formats/" + file), role: "test", fields: .all))
      let record = layer.record
      let warned = !record.notes.isEmpty || !layer.problems.isEmpty
      let counted = expected == nil || expected == record.read
      let outcome =
        "\(record.read) features, notes \(record.notes.map(\.text.en)), "
        + "problems \(layer.problems.count)"
      switch should {
      case "accept": return (counted, outcome)
      case "accept-with-warning": return (counted && warned, outcome)
      default: return (should == "any", outcome)
      }
    } catch {
      return (should == "reject" || should == "any", "\(error)")
    }
  }
}
