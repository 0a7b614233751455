/// A field that no file has: the project makes it of others, or of nothing.
package struct MadeField: Sendable, Equatable {
  /// How it is made.
  package enum Making: Sendable, Equatable {
    /// The same value for every feature.
    case constant(AttributeValue)
    /// The values of several fields with `MadeField.sign` between them.
    case joined([String])
    /// The values of an id's field; those that occurred before with `#2`, `#3` and so on behind them.
    case numbered(String)
  }

  /// Stands between the values that make an id; within a value it has a backslash before it.
  package static let sign = "|"

  /// Its name among the attributes of the layer.
  package var name: String
  /// How it is made.
  package var making: Making

  /// A field.
  package init(name: String, making: Making) {
    self.name = name
    self.making = making
  }
}

extension SourceOptions {
  /// The fields of the file that are asked for by name: those that are kept, looked at or made something
  /// of.
  var fieldsAskedFor: [String] {
    var names = filter.map(\.field) + (idField.map { [$0] } ?? [])
    if case .only(let kept) = fields { names = kept + names }
    return names.flatMap(origins).uniqued
  }

  /// The fields of the file that a field is made of; the field itself where it is not made.
  private func origins(of name: String) -> [String] {
    switch made.first(where: { $0.name == name })?.making {
    case nil: [name]
    case .constant: []
    case .joined(let parts): parts
    case .numbered(let field): origins(of: field)
    }
  }
}

extension [String] {
  /// Each of them once, at its first place.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension RawLayer {
  /// Adds the fields that can be made of each feature alone; those of which a part is missing are left to
  /// the check of fields.
  mutating func add(_ made: [MadeField]) {
    for field in made {
      switch field.making {
      case .constant(let value):
        var column = AttributeColumn(name: field.name)
        for _ in 0..<attributes.count { column.append(value) }
        add(column)
      case .joined(let parts):
        let columns = parts.map { attributes.column($0) }
        guard columns.contains(where: { $0 != nil }) else { continue }
        var column = AttributeColumn(name: field.name)
        for feature in 0..<attributes.count {
          column.append(joined(columns.map { $0?[feature].codeText }))
        }
        add(column)
      case .numbered: continue
      }
    }
  }

  /// Adds a column with a value for each feature.
  mutating func add(_ column: AttributeColumn) {
    attributes = AttributeTable(count: attributes.count, columns: attributes.columns + [column])
  }
}

/// Values with the sign between them; nothing where all are missing.
private func joined(_ values: [String?]) -> AttributeValue {
  guard values.contains(where: { $0 != nil }) else { return .null }
  return .text(values.map { escaped($0 ?? "") }.joined(separator: MadeField.sign))
}

/// A value in which the sign, and the backslash, have a backslash before them: so no two lists of values
/// make the same id.
private func escaped(_ value: String) -> String {
  guard value.contains(where: { $0 == "|" || $0 == "\\" }) else { return value }
  return value.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
}
