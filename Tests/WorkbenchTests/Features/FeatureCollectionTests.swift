import Foundation
import Geometry
import LayerIO
import Testing
import Workers

@testable import Workbench

@Suite struct `Collection of features` {
  private let systems: [PublishedSystem]

  init() throws { systems = try PublishedSystem.all(for: CoordinateSystem("EPSG:28992")) }

  private func collection(
    _ key: String, _ columns: [VectorTable.Column], _ geometry: GeometryArray? = nil
  ) throws -> FeatureCollection {
    let kind = try #require(CollectionKind.all.first { $0.key == key })
    let table = VectorTable(
      name: key, columns: columns, geometryKind: geometry == nil ? .none : .mixed,
      geometry: geometry ?? GeometryArray())
    return FeatureCollection(
      CollectionName(scenario: "base", kind: key), kind, table,
      working: try CoordinateSystem("EPSG:28992"), threads: 2)
  }

  private func rows(_ collection: FeatureCollection, _ parameters: (String, String)...) throws
    -> [Int]
  {
    try collection.rows(
      FeatureQuery(
        parameters.map { QueryParameter($0, $1) }, columns: collection.table.columns,
        systems: systems))
  }

  @Test func `rows without geometry are features without a place, which no box finds`() throws {
    let collection = try collection(
      "programme",
      [VectorTable.Column(name: "year", values: .integer([2030, 2031, nil]))])
    var buffer = ByteBuffer()
    try collection.features(in: systems[0]).append([0, 2], to: &buffer)
    let text = String(decoding: buffer.bytes, as: UTF8.self)
    #expect(
      text == """
        {"type":"Feature","id":1,"properties":{"year":2030},"geometry":null},
        {"type":"Feature","id":3,"properties":{"year":null},"geometry":null}
        """)
    #expect(try rows(collection, ("bbox", "-180,-90,180,90")) == [])
    #expect(try rows(collection, ("datetime", "2031-06-01")) == [1, 2])
    #expect(collection.row(withID: "3") == 2 && collection.row(withID: "4") == nil)
  }

  @Test func `a box meets points, lines and what lies around it, and not a hole`() throws {
    var geometry = GeometryArray()
    func add(_ role: PathRole, _ places: [(Double, Double)]) {
      for (x, y) in places { geometry.append(Position(155_000 + x, 463_000 + y)) }
      geometry.endPath(role)
    }
    add(.shell, [(0, 0), (90, 0), (90, 90), (0, 90), (0, 0)])
    add(.hole, [(30, 30), (30, 60), (60, 60), (60, 30), (30, 30)])
    geometry.endFeature()
    add(.point, [(45, 45)])
    add(.point, [(500, 500)])
    geometry.endFeature()
    add(.line, [(0, 100), (100, 0)])
    geometry.endFeature()
    let collection = try collection(
      "works", [VectorTable.Column(name: "n", values: .integer([1, 2, 3]))], geometry)
    func found(_ box: (Double, Double, Double, Double)) throws -> [Int] {
      let (x, y) = (155_000.0, 463_000.0)
      return try rows(
        collection, ("bbox", "\(x + box.0),\(y + box.1),\(x + box.2),\(y + box.3)"),
        ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/28992"))
    }
    #expect(try found((40, 40, 50, 50)) == [1, 2])
    #expect(try found((35, 35, 40, 40)) == [])
    #expect(try found((10, 10, 20, 20)) == [0])
    #expect(try found((-10, -10, 600, 600)) == [0, 1, 2])
    #expect(try found((200, 200, 300, 300)) == [])
    #expect(try found((95, 95, 99, 99)) == [])
    #expect(try found((90, 90, 99, 99)) == [0])
  }
}
