import CGeoJSON

extension AttributeColumn {
  /// Adds a copy of a column of the reader's.
  mutating func append(_ column: geojson_column, count: Int) {
    // Sound: the library's arrays have `count` values, and the text `text_length` bytes.
    unsafe append(
      kinds: UnsafeBufferPointer(start: column.kinds, count: count),
      payloads: UnsafeBufferPointer(start: column.payloads, count: count),
      textLengths: UnsafeBufferPointer(start: column.lengths, count: count),
      textBytes: UnsafeBufferPointer(start: column.text, count: Int(column.text_length)))
  }
}
