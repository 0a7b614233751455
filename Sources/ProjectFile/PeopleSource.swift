import LayerIO

/// What themes may be measured in besides m2: dwellings, inhabitants or the like, at points or buildings.
package struct PeopleSource: Sendable, Equatable {
  /// Key, such as `dwellings`.
  package var key: String
  /// What people call it.
  package var name: Wording
  /// The source, with the field that counts.
  package var options: SourceOptions
  /// Attribute that tells how many there are at a feature; nil counts each feature as one.
  package var count: String?
  /// How far in m a work may be to reach them.
  package var worksWithin: Double

  /// A source.
  package init(
    key: String, name: Wording, options: SourceOptions, count: String?, worksWithin: Double
  ) {
    (self.key, self.name, self.options) = (key, name, options)
    (self.count, self.worksWithin) = (count, worksWithin)
  }

  /// How far a work may be where the file does not say: about the width of a street and its front gardens.
  package static let usualDistance = 25.0
}

extension PeopleSource {
  /// The sources of a mapping by key, in the order of the file.
  /// - Throws: `YAMLError`.
  static func list(_ value: YAMLValue) throws -> [PeopleSource] {
    try value.members().map { try PeopleSource($0.key, $0.value) }
  }

  private init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: sourceKeys + ["name", "count", "works_within"])
    self.key = key
    name = try keys["name"]?.wording() ?? Wording(verbatim: key)
    count = try keys.text("count")
    worksWithin = try keys["works_within"]?.number(in: 0...10_000) ?? Self.usualDistance
    options = try SourceOptions(keys, in: value, fields: .only([count].compactMap(\.self)))
    options.name = try keys["name"]?.wording()
    options.uses = [count].compactMap(\.self).map { FieldUse($0, as: .number) }
    // Where they are is all that counts, also of points.
    options.radius = 1
  }
}
