import Geometry
import LayerIO
import Workers

/// Writes geometries as GeoJSON objects. Holds one ring or line at a time.
struct GeometryText {
  private let geometry: RoundedGeometry
  private var steps: GridSteps
  /// Steps of the ring or line under way, and their decimals.
  private var path: [GridStep] = []
  private var format = Self.usualFormat
  /// The box of what was written.
  private(set) var box = StepBox()

  private static let usualFormat = DecimalFormat(decimals: RoundedGeometry.usualDecimals)

  /// The text of rounded rows.
  init(_ geometry: RoundedGeometry) {
    self.geometry = geometry
    steps = GridSteps(
      geometry.source.array, geometry.interpolation, decimals: RoundedGeometry.usualDecimals)
  }

  /// Appends a row's geometry: MultiPolygon, or lines or points by the kind of its first path, or
  /// `null` where it has no paths.
  mutating func append(_ row: Int, to buffer: inout ByteBuffer) {
    let paths = geometry.source.paths(of: row)
    guard let replacement = geometry.replacement(of: paths) else {
      return append(paths, of: geometry.source.array, to: &buffer) {
        $0.steps.take($1, into: &$0.path)
      }
    }
    format = DecimalFormat(decimals: replacement.decimals)
    let array = geometry.replacements
    let before = exchange(&box, with: StepBox())
    append(array.paths(of: replacement.feature), of: array, to: &buffer) {
      $0.path = array.positions[array.range(ofPath: $1)].map {
        GridStep(Int64($0.x), Int64($0.y))
      }
    }
    format = Self.usualFormat
    let finer = replacement.decimals - RoundedGeometry.usualDecimals
    box = box.inSteps(of: (0..<finer).reduce(1) { size, _ in size * 10 })
    box.add(before)
  }

  /// Appends paths of an array, which `take` brings to the grid.
  private mutating func append(
    _ paths: Range<Int>, of array: GeometryArray, to buffer: inout ByteBuffer,
    taking take: (inout GeometryText, Int) -> Void
  ) {
    let roles = array.pathRoles
    guard let first = paths.first else { return buffer.append("null") }
    switch roles[first] {
    case .shell, .hole: append(polygons: paths, roles, to: &buffer, taking: take)
    case .line:
      append(paths.filter { roles[$0] == .line }, "LineString", to: &buffer) {
        take(&$0, $1)
        // A line without length still has two ends.
        if $0.path.count == 1 { $0.path += $0.path }
        $0.appendPath(to: &$2)
      }
    case .point:
      append(paths.filter { roles[$0] == .point }, "Point", to: &buffer) {
        take(&$0, $1)
        $0.append($0.path[0], to: &$2)
      }
    }
  }

  private mutating func append(
    polygons paths: Range<Int>, _ roles: [PathRole], to buffer: inout ByteBuffer,
    taking take: (inout GeometryText, Int) -> Void
  ) {
    buffer.append("{\"type\":\"MultiPolygon\",\"coordinates\":[")
    var isFirst = true
    for number in paths where roles[number] <= .hole {
      let isShell = roles[number] == .shell
      buffer.append(isFirst ? "[" : isShell ? "],[" : ",")
      isFirst = false
      take(&self, number)
      appendRing(counterClockwise: isShell, to: &buffer)
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

  /// Appends the ring under way in the given direction, which is that on the grid: rounding can turn a
  /// sliver over.
  private mutating func appendRing(counterClockwise: Bool, to buffer: inout ByteBuffer) {
    if doubleArea(path.span) < 0 { path.reverse() }
    if !counterClockwise { path.reverse() }
    appendPath(to: &buffer)
  }

  private mutating func appendPath(to buffer: inout ByteBuffer) {
    for index in path.indices {
      buffer.append(UInt8(ascii: index == 0 ? "[" : ","))
      append(path[index], to: &buffer)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private mutating func append(_ step: GridStep, to buffer: inout ByteBuffer) {
    box.add(step)
    buffer.append(UInt8(ascii: "["))
    buffer.append(scaled: step.x, format)
    buffer.append(UInt8(ascii: ","))
    buffer.append(scaled: step.y, format)
    buffer.append(UInt8(ascii: "]"))
  }
}

/// Twice the signed area of a ring.
private func doubleArea(_ ring: Span<GridStep>) -> Double {
  guard !ring.isEmpty else { return 0 }
  let origin = ring[0]
  var sum = 0.0
  var before = Position.zero
  for index in ring.indices {
    let step = ring[index] &- origin
    let here = Position(Double(step.x), Double(step.y))
    sum += before.x * here.y - here.x * before.y
    before = here
  }
  return sum
}
