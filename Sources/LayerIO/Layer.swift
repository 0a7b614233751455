import Geometry

/// The features of one source, ready for the stack: in the working system (metres are its
/// coordinates times the system's `metresPerUnit`), valid, filtered, with the fields that were
/// asked for.
package struct Layer: Sendable {
  /// Geometries, one for each used feature.
  package var geometry: GeometryArray
  /// Attributes, one row for each used feature.
  package var attributes: AttributeTable
  /// Position of each used feature in its source, counted from 1. Shape: `count`.
  package var sourceFeatures: [Int]
  /// What happened on the way in.
  package var record: IntakeRecord

  /// A layer; traps when the parts differ in count.
  package init(
    geometry: GeometryArray, attributes: AttributeTable, sourceFeatures: [Int],
    record: IntakeRecord
  ) {
    precondition(geometry.count == attributes.count && geometry.count == sourceFeatures.count)
    self.geometry = geometry
    self.attributes = attributes
    self.sourceFeatures = sourceFeatures
    self.record = record
  }

  /// Number of features.
  package var count: Int { geometry.count }
}

extension Layer {
  /// The layer with the given features alone, ascending; the others count as outside the part of the
  /// project that a job looks at.
  package func keeping(_ features: [Int]) -> Layer {
    guard features.count < count else { return self }
    var record = record
    record.leaveOut(count - features.count)
    record.used = features.count
    let kept = Set(features.map { sourceFeatures[$0] })
    record.repaired.removeAll { !kept.contains($0.feature) }
    return Layer(
      geometry: geometry.selecting(features), attributes: attributes.selecting(features),
      sourceFeatures: features.map { sourceFeatures[$0] }, record: record)
  }
}
