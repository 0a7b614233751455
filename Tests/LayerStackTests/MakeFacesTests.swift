import Geometry
import TestSupport
import Testing

@testable import LayerStack

@Suite struct MakeFacesTests {
  @Test func `faces have the areas of the table and fill their neighbourhood`() throws {
    var generator = SeededGenerator(seed: 7)
    let input = StackInput(
      neighbourhoods: rectangles((0, 0, 60, 100), (60, 0, 100, 100), (50, 40, 70, 60)),
      planes: (0..<3).map { _ in stars(12, within: 100, using: &generator) },
      assets: GeometryArray())
    let table = try makeOverlapTable(input, threads: 2)
    let faces = try makeFaces(input, table, threads: 2)
    var expected: [[Int32]: Double] = [:]
    for row in table.areas { expected[[row.zone, row.signature], default: 0] += row.area }
    for face in faces.zones.indices {
      let kind = [faces.zones[face], faces.signatures[face]]
      let perimeter = faces.geometry.paths(of: face).reduce(0) {
        $0 + faces.geometry.length(ofPath: $1)
      }
      let row = expected.removeValue(forKey: kind)
      let area = try #require(row)
      // Positions move by at most 0.71 mm on the way to the grid.
      #expect(abs(faces.geometry.area(of: face) - area) <= 1e-6 * area + 0.0008 * perimeter)
    }
    #expect(expected.values.allSatisfy { $0 < 1e-3 })
    let (_, repairs) = try faces.geometry.repaired(threads: 1)
    #expect(repairs.isEmpty)
  }
}
