import LayerIO

/// Finds the field with energy labels, A to G.
enum EnergyLabels {
  static func field(of description: SourceDescription) -> FieldDescription? {
    description.fields.first { field in
      field.distinct >= 3 && !field.values.isEmpty
        && field.values.allSatisfy { isLabel($0.text) }
        && field.values.contains { labels.contains($0.text) }
    }
  }

  /// The severities of labels that are a challenge.
  private static let labels = Set(ThemeWords.labels.map(\.0))

  private static func isLabel(_ text: String) -> Bool {
    guard let first = text.first, ("A"..."G").contains(first) else { return false }
    return text.dropFirst().allSatisfy { $0 == "+" }
  }
}

/// A field that tells which buildings nobody uses.
struct VacancyField {
  let field: FieldDescription
  /// The values of buildings that are vacant.
  let vacant: [String]
  /// The field with the year since when, or nil.
  let since: FieldDescription?

  init?(_ description: SourceDescription) {
    for field in description.fields where 2...12 ~= field.distinct && !field.isNumeric {
      let vacant = field.values.map(\.text).filter { ThemeWords.vacant.contains(plainName($0)) }
      guard !vacant.isEmpty else { continue }
      (self.field, self.vacant) = (field, vacant)
      since = description.fields.first { other in
        other.isYear && ThemeWords.vacant.contains { plainName(other.spelling).contains($0) }
      }
      return
    }
    return nil
  }
}

/// A field whose values are degrees: light, moderate, severe.
struct DegreeField {
  let field: FieldDescription
  let severities: [(value: String, severity: Double)]

  init?(_ description: SourceDescription) {
    for field in description.fields where 2...8 ~= field.distinct && !field.isNumeric {
      let found = field.values.compactMap { value in
        ThemeWords.severity(ofDegree: value.text).map { (value.text, $0) }
      }
      guard found.count == field.values.count else { continue }
      self.field = field
      severities = found.sorted { $0.1 < $1.1 }
      return
    }
    return nil
  }
}

/// How much of a substance is in the soil.
enum SubstanceField {
  static func field(of description: SourceDescription) -> FieldDescription? {
    ThemeWords.substances.lazy.compactMap { word in
      description.fields.first {
        likeness(of: $0.spelling, to: word) >= 2 && $0.isNumeric && $0.hasSpan
      }
    }.first
  }
}

/// Steps of a numeric severity.
enum SeveritySteps {
  /// Depths in the unit of the field's name, where they fit its values; else the three values that part
  /// the range in four, with as few decimals as keep them apart.
  static func steps(of field: FieldDescription) -> [Double] {
    guard let range = field.range else { return [] }
    let words = plainWords(field.spelling)
    let unit = [("mm", 10.0), ("cm", 1), ("m", 0.01)].first { words.contains($0.0) }?.1
    if let unit, range.upperBound > 15 * unit, range.upperBound < 1000 * unit {
      return [5, 15, 30].map { $0 * unit }
    }
    return quarters(of: range)
  }

  private static func quarters(of range: ClosedRange<Double>) -> [Double] {
    let span = range.upperBound - range.lowerBound
    var scale = 1.0
    while span * scale < 20 && scale < 1e12 { scale *= 10 }
    return [0.25, 0.5, 0.75].map { ((range.lowerBound + $0 * span) * scale).rounded() / scale }
  }
}

/// Numbers as YAML has them, whole ones without decimals.
func listed(_ numbers: [Double]) -> String {
  numbers.map { $0 == $0.rounded() && abs($0) < 1e15 ? String(Int($0)) : String($0) }
    .joined(separator: ", ")
}
