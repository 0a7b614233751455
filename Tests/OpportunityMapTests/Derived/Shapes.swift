import Geometry
import LayerIO
import MapSupport
import OpportunityMap
import ProjectFile

/// Squares side by side along x from the origin, each a neighbourhood with these numbers.
func surroundings(
  squares side: Double = 1000, _ numbers: [[String: Double]],
  texts: [[String: String]] = [], norms: NormCatalogue? = nil
) -> DerivedLayers.Surroundings {
  var polygons = GeometryArray()
  var members = neighbourhoods(numbers.count)
  for (index, values) in numbers.enumerated() {
    polygons.appendSquare(at: Position(Double(index) * side, 0), side: side)
    members[index].numbers = values
    if index < texts.count { members[index].texts = texts[index] }
  }
  return DerivedLayers.Surroundings(
    neighbourhoods: members, polygons: polygons,
    numbers: [NeighbourhoodNumber(key: "dwellings", field: "woningen", kind: .count)],
    norms: norms, metresPerUnit: 1, threads: 1)
}

extension GeometryArray {
  /// Adds a square with its lower left corner at a position as a feature.
  mutating func appendSquare(at corner: Position, side: Double) {
    for (x, y) in [(0.0, 0.0), (side, 0), (side, side), (0, side), (0, 0)] {
      append(corner + Position(x, y))
    }
    endPath(.shell)
    endFeature()
  }

  /// Points, each a feature.
  static func points(_ positions: [Position]) -> GeometryArray {
    var result = GeometryArray()
    for position in positions {
      result.append(position)
      result.endPath(.point)
      result.endFeature()
    }
    return result
  }

  /// Squares, each a feature.
  static func squares(_ corners: [Position], side: Double) -> GeometryArray {
    var result = GeometryArray()
    for corner in corners { result.appendSquare(at: corner, side: side) }
    return result
  }
}

/// A layer of these shapes and attributes, in the order of the shapes.
func layer(_ shapes: GeometryArray, _ features: [[String: AttributeValue]] = []) -> Layer {
  let all =
    features.isEmpty ? [[String: AttributeValue]](repeating: [:], count: shapes.count) : features
  var result = MapSupport.layer(all)
  result.geometry = shapes
  return result
}
