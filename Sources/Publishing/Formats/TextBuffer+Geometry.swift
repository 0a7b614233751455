import Geometry

/// Decimals of longitudes and latitudes: 1e-7 degree is about 1 cm.
private let coordinateDecimals = 7

extension TextBuffer {
  /// Appends a feature's geometry as a GeoJSON object: MultiPolygon, or lines or points by the kind of
  /// its first path, or `null` where it has no paths.
  mutating func append(geometry feature: Int, of geometry: GeometryArray) {
    let paths = geometry.paths(of: feature)
    guard let first = paths.first else { return append("null") }
    switch geometry.pathRoles[first] {
    case .shell, .hole: append(polygons: paths, of: geometry)
    case .line:
      append(paths.filter { geometry.pathRoles[$0] == .line }, "LineString") {
        $0.append(path: $1, of: geometry)
      }
    case .point:
      append(paths.filter { geometry.pathRoles[$0] == .point }, "Point") {
        $0.append(position: geometry.positions[geometry.pathStarts[$1]])
      }
    }
  }

  private mutating func append(polygons paths: Range<Int>, of geometry: GeometryArray) {
    append("{\"type\":\"MultiPolygon\",\"coordinates\":[")
    var isFirst = true
    for path in paths where geometry.pathRoles[path] <= .hole {
      let isShell = geometry.pathRoles[path] == .shell
      if !isFirst { append(isShell ? "],[" : ",") } else { append("[") }
      isFirst = false
      append(ring: path, of: geometry, counterClockwise: isShell)
    }
    append(isFirst ? "]}" : "]]}")
  }

  /// Appends one member as a geometry of the type, more as its Multi kind.
  private mutating func append(
    _ members: [Int], _ type: String, _ appendMember: (inout TextBuffer, Int) -> Void
  ) {
    let isSingle = members.count == 1
    append("{\"type\":\"\(isSingle ? "" : "Multi")\(type)\",\"coordinates\":")
    if !isSingle { append(UInt8(ascii: "[")) }
    for (index, member) in members.enumerated() {
      if index > 0 { append(UInt8(ascii: ",")) }
      appendMember(&self, member)
    }
    append(isSingle ? "}" : "]}")
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
