import CPROJ

/// How far a projection is from true at a place; 0 is true, 0.001 is a tenth of a per cent too large.
public struct ScaleError: Sendable, Equatable {
  /// Of a side of an area: the square root of the areal scale, less 1.
  public var areas: Double
  /// Of a length, in the direction in which it is worst.
  public var lengths: Double

  /// The worse of two, in areas and in lengths.
  public func worse(_ other: ScaleError) -> ScaleError {
    ScaleError(
      areas: abs(areas) < abs(other.areas) ? other.areas : areas,
      lengths: abs(lengths) < abs(other.lengths) ? other.lengths : lengths)
  }
}

extension CoordinateSystem {
  /// How far the projection is from true at a longitude and latitude in degrees; nil for a geographic
  /// system, and where the projection does not reach.
  public func scaleError(at place: Position) -> ScaleError? {
    scaleError(at: [place])
  }

  /// The worst of the scale errors at places in degrees; nil where none is known.
  public func scaleError(at places: [Position]) -> ScaleError? {
    guard metresPerUnit != nil, let object = try? Self.horizontal(definition, ProjContext()) else {
      return nil
    }
    return places.compactMap { Self.scaleError(of: object, at: $0) }
      .reduce(nil) { $0?.worse($1) ?? $1 }
  }

  /// Of a system that is not in metres PROJ 9.1 tells how many of its units are in a radian, where of others
  /// it tells factors: numbers that no factor reaches.
  private static let leastPerRadian = 1e4

  /// Units of a system in a radian on its ellipsoid.
  private static func perRadian(of object: ProjObject) -> Double {
    let context = object.context
    var radius = 1.0
    if let ellipsoid = unsafe ProjObject(proj_get_ellipsoid(context.handle, object.handle), context)
    {
      unsafe proj_ellipsoid_get_parameters(
        context.handle, ellipsoid.handle, &radius, nil, nil, nil)
    }
    return radius / metresPerUnit(of: object)
  }

  private static func scaleError(of object: ProjObject, at place: Position) -> ScaleError? {
    unsafe proj_errno_reset(object.handle)
    let radians = proj_coord(proj_torad(place.x), proj_torad(place.y), 0, 0)
    let factors = unsafe proj_factors(object.handle, radians)
    // Where a system has its northing first an area is turned over: its scale is negative then.
    let area = abs(factors.areal_scale)
    guard unsafe proj_errno(object.handle) == 0, area > 0 else { return nil }
    let (major, minor) = (abs(factors.tissot_semimajor), abs(factors.tissot_semiminor))
    let unit = major > leastPerRadian ? perRadian(of: object) : 1
    let (longest, shortest) = (major / unit - 1, minor / unit - 1)
    return ScaleError(
      areas: area.squareRoot() / unit - 1,
      lengths: abs(longest) > abs(shortest) ? longest : shortest)
  }
}
