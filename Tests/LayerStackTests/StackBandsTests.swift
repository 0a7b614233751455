import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Bands part edges without cutting them much, whatever these are like.
@Suite struct StackBandsTests {
  /// More than the sample of edges holds, so that it has to pick some.
  private static let sides = [3, 4, 5, 6, 8, 10, 12]

  @Test(arguments: sides)
  func `equal rings within one another are hardly cut`(_ sides: Int) throws {
    let count = 100_000 / sides
    var rings = GeometryArray()
    for index in 0..<count {
      rings.appendRing(Self.ring(sides: sides, size: 50 - 40 * Double(index) / Double(count)))
      rings.endFeature()
    }
    try Self.expectFewCuts(rings)
  }

  /// A ring that begins with two level sides; all others rise or fall by far.
  private static func ring(sides: Int, size: Double) -> [Position] {
    let top = (0..<(sides - 2)).map { index in
      Position(Double(index), index.isMultiple(of: 2) ? size : -size / 2)
    }
    return [Position(-size, -size), Position(0, -size)] + top
  }

  private static func expectFewCuts(_ plane: GeometryArray) throws {
    let input = StackInput(
      neighbourhoods: GeometryArray(), planes: [plane], assets: GeometryArray())
    try withStackPaths(of: input) { paths in
      let bands = try StackBands(paths, threads: 2)
      let edges = paths.reduce(0) { $0 + Int($1.edgeCount) }
      let pieces = (0..<bands.count).reduce(0) { sum, band in
        sum + bands.runs(of: band).reduce(0) { $0 + Int($1.count) }
      }
      #expect(pieces >= edges)
      #expect(Double(pieces) <= 1.8 * Double(edges))
    }
  }
}
