import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Cases that others published and that the stack answers by a rule of its own.
@Suite(.enabled(if: SharedFolder.has("suites/overlay_mixed.jsonl")))
struct DeclaredPolicySuiteTests {
  /// Lines and points cover no area, and members of a collection are united.
  @Test func `only polygons count towards areas`() throws {
    let cases = try SharedFolder.jsonLines("suites/overlay_mixed.jsonl")
      .filter { $0["grid"] == nil && $0["expected_area"] is Double }.map(OperationCase.init)
    #expect(cases.count == 130)
    for item in cases {
      let error = abs(try item.area() - item.expected)
      #expect(error <= 1e-9 * max(item.expected, 1), "\(item.name)")
    }
  }

  /// The stack does not move corners to a grid, so it may differ by what the grid moves them.
  @Test func `snapped results differ by no more than the grid moves borders`() throws {
    let cases = try SharedFolder.jsonLines("suites/overlay_areal_grid.jsonl")
    #expect(cases.count == 48)
    for object in cases {
      let item = try OperationCase(object)
      let grid = try #require(object["grid"] as? Double)
      let error = abs(try item.area() - item.expected)
      #expect(error <= 0.71 * grid * item.perimeter, "\(item.name)")
    }
  }

  /// Invalid polygons are repaired by linework before they come into the stack.
  @Test func `invalid polygons count as GEOS makes them valid by linework`() throws {
    let cases = try SharedFolder.jsonLines("suites/overlay_invalid_input.jsonl")
    #expect(cases.count == 110)
    for object in cases {
      let areas = try #require(object["repair_area"] as? [String: Double])
      let item = try OperationCase(object, expected: #require(areas["linework"])).repaired()
      let error = abs(try item.area() - item.expected)
      #expect(error <= item.tolerance, "\(item.name)")
    }
  }
}

/// A set operation on one or two geometries and the area of its result.
private struct OperationCase {
  let name: String
  let operation: String
  private(set) var layers: [GeometryArray]
  let expected: Double

  init(_ object: [String: Any]) throws {
    try self.init(object, expected: try #require(object["expected_area"] as? Double))
  }

  init(_ object: [String: Any], expected: Double) throws {
    name = try #require(object["id"] as? String)
    operation = try #require(object["op"] as? String)
    layers = try ["a", "b"].compactMap { object[$0] as? String }.map { text in
      var layer = GeometryArray()
      try layer.append(wellKnownText: text)
      return layer
    }
    self.expected = expected
  }

  /// The case with its polygons as intake hands them on.
  func repaired() throws -> Self {
    var result = self
    result.layers = try layers.map { try $0.repaired(threads: 1).0 }
    return result
  }

  var perimeter: Double {
    layers.reduce(0) { sum, layer in
      (0..<layer.pathCount).reduce(sum) { $0 + layer.length(ofPath: $1) }
    }
  }

  var tolerance: Double {
    layers.reduce(0) { $0 + $1.areaTolerance(largestArea: max($1.area(of: 0), expected)) }
  }

  /// The area that the stack finds.
  func area() throws -> Double {
    var all = GeometryArray()
    for layer in layers { all.append(contentsOf: layer) }
    let found = try cells(of: all, as: .planes)
    guard layers.count == 2 else { return found["1"] ?? 0 }
    return try #require(OperationAreas(found)[operation])
  }
}
