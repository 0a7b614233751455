import CGEOS

@testable import Geometry

/// Whether GEOS itself finds a feature's polygons valid; one that it can't even build is not.
func isValidToGeos(_ feature: Int, of array: GeometryArray) -> Bool {
  let context = GeosContext()
  guard let polygons = try? GeosGeometry(polygonsOf: feature, in: array, context) else {
    return false
  }
  // Sound: the geometry lives until the call has returned.
  return unsafe GEOSisValid_r(context.handle, polygons.handle) == 1
}
