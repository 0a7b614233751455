import Foundation

/// Web Mercator (EPSG:3857) of a longitude and latitude in degrees, as parts of the world's side: x to the
/// east from the date line, y to the south. What lies beyond 85 degrees of latitude is drawn at its
/// edge.
package func webMercator(_ degrees: Position) -> Position {
  let sine = sin(min(max(degrees.y, -85.05), 85.05) * .pi / 180)
  return Position(degrees.x / 360 + 0.5, 0.5 - log((1 + sine) / (1 - sine)) / (4 * .pi))
}

/// The longitude and latitude in degrees of parts of the world's side in web Mercator.
package func degrees(ofWebMercator part: Position) -> Position {
  Position((part.x - 0.5) * 360, atan(sinh((1 - 2 * part.y) * .pi)) * 180 / .pi)
}
