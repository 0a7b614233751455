import LayerIO

/// The buildings of a project: the one table that vacancy, transformation, facilities and social real estate
/// are told from.
package struct BuildingsSource: Sendable, Equatable {
  /// The source, with the fields that are mapped.
  package var options: SourceOptions
  /// Attribute of each mapped field, with what its values stand for.
  package var fields: [BuildingField: MappedValues]
  /// What else is known of a building, by name, such as `ceiling`: a number, or yes and no.
  package var facts: [BuildingFact]
  /// Places that buildings are near to, such as shops, in the order of the file.
  package var places: [PlaceSource]
  /// Who looks for room; nil where nobody does.
  package var initiatives: InitiativeSource?
  /// The catalogue of the transformation scan as the file gives it; nil takes the bundled one.
  package var transformation: String?
  /// Path of that catalogue: `transformation` resolved against the folder of the project file.
  package var transformationPath: String?
  /// The paths of population as the file gives them; nil where facilities are not asked for.
  package var population: String?
  /// Path of these: `population` resolved against the folder of the project file.
  package var populationPath: String?
  /// The catalogue of the facility programme as the file gives it; nil takes the bundled one.
  package var facilities: String?
  /// Path of that catalogue: `facilities` resolved against the folder of the project file.
  package var facilitiesPath: String?
  /// The catalogue of social real estate as the file gives it; nil takes the bundled one.
  package var social: String?
  /// Path of that catalogue: `social` resolved against the folder of the project file.
  package var socialPath: String?
  /// Who has which part of the development rights of a neighbourhood, in the order of the file.
  package var rights: [DevelopmentRights] = []
  /// Key of the people that come to the buildings, such as `dwellings`; nil where nobody is told of.
  package var homes: String?

  /// All sources: the buildings, the places, the initiatives.
  package var sources: [SourceOptions] {
    [options] + places.map(\.options) + [initiatives?.options].compactMap(\.self)
  }
}

/// An attribute, with what its values stand for where they are not what is asked.
package struct MappedValues: Sendable, Equatable {
  /// Name of the attribute.
  package var field: String
  /// What its values stand for, by value as it is compared; empty where they stand for themselves.
  package var words: [String: String]

  /// An attribute.
  package init(field: String, words: [String: String] = [:]) {
    (self.field, self.words) = (field, words)
  }
}

/// Something else that is known of a building.
package struct BuildingFact: Sendable, Equatable {
  /// Name by which criteria and needs ask for it.
  package var key: String
  /// The attribute that tells it.
  package var values: MappedValues
}

/// What is known of every building.
package enum BuildingField: String, Sendable, CaseIterable {
  /// Id of the building.
  case id
  /// What people call it.
  case name
  /// Its functions, with semicolons between them, such as `primary-school;gym`.
  case function
  /// Floor area in m2.
  case floorArea = "floor_area"
  /// Floor area in m2 that is vacant.
  case vacantArea = "vacant_area"
  /// Hours a week in which it is used.
  case hours
  /// Who owns it.
  case owner
  /// What kind of owner that is: municipality, school-board, association or other.
  case ownerKind = "owner_kind"
  /// Condition, from 1, as new, to 6, very bad.
  case state
  /// Last year of its life.
  case endOfLife = "end_of_life"
  /// What it costs a year.
  case cost
  /// Year since which it is vacant.
  case vacantSince = "vacant_since"
  /// Year in which it was built.
  case built
}

/// Who has which part of the rights to build in a neighbourhood.
package struct DevelopmentRights: Sendable, Equatable {
  /// What a party has.
  package struct Part: Sendable, Equatable {
    package var party: String
    /// Part of all rights, 0 to 1; those of all parties add up to 1.
    package var share: Double

    package init(party: String, share: Double) { (self.party, self.share) = (party, share) }
  }

  /// Code of the neighbourhood.
  package var neighbourhood: String
  /// The parties, in the order of the file.
  package var parts: [Part]

  /// Rights.
  package init(neighbourhood: String, parts: [Part]) {
    (self.neighbourhood, self.parts) = (neighbourhood, parts)
  }
}

/// Places that a building is near to or not.
package struct PlaceSource: Sendable, Equatable {
  /// Key, such as `shop`.
  package var key: String
  /// The source.
  package var options: SourceOptions
}

/// Who looks for room, and what for.
package struct InitiativeSource: Sendable, Equatable {
  /// The source, with the fields that are mapped.
  package var options: SourceOptions
  /// Attribute of each mapped field, with what its values stand for.
  package var fields: [InitiativeField: MappedValues]
}

/// What is known of an initiative.
package enum InitiativeField: String, Sendable, CaseIterable {
  /// Id of the initiative.
  case id
  /// What people call it.
  case name
  /// What it does: a function, as buildings have them.
  case function
  /// The destination of the transformation scan that it belongs to, such as `other-use`.
  case destination
  /// Least floor area in m2.
  case least = "area_from"
  /// Most floor area in m2.
  case most = "area_to"
  /// What it can pay a year.
  case budget
  /// How far in m it will go from where it is; no value for anywhere.
  case reach
  /// First year.
  case from
  /// Number of years.
  case term
  /// What it needs, with semicolons between: names of facts that must be yes.
  case needs
}

