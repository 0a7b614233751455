/// One attribute of one feature.
package enum AttributeValue: Sendable, Equatable {
  /// Absent, or null in the source.
  case null
  /// True or false.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// Text as it stands in the source. Codes with leading zeros stay text.
  case text(String)
}

/// The values of one attribute for all features of a layer, in flat arrays.
package struct AttributeColumn: Sendable {
  /// Name of the attribute in the source.
  package let name: String
  /// How its texts write numbers and years.
  package var notation = ColumnNotation()
  private var kinds: [Kind] = []
  /// Number bits, whole number, truth, or offset of the text. Shape: `count`.
  private var payloads: [UInt64] = []
  private var textLengths: [Int32] = []
  private var textBytes: [UInt8] = []

  private enum Kind: UInt8 { case null, boolean, integer, number, text }

  /// A column without values.
  package init(name: String) {
    self.name = name
  }

  /// Number of features.
  package var count: Int { kinds.count }

  /// The flat arrays that `init(name:kinds:payloads:textLengths:textBytes:)` takes.
  package var storage:
    (kinds: [UInt8], payloads: [UInt64], textLengths: [Int32], textBytes: [UInt8])
  {
    (kinds.map(\.rawValue), payloads, textLengths, textBytes)
  }

  /// A column from the flat arrays that `storage` gives. Texts must lie within `textBytes`.
  package init(
    name: String,
    storage: (kinds: [UInt8], payloads: [UInt64], textLengths: [Int32], textBytes: [UInt8])
  ) {
    self.init(
      name: name, kinds: storage.kinds, payloads: storage.payloads,
      textLengths: storage.textLengths, textBytes: storage.textBytes)
  }

  /// A column from flat arrays in the layout of this type's storage, as `append` takes them.
  package init(
    name: String, kinds: some Collection<UInt8>, payloads: some Collection<UInt64>,
    textLengths: some Collection<Int32>, textBytes: some Collection<UInt8>
  ) {
    self.init(name: name)
    append(kinds: kinds, payloads: payloads, textLengths: textLengths, textBytes: textBytes)
  }

  /// Adds values in the layout of this type's storage: kinds 0 null, 1 boolean, 2 whole number,
  /// 3 number, 4 text; what each payload is follows from its kind. All have the same count, but the
  /// bytes of the texts, within which all texts must lie.
  mutating func append(
    kinds newKinds: some Collection<UInt8>, payloads newPayloads: some Collection<UInt64>,
    textLengths newLengths: some Collection<Int32>, textBytes newBytes: some Collection<UInt8>
  ) {
    precondition(newKinds.count == newPayloads.count && newKinds.count == newLengths.count)
    let shift = UInt64(textBytes.count)
    kinds += newKinds.lazy.map { Kind(rawValue: $0) ?? .null }
    payloads += zip(newKinds, newPayloads).lazy.map { kind, payload in
      kind == Kind.text.rawValue ? payload + shift : payload
    }
    textLengths += newLengths
    textBytes += newBytes
  }

  /// Makes room for `factor` times as many values as there are.
  mutating func reserve(_ factor: Double) {
    let room = Int(factor * Double(count))
    kinds.reserveCapacity(room)
    payloads.reserveCapacity(room)
    textLengths.reserveCapacity(room)
    textBytes.reserveCapacity(Int(factor * Double(textBytes.count)))
  }

  /// Adds as many nulls.
  mutating func appendNulls(_ count: Int) {
    kinds += repeatElement(.null, count: count)
    payloads += repeatElement(0, count: count)
    textLengths += repeatElement(0, count: count)
  }

  /// The column with the values of the given features alone.
  func selecting(_ features: [Int]) -> AttributeColumn {
    var result = AttributeColumn(name: name)
    result.notation = notation
    result.kinds = features.map { kinds[$0] }
    result.payloads = features.map { payloads[$0] }
    result.textLengths = features.map { textLengths[$0] }
    result.textBytes = textBytes
    return result
  }

  /// The value of a feature.
  package subscript(feature: Int) -> AttributeValue {
    let payload = payloads[feature]
    switch kinds[feature] {
    case .null: return .null
    case .boolean: return .boolean(payload != 0)
    case .integer: return .integer(Int64(bitPattern: payload))
    case .number: return .number(Double(bitPattern: payload))
    case .text:
      let start = Int(payload)
      let end = start + Int(textLengths[feature])
      return .text(String(decoding: textBytes[start..<end], as: UTF8.self))
    }
  }

  /// The values of some features. Sooner than one by one where many threads read a column, since each
  /// look at it counts its users.
  package func values(_ features: Range<Int>) -> [AttributeValue] {
    features.map { self[$0] }
  }

  /// Whether any value is a text.
  var hasTexts: Bool { kinds.contains(.text) }

  /// Calls `body` with each value that is a text.
  func forEachText(_ body: (String) -> Void) {
    for feature in kinds.indices where kinds[feature] == .text {
      if case .text(let text) = self[feature] { body(text) }
    }
  }

  /// The value of a feature where it is typed as a whole number.
  func wholeNumber(_ feature: Int) -> Int? {
    kinds[feature] == .integer ? Int(truncatingIfNeeded: payloads[feature]) : nil
  }

  /// Adds the value of the next feature.
  package mutating func append(_ value: AttributeValue) {
    switch value {
    case .null: append(.null, 0, length: 0)
    case .boolean(let value): append(.boolean, value ? 1 : 0, length: 0)
    case .integer(let value): append(.integer, UInt64(bitPattern: value), length: 0)
    case .number(let value): append(.number, value.bitPattern, length: 0)
    case .text(let text): append(utf8: text.utf8)
    }
  }

  /// Adds text given as UTF-8 bytes.
  package mutating func append(utf8: some Collection<UInt8>) {
    append(.text, UInt64(textBytes.count), length: Int32(utf8.count))
    textBytes.append(contentsOf: utf8)
  }

  private mutating func append(_ kind: Kind, _ payload: UInt64, length: Int32) {
    kinds.append(kind)
    payloads.append(payload)
    textLengths.append(length)
  }
}

/// The attributes of a layer's features. Only columns that were asked for are kept.
package struct AttributeTable: Sendable {
  /// Number of features.
  package let count: Int
  /// Columns in the order of the source.
  package let columns: [AttributeColumn]
  private let indexByName: [String: Int]

  /// A table of columns that each have `count` values; traps otherwise.
  package init(count: Int, columns: [AttributeColumn]) {
    precondition(columns.allSatisfy { $0.count == count })
    self.count = count
    self.columns = columns
    indexByName = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The table with the rows of the given features alone.
  package func selecting(_ features: [Int]) -> AttributeTable {
    AttributeTable(count: features.count, columns: columns.map { $0.selecting(features) })
  }

  /// The table with what was found of how its columns are written.
  func written(as notations: [String: ColumnNotation]) -> AttributeTable {
    let columns = columns.map { column in
      var column = column
      column.notation = notations[column.name] ?? column.notation
      return column
    }
    return AttributeTable(count: count, columns: columns)
  }

  /// The column of that name, or nil.
  package func column(_ name: String) -> AttributeColumn? {
    indexByName[name].map { columns[$0] }
  }
}
