import LayerIO

/// A table of a package: which columns it has, and from which level on it is there. What no table names is in no
/// package.
package struct SharedTable: Sendable {
  /// A column.
  package struct Column: Sendable {
    /// What its values are.
    package enum Kind: String, Sendable, Codable {
      case text, integer, number, boolean
    }

    package let name: String
    package let kind: Kind
    /// Unit as printed, such as `m2`; empty for none.
    package let unit: String
    /// What it says, in English.
    package let meaning: String
    /// The only values that it may have; nil for any.
    package let allowed: Set<String>?
    /// Whether each row has a value.
    package let isNeeded: Bool
  }

  package let name: String
  package let level: SharingLevel
  package let geometry: VectorTable.GeometryKind
  /// What it holds, in English.
  package let meaning: String
  package let columns: [Column]

  /// The place of a column.
  func index(_ name: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(self.name) has no column \(name)")
    }
    return index
  }
}

extension SharedTable.Column {
  fileprivate static func text(
    _ name: String, _ meaning: String, only allowed: [String]? = nil, needed: Bool = false
  ) -> Self {
    Self(
      name: name, kind: .text, unit: "", meaning: meaning, allowed: allowed.map { Set($0) },
      isNeeded: needed || allowed != nil)
  }

  fileprivate static func integer(_ name: String, _ meaning: String, _ unit: String = "") -> Self {
    Self(
      name: name, kind: .integer, unit: unit, meaning: meaning, allowed: nil, isNeeded: false)
  }

  fileprivate static func count(_ name: String, _ meaning: String) -> Self {
    Self(name: name, kind: .integer, unit: "", meaning: meaning, allowed: nil, isNeeded: true)
  }

  fileprivate static func number(_ name: String, _ unit: String, _ meaning: String) -> Self {
    Self(name: name, kind: .number, unit: unit, meaning: meaning, allowed: nil, isNeeded: false)
  }

  fileprivate static func boolean(_ name: String, _ meaning: String) -> Self {
    Self(name: name, kind: .boolean, unit: "", meaning: meaning, allowed: nil, isNeeded: true)
  }

  fileprivate static func key(_ name: String, _ meaning: String) -> Self {
    text(name, meaning, needed: true)
  }

  fileprivate static let nameDutch = text("name_nl", "Its name in Dutch.")
  fileprivate static let nameEnglish = text("name_en", "Its name in English.")
  fileprivate static let place = text(
    "neighbourhood_code", "Code of the neighbourhood with its largest part; empty outside all.")
  fileprivate static let status = text(
    "status", "How far the plan is, by the statuses of GIPOD.",
    only: PlanStatus.allCases.map(\.rawValue))
  fileprivate static let window = [
    integer("earliest", "First year of the window.", "year"),
    integer("latest", "Last year of the window.", "year"),
    integer("year", "Year in which it is done; empty unless the plan is concrete.", "year"),
  ]
  fileprivate static let due = [
    number(
      "due_share", "", "Part of the theme's ground under works due within the horizon, 0 to 1."),
    number("due_chance_share", "", "The same of all ground: what chance would give."),
    number(
      "reached_share", "", "Part of the theme's ground under works that the plan does, 0 to 1."),
    number("chance_share", "", "The same of all ground: what chance would give."),
  ]
}

extension SharedTable {
  /// All tables, in the order in which packages have them.
  package static let all = [
    city, themes, kinds, packages, couplings, patterns, neighbourhoods, numbers,
    neighbourhoodThemes, neighbourhoodPackages, neighbourhoodCouplings, works, projects,
    workDetails, projectDetails, projectWorks, projectCosts,
  ]

  /// The tables of a level.
  package static func tables(of level: SharingLevel) -> [SharedTable] {
    all.filter { $0.level <= level }
  }

  package static let city = SharedTable(
    name: "city", level: .figures, geometry: .none,
    meaning: "Figures of the city as a whole, a row for each that is known.",
    columns: [
      .text("figure", "Which figure.", only: CityFigure.allCases.map(\.rawValue)),
      .text(
        "kind",
        "measured: what is there; estimated: by the catalogue, for what is there; due: by cycles, whatever the budgets; programmed: a proposal that "
          + "fits the budgets, not a decision, and amounts are paid; valued: in euros that nobody is paid.",
        only: CityFigure.Kind.allCases.map(\.rawValue)),
      .text("unit", "Unit; empty for a number of things."),
      .number("value", "", "The figure."),
    ])

