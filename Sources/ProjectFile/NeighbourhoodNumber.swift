/// A number that the neighbourhoods' source brings to the profile, such as inhabitants.
package struct NeighbourhoodNumber: Sendable, Equatable {
  /// How neighbourhoods are compared by it.
  package enum Kind: String, Sendable, CaseIterable {
    /// A count, such as inhabitants: compared per hectare of the neighbourhood's area.
    case count
    /// A level, such as a percentage or mm a day: compared as it is.
    case level
    /// A year, such as the year of construction: compared by difference, not by ratio.
    case year
  }

  /// Key by which types and packages ask for it, such as `inhabitants`.
  package var key: String
  /// Attribute of the source.
  package var field: String
  /// Name by language, `nl` and `en`; the key where the file gives none.
  package var name: [String: String]
  /// Unit as printed, such as `mm/day`; empty for none.
  package var unit: String
  /// How neighbourhoods are compared by it.
  package var kind: Kind
  /// Key of the count by which a level or year is averaged over the city, such as dwellings; nil
  /// averages by area.
  package var weight: String?

  /// A number; a level without unit unless given.
  package init(
    key: String, field: String, name: [String: String]? = nil, unit: String = "",
    kind: Kind = .level, weight: String? = nil
  ) {
    self.key = key
    self.field = field
    self.name = name ?? ["nl": key, "en": key]
    self.unit = unit
    self.kind = kind
    self.weight = weight
  }
}

extension NeighbourhoodNumber {
  /// The numbers of a mapping, in the order of the file. A catalogue describes numbers without saying
  /// which field of a source they are.
  /// - Throws: `YAMLError`.
  package static func list(
    _ value: YAMLValue, needsField: Bool = true
  ) throws -> [NeighbourhoodNumber] {
    let numbers = try value.members().map {
      try NeighbourhoodNumber($0.key, $0.value, needsField: needsField)
    }
    let counts = numbers.filter { $0.kind == .count }.map(\.key)
    for number in numbers {
      guard let weight = number.weight, !counts.contains(weight) else { continue }
      throw value.error(
        "'\(number.key)' is weighed by '\(weight)', which is no count.",
        "Weigh it by one of: \(counts.joined(separator: ", ")).")
    }
    return numbers
  }

  private init(_ key: String, _ value: YAMLValue, needsField: Bool) throws {
    guard value.isMapping || !needsField else {
      self.init(key: key, field: try value.text())
      return
    }
    let known = ["name", "unit", "kind", "weight"]
    let keys = try value.members(known: needsField ? ["field"] + known : known)
    let kind = try keys["kind"]?.oneOf(Kind.allCases.map(\.rawValue)) ?? Kind.level.rawValue
    self.init(
      key: key, field: needsField ? try keys.needed("field", in: value).text() : key,
      name: try keys["name"]?.names(), unit: try keys.text("unit") ?? "",
      kind: Kind(rawValue: kind) ?? .level, weight: try keys.text("weight"))
  }
}
