import Foundation

/// How far a projection is from true at a place; 0 is true, 0.001 is a tenth of a per cent too large.
package struct ScaleError: Sendable, Equatable {
  /// Of a side of an area: the square root of the areal scale, less 1.
  package var areas: Double
  /// Of a length, in the direction in which it is worst.
  package var lengths: Double

  /// The worse of two, in areas and in lengths.
  package func worse(_ other: ScaleError) -> ScaleError {
    ScaleError(
      areas: abs(areas) < abs(other.areas) ? other.areas : areas,
      lengths: abs(lengths) < abs(other.lengths) ? other.lengths : lengths)
  }
}

extension CoordinateSystem {
  /// How far the projection is from true at a longitude and latitude in degrees; nil for a geographic
  /// system, and where the projection does not reach.
  package func scaleError(at place: Position) -> ScaleError? {
    scaleError(at: [place])
  }

  /// The worst of the scale errors at places in degrees; nil where none is known.
  package func scaleError(at places: [Position]) -> ScaleError? {
    guard let metresPerUnit, let wgs84 = try? CoordinateSystem(Self.crs84Definition),
      let way = try? CoordinateOperation(from: wgs84, to: self)
    else { return nil }
    return places.compactMap { ScaleError(of: way, at: $0, metresPerUnit: metresPerUnit) }
      .reduce(nil) { $0?.worse($1) ?? $1 }
  }
}

// MARK: - Measuring

extension ScaleError {
  /// Half a step over which the projection is measured, in degrees: some 100 m.
  private static let halfStep = 1e-3

  /// Of a way from WGS84 to a projected system, measured from a step to either side: PROJ's own factors are
  /// wrong where a system is in feet or has its northing first. Nil where the way does not lead.
  fileprivate init?(
    of way: CoordinateOperation, at place: Position, metresPerUnit: Double
  ) {
    let steps = [Position(Self.halfStep, 0), Position(0, Self.halfStep)]
    let sides = steps.flatMap { [place + $0, place - $0] }
    guard abs(place.y) < 89, let ends = try? way.transformed(sides),
      ends.allSatisfy({ ($0 * 0) == .zero })
    else { return nil }
    let ground = Self.ground(atLatitude: place.y)
    let east = (ends[0] - ends[1]) * (metresPerUnit / (2 * Self.halfStep * ground.x))
    let north = (ends[2] - ends[3]) * (metresPerUnit / (2 * Self.halfStep * ground.y))
    self.init(east, north)
  }

  /// Of what becomes of a metre to the east and one to the north: the axes of Tissot's ellipse.
  private init(_ east: Position, _ north: Position) {
    let area = abs(east.x * north.y - east.y * north.x)
    let squares = (east * east + north * north).sum()
    let sum = (squares + 2 * area).squareRoot()
    let difference = max(0, squares - 2 * area).squareRoot()
    let (longest, shortest) = ((sum + difference) / 2 - 1, (sum - difference) / 2 - 1)
    self.init(
      areas: area.squareRoot() - 1, lengths: abs(longest) > abs(shortest) ? longest : shortest)
  }

  /// Metres in a degree of longitude and of latitude, on the ellipsoid of WGS84.
  private static func ground(atLatitude degrees: Double) -> Position {
    let (radius, eccentricity) = (6_378_137.0, 0.006_694_379_990_14)
    let latitude = degrees * .pi / 180
    let flattened = 1 - eccentricity * sin(latitude) * sin(latitude)
    let across = radius / flattened.squareRoot()
    let along = radius * (1 - eccentricity) / (flattened * flattened.squareRoot())
    return Position(across * cos(latitude), along) * (.pi / 180)
  }
}