  package static let themes = SharedTable(
    name: "themes", level: .figures, geometry: .none,
    meaning: "Challenges in the city, and how far works reach them beside what chance would give.",
    columns: [
      .key("theme", "Key of the theme."), .nameDutch, .nameEnglish,
      .number("area_m2", "m2", "Ground under the theme."),
      .number("share", "", "The same as part of the city, 0 to 1."),
      .number("severity", "", "Severity, averaged over the whole city, 0 to 1."),
    ] + Column.due)

  package static let kinds = SharedTable(
    name: "kinds", level: .figures, geometry: .none,
    meaning: "Kinds of work that are due within the horizon.",
    columns: [
      .key("kind", "Type of asset and measure, as asset_type:measure."), .nameDutch, .nameEnglish,
      .count("works_due", "Works due within the horizon."),
    ])

  package static let packages = SharedTable(
    name: "packages", level: .figures, geometry: .none,
    meaning: "Packages of measures: in how many neighbourhoods they suit.",
    columns: [
      .key("package", "Key of the package."), .nameDutch, .nameEnglish,
      .text("theme", "Key of the theme that it serves."),
      .count("suits", "Neighbourhoods in which all its conditions hold."),
      .count("unsuited", "Neighbourhoods in which one does not."),
      .count("unknown", "Neighbourhoods of which too little is known."),
    ])

  package static let couplings = SharedTable(
    name: "couplings", level: .figures, geometry: .none,
    meaning: "Measures that works of the plan carry: a proposal, and none is done yet.",
    columns: [
      .key("coupling", "Key of the coupling."), .nameDutch, .nameEnglish,
      .count("works", "Works that carry it."),
      .number("extra_cost", "currency", "What it costs besides these works."),
      .number(
        "benefit", "currency",
        "What it brings, brought back to the first year: valued, nobody is paid it."),
    ])

  package static let patterns = SharedTable(
    name: "patterns", level: .figures, geometry: .none,
    meaning: "Combinations of works that recur in projects.",
    columns: [
      .key("kinds", "Kinds of work, joined by ; and in the order of the alphabet."),
      .text("themes", "Themes that they meet, joined by ; and in the order of the alphabet."),
      .text("type_nl", "Type of neighbourhood in Dutch."),
      .text("type_en", "Type of neighbourhood in English."),
      .count("projects", "Projects that follow it."),
      .count("neighbourhoods", "Neighbourhoods that these lie in."),
      .number("area_m2", "m2", "Ground of these."),
      .number(
        "mean_gain", "currency",
        "What a project gains against works alone, cash and valued together, on average."),
      .number("lift", "", "How many times as many there are as chance would give."),
      .count(
        "twins", "Pairs of works elsewhere in the city, in no project, that meet in the same way."),
    ])

  package static let neighbourhoods = SharedTable(
    name: "neighbourhoods", level: .neighbourhood, geometry: .multiPolygon,
    meaning: "Neighbourhoods with their border.",
    columns: [
      .key("neighbourhood_code", "Code."), .text("neighbourhood_name", "Name."),
      .number("area_m2", "m2", "Area."),
      .count("works_due", "Works due within the horizon whose largest part lies here."),
      .number("works_area_m2", "m2", "Ground under works due within the horizon."),
      .number("works_any_m2", "m2", "Ground under works, whatever their year."),
      .number(
        "cost_due", "currency",
        "Cost of works due within the horizon, by share of their surface here."),
      .text("type_nl", "Type of neighbourhood in Dutch, as its own city tells them apart."),
      .text("type_en", "The same in English."),
    ])

  package static let numbers = SharedTable(
    name: "neighbourhood_numbers", level: .neighbourhood, geometry: .none,
    meaning: "Numbers by which the city's project compares neighbourhoods, such as inhabitants.",
    columns: [
      .key("neighbourhood_code", "Code of the neighbourhood."),
      .key("number", "Key of the number."),
      .nameDutch, .nameEnglish,
      .text("kind", "How it is compared.", only: ["count", "level", "year"]),
      .text("unit", "Unit; empty for none."),
      .number(
        "value", "", "Its value; counts of people below 5 are left out, with what goes by them."),
    ])

