import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Files as others delivered them, with the values that are right for them.
@Suite(.enabled(if: SharedFolder.has("cases/deliveries/README.md")))
struct DeliveriesTests {
  private func options(
    _ file: String, _ change: (inout SourceOptions) -> Void = { _ in }
  ) -> SourceOptions {
    var options = SourceOptions(
      source: SharedFolder.file("cases/deliveries/" + file), role: "test", fields: .all,
      keepsOriginals: true)
    change(&options)
    return options
  }

  private func read(
    _ file: String, _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> Layer {
    try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
      .read(options(file, change))
  }

  private func texts(_ layer: Layer, _ field: String) -> [String?] {
    (0..<layer.count).map { layer.attributes.column(field)?[$0].codeText }
  }

  @Test func `codes of GML`() throws {
    #expect(texts(try read("gml-leading-zero/buurten.gml"), "code") == ["0344", "0345"])
    #expect(texts(try read("gml-leading-zero/vakken.gml"), "nr") == ["007", "7", "0012"])
  }

  @Test func `a stale index of a GeoPackage`() throws {
    let whole = try read("gpkg-rtree-stale/vakken.gpkg")
    let west = Bounds(minX: 136_000, minY: 456_000, maxX: 136_100, maxY: 456_100)
    let near = (0..<whole.count).filter { whole.geometry.bounds(of: $0)?.intersects(west) ?? false }
    let part = try read("gpkg-rtree-stale/vakken.gpkg") { $0.within = west }
    #expect(near.count == 3 && part.sourceFeatures == near.map { whole.sourceFeatures[$0] })
  }

  @Test(arguments: ["vakken.gpkg", "meer.gpkg"])
  func `stored counts`(file: String) throws {
    #expect(try read("gpkg-count-stale/" + file).count == 6)
  }

  @Test(arguments: [
    "UP.SHP", "mix.shp", "noshx.shp", "long.shp", "noprj.shp", "nodbf.shp",
  ])
  func `parts of Shapefiles`(file: String) throws {
    let layer = try read("shapefile-parts/" + file) { $0.crs = "EPSG:28992" }
    #expect(layer.count == 3)
    #expect(
      layer.record.notes.contains { $0.text.en.contains(".dbf is missing") }
        == (file == "nodbf.shp"))
  }

  @Test(arguments: [
    "latin1_nocpg.shp", "latin1_cpgutf8.shp", "utf8_cpg1252.shp", "utf8_ldid57.shp",
    "utf8_nocpg.shp",
  ])
  func `names with signs of windows-1252`(file: String) throws {
    let names = texts(try read("dbf-encoding/" + file), "NAAM")
    #expect(names == ["Sint Janstraat é", "Groß-Gerau", "Plein ’40", "Œuvre", "Île"])
  }

  @Test func `names in CSV and GeoJSON`() throws {
    let csv = try read("dbf-encoding/cp1252.csv") {
      $0.crs = "EPSG:28992"
      $0.wkt = "wkt"
    }
    #expect(texts(csv, "naam") == ["Plein ’40"])
    let json = try read("dbf-encoding/cp1252.geojson") { $0.crs = "EPSG:28992" }
    #expect(json.record.notes.contains { $0.kind == .encoding })
    #expect(!texts(json, "naam").contains { $0?.contains("\u{92}") ?? true })
  }

  @Test func `a comma in a field of numbers`() throws {
    let layer = try read("dbf-dates/vakken.shp")
    #expect(texts(layer, "KOSTEN")[4] == "12,50")
    #expect(layer.record.notes.contains { $0.text.en.contains("'12,50'") })
    #expect(texts(layer, "AANLEG")[3] == "2026-02-30")
  }

  @Test(arguments: ["ewktq", "uri", "lower", "z", "zm", "tri", "unclosed"])
  func `dialects of well-known text`(file: String) throws {
    let layer = try read("csv-ewkt/\(file).csv") {
      $0.wkt = "wkt"
      $0.crs = ["ewktq", "uri"].contains(file) ? nil : "EPSG:28992"
    }
    #expect(layer.geometry.area(of: 0) == 5_000)
  }

  @Test func `a system before the text, without quotation marks, makes a value too many`() {
    let error = #expect(throws: SourceError.self) {
      try read("csv-ewkt/ewkt.csv") {
        $0.wkt = "wkt"
        $0.crs = "EPSG:28992"
      }
    }
    #expect(error?.problem.contains("line 2 (3)") == true)
  }

  @Test(arguments: ["bad", "comma", "wkbhex"])
  func `text that is no geometry`(file: String) throws {
    let record = try read("csv-ewkt/\(file).csv") {
      $0.wkt = "wkt"
      $0.crs = "EPSG:28992"
    }.record
    #expect(record.dropped.count == 1)
    #expect(record.dropped[0].detail.en.hasPrefix("the text of the geometry can't be read"))
  }

  @Test func `ids over 2 to the power of 53`() throws {
    let layer = try read("huge-ids/v.geojson")
    #expect(
      texts(layer, "nr") == [
        "2305843009223239036", "2305843009223239037", "9223372036854775808",
        "18446744073709551615", "9007199254740993",
      ])
  }
}
