import Geometry
import Workers

/// A table with geometry as products hold it: named columns of one type each, and a geometry for
/// each row. What the writers of GeoJSON, GeoPackage, FlatGeobuf and CSV take.
public struct VectorTable: Sendable {
  /// Values of some rows of a column; nil stands for null.
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
  public struct Column: Sendable {
    /// Name, in snake_case English: the property's name in every product.
    public var name: String
    /// Unit as printed in the documentation, such as `m2`; empty for none.
    public var unit: String
    /// What readers are told of it; nil where nobody said.
    package var label: Label?
    /// Number of rows.
    public let count: Int
    private let make: @Sendable ([Int]) -> Values

    /// A column of values that are there. Shape: rows of the table.
    public init(name: String, unit: String = "", values: Values) {
      self.init(name: name, unit: unit, count: values.count, making: values.selecting)
    }

    /// A column whose values are made when they are written. `make` is given the rows that are asked
    /// for, on any thread, and returns a value for each, of the same type every time.
    public init(
      name: String, unit: String, count: Int, making make: @escaping @Sendable ([Int]) -> Values
    ) {
      self.name = name
      self.unit = unit
      self.count = count
      self.make = make
    }

    /// The values of some rows. Shape: `rows`.
    public func values(of rows: [Int]) -> Values { make(rows) }

    /// All values. Shape: `count`.
    public var values: Values { make(Array(0..<count)) }

    /// All values, made by that many threads. Shape: `count`.
    public func values(threads: Int) -> Values {
      let parts = concurrentValues(0..<count, inChunksOf: 1024, threads: threads) {
        make(Array($0))
      }
      return Values(joining: parts, of: type)
    }

    /// No values, but of the column's type.
    package var type: Values { make([]) }
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
  /// What readers are told of it; nil where nobody said.
  package var label: Label?
  /// Name of the column that tells rows apart; nil where none does.
  package var idColumn: String?
  /// Kind of geometry.
  public var geometryKind: GeometryKind
  /// Geometry of each row in the working system; empty where the kind is `none`.
  public var geometry: RowGeometry

  /// A table whose rows have parts of an array's features.
  public init(
    name: String, columns: [Column], geometryKind: GeometryKind, geometry: RowGeometry
  ) {
    self.name = name
    self.columns = columns
    self.geometryKind = geometryKind
    self.geometry = geometry
  }

  /// A table whose row `i` has feature `i` of an array.
  public init(
    name: String, columns: [Column], geometryKind: GeometryKind,
    geometry: GeometryArray = GeometryArray()
  ) {
    self.init(
      name: name, columns: columns, geometryKind: geometryKind, geometry: RowGeometry(geometry))
  }

  /// Number of rows.
  public var rowCount: Int { columns.first?.count ?? geometry.count }
}

extension VectorTable.Values {
  /// Number of values.
  public var count: Int {
    switch self {
    case .text(let values): values.count
    case .integer(let values): values.count
    case .number(let values, _): values.count
    case .boolean(let values): values.count
    }
  }

  /// Parts of a column one after the other, all of its type.
  fileprivate init(joining parts: [VectorTable.Values], of type: VectorTable.Values) {
    func join<Value>(_ values: (VectorTable.Values) -> [Value]?) -> [Value] {
      parts.flatMap { values($0) ?? [] }
    }
    switch type {
    case .text: self = .text(join { if case .text(let values) = $0 { values } else { nil } })
    case .integer:
      self = .integer(join { if case .integer(let values) = $0 { values } else { nil } })
    case .number(_, let decimals):
      self = .number(
        join { if case .number(let values, _) = $0 { values } else { nil } }, decimals: decimals)
    case .boolean:
      self = .boolean(join { if case .boolean(let values) = $0 { values } else { nil } })
    }
  }

  /// The values of some rows.
  fileprivate func selecting(_ rows: [Int]) -> VectorTable.Values {
    switch self {
    case .text(let values): .text(rows.map { values[$0] })
    case .integer(let values): .integer(rows.map { values[$0] })
    case .number(let values, let decimals): .number(rows.map { values[$0] }, decimals: decimals)
    case .boolean(let values): .boolean(rows.map { values[$0] })
    }
  }
}
