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

  /// Cases with a MultiPolygon of overlapping members. Intake unites them, as GEOS does by structure;
  /// by linework the places in two members would belong to neither.
  static let overlappingMembers: Set = [
    "geos:issue/issue-geos-360.xml#c0t0", "geos:robust/overlay/TestOverlay-geos-360.xml#c0t0",
    "geos:robust/overlay/TestOverlay-geos-979.xml#c0t0", "gt:LongLineFlatParts#unary_union",
    "mz:issue71#0-union", "pc:issue-61-2#union", "pc:issue-62#union", "pc:issue-68#union",
    "pc:split-almost-vertical-segment#union",
  ]

  /// Invalid polygons are repaired by linework, each by itself, before they come into the stack.
  @Test func `invalid polygons count as GEOS makes them valid, by linework unless they overlap`()
    throws
  {
    let cases = try SharedFolder.jsonLines("suites/overlay_invalid_input.jsonl")
    #expect(cases.count == 110)
    for object in cases {
      let areas = try #require(object["repair_area"] as? [String: Double])
      let id = try #require(object["id"] as? String)
      let policy = Self.overlappingMembers.contains(id) ? "structure" : "linework"
      let item = try OperationCase(object, expected: #require(areas[policy])).repaired()
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
