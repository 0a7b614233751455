import LayerIO

/// Ground that layers of themes may be confined to, such as the built-up area.
package struct AreaSource: Sendable, Equatable {
  /// Key, such as `built_up`.
  package var key: String
  /// What people call it.
  package var name: Wording
  /// The source of its surfaces.
  package var options: SourceOptions

  /// An area.
  package init(key: String, name: Wording, options: SourceOptions) {
    (self.key, self.name, self.options) = (key, name, options)
  }
}

extension AreaSource {
  /// The areas of a mapping by key, in the order of the file.
  /// - Throws: `YAMLError`.
  static func list(_ value: YAMLValue) throws -> [AreaSource] {
    try value.members().map { try AreaSource($0.key, $0.value) }
  }

  private init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: sourceKeys + ["name", "reach", "width", "radius"])
    self.key = key
    name = try keys["name"]?.wording() ?? Wording(verbatim: key)
    options = try SourceOptions(keys, in: value, fields: .only([]))
    options.name = try keys["name"]?.wording()
  }
}
