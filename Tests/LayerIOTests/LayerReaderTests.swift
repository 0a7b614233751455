import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What comes out of a file, and what is said of what does not.
@Suite struct LayerReaderTests {
  let folder: TemporaryFolder
  let reader: LayerReader

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
  }

  private func read(
    _ text: String, as name: String = "a.geojson",
    _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> Layer {
    var options = SourceOptions(source: try folder.write(text, to: name), role: "test")
    options.crs = "EPSG:28992"
    change(&options)
    return try reader.read(options)
  }

  private func features(_ parts: String...) -> String {
    #"{"type":"FeatureCollection","features":["# + parts.joined(separator: ",") + "]}"
  }

  private func feature(_ geometry: String, _ properties: String = "{}") -> String {
    #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
  }

  private let square = """
    {"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]}
    """
  private let bowTie = """
    {"type":"Polygon","coordinates":[[[0,0],[4,4],[4,0],[0,4],[0,0]]]}
    """

  // MARK: One file in several roles

  @Test func `layers of one file are what each is when it is read alone`() throws {
    var generator = SeededGenerator(seed: 5)
    let shapes = (0..<400).map { number -> String in
      let ring = (0..<6).map { _ in
        "[\(Int.random(in: 0..<99, using: &generator)),\(Int.random(in: 0..<99, using: &generator))]"
      }
      let corners = (ring + [ring[0]]).joined(separator: ",")
      let geometry = "{\"type\":\"Polygon\",\"coordinates\":[[\(corners)]]}"
      return feature(geometry, "{\"id\":\"\(number % 300)\",\"even\":\(number % 2 == 0)}")
    }
    let source = try folder.write(
      "{\"type\":\"FeatureCollection\",\"features\":[\(shapes.joined(separator: ","))]}",
      to: "a.geojson")
    var roles = (0..<4).map { SourceOptions(source: source, role: "role \($0)", crs: "EPSG:28992") }
    roles[1].keepsOriginals = true
    (roles[1].idField, roles[1].fields) = ("id", .only(["id"]))
    roles[2].filter = [FieldCondition(field: "even", test: .oneOf([.boolean(true)]))]
    roles[3].reach = 2
    for threads in [1, 3] {
      let reader = try LayerReader(workingSystem: self.reader.workingSystem, threads: threads)
      let together = try reader.readAll(roles)
      #expect(together[0].record.repaired.count > 100)
      for (layer, role) in zip(together, roles) {
        let alone = try reader.read(role)
        #expect(layer.geometry == alone.geometry)
        #expect(layer.record.repaired == alone.record.repaired)
        #expect(layer.record.dropped == alone.record.dropped)
        #expect(layer.record.role == role.role)
      }
    }
  }

  // MARK: What is kept

  @Test func `a bow-tie keeps both its lobes and is counted with its area`() throws {
    let layer = try read(features(feature(square), feature(bowTie)))
    #expect(layer.geometry.area(of: 0) == 100)
    #expect(layer.geometry.area(of: 1) == 8)
    let repair = try #require(layer.record.repaired.first)
    #expect(repair.feature == 2 && repair.areaBefore == 0 && repair.areaAfter == 8)
  }

  @Test func `points and lines become surfaces of the width asked for`() throws {
    let point = try read(features(feature(#"{"type":"Point","coordinates":[5,5]}"#))) {
      $0.radius = 2
    }
    #expect(abs(point.geometry.area(of: 0) - 4 * Double.pi) < 1e-9)
    let line = try read(
      features(feature(#"{"type":"LineString","coordinates":[[0,0],[100,0]]}"#))
    ) {
      $0.width = 2.5
      $0.keepsOriginals = true
    }
    #expect(abs(line.geometry.area(of: 0) - 250) < 1e-9 && line.geometry.length(of: 0) == 100)
  }

  @Test func `filters count what they leave out`() throws {
    let text = features(
      feature(square, #"{"status":"leeg","jaar":2020}"#),
      feature(square, #"{"status":"leeg","jaar":2025}"#), feature(square, #"{"status":"vol"}"#))
    let layer = try read(text) {
      $0.filter = [
        FieldCondition(field: "status", test: .oneOf([.text("leeg")])),
        FieldCondition(field: "jaar", test: .before(2024)),
      ]
    }
    #expect(layer.count == 1 && layer.record.filtered == 2 && layer.record.read == 3)
  }

  @Test(arguments: [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
  func `text in windows-1252 is read and noted, also behind a mark of UTF-8`(
    mark: [UInt8]
  ) throws {
    let text = features(feature(square, #"{"naam":"caf\#u{e9} \#u{92}40"}"#))
    let bytes = mark + text.unicodeScalars.map { UInt8($0.value) }
    let path = try folder.write(bytes, to: "latin.geojson")
    let layer = try reader.read(
      SourceOptions(source: path, role: "test", crs: "EPSG:28992", fields: .only(["naam"])))
    #expect(layer.attributes.column("naam")?[0] == .text("café ’40"))
    #expect(layer.record.notes.contains { $0.kind == .encoding })
  }

  // MARK: What is dropped

  @Test func `null and empty geometry and bare points are dropped with their reason`() throws {
    let layer = try read(
      features(
        feature("null"), feature(#"{"type":"Polygon","coordinates":[]}"#),
        feature(#"{"type":"Point","coordinates":[1,2]}"#), feature(square)))
    #expect(
      layer.record.dropped.map(\.reason) == [.nullGeometry, .nullGeometry, .unsuitableGeometry])
    #expect(layer.record.dropped[2].place == [1, 2])
    #expect(layer.record.read == layer.record.used + layer.record.dropped.count)
  }

  @Test func `a hole without an outer ring leaves nothing, and cuts nothing from another polygon`()
    throws
  {
    let alone = #"{"type":"Polygon","coordinates":[[],[[1,1],[2,1],[2,2],[1,1]]]}"#
    let beside = """
      {"type":"MultiPolygon","coordinates":[
      [[[0,0],[9,0],[9,9],[0,0]]],[[],[[5,1],[6,1],[6,2],[5,1]]]]}
      """
    let layer = try read(features(feature(alone), feature(beside)))
    let dropped = try #require(layer.record.dropped.first)
    #expect(dropped.feature == 1 && dropped.reason == .brokenGeometry)
    #expect(dropped.detail.en == "a polygon has holes but no outer ring")
    #expect(layer.sourceFeatures == [2] && layer.geometry.area(of: 0) == 40.5)
    #expect(layer.record.notes.contains { $0.kind == .partsLeftOut && $0.count == 1 })
  }

  @Test func `an empty polygon among others is passed over`() throws {
    let layer = try read(
      features(
        feature(#"{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]]],[[]],[]]}"#),
        feature(#"{"type":"Polygon","coordinates":[[]]}"#)))
    #expect(layer.count == 1 && layer.geometry.area(of: 0) == 8)
    #expect(layer.record.dropped.map(\.reason) == [.nullGeometry])
  }

  @Test func `a position that no projection can hold drops its feature and is told`() throws {
    let north = feature(#"{"type":"LineString","coordinates":[[5,0],[93,0]]}"#)
    let near = feature(#"{"type":"LineString","coordinates":[[3,0],[3,1]]}"#)
    let path = try folder.write(features(near, north, near), to: "pole.geojson")
    let zone31 = try LayerReader(workingSystem: CoordinateSystem("EPSG:32631"), threads: 2)
    let layer = try zone31.read(
      SourceOptions(source: path, role: "test", keepsOriginals: true))
    #expect(layer.sourceFeatures == [1, 3])
    let dropped = try #require(layer.record.dropped.first)
    #expect(dropped.reason == .badCoordinate && dropped.feature == 2 && dropped.place == [93, 0])
    // The first degree of a meridian of WGS84, 110,574.4 m, at the zone's scale of 0.9996.
    #expect(abs(layer.geometry.length(of: 1) - 110_530.2) < 0.1)
  }

  @Test func `a position that no place on Earth has drops its feature and is told`() throws {
    let far = feature(
      #"{"type":"Polygon","coordinates":[[[1e300,0],[1e301,0],[0,1e300],[1e300,0]]]}"#)
    let layer = try read(features(feature(square), far))
    #expect(layer.sourceFeatures == [1])
    let dropped = try #require(layer.record.dropped.first)
    #expect(dropped.reason == .badCoordinate && dropped.place == [1e300, 0])
  }

  // MARK: What stops the reading

  @Test func `a wrong path and a folder are told apart`() {
    #expect {
      try reader.read(SourceOptions(source: folder.path + "/none.geojson", role: "test"))
    } throws: {
      "\($0)".contains("There is no such file")
    }
    #expect {
      try reader.read(SourceOptions(source: folder.path, role: "test"))
    } throws: {
      "\($0)".contains("This is a folder")
    }
  }

  @Test func `truncated JSON, other text and empty files are refused`() {
    #expect { try read(String(features(feature(square)).dropLast(20))) } throws: {
      "\($0)".contains("it is truncated")
    }
    #expect { try read("<html></html>") } throws: { "\($0)".contains("The file is not JSON") }
    #expect { try read("") } throws: { "\($0)".contains("The file is empty") }
    #expect { try read(#"{"type":"FeatureCollection","features":[]}"#) } throws: {
      "\($0)".contains("The layer is empty")
    }
    #expect { try read(features(feature(#"{"type":"Point","coordinates":[NaN,1]}"#))) } throws: {
      "\($0)".contains("feature 1") && "\($0)".contains("line 1")
    }
  }

  @Test func `features one a line are told from broken JSON, with what to do`() {
    let line = feature(square)
    for text in ["\(line)\n\(line)\n", "\u{1E}\(line)\n"] {
      #expect { try read(text) } throws: { "\($0)".contains("Rename it to end in .geojsonl") }
    }
  }

  @Test func `of two arrays of features the first counts, even with an escaped name`() throws {
    let text = #"{"type":"FeatureCollection","featu\u0072es":[\#(feature(square))],"#
    let layer = try read(text + #""features":[\#(feature(bowTie)),\#(feature(bowTie))]}"#)
    #expect(layer.count == 1 && layer.geometry.area(of: 0) == 100)
  }

  @Test func `of members with one name the first counts, wherever they stand`() throws {
    let body = """
      "type":"Feature","type":"Feat","geometry":\(square),"geometry":null,
      "properties":{"a":1,"a":"2","b":"x","a":null,"b":"yy"},"properties":{"a":3}
      """
    let system = #""crs":{"properties":{"name":"EPSG:28992","name":"EPSG:4326"}}"#
    let layer = try read(
      #"{"type":"FeatureCollection","type":"no","features":[{\#(body)}],\#(system),"crs":null}"#
    ) {
      $0.crs = nil
      $0.fields = .only(["a", "b"])
    }
    #expect(layer.geometry.area(of: 0) == 100)
    #expect(layer.attributes.column("a")?[0] == .integer(1))
    #expect(layer.attributes.column("b")?[0] == .text("x"))
    #expect(!layer.record.notes.contains { $0.kind == .coordinateSystem && !$0.isWarning })
  }

  @Test(arguments: [#""naam":"caf\#u{e9}","#, #""bron":{"a":["\#u{e9}"]},"#])
  func `text that is not UTF-8 is seen before and behind the features as well`(
    member: String
  ) throws {
    let list = #""features":[\#(feature(square, #"{"naam":"Plein ’40"}"#))]"#
    let type = #""type":"FeatureCollection""#
    for text in ["{\(member)\(type),\(list)}", "{\(type),\(list),\(member.dropLast())}"] {
      let bytes = text.unicodeScalars.flatMap {
        $0 == "\u{e9}" ? [0xE9 as UInt8] : Array(String($0).utf8)
      }
      let path = try folder.write(bytes, to: "behind.geojson")
      let layer = try reader.read(
        SourceOptions(source: path, role: "test", crs: "EPSG:28992", fields: .only(["naam"])))
      #expect(layer.attributes.column("naam")?[0] == .text("Plein ’40"))
      #expect(layer.record.notes.contains(.windows1252(count: 1)))
    }
  }

  @Test(arguments: [#""EPSG:28992""#, #"{"type":"link","properties":{"href":"a"}}"#, "null", "{}"])
  func `a crs member that names no system is told`(member: String) throws {
    let layer = try read(
      #"{"type":"FeatureCollection","crs":\#(member),"features":[\#(feature(square))]}"#)
    #expect(layer.record.notes.contains { $0.text.en.contains("names no system") })
  }

  @Test func `a wrong field name is told with the nearest one`() {
    #expect {
      try read(features(feature(square, #"{"planjaar":2030}"#))) {
        $0.fields = .only(["plan_jaar"])
      }
    } throws: {
      "\($0)".contains("Did you mean 'planjaar'?")
    }
  }

  @Test func `RD numbers called WGS84 stop with the likely system named`() {
    let rd = #"{"type":"Point","coordinates":[136000,456000]}"#
    #expect {
      try read(features(feature(rd))) {
        $0.crs = nil
        $0.radius = 1
      }
    } throws: {
      "\($0)".contains("EPSG:28992 (Amersfoort / RD New)") && "\($0)".contains("can't be degrees")
    }
  }

  @Test func `an unknown coordinate system is named`() {
    #expect { try read(features(feature(square))) { $0.crs = "EPSG:99999" } } throws: {
      "\($0)".contains("'EPSG:99999' is not known")
    }
  }

  @Test func `a working system in degrees is refused`() {
    #expect(throws: SourceError.self) {
      try LayerReader(workingSystem: CoordinateSystem("EPSG:4326"), threads: 1)
    }
  }
}
