import Testing
import Workers

@testable import Tiles

/// Bytes by hand, and the examples of Mapbox Vector Tile 2.1, section 4.3.5.
@Suite struct VectorTileBytesTests {
  @Test func `numbers of either sign are zigzag, in groups of seven bits`() {
    #expect([0, -1, 1, -2, 2, 4096, -4096].map(zigzag) == [0, 1, 2, 3, 4, 8192, 8191])
    var bytes = ByteBuffer()
    for value in [0, 127, 128, 300] as [UInt64] { bytes.append(varint: value) }
    #expect(Array(bytes.bytes) == [0, 127, 0x80, 1, 0xAC, 2])
  }

  @Test func `commands are those of the specification's examples`() {
    var point = GeometryCommands()
    point.append(points: [TilePlace(25, 17)])
    #expect(Array(point.bytes.bytes) == [9, 50, 34])

    var points = GeometryCommands()
    points.append(points: [TilePlace(5, 7), TilePlace(3, 2)])
    #expect(Array(points.bytes.bytes) == [17, 10, 14, 3, 9])

    var lines = GeometryCommands()
    lines.append(line: [TilePlace(2, 2), TilePlace(2, 10), TilePlace(10, 10)])
    lines.append(line: [TilePlace(1, 1), TilePlace(3, 5)])
    #expect(
      Array(lines.bytes.bytes) == [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8])

    var polygon = GeometryCommands()
    polygon.append(ring: [TilePlace(3, 6), TilePlace(8, 12), TilePlace(20, 34)])
    #expect(Array(polygon.bytes.bytes) == [9, 6, 12, 18, 10, 12, 24, 44, 15])
  }

  @Test func `a layer is the bytes that one writes by hand`() {
    var layer = VectorTileLayer(name: "a")
    let key = layer.add(key: "k")
    let value = layer.number(of: .integer(-1))
    var geometry = GeometryCommands()
    geometry.append(points: [TilePlace(25, 17)])
    layer.add(id: 7, .points, geometry.bytes.bytes, [(key, value)])
    #expect(
      layer.bytes() == [
        0x1A, 30,  // field 3: a layer of 30 bytes
        0x78, 2,  // field 15: version 2
        0x0A, 1, 97,  // field 1: the name
        0x12, 13,  // field 2: a feature of 13 bytes
        0x08, 7, 0x12, 2, 0, 0, 0x18, 1, 0x22, 3, 9, 50, 34,  // id, tags, kind, geometry
        0x1A, 1, 107,  // field 3: the key
        0x22, 2, 0x30, 1,  // field 4: the value, a signed number
        0x28, 0x80, 0x20,  // field 5: 4,096
      ])
    #expect(VectorTileLayer(name: "nothing").bytes().isEmpty)
  }

  @Test func `each type of value comes back, and equal ones stand once`() {
    var layer = VectorTileLayer(name: "a")
    let values: [TileValue] = [
      .text("Ĳsselstein"), .integer(3), .integer(-3), .number(0.5), .boolean(true), .text(""),
    ]
    let tags = values.enumerated().map { index, value in
      (key: layer.add(key: "k\(index)"), value: layer.number(of: value))
    }
    #expect(layer.number(of: .integer(-3)) == 2)
    layer.add(id: nil, .points, [9, 50, 34], tags)
    let feature = DecodedTile(layer.bytes()).layers[0].features[0]
    #expect(feature.id == nil)
    #expect(
      feature.properties == [
        "k0": .text("Ĳsselstein"), "k1": .unsigned(3), "k2": .signed(-3), "k3": .number(0.5),
        "k4": .boolean(true), "k5": .text(""),
      ])
  }
}
