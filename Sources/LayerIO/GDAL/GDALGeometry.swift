import CGDAL
import Geometry

/// What was met on the way that is worth a note.
struct GDALGeometryNotes {
  var heights = 0
  var collections = 0
  var curves = 0
}

extension GeometryArray {
  /// Adds the paths of an OGR geometry to the feature under way. Heights are left out, curves become
  /// straight segments as GDAL makes them.
  mutating func append(_ geometry: OGRGeometryH, _ notes: inout GDALGeometryNotes) {
    if unsafe OGR_G_Is3D(geometry) != 0 { notes.heights += 1 }
    guard unsafe OGR_G_HasCurveGeometry(geometry, 1) != 0 else {
      return unsafe appendStraight(geometry, &notes)
    }
    notes.curves += 1
    guard let straight = unsafe OGR_G_GetLinearGeometry(geometry, 0, nil) else { return }
    unsafe appendStraight(straight, &notes)
    unsafe OGR_G_DestroyGeometry(straight)
  }

  private mutating func appendStraight(
    _ geometry: OGRGeometryH, _ notes: inout GDALGeometryNotes
  ) {
    switch unsafe OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
    case wkbPoint: unsafe appendPath(geometry, .point)
    case wkbLineString: unsafe appendPath(geometry, .line)
    case wkbPolygon, wkbTriangle: unsafe appendPolygon(geometry)
    case wkbGeometryCollection:
      notes.collections += 1
      unsafe appendMembers(of: geometry, &notes)
    default: unsafe appendMembers(of: geometry, &notes)
    }
  }

  private mutating func appendMembers(
    of geometry: OGRGeometryH, _ notes: inout GDALGeometryNotes
  ) {
    for index in unsafe 0..<OGR_G_GetGeometryCount(geometry) {
      guard let member = unsafe OGR_G_GetGeometryRef(geometry, index) else { continue }
      unsafe appendStraight(member, &notes)
    }
  }

  private mutating func appendPolygon(_ polygon: OGRGeometryH) {
    for index in unsafe 0..<OGR_G_GetGeometryCount(polygon) {
      guard let ring = unsafe OGR_G_GetGeometryRef(polygon, index) else { continue }
      unsafe appendPath(ring, index == 0 ? .shell : .hole)
    }
  }

  private mutating func appendPath(_ path: OGRGeometryH, _ role: PathRole) {
    let count = unsafe Int(OGR_G_GetPointCount(path))
    guard count > 0 else { return }
    let first = positions.count
    positions.append(contentsOf: repeatElement(.zero, count: count))
    let stride = Int32(MemoryLayout<Position>.stride)
    // Sound: room for `count` positions of two doubles was just made.
    unsafe positions.withUnsafeMutableBytes { bytes in
      let x = unsafe bytes.baseAddress?.advanced(by: first * Int(stride))
      _ = unsafe OGR_G_GetPoints(path, x, stride, x?.advanced(by: 8), stride, nil, 0)
    }
    if role <= .hole, positions[first] != positions[first + count - 1] {
      append(positions[first])
    }
    endPath(role)
  }
}
