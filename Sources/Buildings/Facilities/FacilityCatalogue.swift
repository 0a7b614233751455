import LayerIO
import ProjectBundling
import ProjectFile

/// Which facilities people need, and what can be done where they are short. Read from
/// `layers/facility-programme.yaml`, which anyone can edit.
package struct FacilityCatalogue: YAMLFile, Equatable {
  /// A function that people need.
  package struct Function: Sendable, Equatable {
    /// Key, as buildings have it, such as `primary-school`.
    package var key: String
    /// What people call it.
    package var name: Wording
    /// m2 for each of a group of people or dwellings.
    package var per: [String: Double]
    /// How far in m slack next door, and a building for it, may be.
    package var reach: Double
    /// Floor area in m2 that a place of its own needs at least; 0 for any.
    package var least: Double
    /// Functions whose buildings can be shared outside their hours.
    package var shares: [String]
    /// Where the norm comes from, and what is not confirmed about it.
    package var source: String
    package var remark: String
  }

  /// What can be done.
  package enum Kind: String, Sendable, CaseIterable {
    /// A new building.
    case new
    /// More m2 at a building of the function.
    case extend
    /// Hours that a building of another function is not used.
    case share
    /// Floor area that is vacant.
    case convert
    /// Slack of the function further away than its reach.
    case move
  }

  /// What it takes to do it.
  package struct Measure: Sendable, Equatable {
    /// Investment: a fixed amount, and an amount for each m2.
    package var fixed: Double
    package var perM2: Double
    /// What each m2 costs a year besides.
    package var yearly: Double
    /// Years of the phases initiative, definition, design and building.
    package var phases: [Int]
    /// Where the figures come from.
    package var source: String
  }

  /// The functions, in the order of the file.
  package var functions: [Function]
  /// What each kind takes.
  package var measures: [Kind: Measure]
  /// How much of its floor area a building can be extended by.
  package var largestExtension: Double
  /// Hours a week beyond which a building can't be shared.
  package var fullHours: Double
  /// What a m2 that lacks counts for a year in the choice: a planning weight, no money.
  package var shortage: Double
  /// By which an investment is a cost a year.
  package var annuity: Annuity
  /// Most that may be invested on a path; infinite where no limit is given.
  package var budget: Double

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The catalogue of the facility programme",
      "Check 'buildings.facilities' in the project file; the bundled one is layers/facility-programme.yaml."
    )
  }
}

extension FacilityCatalogue {
  /// Reads a catalogue.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_facility_programme", "functions", "measures", "largest_extension", "full_hours",
      "shortage", "annuity", "budget",
    ])
    try top.checkVersion(keys, "kansenkaart_facility_programme", "This catalogue is")
    functions = try keys.needed("functions", in: top).members().map {
      try Function($0.key, $0.value)
    }
    let measures = try keys.needed("measures", in: top)
    let known = try measures.members(known: Kind.allCases.map(\.rawValue))
    self.measures = [:]
    for kind in Kind.allCases {
      self.measures[kind] = try Measure(known.needed(kind.rawValue, in: measures))
    }
    largestExtension = try keys.needed("largest_extension", in: top).number(in: 0...10)
    fullHours = try keys.needed("full_hours", in: top).number(in: 1...168)
    shortage = try keys.needed("shortage", in: top).number(in: 0.01...1e6)
    let annuity = try keys.needed("annuity", in: top)
    let parts = try annuity.members(known: ["rate", "years", "source"])
    self.annuity = Annuity(
      rate: try parts.needed("rate", in: annuity).number(in: 0...1),
      years: try parts.needed("years", in: annuity).integer(in: 1...200))
    budget = try keys["budget"]?.number(in: 0...1e12) ?? .infinity
  }
}

extension FacilityCatalogue.Function {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "name", "m2_per", "reach", "least_m2", "shares", "source", "remark",
    ])
    self.key = key
    name = try keys.needed("name", in: value).inBoth()
    let per = try keys.needed("m2_per", in: value).members().map {
      ($0.key, try $0.value.number(in: 0...1e6))
    }
    self.per = Dictionary(uniqueKeysWithValues: per)
    reach = try keys.needed("reach", in: value).number(in: 0...100_000)
    least = try keys["least_m2"]?.number(in: 0...1e6) ?? 0
    shares = try keys["shares"]?.elements.map { try $0.text() } ?? []
    source = try keys.needed("source", in: value).text()
    remark = try keys["remark"]?.text() ?? ""
  }
}

extension FacilityCatalogue.Measure {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: ["fixed", "per_m2", "yearly_per_m2", "phases", "source", "remark"])
    fixed = try keys["fixed"]?.number(in: 0...1e12) ?? 0
    perM2 = try keys.needed("per_m2", in: value).number(in: 0...1e6)
    yearly = try keys.needed("yearly_per_m2", in: value).number(in: 0...1e6)
    let list = try keys.needed("phases", in: value)
    phases = try list.elements.map { try $0.integer(in: 0...50) }
    source = try keys.needed("source", in: value).text()
    guard phases.count == 4 else {
      throw list.error(
        "'\(list.name)' has \(phases.count) phases.",
        "Give years of initiative, definition, design and building.")
    }
  }
}
