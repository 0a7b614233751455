import Foundation
import Geometry

/// Rectangles given by two corners, one for each feature.
func rectangles(_ boxes: (Double, Double, Double, Double)...) -> GeometryArray {
  var geometry = GeometryArray()
  for (x0, y0, x1, y1) in boxes {
    for (x, y) in [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)] {
      geometry.append(Position(x, y))
    }
    geometry.endPath(.shell)
    geometry.endFeature()
  }
  return geometry
}

/// Star-shaped polygons, some with a hole, that overlap one another; always valid.
func stars(
  _ count: Int, within size: Double, using generator: inout some RandomNumberGenerator
) -> GeometryArray {
  var geometry = GeometryArray()
  for _ in 0..<count {
    let centre = Position(
      .random(in: 0...size, using: &generator), .random(in: 0...size, using: &generator))
    let radius = Double.random(in: size / 40...size / 5, using: &generator)
    let corners = Int.random(in: 3...14, using: &generator)
    let radii = (0..<corners).map { _ in radius * Double.random(in: 0.5...1, using: &generator) }
    geometry.appendRing(around: centre, radii)
    geometry.endPath(.shell)
    if Bool.random(using: &generator), corners > 4 {
      geometry.appendRing(around: centre, radii.map { _ in radius * 0.2 })
      geometry.endPath(.hole)
    }
    geometry.endFeature()
  }
  return geometry
}

extension GeometryArray {
  fileprivate mutating func appendRing(around centre: Position, _ radii: [Double]) {
    for index in 0...radii.count {
      let angle = 2 * Double.pi * Double(index % radii.count) / Double(radii.count)
      append(centre + Position(cos(angle), sin(angle)) * radii[index % radii.count])
    }
  }
}
