import Geometry

/// Decimals of longitudes and latitudes: 1e-7 degree is about 1 cm.
private let coordinateDecimals = 7

extension TextBuffer {
  /// Appends a feature's geometry as a GeoJSON object: MultiPolygon, MultiLineString or MultiPoint by
  /// the kind of its first path, or `null` where it has no paths. Paths of another kind are left out:
  /// a work with both a surface and a line shows its surface.
  mutating func append(geometry feature: Int, of geometry: GeometryArray, asPolygons: Bool) {
    let paths = geometry.paths(of: feature)
    let roles = geometry.pathRoles[paths]
    if roles.contains(.shell) || asPolygons && !paths.isEmpty {
      append(polygons: paths, of: geometry)
    } else if roles.contains(.line) {
      append(members: paths.filter { geometry.pathRoles[$0] == .line }, "MultiLineString") {
        $0.append(path: $1, of: geometry)
      }
    } else if !paths.isEmpty {
      append(members: Array(paths), "MultiPoint") {
        $0.append(position: geometry.positions[geometry.pathStarts[$1]])
      }
    } else {
      append("null")
    }
  }

  private mutating func append(polygons paths: Range<Int>, of geometry: GeometryArray) {
    append("{\"type\":\"MultiPolygon\",\"coordinates\":[")
    var isFirst = true
    for path in paths where geometry.pathRoles[path] != .line && geometry.pathRoles[path] != .point
    {
      let isShell = geometry.pathRoles[path] == .shell
      if !isFirst { append(isShell ? "],[" : ",") } else { append("[") }
      isFirst = false
      append(ring: path, of: geometry, counterClockwise: isShell)
    }
    append(isFirst ? "]}" : "]]}")
  }

  private mutating func append(
    members: [Int], _ type: String, _ appendMember: (inout TextBuffer, Int) -> Void
  ) {
    append("{\"type\":\"\(type)\",\"coordinates\":[")
    for (index, member) in members.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendMember(&self, member)
    }
    append("]}")
  }

  /// Appends a ring in the given direction, which is that of the rounded positions: rounding can turn
  /// a sliver over.
  private mutating func append(
    ring path: Int, of geometry: GeometryArray, counterClockwise: Bool
  ) {
    let range = geometry.range(ofPath: path)
    // A span spares counting references for every position.
    let positions = geometry.positions.span
    let isTurned = roundedArea(range, of: geometry) < 0
    append(UInt8(ascii: "["))
    for step in 0..<range.count {
      if step > 0 { append(UInt8(ascii: ",")) }
      let index =
        isTurned == counterClockwise ? range.upperBound - 1 - step : range.lowerBound + step
      append(position: positions[index])
    }
    append(UInt8(ascii: "]"))
  }

  private mutating func append(path: Int, of geometry: GeometryArray) {
    append(UInt8(ascii: "["))
    let range = geometry.range(ofPath: path)
    for index in range {
      if index > range.lowerBound { append(UInt8(ascii: ",")) }
      append(position: geometry.positions[index])
    }
    append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private mutating func append(position: Position) {
    append(UInt8(ascii: "["))
    append(position.x, decimals: coordinateDecimals)
    append(UInt8(ascii: ","))
    append(position.y, decimals: coordinateDecimals)
    append(UInt8(ascii: "]"))
  }
}

/// Twice the signed area of a ring whose positions are rounded as they are written.
private func roundedArea(_ range: Range<Int>, of geometry: GeometryArray) -> Double {
  let scale = 1e7
  guard let first = range.first else { return 0 }
  let origin = (geometry.positions[first] * scale).rounded(.toNearestOrEven)
  var sum = 0.0
  var before = Position.zero
  for index in range {
    let here = (geometry.positions[index] * scale).rounded(.toNearestOrEven) - origin
    sum += before.x * here.y - here.x * before.y
    before = here
  }
  return sum
}
