import CGeoJSON

extension AttributeColumn {
  /// Copies a column of the reader's.
  init(_ column: geojson_column, count: Int) {
    // Sound: the library's arrays have `count` values, and the text `text_length` bytes.
    unsafe self.init(
      name: String(cString: column.name),
      kinds: UnsafeBufferPointer(start: column.kinds, count: count),
      payloads: Array(UnsafeBufferPointer(start: column.payloads, count: count)),
      textLengths: Array(UnsafeBufferPointer(start: column.lengths, count: count)),
      textBytes: Array(UnsafeBufferPointer(start: column.text, count: Int(column.text_length))))
  }
}
