import Geometry
import LayerIO

/// Writes geometries as GeoJSON objects. Holds one ring or line at a time.
struct GeometryText {
  /// Decimals of longitudes and latitudes: 1e-7 degree is about 1 cm.
  private static let format = DecimalFormat(decimals: 7)

  private let geometry: RowGeometry
  /// Brings positions to CRS84; nil where they are there already.
  private let interpolation: Interpolation?
  private let format = Self.format
  private var positions: [Position] = []

  /// The text of rows whose positions are brought to CRS84 by `interpolation`, where one is given.
  init(_ geometry: RowGeometry, _ interpolation: Interpolation?) {
    self.geometry = geometry
    self.interpolation = interpolation
  }

  /// Appends a row's geometry: MultiPolygon, or lines or points by the kind of its first path, or
  /// `null` where it has no paths.
  mutating func append(_ row: Int, to buffer: inout ByteBuffer) {
    let paths = geometry.paths(of: row)
    let roles = geometry.array.pathRoles
    guard let first = paths.first else { return buffer.append("null") }
    switch roles[first] {
    case .shell, .hole: append(polygons: paths, to: &buffer)
    case .line:
      append(paths.filter { roles[$0] == .line }, "LineString", to: &buffer) {
        $0.append(line: $1, to: &$2)
      }
    case .point:
      append(paths.filter { roles[$0] == .point }, "Point", to: &buffer) {
        $0.take($1)
        $0.append($0.positions[0], to: &$2)
      }
    }
  }

  private mutating func append(polygons paths: Range<Int>, to buffer: inout ByteBuffer) {
    buffer.append("{\"type\":\"MultiPolygon\",\"coordinates\":[")
    var isFirst = true
    for path in paths where geometry.array.pathRoles[path] <= .hole {
      let isShell = geometry.array.pathRoles[path] == .shell
      buffer.append(isFirst ? "[" : isShell ? "],[" : ",")
      isFirst = false
      append(ring: path, counterClockwise: isShell, to: &buffer)
    }
    buffer.append(isFirst ? "]}" : "]]}")
  }

  /// Appends one member as a geometry of the type, more as its Multi kind.
  private mutating func append(
    _ members: [Int], _ type: String, to buffer: inout ByteBuffer,
    _ appendMember: (inout GeometryText, Int, inout ByteBuffer) -> Void
  ) {
    let isSingle = members.count == 1
    buffer.append("{\"type\":\"\(isSingle ? "" : "Multi")\(type)\",\"coordinates\":")
    if !isSingle { buffer.append(UInt8(ascii: "[")) }
    for (index, member) in members.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      appendMember(&self, member, &buffer)
    }
    buffer.append(isSingle ? "}" : "]}")
  }

  /// Appends a ring in the given direction, which is that of the rounded positions: rounding can turn
  /// a sliver over.
  private mutating func append(
    ring path: Int, counterClockwise: Bool, to buffer: inout ByteBuffer
  ) {
    take(path)
    if roundedArea(positions.span) < 0 { positions.reverse() }
    if !counterClockwise { positions.reverse() }
    appendPositions(to: &buffer)
  }

  private mutating func append(line path: Int, to buffer: inout ByteBuffer) {
    take(path)
    appendPositions(to: &buffer)
  }

  /// Takes the positions of a path, in CRS84.
  private mutating func take(_ path: Int) {
    positions.removeAll(keepingCapacity: true)
    positions.append(contentsOf: geometry.array.positions[geometry.array.range(ofPath: path)])
    interpolation?.transform(&positions)
  }

  private func appendPositions(to buffer: inout ByteBuffer) {
    let positions = positions.span
    for index in positions.indices {
      buffer.append(UInt8(ascii: index == 0 ? "[" : ","))
      append(positions[index], to: &buffer)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private func append(_ position: Position, to buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "["))
    buffer.append(position.x, format)
    buffer.append(UInt8(ascii: ","))
    buffer.append(position.y, format)
    buffer.append(UInt8(ascii: "]"))
  }
}

/// Twice the signed area of a ring whose positions are rounded as they are written.
private func roundedArea(_ ring: Span<Position>) -> Double {
  let scale = 1e7
  guard !ring.isEmpty else { return 0 }
  let origin = (ring[0] * scale).rounded(.toNearestOrEven)
  var sum = 0.0
  var before = Position.zero
  for index in ring.indices {
    let here = (ring[index] * scale).rounded(.toNearestOrEven) - origin
    sum += before.x * here.y - here.x * before.y
    before = here
  }
  return sum
}
