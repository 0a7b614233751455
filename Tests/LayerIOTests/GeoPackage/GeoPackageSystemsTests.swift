import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// GeoPackages that name two systems for one layer.
@Suite struct GeoPackageSystemsTests {
  private func read(
    contentsSay id: Int, columnsSay code: String = "EPSG:28992", within box: Bounds? = nil
  ) throws -> Layer {
    let folder = try TemporaryFolder()
    var options = try SampleFormat.geoPackage.write(
      SampleLayer(.polygons, count: 20, seed: 41), system: code, to: folder)
    try SQLiteDatabase(path: options.path).execute("UPDATE gpkg_contents SET srs_id = \(id)")
    options.within = box
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
      .read(options)
  }

  @Test(arguments: [(4326, "EPSG:4326"), (-1, "Undefined"), (31_370, "srs_id 31370")])
  func `the one of the geometry columns is taken, and both are named`(
    id: Int, name: String
  ) throws {
    let notes = try read(contentsSay: id).record.notes.filter { $0.kind == .coordinateSystem }
    #expect(notes.count == 1)
    #expect(notes[0].text.en.contains(name) && notes[0].text.en.contains("EPSG:28992"))
    #expect(notes[0].text.nl.contains(name) && notes[0].text.nl.contains("EPSG:28992"))
  }

  @Test func `a part says the same as the whole`() throws {
    let box = Bounds(minX: 120_000, minY: 440_000, maxX: 123_000, maxY: 441_000)
    let (part, whole) = try (read(contentsSay: 4326, within: box), read(contentsSay: 4326))
    #expect(part.count == 3)
    let notes = [part, whole].map { layer in
      layer.record.notes.filter { $0.kind == .coordinateSystem }.map(\.text)
    }
    #expect(notes[0].count == 1 && notes[0] == notes[1])
  }

  @Test func `two that agree are not worth a word`() throws {
    #expect(try read(contentsSay: 28_992).record.notes.isEmpty)
  }
}
