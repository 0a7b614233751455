import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// The same features written in every format and read back: counts, ids, measures, texts and notes are the
/// same, as far as the format has room for them.
@Suite struct RoundTripTests {
  let folder: TemporaryFolder
  let reader: LayerReader

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
  }

  @Test(arguments: SampleFormat.withShapes)
  func `what was written is read`(format: SampleFormat, kind: ShapeKind) throws {
    let sample = SampleLayer(kind, count: 150, seed: 31)
    let layer = try reader.read(format.write(sample, to: folder))
    let drawn = sample.features.dropLast()
    #expect(layer.count == drawn.count && layer.record.repaired.isEmpty)
    // A Shapefile's numbers end at 15 digits; what is longer is read as written, with a note.
    let notes = layer.record.notes.filter { format != .shapefile || $0.kind != .format }
    #expect(notes.isEmpty, "\(notes.map(\.text.en))")
    expectLastIsDropped(layer.record, format)
    let read = Dictionary(
      (0..<layer.count).map { (text("id", $0, of: layer), $0) }, uniquingKeysWith: { $1 })
    for feature in drawn {
      let row = try #require(read[feature.id], "id \(feature.id) is lost")
      expectSameShape(row, of: layer, feature)
      expectSameValues(row, of: layer, feature, format)
    }
  }

  private func expectLastIsDropped(_ record: IntakeRecord, _ format: SampleFormat) {
    #expect(record.dropped.map(\.reason) == (format.keepsEmptyFeatures ? [.nullGeometry] : []))
    #expect(record.dropped.allSatisfy { $0.feature == record.read && $0.id == "00150" })
  }

  private func expectSameShape(_ row: Int, of layer: Layer, _ feature: SampleFeature) {
    let geometry = layer.geometry
    let (area, length) = (geometry.area(of: row), geometry.length(of: row))
    // Points have surfaces of their radius, drawn as polygons of many corners.
    let discs = Double(feature.points.count) * Double.pi
    #expect(abs(area - feature.area - discs) <= 1e-9 * feature.area + 1e-3 * discs)
    #expect(abs(length - feature.length) <= 1e-9 * feature.length)
    let points = geometry.paths(of: row).filter { geometry.pathRoles[$0] == .point }
      .flatMap { geometry.positions[geometry.range(ofPath: $0)] }
    // GML has fifteen digits.
    let isInPlace = zip(points, feature.points).allSatisfy {
      abs($0.x - $1.x) + abs($0.y - $1.y) < 2e-9
    }
    #expect(points.count == feature.points.count && isInPlace)
  }

  private func expectSameValues(
    _ row: Int, of layer: Layer, _ feature: SampleFeature, _ format: SampleFormat
  ) {
    #expect(text("name", row, of: layer) == feature.name)
    #expect(text("day", row, of: layer) == feature.day)
    let whole = text(format.fieldName("whole_number"), row, of: layer)
    #expect(whole == String(feature.whole))
    let amount = text("amount", row, of: layer).flatMap(Double.init)
    #expect(amount == feature.amount)
  }

  /// A value in the words of its source, whatever type the format gives it.
  private func text(_ field: String, _ row: Int, of layer: Layer) -> String? {
    layer.attributes.column(field)?[row].codeText
  }
}
