import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Identities between areas can all hold while every area is wrong; what is found at a point can't.
@Suite struct PointSamplingTests {
  /// Side of the square that stands for a point.
  private static let side = 1e-7

  @Test(arguments: [UInt64](0..<10))
  func `what the stack finds at a point is what each layer says`(_ run: UInt64) throws {
    var clean = 0
    for seed in run * 100..<(run + 1) * 100 {
      var input = randomStack(seed: seed)
      var generator = SeededGenerator(seed: seed ^ 0xABCD)
      let points = (0..<16).map { _ in
        Position(.random(in: 0...100, using: &generator), .random(in: 0...100, using: &generator))
      }
      input.neighbourhoods = Self.squares(around: points)
      let sums = TableSums(try makeOverlapTable(input, threads: 1))
      for (number, point) in points.enumerated() {
        let found = sums.areas.keys.filter { $0.neighbourhoods.contains(Int32(number)) }
        clean += found.count == 1 ? 1 : 0
        #expect(
          found.contains {
            $0.planes == planes(at: point, of: input) && $0.assets == assets(at: point, of: input)
          },
          "seed \(seed), point \(point)")
      }
    }
    // A border runs through very few of the squares.
    #expect(clean > 1590)
  }

  private func planes(at point: Position, of input: StackInput) -> [Int] {
    input.planes.indices.filter { plane in
      let layer = input.planes[plane]
      return (0..<layer.count).contains { layer.contains(point, in: $0) }
    }
  }

  private func assets(at point: Position, of input: StackInput) -> [Int32] {
    (0..<input.assets.count).filter { input.assets.contains(point, in: $0) }.map(Int32.init)
  }

  private static func squares(around points: [Position]) -> GeometryArray {
    var geometry = GeometryArray()
    for point in points {
      geometry.append(
        contentsOf: rectangles((point.x - side, point.y - side, point.x + side, point.y + side)))
    }
    return geometry
  }
}