  package static let neighbourhoodThemes = SharedTable(
    name: "neighbourhood_themes", level: .neighbourhood, geometry: .none,
    meaning: "Challenges in each neighbourhood, and how far works reach them.",
    columns: [
      .key("neighbourhood_code", "Code of the neighbourhood."), .key("theme", "Key of the theme."),
      .number("area_m2", "m2", "Ground under the theme."),
      .number("share", "", "The same as part of the neighbourhood, 0 to 1."),
      .number("severity", "", "Severity, averaged over the neighbourhood, 0 to 1."),
    ] + Column.due)

  package static let neighbourhoodPackages = SharedTable(
    name: "neighbourhood_packages", level: .neighbourhood, geometry: .none,
    meaning: "Which package of measures suits which neighbourhood.",
    columns: [
      .key("neighbourhood_code", "Code of the neighbourhood."),
      .key("package", "Key of the package."),
      .text("outcome", "Whether its conditions hold.", only: ["suits", "unsuited", "unknown"]),
    ])

  package static let neighbourhoodCouplings = SharedTable(
    name: "neighbourhood_couplings", level: .neighbourhood, geometry: .none,
    meaning: "Measures that works of the plan carry, by neighbourhood.",
    columns: [
      .key("neighbourhood_code", "Code of the neighbourhood."),
      .key("coupling", "Key of the coupling."),
      .count("works", "Works that carry it."),
    ])

  package static let works = SharedTable(
    name: "works", level: .outline, geometry: .mixed,
    meaning: "Works within the horizon, with their outline.",
    columns: [
      .count("work", "Number within the package."), .place, .key("asset_type", "Type of asset."),
      .key("measure", "Measure."), .status,
    ] + Column.window + [
      .text(
        "opened", "How much ground it opens, by the categories of GIPOD.",
        only: OpenedGround.allCases.map(\.rawValue))
    ])

  package static let projects = SharedTable(
    name: "projects", level: .outline, geometry: .multiPolygon,
    meaning:
      "Projects: works that would be done together, with their outline. Proposals unless the status is another.",
    columns: [
      .count("project", "Number within the package."), .place,
      .text("kinds", "Kinds of work, joined by ;."), .count("works", "Number of works."), .status,
    ] + Column.window)

  package static let workDetails = SharedTable(
    name: "work_details", level: .full, geometry: .none,
    meaning: "What works are and cost.",
    columns: [
      .count("work", "Number within the package."),
      .text("asset_id", "Id of the asset with its owner."),
      .text("street", "Street."), .text("budget", "Budget that pays."),
      .number("area_m2", "m2", "Surface."), .number("length_m", "m", "Length, for a line."),
      .number("cost", "currency", "Cost."), .number("cost_low", "currency", "Low figure of it."),
      .number("cost_high", "currency", "High figure of it."),
      .number("hours", "hours", "Hours of work."),
      .boolean("fixed", "Whether it may not move."),
      .boolean("hard", "Whether its window binds."),
      .number("score", "", "Opportunity score, 0 to 1, by the weights of this city."),
    ])

  package static let projectDetails = SharedTable(
    name: "project_details", level: .full, geometry: .none,
    meaning: "What projects cost and would bring.",
    columns: [
      .count("project", "Number within the package."), .text("streets", "Streets, joined by ;."),
      .text("parties", "Budgets that take part, joined by ;."),
      .number("area_m2", "m2", "Ground."), .number("shared_m2", "m2", "Ground that works share."),
      .number("cost_alone", "currency", "Cost of its works, each alone."),
      .number("cost_joint_low", "currency", "Cost together, low figure."),
      .number("cost_joint_mid", "currency", "Cost together."),
      .number("cost_joint_high", "currency", "Cost together, high figure."),
      .number("nuisance", "currency", "Nuisance that is avoided: valued, nobody is paid it."),
      .text("couplings", "Measures that its works carry, joined by ;."),
      .number("coupling_cost", "currency", "What these cost besides."),
      .number("coupling_effects", "currency", "What these bring: valued, nobody is paid it."),
    ])

  package static let projectWorks = SharedTable(
    name: "project_works", level: .full, geometry: .none, meaning: "The works of projects.",
    columns: [
      .count("project", "Number of the project."), .integer("work", "Number of the work."),
    ])

