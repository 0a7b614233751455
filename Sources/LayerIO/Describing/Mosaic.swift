import Foundation
import Geometry

/// How polygons lie to each other: neighbourhoods fill the plane side by side, buildings stand apart.
package struct Mosaic: Sendable, Equatable, Codable {
  /// Part of the corners that lie on a corner of another feature, 0 to 1.
  package var sharedCorners = 0.0
  /// Area of the middle feature in m2 where the system is in metres or degrees; 0 without polygons.
  package var medianArea = 0.0

  /// More features than this are not compared: no city has so many neighbourhoods.
  package static let most = 20_000

  /// Looks at the polygons of an array, in the system of their file.
  init(_ geometry: GeometryArray) {
    guard geometry.count <= Self.most, geometry.pathRoles.contains(.shell) else { return }
    sharedCorners = Self.sharedCorners(geometry)
    let areas = (0..<geometry.count).map { abs(geometry.area(of: $0)) }.sorted()
    medianArea = areas[areas.count / 2] * Self.squareMetres(geometry.bounds)
  }

  private static func sharedCorners(_ geometry: GeometryArray) -> Double {
    var owner: [Position: Int] = [:]
    var shared: Set<Position> = []
    for feature in 0..<geometry.count {
      for corner in geometry.positions[geometry.positionRange(of: feature)] {
        if let other = owner[corner], other != feature { shared.insert(corner) }
        owner[corner] = feature
      }
    }
    return owner.isEmpty ? 0 : Double(shared.count) / Double(owner.count)
  }

  /// Square metres in a square unit of the system that such a box is likely in.
  private static func squareMetres(_ bounds: Bounds?) -> Double {
    guard let box = bounds, abs(box.minX) <= 360, abs(box.maxX) <= 360, abs(box.maxY) <= 90,
      abs(box.minY) <= 90
    else { return 1 }
    let degree = 111_320.0
    return degree * degree * cos((box.minY + box.maxY) / 2 * .pi / 180)
  }
}
