/// A geometry that can be written as GeoJSON, well-known text and well-known binary (OGC Simple Features).
indirect enum SmallShape: Sendable {
  typealias Positions = [[Double]]
  /// A point without a place is empty.
  case point([Double])
  case line(Positions)
  case polygon([Positions])
  /// Members of one kind: 1 points, 2 lines, 3 polygons.
  case multi(Int, [SmallShape])
  case collection([SmallShape])

  private static let names = ["", "Point", "LineString", "Polygon"]

  private var code: Int {
    switch self {
    case .point: 1
    case .line: 2
    case .polygon: 3
    case .multi(let kind, _): kind + 3
    case .collection: 7
    }
  }

  private var name: String {
    switch self {
    case .multi(let kind, _): "Multi" + Self.names[kind]
    case .collection: "GeometryCollection"
    default: Self.names[code]
    }
  }

  private var hasHeights: Bool {
    switch self {
    case .point(let position): position.count > 2
    case .line(let positions): positions.contains { $0.count > 2 }
    case .polygon(let rings): rings.joined().contains { $0.count > 2 }
    case .multi(_, let members), .collection(let members): members.contains(where: \.hasHeights)
    }
  }

  // MARK: GeoJSON

  var json: String {
    guard case .collection(let members) = self else {
      return #"{"type":"\#(name)","coordinates":\#(coordinates)}"#
    }
    let list = members.map(\.json).joined(separator: ",")
    return #"{"type":"\#(name)","geometries":[\#(list)]}"#
  }

  private var coordinates: String {
    switch self {
    case .point(let position): "\(position)"
    case .line(let positions): "\(positions)"
    case .polygon(let rings): "\(rings)"
    case .multi(_, let members), .collection(let members):
      "[" + members.map(\.coordinates).joined(separator: ",") + "]"
    }
  }

  // MARK: Text

  var text: String { name.uppercased() + (hasHeights ? " Z " : " ") + body }

  private var body: String {
    switch self {
    case .point(let position): return Self.list(position.isEmpty ? [] : [Self.text(position)])
    case .line(let positions): return Self.list(positions.map(Self.text))
    case .polygon(let rings): return Self.list(rings.map { Self.list($0.map(Self.text)) })
    case .multi(_, let members): return Self.list(members.map(\.body))
    case .collection(let members): return Self.list(members.map(\.text))
    }
  }

  private static func list(_ parts: [String]) -> String {
    parts.isEmpty ? "EMPTY" : "(" + parts.joined(separator: ",") + ")"
  }

  private static func text(_ position: [Double]) -> String {
    position.map { "\($0)" }.joined(separator: " ")
  }

  // MARK: Binary

  /// Little-endian, as ISO writes heights.
  var binary: [UInt8] {
    [1] + Self.bytes(code + (hasHeights ? 1000 : 0)) + content
  }

  private var content: [UInt8] {
    switch self {
    case .point(let position): (position.isEmpty ? [.nan, .nan] : position).flatMap(Self.bytes)
    case .line(let positions): Self.bytes(positions)
    case .polygon(let rings): Self.bytes(rings.count) + rings.flatMap(Self.bytes)
    case .multi(_, let members), .collection(let members):
      Self.bytes(members.count) + members.flatMap(\.binary)
    }
  }

  private static func bytes(_ positions: Positions) -> [UInt8] {
    bytes(positions.count) + positions.joined().flatMap(bytes)
  }

  private static func bytes(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(value >> (8 * $0) & 255) }
  }

  private static func bytes(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }
}