extension BuildingsSource {
  init(_ value: YAMLValue, currency: CurrencyCode) throws {
    let keys = try value.members(
      known: sourceKeys + [
        "fields", "facts", "places", "initiatives", "transformation", "population", "facilities",
        "social_real_estate", "homes", "development_rights", "name",
      ])
    let fields = try MappedValues.fields(keys.needed("fields", in: value), BuildingField.self)
    let facts =
      try keys["facts"]?.members().map {
        BuildingFact(key: $0.key, values: try MappedValues($0.value))
      } ?? []
    (self.fields, self.facts) = (fields, facts)
    for needed in [BuildingField.floorArea, .function] where fields[needed] == nil {
      throw value.error(
        "The buildings have no '\(needed.rawValue)'.",
        "Map it under 'fields'. See docs/buildings.md.")
    }
    let names = fields.values.map(\.field) + facts.map(\.values.field)
    options = try SourceOptions(
      keys, in: value, idField: fields[.id]?.field, fields: .only(Set(names).sorted()),
      keepsOriginals: true)
    options.name = try keys["name"]?.wording()
    options.currency = currency
    // Where a building is and how large its source says it is are all that counts, also of points.
    options.radius = 1
    options.uses =
      BuildingField.allCases.compactMap { field in
        fields[field].map { FieldUse($0.field, as: field.kind, words: $0.words.keys) }
      } + facts.map { FieldUse($0.values.field, as: .word, words: $0.values.words.keys) }
    places = try keys["places"]?.members().map { try PlaceSource($0.key, $0.value) } ?? []
    initiatives = try keys["initiatives"].map { try InitiativeSource($0, currency: currency) }
    transformation = try keys.text("transformation")
    transformationPath = transformation.map { resolve($0, from: value.path) }
    population = try keys.text("population")
    populationPath = population.map { resolve($0, from: value.path) }
    facilities = try keys.text("facilities")
    facilitiesPath = facilities.map { resolve($0, from: value.path) }
    social = try keys.text("social_real_estate")
    socialPath = social.map { resolve($0, from: value.path) }
    homes = try keys.text("homes")
    rights =
      try keys["development_rights"]?.members().map { try DevelopmentRights($0.key, $0.value) }
      ?? []
  }
}

extension MappedValues {
  fileprivate init(_ value: YAMLValue) throws {
    guard value.isMapping else {
      self.init(field: try value.text())
      return
    }
    let parts = try value.members(known: ["field", "map"])
    self.init(
      field: try parts.needed("field", in: value).text(),
      words: try parts["map"]?.byComparedKey { try $0.text() } ?? [:])
  }

  fileprivate static func fields<Field: RawRepresentable<String> & CaseIterable & Hashable>(
    _ value: YAMLValue, _ kind: Field.Type
  ) throws -> [Field: MappedValues] {
    let keys = try value.members(known: Field.allCases.map(\.rawValue))
    var fields: [Field: MappedValues] = [:]
    for field in Field.allCases { fields[field] = try keys[field.rawValue].map(MappedValues.init) }
    return fields
  }
}

extension DevelopmentRights {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    neighbourhood = key
    parts = try value.members().map {
      Part(party: $0.key, share: try $0.value.number(in: 0...100) / 100)
    }
    let percent = 100 * parts.reduce(0) { $0 + $1.share }
    guard abs(percent - 100) < 0.01 else {
      throw value.error(
        "The development rights of '\(key)' add up to \(percent) %.",
        "Give the percentage of each party, 100 together.")
    }
  }
}

extension PlaceSource {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: sourceKeys + ["name"])
    self.key = key
    options = try SourceOptions(keys, in: value, fields: .only([]))
    options.name = try keys["name"]?.wording()
    options.radius = 1
    options.width = 1
  }
}

extension InitiativeSource {
  fileprivate init(_ value: YAMLValue, currency: CurrencyCode) throws {
    let keys = try value.members(known: sourceKeys + ["fields", "name"])
    let fields = try MappedValues.fields(keys.needed("fields", in: value), InitiativeField.self)
    self.fields = fields
    for needed in [InitiativeField.function, .least] where fields[needed] == nil {
      throw value.error(
        "The initiatives have no '\(needed.rawValue)'.",
        "Map it under 'fields'. See docs/buildings.md.")
    }
    options = try SourceOptions(
      keys, in: value, idField: fields[.id]?.field,
      fields: .only(Set(fields.values.map(\.field)).sorted()))
    options.name = try keys["name"]?.wording()
    options.currency = currency
    options.radius = 1
    options.uses = InitiativeField.allCases.compactMap { field in
      fields[field].map { FieldUse($0.field, as: field.kind, words: $0.words.keys) }
    }
  }
}

extension BuildingField {
  /// What its values should be.
  fileprivate var kind: FieldUse.Kind {
    switch self {
    case .floorArea, .vacantArea, .hours, .state: .number
    case .cost: .amount
    case .vacantSince, .built: .year
    case .endOfLife: .plannedYear
    case .id, .name, .function, .owner, .ownerKind: .word
    }
  }
}

extension InitiativeField {
  /// What its values should be.
  fileprivate var kind: FieldUse.Kind {
    switch self {
    case .least, .most, .reach, .term: .number
    case .budget: .amount
    case .from: .plannedYear
    case .id, .name, .function, .destination, .needs: .word
    }
  }
}
