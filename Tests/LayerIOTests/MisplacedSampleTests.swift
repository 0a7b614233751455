import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Features whose coordinates are not what the file says: x and y exchanged, or of another system. In every
/// format the reading stops and names what it is, or says it and puts them where they belong.
@Suite struct MisplacedSampleTests {
  let folder: TemporaryFolder
  let reader: LayerReader

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
  }

  @Test(arguments: SampleFormat.allCases)
  func `latitude before longitude is found`(format: SampleFormat) throws {
    let sample = SampleLayer(.polygons, count: 30, seed: 32)
    let degrees = try sample.transformed(to: "EPSG:4258").mapped { Position($0.y, $0.x) }
    try expectFound(
      degrees, sample, format, system: "EPSG:4258", words: ["latitude first"])
  }

  @Test(arguments: SampleFormat.allCases)
  func `northing before easting is found`(format: SampleFormat) throws {
    let sample = SampleLayer(.polygons, count: 30, seed: 33)
    let turned = try sample.transformed(to: "EPSG:3035").mapped { Position($0.y, $0.x) }
    try expectFound(
      turned, sample, format, system: "EPSG:3035", words: ["northing first"])
  }

  @Test(arguments: SampleFormat.allCases, ["EPSG:4258", "EPSG:25831", "EPSG:3035", "EPSG:31370"])
  func `numbers of RD under the name of another system are found`(
    format: SampleFormat, system: String
  ) throws {
    let sample = SampleLayer(.polygons, count: 30, seed: 34)
    try expectFound(sample, sample, format, system: system, words: ["28992"])
  }

  @Test(arguments: SampleFormat.allCases)
  func `degrees called RD are found`(format: SampleFormat) throws {
    let sample = SampleLayer(.polygons, count: 30, seed: 35)
    let degrees = try sample.transformed(to: "EPSG:4258")
    try expectFound(degrees, sample, format, system: "EPSG:28992", words: ["WGS 84", "ETRS89"])
  }

  @Test(arguments: SampleFormat.allCases, ["EPSG:4258", "EPSG:25831", "EPSG:3035"])
  func `what is right raises no alarm`(format: SampleFormat, system: String) throws {
    let sample = SampleLayer(.polygons, count: 30, seed: 36)
    let layer = try reader.read(
      format.write(sample.transformed(to: system), system: system, to: folder))
    #expect(layer.record.warnings.isEmpty, "\(layer.record.notes)")
    #expect(isInPlace(layer, sample))
  }

  private func expectFound(
    _ written: SampleLayer, _ right: SampleLayer, _ format: SampleFormat, system: String,
    words: [String]
  ) throws {
    let options = try format.write(written, system: system, to: folder)
    do {
      let layer = try reader.read(options)
      let notes = layer.record.notes.filter(\.isWarning).map(\.text.en)
      #expect(notes.contains { note in words.contains { note.contains($0) } }, "\(notes)")
    } catch let error as SourceError {
      #expect(words.contains { "\(error)".contains($0) }, "\(error)")
    }
  }

  /// Whether the areas are those that were drawn, but for the scale of the system they came from.
  private func isInPlace(_ layer: Layer, _ right: SampleLayer) -> Bool {
    // A FlatGeobuf has its features in an order of its own.
    let areas = (0..<layer.count).map { layer.geometry.area(of: $0) }.sorted()
    let drawn = right.features.dropLast().map(\.area).sorted()
    return areas.count == drawn.count
      && zip(areas, drawn).allSatisfy { abs($0 - $1) < 1e-3 * $1 }
  }
}
