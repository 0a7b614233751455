import Geometry

/// The features of one source, ready for the stack: in the working system (metres are its
/// coordinates times the system's `metresPerUnit`), valid, filtered, with the fields that were
/// asked for.
public struct Layer: Sendable {
  /// Geometries, one for each used feature.
  public var geometry: GeometryArray
  /// Attributes, one row for each used feature.
  public var attributes: AttributeTable
  /// Position of each used feature in its source, counted from 1. Shape: `count`.
  public var sourceFeatures: [Int]
  /// What happened on the way in.
  public var record: IntakeRecord

  /// A layer; traps when the parts differ in count.
  public init(
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
  public var count: Int { geometry.count }
}
