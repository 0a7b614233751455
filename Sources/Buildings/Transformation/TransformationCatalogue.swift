import LayerIO
import ProjectFile

/// What decides whether a vacant building can become something else. Read from `layers/transformation.yaml`,
/// which anyone can edit.
package struct TransformationCatalogue: YAMLFile, Equatable {
  /// What a building can become.
  package struct Destination: Sendable, Equatable {
    /// Key, such as `living`.
    package var key: String
    /// What people call it.
    package var name: Wording
  }

  /// A question that is answered yes or no.
  package struct Criterion: Sendable, Equatable {
    /// Key, such as `ceiling`.
    package var key: String
    /// What is true where it is answered yes.
    package var name: Wording
    /// What it is about: market, financial, procedural, technical or sustainable.
    package var aspect: String
    /// Indices of the destinations that it counts for, ascending.
    package var destinations: [Int]
    /// What it counts for; nil for a veto, which stops a destination where it is answered no.
    package var weight: Double?
    /// How it answers itself.
    package var measure: Measure
    /// Where it comes from.
    package var source: String
    /// What is not confirmed about it; empty for nothing.
    package var remark: String

    /// Whether it stops a destination.
    package var isVeto: Bool { weight == nil }
  }

  /// How a criterion is answered from what the project tells.
  package enum Measure: Sendable, Equatable {
    /// Whether a fact lies in a range.
    case fact(String, ClosedRange<Double>)
    /// Whether a place of a kind, or a building of a function, lies within so many m.
    case near(String, within: Double)
    /// Whether a theme is at most so severe at the building.
    case theme(String, atMost: Double)
    /// Whether a work on one of these types of asset, within so many m, opens the street within the horizon.
    case street(types: [String], within: Double)
  }

  /// What buildings can become, in the order of the file.
  package var destinations: [Destination]
  /// The criteria, in the order of the file.
  package var criteria: [Criterion]
  /// Bounds of the classes, as parts of the most that can be scored, ascending.
  package var classes: [Double]
  /// How far in m vacant buildings that are looked at together lie apart at most.
  package var together: Double

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The catalogue of the transformation scan",
      "Check 'buildings.transformation' in the project file; the bundled one is layers/transformation.yaml."
    )
  }

  /// Reads a catalogue.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(
      known: ["kansenkaart_transformation", "destinations", "classes", "fragmented", "criteria"])
    try top.checkVersion(keys, "kansenkaart_transformation", "This catalogue is")
    let destinations = try keys.needed("destinations", in: top).members().map { key, value in
      let parts = try value.members(known: ["name"])
      return Destination(key: key, name: try parts.needed("name", in: value).inBoth())
    }
    self.destinations = destinations
    let classes = try keys.needed("classes", in: top)
    let classKeys = try classes.members(known: ["shares", "source", "remark"])
    self.classes = try classKeys.needed("shares", in: classes).elements.map {
      try $0.number(in: 0...1)
    }
    let fragmented = try keys.needed("fragmented", in: top)
    together = try fragmented.members(known: ["within", "source"])
      .needed("within", in: fragmented).number(in: 0...5000)
    criteria = try keys.needed("criteria", in: top).members().map {
      try Criterion($0.key, $0.value, among: destinations.map(\.key))
    }
    guard zip(self.classes, self.classes.dropFirst()).allSatisfy(<) else {
      throw classes.error("The bounds of the classes do not rise.", "Let each be above the last.")
    }
  }
}

extension TransformationCatalogue.Criterion {
  fileprivate init(_ key: String, _ value: YAMLValue, among known: [String]) throws {
    let keys = try value.members(known: [
      "name", "aspect", "for", "veto", "weight", "fact", "at_least", "at_most", "near", "within",
      "theme", "street", "source", "remark",
    ])
    self.key = key
    name = try keys.needed("name", in: value).inBoth()
    aspect = try keys.needed("aspect", in: value).oneOf([
      "market", "financial", "procedural", "technical", "sustainable",
    ])
    let wanted = try keys.needed("for", in: value).elements.map { try $0.oneOf(known) }
    destinations = known.indices.filter { wanted.contains(known[$0]) }
    let isVeto = try keys["veto"]?.boolean() ?? false
    guard isVeto == (keys["weight"] == nil) else {
      throw value.error(
        "'\(value.name)' is a veto and has a weight, or neither.",
        "Give 'veto: true', or a weight.")
    }
    weight = try keys["weight"]?.number(in: 0.001...1000)
    measure = try TransformationCatalogue.Measure(keys, in: value)
    source = try keys.needed("source", in: value).text()
    remark = try keys["remark"]?.text() ?? ""
  }
}

extension TransformationCatalogue.Measure {
  fileprivate init(_ keys: [String: YAMLValue], in value: YAMLValue) throws {
    let most = 1e12
    let kinds = ["fact", "near", "theme", "street"].filter { keys[$0] != nil }
    guard kinds.count == 1 else {
      throw value.error(
        "'\(value.name)' is answered in \(kinds.count) ways.",
        "Give one of 'fact', 'near', 'theme' and 'street'.")
    }
    if let fact = keys["fact"] {
      let low = try keys["at_least"]?.number(in: -most...most)
      let high = try keys["at_most"]?.number(in: -most...most)
      // A fact that is yes or no is 1 or 0.
      let from = low ?? (high == nil ? 1 : -most)
      guard from <= high ?? most else {
        throw value.error("'\(value.name)' holds for no value.", "Let 'at_least' be the lower.")
      }
      self = .fact(try fact.text(), from...(high ?? most))
    } else if let place = keys["near"] {
      self = .near(
        try place.text(),
        within: try keys.needed("within", in: value).number(in: 1...BuildingStock.placeReach))
    } else if let theme = keys["theme"] {
      self = .theme(
        try theme.text(), atMost: try keys.needed("at_most", in: value).number(in: 0...1))
    } else {
      self = .street(
        types: try keys.needed("street", in: value).elements.map { try $0.text() },
        within: try keys.needed("within", in: value).number(in: 0...1000))
    }
  }
}
