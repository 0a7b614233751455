import Geometry
import LayerIO
import Workers

/// What an entry of the schedule needs of its layer to derive works: fields and measures, no geometry.
/// It can be kept and asked again with another horizon.
package struct ScheduleLayer: Sendable {
  /// What happened to the source so far.
  package var record: IntakeRecord
  /// Fields that the entry maps; a row for each feature.
  package var attributes: AttributeTable
  /// Position of each feature in its source, counted from 1. Shape: `count`.
  package var sourceFeatures: [Int]
  /// Area in m2 of each feature's rings. Shape: `count`.
  package var areas: [Double]
  /// Length in m of each feature's lines. Shape: `count`.
  package var lengths: [Double]
  /// Whether the feature has lines. Shape: `count`.
  package var areLines: [Bool]
  /// First position of each feature in the working system. Shape: `count`.
  package var places: [Position]

  /// A layer from its parts; traps when they differ in count.
  package init(
    record: IntakeRecord, attributes: AttributeTable, sourceFeatures: [Int], areas: [Double],
    lengths: [Double], areLines: [Bool], places: [Position]
  ) {
    precondition(attributes.count == sourceFeatures.count && areas.count == sourceFeatures.count)
    precondition(lengths.count == areas.count && areLines.count == areas.count)
    precondition(places.count == areas.count)
    self.record = record
    self.attributes = attributes
    self.sourceFeatures = sourceFeatures
    self.areas = areas
    self.lengths = lengths
    self.areLines = areLines
    self.places = places
  }

  /// Measures a layer in the working system, of which a unit is `metresPerUnit` metres.
  package init(_ layer: Layer, metresPerUnit: Double, threads: Int = 1) {
    let geometry = layer.geometry
    func measure<Value: Sendable>(_ value: @Sendable (Int) -> Value) -> [Value] {
      valuesInChunks(of: 8192, count: layer.count, threads: threads, value)
    }
    self.init(
      record: layer.record, attributes: layer.attributes, sourceFeatures: layer.sourceFeatures,
      areas: measure { geometry.area(of: $0) * metresPerUnit * metresPerUnit },
      lengths: measure { geometry.length(of: $0) * metresPerUnit },
      areLines: measure { geometry.pathRoles[geometry.paths(of: $0)].contains(.line) },
      places: measure { geometry.positions[geometry.positionRange(of: $0)].first ?? .zero })
  }

  /// Number of features.
  package var count: Int { sourceFeatures.count }
}
