import LayerIO
import ProjectFile

/// Rules that forbid opening a street again: `layers/cut-rules.yaml`, plain figures to edit.
package struct CutRules: YAMLFile, Equatable {
  /// What a work does to the street.
  package enum Opening: String, Sendable, CaseIterable {
    /// The surface is laid anew.
    case surface
    /// The ground is opened for what lies below, and closed.
    case trench
    /// The street is not opened.
    case none
  }

  /// Why a rule may not hold for a work.
  package enum Exemption: String, Sendable, CaseIterable {
    /// It could not wait.
    case emergency
    /// Nothing is dug.
    case noExcavation = "no-excavation"
    /// A customer had to be connected.
    case customerConnection = "customer-connection"
  }

  /// A rule of a country, or one's own.
  package struct Rule: Sendable, Equatable {
    /// Key, by which a history chooses it.
    package var key: String
    /// What people call it.
    package var name: Wording
    /// Years that the ground may not be opened after a work of a sort, the year of the work counted; sorts that
    /// are absent forbid nothing.
    package var years: [Opening: Int]
    /// Works that it does not hold for.
    package var exempt: Set<Exemption>
    /// Where it comes from.
    package var source: String

    /// The longest of its years; 0 where it forbids nothing.
    package var longest: Int { years.values.max() ?? 0 }
  }

  /// What a kind of work does.
  package struct KindRow: Sendable, Equatable {
    /// Type of asset; nil for all.
    var assetType: String?
    /// Measure; nil for all.
    var measure: String?
    /// What it does.
    var opening: Opening
  }

  /// What kinds of work do; the first that fits holds, and what none fits opens a trench.
  package var kinds: [KindRow]
  /// Ground in m2 that two works have to share.
  package var leastArea: Double
  /// The rules, in the order of the file.
  package var rules: [Rule]

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    ("The rules of opening streets", "Check the path; the bundled file is layers/cut-rules.yaml.")
  }

  /// Reads a file of rules; every key must be known and every rule names its source.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_cut_rules", "least_area", "kinds", "rules"])
    let version = try keys.needed("kansenkaart_cut_rules", in: top).integer(in: 1...99)
    guard version == 1 else {
      throw top.error(
        "This rules file is of version \(version).", "This program reads version 1; update it.")
    }
    let area = try keys.needed("least_area", in: top, example: "{m2: 3, source: ...}")
    let areaKeys = try area.members(known: ["m2", "source"])
    _ = try areaKeys.needed("source", in: area)
    leastArea = try areaKeys.needed("m2", in: area).number(in: 0...10_000)
    kinds = try (keys["kinds"].map(\.elements) ?? []).map { try KindRow($0) }
    let list = try keys.needed("rules", in: top)
    rules = try list.members().map { try Rule($0.key, $0.value) }
    guard !rules.isEmpty else {
      throw list.error("There are no rules.", "Give at least one; see layers/cut-rules.yaml.")
    }
  }

  /// What a kind of work does to the street.
  package func opening(assetType: String, measure: String) -> Opening {
    kinds.first {
      ($0.assetType ?? assetType) == assetType && ($0.measure ?? measure) == measure
    }?.opening ?? .trench
  }
}

extension CutRules.KindRow {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["of", "does"])
    let of = try keys.needed("of", in: value).members(known: ["asset_type", "measure"])
    assetType = try of["asset_type"]?.text()
    measure = try of["measure"]?.text()
    let words = CutRules.Opening.allCases.map(\.rawValue)
    let word = try keys.needed("does", in: value).oneOf(words)
    opening = CutRules.Opening(rawValue: word) ?? .trench
  }
}

extension CutRules.Rule {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    self.key = key
    let keys = try value.members(known: ["name", "years", "exempt", "source"])
    name = try keys.needed("name", in: value).inBoth()
    source = try keys.needed("source", in: value).text()
    let given = try keys.needed("years", in: value)
    let opened = CutRules.Opening.allCases.filter { $0 != .none }
    let years = try given.members(known: opened.map(\.rawValue))
    self.years = try opened.reduce(into: [:]) { found, opening in
      found[opening] = try years[opening.rawValue]?.integer(in: 0...50)
    }
    let words = CutRules.Exemption.allCases.map(\.rawValue)
    exempt = try Set(
      (keys["exempt"].map(\.elements) ?? []).compactMap {
        CutRules.Exemption(rawValue: try $0.oneOf(words))
      })
  }
}
