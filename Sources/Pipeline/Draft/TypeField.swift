import LayerIO

/// A field whose values tell the type of an asset.
struct TypeField {
  let field: FieldDescription
  /// The values with a type, the most frequent first.
  let types: [(value: String, finding: AssetWords.Finding)]
  /// Number of features with one of these values.
  let known: Int

  /// The field whose values tell the type of most features, or nil.
  static func best(of description: SourceDescription, preferring preferred: String?) -> TypeField? {
    let all = description.fields.compactMap { TypeField($0) }
    return all.first { $0.field.spelling == preferred } ?? all.max { $0.weight < $1.weight }
  }

  private init?(_ field: FieldDescription) {
    guard !field.values.isEmpty, field.distinct <= 60, !field.isNumeric, !Self.isName(field) else {
      return nil
    }
    types = field.values.compactMap { value in
      AssetWords.type(value.text).map { (value.text, $0) }
    }
    let typed = Set(types.map(\.value))
    known = field.values.filter { typed.contains($0.text) }.reduce(0) { $0 + $1.count }
    guard known > 0 else { return nil }
    self.field = field
  }

  /// Whether it names streets, budgets or things, which may be called after trees and bridges.
  private static func isName(_ field: FieldDescription) -> Bool {
    [FieldMeaning.street, .budget, .name].contains {
      likeness(of: field.spelling, to: fieldWords[$0] ?? []) > 0
    }
  }

  /// Values whose words stand for one type alone count double.
  private var weight: Int {
    let sure = Set(types.filter { !$0.finding.isLoose }.map(\.value))
    return known + field.values.filter { sure.contains($0.text) }.reduce(0) { $0 + $1.count }
  }

  /// Values that tell no type, the most frequent first.
  var unknown: [FieldDescription.Value] {
    let typed = Set(types.map(\.value))
    return field.values.filter { !typed.contains($0.text) }
  }

  var isLoose: Bool { types.contains(where: \.finding.isLoose) }
}
