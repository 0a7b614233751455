import Geometry

/// A table with geometry as products hold it: named columns of one type each, and a geometry for
/// each row. What the writers of GeoJSON, GeoPackage, FlatGeobuf and CSV take.
public struct VectorTable: Sendable {
  /// Values of a column; nil stands for null.
  public enum Values: Sendable, Equatable {
    /// Text.
    case text([String?])
    /// Whole numbers.
    case integer([Int?])
    /// Numbers, written with at most the given number of decimals.
    case number([Double?], decimals: Int)
    /// True or false.
    case boolean([Bool?])
  }

  /// A named column.
  public struct Column: Sendable, Equatable {
    /// Name, in snake_case English: the property's name in every product.
    public var name: String
    /// Unit as printed in the documentation, such as `m2`; empty for none.
    public var unit: String
    /// Values. Shape: `count` of the table.
    public var values: Values

    /// A column.
    public init(name: String, unit: String = "", values: Values) {
      self.name = name
      self.unit = unit
      self.values = values
    }
  }

  /// Kind of geometry that all rows have.
  public enum GeometryKind: String, Sendable {
    /// MultiPolygon throughout.
    case multiPolygon
    /// MultiLineString throughout.
    case multiLineString
    /// MultiPoint throughout.
    case multiPoint
    /// Any kind: a geometry column of mixed kinds.
    case mixed
    /// No geometry: a table for spreadsheets.
    case none
  }

  /// Name of the table, such as `opportunities`.
  public var name: String
  /// Columns.
  public var columns: [Column]
  /// Kind of geometry.
  public var geometryKind: GeometryKind
  /// Geometry of each row in the working system; empty where the kind is `none`.
  public var geometry: GeometryArray

  /// A table.
  public init(
    name: String, columns: [Column], geometryKind: GeometryKind,
    geometry: GeometryArray = GeometryArray()
  ) {
    self.name = name
    self.columns = columns
    self.geometryKind = geometryKind
    self.geometry = geometry
  }
}

extension VectorTable {
  /// Number of rows.
  public var rowCount: Int {
    switch columns.first?.values {
    case .text(let values): values.count
    case .integer(let values): values.count
    case .number(let values, _): values.count
    case .boolean(let values): values.count
    case nil: geometry.count
    }
  }
}
