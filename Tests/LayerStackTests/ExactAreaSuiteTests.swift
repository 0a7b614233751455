import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Cases that others published, with areas in exact rational arithmetic.
@Suite(.enabled(if: SharedFolder.has("suites/overlay_nway.jsonl")))
struct ExactAreaSuiteTests {
  @Test(
    arguments: [
      ("overlay_pairs_exact", 599), ("overlay_nway", 175), ("overlay_nway_suite", 12),
      ("overlay_issue_reports", 4),
    ], LayerMapping.allCases)
  func `each combination of layers has its exact area`(
    _ suite: (name: String, count: Int), _ mapping: LayerMapping
  ) throws {
    let cases = try SharedFolder.jsonLines("suites/\(suite.name).jsonl").map(AreaCase.init)
    #expect(cases.count == suite.count)
    for item in cases {
      let found = try cells(of: item.layers, as: mapping)
      for key in Set(found.keys).union(item.exactCells.keys).sorted() {
        let error = abs(found[key, default: 0] - item.exactCells[key, default: 0])
        #expect(error <= item.tolerance, "\(item.name) \(key)")
      }
    }
  }

  @Test(arguments: LayerMapping.allCases)
  func `inputs on which usual overlay is silently wrong`(_ mapping: LayerMapping) throws {
    let cases = try SharedFolder.jsonLines("suites/overlay_traps.jsonl").map(AreaCase.init)
    #expect(cases.count == 57)
    for item in cases {
      let found = OperationAreas(try cells(of: item.layers, as: mapping))
      for (operation, area) in item.exact {
        let error = abs(try #require(found[operation]) - area)
        #expect(error <= item.tolerance, "\(item.name) \(operation)")
      }
    }
  }
}

/// A case with its layers as features.
private struct AreaCase {
  let name: String
  let layers: GeometryArray
  let exactCells: [String: Double]
  let exact: [String: Double]
  let tolerance: Double

  init(_ object: [String: Any]) throws {
    name = try #require(object["id"] as? String)
    var layers = GeometryArray()
    for text in try #require(object["args"] as? [String]) {
      try layers.append(wellKnownText: text)
    }
    self.layers = layers
    exactCells = object["exact_cells"] as? [String: Double] ?? [:]
    exact = object["exact"] as? [String: Double] ?? [:]
    let areas = try #require(object["exact_layer_area"] as? [Double])
    tolerance = layers.areaTolerance(largestArea: areas.max() ?? 0)
  }
}

/// Areas of the set operations on two layers.
struct OperationAreas {
  private let areas: [String: Double]

  init(_ cells: [String: Double]) {
    let (a, b, both) = (cells["10"] ?? 0, cells["01"] ?? 0, cells["11"] ?? 0)
    areas = [
      "intersection": both, "union": a + b + both, "a_minus_b": a, "difference": a, "b_minus_a": b,
      "symdifference": a + b,
    ]
  }

  /// Nil for an operation that does not exist.
  subscript(operation: String) -> Double? { areas[operation] }
}
