import LayerIO

/// What became of an object, as the vacancy monitor counts it.
package enum VacancyStatus: String, Sendable, CaseIterable {
  /// Stock that is used.
  case inUse = "in-use"
  /// Stock that is vacant or on offer.
  case vacant
  /// Capacity in plans.
  case planned
  /// Taken out of the stock by another use.
  case transformed
  /// Taken out of the stock by demolition.
  case demolished
}

/// What the vacancy monitor asks of a source of buildings or units.
package struct VacancyRequest: Sendable, Equatable {
  /// A level of the monitor, such as an office park.
  package struct Level: Sendable, Equatable {
    /// Name of the level, such as `area`.
    package var name: String
    /// Attribute that says to which of its members an object belongs.
    package var field: String

    /// A level.
    package init(name: String, field: String) {
      self.name = name
      self.field = field
    }
  }

  /// Attribute with the status.
  package var statusField: String
  /// Meaning of its values.
  package var statuses: [String: VacancyStatus]
  /// Attribute with the floor area in m2; nil takes the area of the object's polygon.
  package var floorArea: String?
  /// Attribute with the year that a record is about, where a source has an object once a year.
  package var year: String?
  /// Attribute with the year since which an object is vacant.
  package var since: String?
  /// Years that are told apart by `since`.
  package var years: ClosedRange<Int>?
  /// Levels besides neighbourhood and municipality, in the order of the file.
  package var levels: [Level]

  /// A request.
  package init(
    statusField: String, statuses: [String: VacancyStatus], floorArea: String? = nil,
    year: String? = nil, since: String? = nil, years: ClosedRange<Int>? = nil,
    levels: [Level] = []
  ) {
    self.statusField = statusField
    self.statuses = statuses
    self.floorArea = floorArea
    self.year = year
    self.since = since
    self.years = years
    self.levels = levels
  }
}

extension VacancyRequest: DerivationRequest {
  package static let key = "vacancy"

  package init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: ["status", "floor_area", "year", "since", "years", "levels"])
    let status = try keys.needed("status", in: value)
    let parts = try status.members(known: ["field", "map"])
    statusField = try parts.needed("field", in: status).text()
    let names = VacancyStatus.allCases.map(\.rawValue)
    statuses = try parts.needed("map", in: status).byComparedKey {
      VacancyStatus(rawValue: try $0.oneOf(names))
    }.compactMapValues(\.self)
    floorArea = try keys.text("floor_area")
    year = try keys.text("year")
    since = try keys.text("since")
    years = try keys["years"].map(ProjectFile.years)
    levels =
      try keys["levels"]?.members().map {
        Level(name: $0.key, field: try $0.value.text())
      } ?? []
    let taken = ["municipality", "neighbourhood"]
    guard !levels.contains(where: { taken.contains($0.name) }) else {
      throw value.error(
        "'\(value.name)' has a level of its own called \(taken.joined(separator: " or ")).",
        "The monitor has those already; give it another name.")
    }
    guard (since == nil) == (years == nil), since == nil || year == nil else {
      throw value.error(
        "'\(value.name)' does not say which years there are.",
        "Give 'year' alone, or 'since' with 'years: {from, to}'.")
    }
  }

  package var fields: [String] {
    [statusField] + [floorArea, year, since].compactMap(\.self) + levels.map(\.field)
  }

  package var uses: [FieldUse] {
    [FieldUse(statusField, as: .word, words: statuses.keys)]
      + [floorArea].compactMap(\.self).map { FieldUse($0, as: .number) }
      + [year, since].compactMap(\.self).map { FieldUse($0, as: .year) }
  }

  package var derivedFields: [String] { ["floor_area_m2", "vacancy_share"] }
}
