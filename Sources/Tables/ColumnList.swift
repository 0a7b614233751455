import Geometry
import LayerIO
import Workers

/// The columns of a table under way: which there are and how each value comes about. Name, unit and
/// decimals come from the catalogue.
package struct ColumnList {
  private var columns: [VectorTable.Column] = []
  /// Number of rows.
  package let rows: Int

  /// No columns yet.
  package init(rows: Int) {
    self.rows = rows
  }

  /// The table of these columns. Its values are made now, by all threads.
  func table(
    _ kind: ProductTable, geometryKind: VectorTable.GeometryKind = .none,
    geometry: RowGeometry = RowGeometry(GeometryArray()), threads: Int
  ) throws -> VectorTable {
    try made(unmadeTable(kind, geometryKind: geometryKind, geometry: geometry), threads: threads)
  }

  /// The table of these columns under a name of its own.
  package func table(named name: String, threads: Int) throws -> VectorTable {
    try made(unmadeTable(named: name), threads: threads)
  }

  private func made(_ table: VectorTable, threads: Int) throws -> VectorTable {
    var table = table
    let columns = table.columns
    table.columns = try concurrentMap(count: columns.count, threads: threads) {
      var column = VectorTable.Column(
        name: columns[$0].name, unit: columns[$0].unit,
        values: columns[$0].values(threads: threads))
      column.label = columns[$0].label
      return column
    }
    return table
  }

  /// The table of these columns. Its values are made each time that they are written and never held
  /// all at once: for many rows and values that cost little.
  func unmadeTable(
    _ kind: ProductTable, geometryKind: VectorTable.GeometryKind = .none,
    geometry: RowGeometry = RowGeometry(GeometryArray())
  ) -> VectorTable {
    unmadeTable(named: kind.name, geometryKind: geometryKind, geometry: geometry)
  }

  private func unmadeTable(
    named name: String, geometryKind: VectorTable.GeometryKind = .none,
    geometry: RowGeometry = RowGeometry(GeometryArray())
  ) -> VectorTable {
    var columns = columns
    // A theme called `work` would take the name of `work_area_m2`, for one.
    for (index, name) in distinct(columns.map(\.name)).enumerated() { columns[index].name = name }
    return VectorTable(
      name: name, columns: columns, geometryKind: geometryKind, geometry: geometry)
  }

  /// Adds a column of text.
  package mutating func text(
    _ column: ProductColumn, for key: ColumnKey? = nil,
    _ value: @escaping @Sendable (Int) -> String?
  ) {
    add(column, key) { .text($0.map(value)) }
  }

  /// Adds a column of whole numbers.
  package mutating func integer(
    _ column: ProductColumn, for key: ColumnKey? = nil, _ value: @escaping @Sendable (Int) -> Int?
  ) {
    add(column, key) { .integer($0.map(value)) }
  }

  /// Adds a column of numbers.
  package mutating func number(
    _ column: ProductColumn, for key: ColumnKey? = nil,
    _ value: @escaping @Sendable (Int) -> Double?
  ) {
    add(column, key) { .number($0.map(value), decimals: column.decimals) }
  }

  /// Adds a column of truths.
  mutating func boolean(_ column: ProductColumn, _ value: @escaping @Sendable (Int) -> Bool?) {
    add(column, nil) { .boolean($0.map(value)) }
  }

  private mutating func add(
    _ column: ProductColumn, _ key: ColumnKey?,
    _ values: @escaping @Sendable ([Int]) -> VectorTable.Values
  ) {
    var added = VectorTable.Column(
      name: column.name(for: key?.key ?? ""), unit: column.unit, count: rows, making: values)
    added.label = column.label(for: key)
    columns.append(added)
  }
}

extension ProductColumn {
  /// The name with the key in place of `<theme>`, `<year>` and their like.
  package func name(for key: String) -> String {
    guard let start = name.firstIndex(of: "<"), let end = name.firstIndex(of: ">") else {
      return name
    }
    return name[..<start] + key + name[name.index(after: end)...]
  }
}

/// Names for keys that users choose: letters and digits of ASCII in lower case, the rest `_`; a name
/// that is taken gets a number behind it.
package func columnKeys(_ keys: [String]) -> [String] {
  distinct(
    keys.map { key in
      String(key.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    })
}

/// The same with what readers call each.
func columnKeys(_ keys: [String], titles: [Wording]) -> [ColumnKey] {
  zip(columnKeys(keys), titles).map { ColumnKey($0, title: $1) }
}

/// The names, with a number behind one that is taken.
private func distinct(_ names: [String]) -> [String] {
  var taken: Set<String> = []
  return names.map { name in
    var choice = name
    var number = 1
    while !taken.insert(choice).inserted {
      number += 1
      choice = "\(name)_\(number)"
    }
    return choice
  }
}
