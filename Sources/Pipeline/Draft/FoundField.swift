import LayerIO

/// A field that holds what a project file asks for.
struct FoundField {
  let field: FieldDescription
  /// Why it should be checked; nil where name and values both tell.
  let check: String?

  init(_ field: FieldDescription, check: String?) {
    self.field = field
    self.check = check
  }

  /// Name as the project file writes it.
  var name: String { field.spelling }

  /// The field whose name is most like one of the words, earlier words first.
  static func best(
    _ fields: [FieldDescription], _ words: [String], of meaning: FieldMeaning
  ) -> FoundField? {
    let ranked = fields.map { field in (field, rank(field.spelling, words)) }
    guard let best = ranked.max(by: { $0.1 < $1.1 }), best.1.0 > 0 else { return nil }
    return FoundField(best.0, check: doubt(best.0, likeness: best.1.0, meaning))
  }

  /// The best likeness, and which word it is to.
  private static func rank(_ name: String, _ words: [String]) -> (Int, Int) {
    words.enumerated().map { index, word in (likeness(of: name, to: word), -index) }
      .max { $0 < $1 } ?? (0, -words.count)
  }

  private static func doubt(
    _ field: FieldDescription, likeness: Int, _ meaning: FieldMeaning
  ) -> String? {
    if [.due, .last, .built, .earliest, .latest].contains(meaning), !field.isYear {
      return "\(share(field.years, of: field.filled)) values are years"
    }
    if likeness == 1 && meaning != .id { return "its name is only like \(meaning.rawValue)" }
    return nil
  }
}
