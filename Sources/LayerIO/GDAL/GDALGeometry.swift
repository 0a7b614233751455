import CGDAL
import Geometry

/// What was met on the way that is worth a note.
struct GDALGeometryNotes {
  var heights = 0
  var collections = 0
  var curves = 0
  var unclosed = 0
  /// The first part of the geometry under way that was left out.
  var broken: BrokenPart?

  fileprivate mutating func leaveOut(_ part: BrokenPart) { broken = broken ?? part }
}

extension GeometryArray {
  /// Adds the paths of an OGR geometry to the feature under way. Heights are left out, rings closed, curves
  /// become straight segments as GDAL makes them; parts that break the rules of their kind are left out
  /// as they are of GeoJSON.
  mutating func append(_ geometry: OGRGeometryH, _ notes: inout GDALGeometryNotes) {
    notes.broken = nil
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
    case wkbPoint: unsafe appendPoint(geometry)
    case wkbLineString: unsafe appendLine(geometry, &notes)
    case wkbPolygon, wkbTriangle: unsafe appendPolygon(geometry, &notes)
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

  private mutating func appendPoint(_ point: OGRGeometryH) {
    guard unsafe OGR_G_IsEmpty(point) == 0, unsafe appendPositions(of: point) > 0 else { return }
    endPath(.point)
  }

  private mutating func appendLine(_ line: OGRGeometryH, _ notes: inout GDALGeometryNotes) {
    let count = unsafe appendPositions(of: line)
    if count > 1 {
      endPath(.line)
    } else if count == 1 {
      positions.removeLast()
      notes.leaveOut(.shortLine)
    }
  }

  /// Without an outer ring, or with a broken one, a polygon is left out with all its holes.
  private mutating func appendPolygon(_ polygon: OGRGeometryH, _ notes: inout GDALGeometryNotes) {
    let holes = unsafe 1..<max(1, OGR_G_GetGeometryCount(polygon))
    guard let shell = unsafe OGR_G_GetGeometryRef(polygon, 0),
      unsafe appendRing(shell, .shell, &notes)
    else {
      let hasHole = holes.contains { index in
        unsafe OGR_G_GetPointCount(OGR_G_GetGeometryRef(polygon, index)) > 2
      }
      return hasHole ? notes.leaveOut(.loneHole) : ()
    }
    for index in holes {
      guard let hole = unsafe OGR_G_GetGeometryRef(polygon, index) else { continue }
      _ = unsafe appendRing(hole, .hole, &notes)
    }
  }

  /// Adds a ring, closed; false where it is empty or broken.
  private mutating func appendRing(
    _ ring: OGRGeometryH, _ role: PathRole, _ notes: inout GDALGeometryNotes
  ) -> Bool {
    let count = unsafe appendPositions(of: ring)
    guard count > 0 else { return false }
    let first = positions.count - count
    let isOpen = positions[first] != positions[positions.count - 1]
    guard count + (isOpen ? 1 : 0) >= 4 else {
      positions.removeLast(count)
      notes.leaveOut(.shortRing)
      return false
    }
    if isOpen {
      notes.unclosed += 1
      append(positions[first])
    }
    endPath(role)
    return true
  }

  /// Adds the positions of a point, line or ring and tells how many there are.
  private mutating func appendPositions(of path: OGRGeometryH) -> Int {
    let count = unsafe Int(OGR_G_GetPointCount(path))
    guard count > 0 else { return 0 }
    let first = positions.count
    positions.append(contentsOf: repeatElement(.zero, count: count))
    let stride = Int32(MemoryLayout<Position>.stride)
    // Sound: room for `count` positions of two doubles was just made.
    unsafe positions.withUnsafeMutableBytes { bytes in
      let x = unsafe bytes.baseAddress?.advanced(by: first * Int(stride))
      _ = unsafe OGR_G_GetPoints(path, x, stride, x?.advanced(by: 8), stride, nil, 0)
    }
    return count
  }
}
