import Workers

/// A layer of a vector tile as bytes: Protocol Buffers, by the messages of Mapbox Vector Tile 2.1, chapter 4. The
/// bytes of several layers one after the other are a tile.
struct VectorTileLayer {
  private let name: String
  private var keys: [String] = []
  private var values: [TileValue] = []
  private var numbers: [TileValue: UInt32] = [:]
  private var features = ByteBuffer()
  private var message = ByteBuffer(capacity: 256)
  private var tags = ByteBuffer(capacity: 256)

  init(name: String) { self.name = name }

  /// Adds a key, which must be new, and returns its number.
  mutating func add(key: String) -> UInt32 {
    keys.append(key)
    return UInt32(keys.count - 1)
  }

  /// The number of a value, which is added where it is new.
  mutating func number(of value: TileValue) -> UInt32 {
    if let number = numbers[value] { return number }
    let number = UInt32(values.count)
    numbers[value] = number
    values.append(value)
    return number
  }

  /// Adds a feature with properties as pairs of the numbers of a key and a value.
  mutating func add(
    id: UInt64?, _ kind: TileGeometryKind, _ geometry: ArraySlice<UInt8>,
    _ properties: [(key: UInt32, value: UInt32)]
  ) {
    message.removeAll()
    if let id {
      message.append(field: 1, .varint)
      message.append(varint: id)
    }
    tags.removeAll()
    for (key, value) in properties {
      tags.append(varint: UInt64(key))
      tags.append(varint: UInt64(value))
    }
    if tags.count > 0 { message.append(field: 2, bytes: tags.bytes) }
    message.append(field: 3, .varint)
    message.append(varint: UInt64(kind.rawValue))
    message.append(field: 4, bytes: geometry)
    features.append(field: 2, bytes: message.bytes)
  }

  /// The layer's part of a tile; empty without features, which a layer must have.
  func bytes() -> [UInt8] {
    guard features.count > 0 else { return [] }
    var layer = ByteBuffer(capacity: features.count + 1024)
    layer.append(field: 15, .varint)
    layer.append(varint: 2)
    layer.append(field: 1, text: name)
    layer.append(features.bytes.span)
    for key in keys { layer.append(field: 3, text: key) }
    for value in values { layer.append(value) }
    layer.append(field: 5, .varint)
    layer.append(varint: UInt64(TileFrame.extent))
    var tile = ByteBuffer(capacity: layer.count + 16)
    tile.append(field: 3, bytes: layer.bytes)
    return Array(tile.bytes)
  }
}

/// A value of a property.
enum TileValue: Hashable {
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
}

/// How the value of a field is written in Protocol Buffers.
enum WireType: UInt64 {
  case varint = 0
  case fixed64 = 1
  case bytes = 2
}

extension ByteBuffer {
  mutating func append(field number: UInt64, _ type: WireType) {
    append(varint: number << 3 | type.rawValue)
  }

  mutating func append(field number: UInt64, bytes: ArraySlice<UInt8>) {
    append(field: number, .bytes)
    append(varint: UInt64(bytes.count))
    append(bytes.span)
  }

  mutating func append(field number: UInt64, text: String) {
    append(field: number, bytes: Array(text.utf8)[...])
  }

  fileprivate mutating func append(_ value: TileValue) {
    var message = ByteBuffer(capacity: 64)
    switch value {
    case .text(let text): message.append(field: 1, text: text)
    case .number(let number):
      message.append(field: 3, .fixed64)
      message.append(raw: number.bitPattern.littleEndian)
    case .integer(let number) where number >= 0:
      message.append(field: 5, .varint)
      message.append(varint: UInt64(number))
    case .integer(let number):
      message.append(field: 6, .varint)
      message.append(varint: zigzag(Int64(number)))
    case .boolean(let flag):
      message.append(field: 7, .varint)
      message.append(varint: flag ? 1 : 0)
    }
    append(field: 4, bytes: message.bytes)
  }
}
