import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// The list of GeoJSON files that others wrote, accepted or rejected as listed.
@Suite(.enabled(if: SharedFolder.has("suites/geojson_list.jsonl")))
struct GeoJSONSuiteTests {
  /// Where the reader departs from the list, and why.
  static let exceptions = [
    "rfc7946/no-crs-projected-numbers.geojson":
      "the system is judged by LayerReader, which stops and names the likely one",
    "geojsonhint/bad/short-multilinestring.geojson":
      "the line of one position is left out and told; the one beside it counts",
  ]

  @Test func `every file is accepted, rejected or warned about as listed`() throws {
    for row in try SharedFolder.jsonLines("suites/geojson_list.jsonl") {
      guard let file = row["file"] as? String, let should = row["should"] as? String else {
        Issue.record("a row without 'file' or 'should'")
        continue
      }
      let outcome = Outcome(of: "suites/geojson/" + file, row["expect"] as? [String: Any])
      let agrees = outcome.agrees(with: should)
      #expect(
        agrees == (Self.exceptions[file] == nil),
        "\(file) should \(should): \(outcome) (\(row["why"] ?? ""))")
    }
  }
}

/// What became of a file.
private enum Outcome: CustomStringConvertible {
  case accepted(features: Int, warned: Bool, asExpected: Bool)
  case rejected(String)

  init(of file: String, _ expected: [String: Any]?) {
    do {
      let options = SourceOptions(
        source: SharedFolder.file(file), role: "test", fields: .all)
      let layer = try readGeoJSON(options, threads: 1)
      let record = layer.record
      if record.read > 0, layer.geometry.pathCount == 0, layer.problems.count == record.read {
        self = .rejected(layer.problems.values.map(\.detail.en).joined(separator: "; "))
        return
      }
      let features = expected?["features"] as? Int
      self = .accepted(
        features: record.read, warned: !record.notes.isEmpty || !layer.problems.isEmpty,
        asExpected: features == nil || features == record.read)
    } catch {
      self = .rejected("\(error)")
    }
  }

  func agrees(with should: String) -> Bool {
    switch (should, self) {
    case ("any", _): true
    case ("accept", .accepted(_, _, let asExpected)): asExpected
    case ("accept-with-warning", .accepted(_, let warned, _)): warned
    case ("reject", .rejected): true
    default: false
    }
  }

  var description: String {
    switch self {
    case .accepted(let features, let warned, _):
      "accepted with \(features) features\(warned ? " and a warning" : "")"
    case .rejected(let message): "rejected: \(message)"
    }
  }
}
