import Foundation
import Geometry

/// The neighbourhoods as paths of a drawing.
package struct NeighbourhoodDrawing {
  /// A path for each neighbourhood.
  package let paths: [String]
  /// The box that it is drawn in.
  package let viewBox: String
  private let bounds: Bounds
  private let scale: Double

  /// Width of the drawing.
  private static let width = 300.0

  /// A drawing of neighbourhoods in the working system.
  package init(_ geometry: GeometryArray) {
    let bounds = geometry.bounds ?? Bounds(minX: 0, minY: 0, maxX: 1, maxY: 1)
    let scale = Self.width / max(bounds.maxX - bounds.minX, 1e-9)
    (self.bounds, self.scale) = (bounds, scale)
    let height = (bounds.maxY - bounds.minY) * scale
    viewBox = "0 0 \(Self.width) \(round(height, 1))"
    paths = (0..<geometry.count).map { feature in
      geometry.paths(of: feature).map { path in
        let points = geometry.positions[geometry.pathStarts[path]..<geometry.pathStarts[path + 1]]
          .map { position in
            "\(round((position.x - bounds.minX) * scale, 1)) "
              + "\(round((bounds.maxY - position.y) * scale, 1))"
          }
        return "M" + points.withoutRepeats.joined(separator: "L") + "Z"
      }.joined()
    }
  }

  /// Where a position of the working system is drawn, as the values of `x` and `y`.
  package func place(of position: Position) -> (x: String, y: String) {
    (
      round((position.x - bounds.minX) * scale, 1), round((bounds.maxY - position.y) * scale, 1)
    )
  }
}

extension [String] {
  /// Without those that are the same as the one before.
  fileprivate var withoutRepeats: [String] {
    enumerated().filter { $0.offset == 0 || self[$0.offset - 1] != $0.element }.map(\.element)
  }
}

/// A number for markup, to so many decimals.
func round(_ value: Double, _ decimals: Int) -> String {
  String(format: "%.\(decimals)f", value)
}
