import ProjectFile

/// Norms from which challenges are derived. Read from `layers/norms.yaml`, which anyone can edit.
package struct NormCatalogue: YAMLFile, Equatable {
  /// Facilities by key, such as `community-house`.
  package var facilities: [String: Facility]
  /// How far in m slack next door may be.
  package var reach: Double
  /// The 3-30-300 rule.
  package var green: Green

  /// A kind of facility.
  package struct Facility: Sendable, Equatable {
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Norm in m2 per 1,000 dwellings by milieu; under the empty name where it is the same in all.
    package var perThousand: [String: Double]
    /// Usual size in m2; nil where the catalogue gives none.
    package var size: Double?
    /// Where the figures come from.
    package var source: String
  }

  /// The 3-30-300 rule: trees near every dwelling, crowns around it, cool green within reach.
  package struct Green: Sendable, Equatable {
    /// Least number of trees.
    package var trees: Int
    /// Least crown of such a tree in m2.
    package var crown: Double
    /// How far in m it may stand from the dwelling.
    package var treesWithin: Double
    /// Least part of the surroundings under crowns, 0 to 1.
    package var crownShare: Double
    /// Radius in m of the surroundings.
    package var crownWithin: Double
    /// How far in m, in a straight line, cool green may be.
    package var coolWithin: Double
    /// Where the figures come from.
    package var source: String
  }

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The catalogue of norms",
      "Check 'norms:' in the project file; the bundled one is layers/norms.yaml."
    )
  }

  /// Reads a catalogue.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_norms", "facilities", "reach", "green"])
    guard let version = keys["kansenkaart_norms"], try version.integer(in: 1...99) == 1,
      let facilities = keys["facilities"], let reach = keys["reach"], let green = keys["green"]
    else {
      throw top.error(
        "A catalogue needs 'kansenkaart_norms: 1', 'facilities', 'reach' and 'green'.",
        "See docs/derived-challenges.md.")
    }
    let pairs = try facilities.members().map { ($0.key, try Facility($0.value)) }
    self.facilities = Dictionary(uniqueKeysWithValues: pairs)
    let reachKeys = try reach.members(known: ["metres", "source"])
    self.reach = try reachKeys.needed("metres", in: reach).number(in: 0...100_000)
    self.green = try Green(green)
  }
}

extension NormCatalogue.Facility {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["name", "m2_per_1000_dwellings", "size", "source"])
    name = try keys.needed("name", in: value).names()
    size = try keys["size"]?.number(in: 0.001...1e7)
    source = try keys.needed("source", in: value).text()
    perThousand = try keys["m2_per_1000_dwellings"].map(Self.norm) ?? [:]
  }

  private static func norm(_ value: YAMLValue) throws -> [String: Double] {
    guard value.isMapping else { return ["": try value.number(in: 0.001...1e6)] }
    let pairs = try value.members().map { ($0.key, try $0.value.number(in: 0.001...1e6)) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}

extension NormCatalogue.Green {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "trees", "crown_m2", "trees_within", "crown_share", "crown_within", "cool_within", "source",
    ])
    func number(_ key: String, _ range: ClosedRange<Double>) throws -> Double {
      try keys.needed(key, in: value).number(in: range)
    }
    trees = try keys.needed("trees", in: value).integer(in: 0...1000)
    crown = try number("crown_m2", 0...10_000)
    treesWithin = try number("trees_within", 0...10_000)
    crownShare = try number("crown_share", 0...1)
    crownWithin = try number("crown_within", 1...10_000)
    coolWithin = try number("cool_within", 0...100_000)
    source = try keys.needed("source", in: value).text()
  }
}
