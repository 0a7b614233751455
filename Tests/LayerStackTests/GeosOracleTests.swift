import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// The stack against GEOS's OverlayNG on seeded random layers.
@Suite struct GeosOracleTests {
  @Test(arguments: RandomShapes.allCases, RandomShapes.allCases)
  func `areas are those of GEOS`(_ first: RandomShapes, _ second: RandomShapes) throws {
    for seed in UInt64(0)..<20 {
      var generator = SeededGenerator(seed: seed)
      let planes = [first, second, .stars].map { $0.polygons(using: &generator) }
      try expectAreas(of: planes, message: "seed \(seed)")
    }
  }

  @Test(arguments: [1e3, 1e6, 1e7])
  func `small shapes far from the origin`(_ distance: Double) throws {
    for seed in UInt64(0)..<30 {
      var generator = SeededGenerator(seed: seed)
      let planes = (0..<3).map { _ in
        var plane = RandomShapes.stars.polygons(using: &generator)
        plane.positions = plane.positions.map { $0 + Position(distance, distance / 3) }
        return plane
      }
      try expectAreas(of: planes, message: "seed \(seed)")
    }
  }

  @Test func `lengths are those of GEOS`() throws {
    for seed in UInt64(0)..<100 {
      var generator = SeededGenerator(seed: seed)
      let kinds = RandomShapes.allCases
      let planes = (0..<2).map { _ in
        kinds[Int.random(in: 0..<kinds.count, using: &generator)].polygons(using: &generator)
      }
      let lines = GeometryArray.randomLines(3, using: &generator)
      let input = StackInput(
        neighbourhoods: rectangles((-10, -10, 110, 110)), planes: planes, assets: lines)
      let sums = TableSums(try makeOverlapTable(input, threads: 1))
      for line in 0..<lines.count {
        let expected = try GeosCells(cutting: lines, line: line, along: planes).measures
        var found: [String: Double] = [:]
        for (place, length) in sums.lengths where place.assets == [Int32(line)] {
          found[cellName(place.planes, of: 2), default: 0] += length
        }
        let tolerance = 1e-9 * lines.length(of: line)
        for name in Set(found.keys).union(expected.keys) {
          let error = abs(found[name, default: 0] - expected[name, default: 0])
          #expect(error <= tolerance, "seed \(seed), line \(line), \(name)")
        }
      }
    }
  }

  private func expectAreas(of planes: [GeometryArray], message: Comment) throws {
    var all = GeometryArray()
    for plane in planes { all.append(contentsOf: plane) }
    let frame = frame(around: all)
    let table = try makeOverlapTable(
      StackInput(neighbourhoods: frame, planes: planes, assets: GeometryArray()), threads: 1)
    let sums = TableSums(table)
    let expected = try GeosCells(cutting: frame, along: planes).measures
    let tolerance = all.areaTolerance(largestArea: frame.area(of: 0))
    for (name, area) in expected {
      let found = sums.area { cellName($0.planes, of: planes.count) == name }
      #expect(abs(found - area) <= tolerance, message)
    }
    let total = sums.area { _ in true }
    #expect(abs(total - frame.area(of: 0)) <= tolerance, message)
  }
}
