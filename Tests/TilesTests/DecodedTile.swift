import Foundation

/// A tile as its bytes say, by a reader that knows nothing but the specification of Mapbox Vector Tile 2.1.
struct DecodedTile {
  struct Feature: Equatable {
    var id: UInt64?
    /// 1 for points, 2 for lines, 3 for surfaces.
    var kind = 0
    var properties: [String: Value] = [:]
    /// Points, lines, or rings with their first place repeated at the end.
    var paths: [[SIMD2<Int>]] = []
  }

  struct Layer: Equatable {
    var name = ""
    var version = 0
    var extent = 0
    var features: [Feature] = []
  }

  enum Value: Equatable {
    case text(String)
    case number(Double)
    case unsigned(UInt64)
    case signed(Int64)
    case boolean(Bool)
  }

  var layers: [Layer] = []

  init(_ bytes: [UInt8]) {
    for field in fields(bytes[...]) where field.number == 3 { layers.append(Layer(field.bytes)) }
  }
}

/// A field of a message: a whole number, or bytes.
private struct Field {
  var number: UInt64
  var value: UInt64 = 0
  var bytes: ArraySlice<UInt8> = []
}

private func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
  var (value, shift) = (UInt64(0), UInt64(0))
  while let byte = bytes.popFirst() {
    value |= UInt64(byte & 0x7F) << shift
    if byte < 0x80 { break }
    shift += 7
  }
  return value
}

private func varints(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
  var (rest, values) = (bytes, [UInt64]())
  while !rest.isEmpty { values.append(varint(&rest)) }
  return values
}

private func unzigzag(_ value: UInt64) -> Int64 { Int64(value >> 1) ^ -Int64(value & 1) }

private func fields(_ bytes: ArraySlice<UInt8>) -> [Field] {
  var (rest, fields) = (bytes, [Field]())
  while !rest.isEmpty {
    let key = varint(&rest)
    var field = Field(number: key >> 3)
    switch key & 7 {
    case 0: field.value = varint(&rest)
    case 1:
      field.bytes = rest.prefix(8)
      rest = rest.dropFirst(8)
    default:
      let count = Int(varint(&rest))
      field.bytes = rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    fields.append(field)
  }
  return fields
}

extension DecodedTile.Layer {
  fileprivate init(_ bytes: ArraySlice<UInt8>) {
    let all = fields(bytes)
    let keys = all.filter { $0.number == 3 }.map { String(decoding: $0.bytes, as: UTF8.self) }
    let values = all.filter { $0.number == 4 }.map { DecodedTile.Value($0.bytes) }
    for field in all {
      switch field.number {
      case 1: name = String(decoding: field.bytes, as: UTF8.self)
      case 2: features.append(DecodedTile.Feature(field.bytes, keys, values))
      case 5: extent = Int(field.value)
      case 15: version = Int(field.value)
      default: break
      }
    }
  }
}

extension DecodedTile.Value {
  fileprivate init(_ bytes: ArraySlice<UInt8>) {
    let field = fields(bytes)[0]
    switch field.number {
    case 1: self = .text(String(decoding: field.bytes, as: UTF8.self))
    case 3:
      let bits = field.bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      self = .number(Double(bitPattern: bits))
    case 5: self = .unsigned(field.value)
    case 6: self = .signed(unzigzag(field.value))
    default: self = .boolean(field.value != 0)
    }
  }
}

extension DecodedTile.Feature {
  fileprivate init(_ bytes: ArraySlice<UInt8>, _ keys: [String], _ values: [DecodedTile.Value]) {
    for field in fields(bytes) {
      switch field.number {
      case 1: id = field.value
      case 2:
        let tags = varints(field.bytes)
        for index in stride(from: 0, to: tags.count, by: 2) {
          properties[keys[Int(tags[index])]] = values[Int(tags[index + 1])]
        }
      case 3: kind = Int(field.value)
      default: read(varints(field.bytes))
      }
    }
  }

  private mutating func read(_ commands: [UInt64]) {
    var (index, cursor) = (0, SIMD2(0, 0))
    while index < commands.count {
      let (command, count) = (commands[index] & 7, Int(commands[index] >> 3))
      index += 1
      if command == 7 {
        paths[paths.count - 1].append(paths[paths.count - 1][0])
        continue
      }
      for _ in 0..<count {
        cursor &+= SIMD2(Int(unzigzag(commands[index])), Int(unzigzag(commands[index + 1])))
        index += 2
        if command == 1 { paths.append([]) }
        paths[paths.count - 1].append(cursor)
      }
    }
  }
}

/// Twice the area within a ring, positive where it runs clockwise to the eye in a tile.
func doubleArea(_ ring: [SIMD2<Int>]) -> Int {
  zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y }
}
