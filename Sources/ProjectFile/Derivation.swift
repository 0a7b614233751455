import LayerIO

/// How a theme layer is derived from its source instead of being the source's own surface.
public enum Derivation: Sendable, Equatable {
  /// `vacancy:` objects that are vacant.
  case vacancy(VacancyRequest)
  /// `facilities:` neighbourhoods that have less of a facility than they need.
  case facilities(FacilityRequest)
  /// `green:` dwellings that miss the 3-30-300 rule.
  case green(GreenRequest)

  /// Attributes of the source that it needs.
  var fields: [String] {
    switch self {
    case .vacancy(let request): request.fields
    case .facilities(let request): [request.floorArea].compactMap(\.self)
    case .green: []
    }
  }

  /// What attributes of the source are read as.
  var uses: [FieldUse] {
    switch self {
    case .vacancy(let request): request.uses
    case .facilities(let request):
      [request.floorArea].compactMap(\.self).map { FieldUse($0, as: .number) }
    case .green: []
    }
  }

  /// Attributes that a derived feature has besides those of its source.
  var derivedFields: [String] {
    switch self {
    case .vacancy: ["floor_area_m2", "vacancy_share"]
    case .facilities: ["need_m2", "supply_m2", "deficit_m2", "deficit_share"]
    case .green: ["trees", "crown_share", "cool_m", "missed"]
    }
  }

  /// Whether what is derived are features of the layer's source; a norm's are neighbourhoods.
  public var keepsFeatures: Bool {
    if case .facilities = self { false } else { true }
  }

  /// Sources that it needs besides that of the layer.
  public var sources: [SourceOptions] {
    switch self {
    case .vacancy, .facilities: []
    case .green(let request): [request.trees, request.cool]
    }
  }
}

/// What a norm for facilities asks of a source of facilities.
public struct FacilityRequest: Sendable, Equatable {
  /// Kind of facility, a key of the catalogue of norms.
  public var kind: String
  /// Norm in m2 per 1,000 dwellings; nil takes the catalogue's.
  public var perThousand: Double?
  /// Key of the neighbourhoods' number that counts dwellings.
  public var dwellings: String
  /// Attribute of a facility with its floor area in m2; nil takes the catalogue's usual size.
  public var floorArea: String?
  /// Attribute of a neighbourhood with its milieu, where the catalogue's norm differs by milieu.
  public var milieu: String?
  /// How far in m a facility with slack may be from a neighbourhood that lacks; nil takes the
  /// catalogue's.
  public var reach: Double?

  /// A request; the catalogue's norm, size and reach unless given.
  public init(
    kind: String, perThousand: Double? = nil, dwellings: String = "dwellings",
    floorArea: String? = nil, milieu: String? = nil, reach: Double? = nil
  ) {
    self.kind = kind
    self.perThousand = perThousand
    self.dwellings = dwellings
    self.floorArea = floorArea
    self.milieu = milieu
    self.reach = reach
  }
}

/// What the 3-30-300 rule asks of a source of dwellings.
public struct GreenRequest: Sendable, Equatable {
  /// The trees, as points or as crowns.
  public var trees: SourceOptions
  /// Attribute of a tree with the area of its crown in m2; nil takes the area of its polygon.
  public var crown: String?
  /// Cool green, as polygons.
  public var cool: SourceOptions

  /// A request.
  public init(trees: SourceOptions, crown: String? = nil, cool: SourceOptions) {
    self.trees = trees
    self.crown = crown
    self.cool = cool
  }
}

/// What became of an object, as the vacancy monitor counts it.
public enum VacancyStatus: String, Sendable, CaseIterable {
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
public struct VacancyRequest: Sendable, Equatable {
  /// A level of the monitor, such as an office park.
  public struct Level: Sendable, Equatable {
    /// Name of the level, such as `area`.
    public var name: String
    /// Attribute that says to which of its members an object belongs.
    public var field: String

    /// A level.
    public init(name: String, field: String) {
      self.name = name
      self.field = field
    }
  }

  /// Attribute with the status.
  public var statusField: String
  /// Meaning of its values.
  public var statuses: [String: VacancyStatus]
  /// Attribute with the floor area in m2; nil takes the area of the object's polygon.
  public var floorArea: String?
  /// Attribute with the year that a record is about, where a source has an object once a year.
  public var year: String?
  /// Attribute with the year since which an object is vacant.
  public var since: String?
  /// Years that are told apart by `since`.
  public var years: ClosedRange<Int>?
  /// Levels besides neighbourhood and municipality, in the order of the file.
  public var levels: [Level]

  /// A request.
  public init(
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

  /// Attributes that it needs.
  var fields: [String] {
    [statusField] + [floorArea, year, since].compactMap(\.self) + levels.map(\.field)
  }

  /// What they are read as.
  var uses: [FieldUse] {
    [FieldUse(statusField, as: .word, words: statuses.keys)]
      + [floorArea].compactMap(\.self).map { FieldUse($0, as: .number) }
      + [year, since].compactMap(\.self).map { FieldUse($0, as: .year) }
  }
}

extension FacilityRequest {
  init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: ["kind", "m2_per_1000_dwellings", "dwellings", "floor_area", "milieu", "reach"])
    kind = try keys.needed("kind", in: value).text()
    perThousand = try keys["m2_per_1000_dwellings"]?.number(in: 0.001...1e6)
    dwellings = try keys.text("dwellings") ?? "dwellings"
    floorArea = try keys.text("floor_area")
    milieu = try keys.text("milieu")
    reach = try keys["reach"]?.number(in: 0...100_000)
  }
}

extension GreenRequest {
  init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["trees", "cool"])
    let trees = try keys.needed("trees", in: value)
    let treeKeys = try trees.members(known: sourceKeys + ["crown"])
    crown = try treeKeys.text("crown")
    self.trees = try SourceOptions(
      treeKeys, in: trees, fields: .only([crown].compactMap(\.self)), keepsOriginals: true)
    // A tree is where its stem is; the surface that points need is not looked at.
    self.trees.radius = 1
    self.trees.uses = [crown].compactMap(\.self).map { FieldUse($0, as: .number) }
    let cool = try keys.needed("cool", in: value)
    self.cool = try SourceOptions(
      cool.members(known: sourceKeys), in: cool, fields: .only([]))
  }
}

extension VacancyRequest {
  init(_ value: YAMLValue) throws {
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
}
