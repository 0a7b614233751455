import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Every format read in parts: the sum of the parts is the whole.
@Suite struct SampleInPartsTests {
  let folder: TemporaryFolder
  let reader: LayerReader

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
  }

  @Test(arguments: SampleFormat.withShapes)
  func `parts add up to the whole`(format: SampleFormat, kind: ShapeKind) throws {
    let options = try format.write(SampleLayer(kind, count: 150, seed: 37), to: folder)
    try expectPartsAddUp(options)
  }

  @Test(arguments: SampleFormat.allCases)
  func `so do parts that are asked for in another system`(format: SampleFormat) throws {
    let sample = try SampleLayer(.polygons, count: 150, seed: 38).transformed(to: "EPSG:25831")
    try expectPartsAddUp(format.write(sample, system: "EPSG:25831", to: folder))
  }

  private func expectPartsAddUp(_ options: SourceOptions) throws {
    let whole = try reader.read(options)
    let parts = try boxes(seed: 39).map { box in
      var options = options
      options.within = box
      return try reader.read(options)
    }
    for part in parts {
      let record = part.record
      #expect(record.read == whole.record.read && record.dropped == whole.record.dropped)
      #expect(record.read == part.count + record.filtered + record.dropped.count)
      #expect(texts(of: record) == texts(of: whole.record))
    }
    let rows = parts.flatMap { part in (0..<part.count).map { (part, $0) } }
      .sorted { $0.0.sourceFeatures[$0.1] < $1.0.sourceFeatures[$1.1] }
    #expect(rows.map { $0.0.sourceFeatures[$0.1] } == whole.sourceFeatures)
    for (feature, row) in rows.enumerated() {
      #expect(row.0.geometry.selecting([row.1]) == whole.geometry.selecting([feature]))
      for field in whole.attributes.columns {
        #expect(row.0.attributes.column(field.name)?[row.1] == field[feature])
      }
    }
  }

  /// What is noted, but for how much lies outside the part.
  private func texts(of record: IntakeRecord) -> [Wording] {
    record.notes.map(\.text).filter { !$0.en.hasPrefix("Features lie outside the part") }
  }

  /// Boxes that meet along lines between the sample's fields of a square kilometre, where nothing is.
  private func boxes(seed: UInt64) -> [Bounds] {
    var random = SeededGenerator(seed: seed)
    let cuts = (0..<4).map { _ in Int.random(in: 1..<60, using: &random) } + [0, 60]
    let sides = Set(cuts).sorted().map { 120_000 + 1000 * Double($0) }
    return zip(sides, sides.dropFirst()).flatMap { west, east in
      [(440_000.0, 441_000.0), (441_000, 443_000)].map { south, north in
        Bounds(minX: west, minY: south, maxX: east, maxY: north)
      }
    }
  }
}