  package static let projectCosts = SharedTable(
    name: "project_costs", level: .full, geometry: .none,
    meaning: "Who would pay what for projects.",
    columns: [
      .count("project", "Number of the project."), .key("party", "Budget."),
      .number("alone", "currency", "What its works cost, each alone."),
      .number("charged", "currency", "What it would be charged."),
    ])
}

/// A figure of a city as a whole.
package enum CityFigure: String, Sendable, CaseIterable {
  case area = "area_m2"
  case inhabitants, dwellings
  case neighbourhoods
  case worksDue = "works_due"
  case worksArea = "works_area_m2"
  case costDue = "cost_due"
  case upkeepHours = "upkeep_hours"
  case worksDone = "works_done"
  case worksUndone = "works_undone"
  case projects
  case openings = "street_openings"
  case openingsSiloed = "street_openings_siloed"
  case paid
  case saved
  case couplings
  case couplingCost = "coupling_cost"
  case nuisance
  case couplingEffects = "coupling_effects"

  /// What a figure is of.
  package enum Kind: String, Sendable, CaseIterable {
    /// What is there.
    case measured
    /// What the catalogue reckons for what is there.
    case estimated
    /// What falls due by cycles, whatever the budgets.
    case due
    /// What a programme proposes that fits the budgets; amounts are paid.
    case programmed
    /// An effect in euros that nobody is paid.
    case valued
  }

  package var kind: Kind {
    switch self {
    case .area, .inhabitants, .dwellings, .neighbourhoods: .measured
    case .upkeepHours: .estimated
    case .worksDue, .worksArea, .costDue: .due
    case .worksDone, .worksUndone, .projects, .openings, .openingsSiloed, .paid, .saved, .couplings,
      .couplingCost:
      .programmed
    case .nuisance, .couplingEffects: .valued
    }
  }

  /// Unit; `currency` is that of the package.
  package var unit: String {
    switch self {
    case .area, .worksArea: "m2"
    case .upkeepHours: "hours a year"
    case .costDue, .paid, .saved, .couplingCost, .nuisance, .couplingEffects: "currency"
    default: ""
    }
  }

  /// What readers call it.
  package var title: Wording {
    switch self {
    case .area: Wording(en: "Area (m²)", nl: "Oppervlak (m²)")
    case .inhabitants: Wording(en: "Inhabitants", nl: "Inwoners")
    case .dwellings: Wording(en: "Dwellings", nl: "Woningen")
    case .neighbourhoods: Wording(en: "Neighbourhoods", nl: "Buurten")
    case .worksDue: Wording(en: "Works due", nl: "Werken aan de beurt")
    case .worksArea:
      Wording(en: "Ground under works due (m²)", nl: "Grond onder werken aan de beurt (m²)")
    case .costDue:
      Wording(en: "Cost of works due, each alone", nl: "Kosten van werken aan de beurt, elk apart")
    case .upkeepHours:
      Wording(en: "Day-to-day upkeep (hours a year)", nl: "Dagelijks onderhoud (uur per jaar)")
    case .worksDone:
      Wording(en: "Works that the programme does", nl: "Werken die het programma doet")
    case .worksUndone: Wording(en: "Works that it leaves undone", nl: "Werken die het niet doet")
    case .projects: Wording(en: "Projects of several works", nl: "Projecten van meer werken")
    case .openings: Wording(en: "Times that streets are opened", nl: "Keren dat straten opengaan")
    case .openingsSiloed:
      Wording(
        en: "Times that streets are opened, every work alone within the same budgets",
        nl: "Keren dat straten opengaan, elk werk apart binnen dezelfde budgetten")
    case .paid:
      Wording(en: "Paid for works and what they carry", nl: "Betaald voor werken en wat meelift")
    case .saved:
      Wording(en: "Less paid by working together", nl: "Minder betaald door samen te werken")
    case .couplings:
      Wording(en: "Measures that works carry", nl: "Maatregelen die met werken meeliften")
    case .couplingCost:
      Wording(
        en: "Extra cost of measures that works carry",
        nl: "Extra kosten van maatregelen die meeliften")
    case .nuisance: Wording(en: "Nuisance avoided (valued)", nl: "Hinder voorkomen (gewaardeerd)")
    case .couplingEffects:
      Wording(
        en: "What measures that works carry bring (valued)",
        nl: "Wat maatregelen die meeliften opleveren (gewaardeerd)")
    }
  }
}
