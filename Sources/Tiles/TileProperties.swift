import LayerIO
import Workers

/// The properties of some rows in a layer of a tile: for each row, pairs of key and value.
struct TileProperties {
  private var pairs: [[(key: UInt32, value: UInt32)]]

  /// Puts the values of some rows of columns into a layer. Nulls are left out; numbers are rounded to the
  /// decimals that the column's have in other products.
  init(_ columns: [VectorTable.Column], rows: [Int], into layer: inout VectorTileLayer) {
    pairs = Array(repeating: [], count: rows.count)
    for index in pairs.indices { pairs[index].reserveCapacity(columns.count) }
    for column in columns {
      let key = layer.add(key: column.name)
      func add<Value>(_ values: [Value?], _ value: (Value) -> TileValue?) {
        for (index, some) in values.enumerated() {
          guard let some, let given = value(some) else { continue }
          pairs[index].append((key, layer.number(of: given)))
        }
      }
      switch column.values(of: rows) {
      case .text(let values): add(values) { .text($0) }
      case .integer(let values): add(values) { .integer($0) }
      case .boolean(let values): add(values) { .boolean($0) }
      case .number(let values, let decimals):
        let format = DecimalFormat(decimals: decimals)
        add(values) { $0.isFinite ? .number(rounded($0, format)) : nil }
      }
    }
  }

  /// Those of a row, by its place among the rows.
  subscript(index: Int) -> [(key: UInt32, value: UInt32)] { pairs[index] }
}

/// The double nearest to a number's decimal text; large numbers have no decimals to round.
private func rounded(_ value: Double, _ format: DecimalFormat) -> Double {
  format.scaled(value).map { Double($0) / format.power } ?? value
}
