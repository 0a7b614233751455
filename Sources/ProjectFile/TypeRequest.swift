import Geometry
import Workers

/// What a project asks about types of neighbourhoods: found in the profiles, or given.
package struct TypeRequest: Sendable, Equatable {
  /// A type that the project gives.
  package struct Given: Sendable, Equatable {
    /// Key, such as `pre-war`.
    package var key: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Values of features at the type's centre, by key; empty for a type with conditions alone.
    package var centre: [String: Double]
    /// Conditions on features that a neighbourhood must satisfy, all of them, by key and in the order
    /// of the file; empty for a type with a centre alone.
    package var conditions: [FeatureCondition]

    /// A given type.
    package init(
      key: String, name: [String: String], centre: [String: Double] = [:],
      conditions: [FeatureCondition] = []
    ) {
      self.key = key
      self.name = name
      self.centre = centre
      self.conditions = conditions
    }
  }

  /// Number of types to find; nil leaves it to the silhouette.
  package var count: Int?
  /// Keys of the features that types are found by; nil takes all.
  package var features: [String]?
  /// Types that the project gives; none are found where there are any.
  package var given: [Given]

  /// A request; types are found, and their number as well, unless given.
  package init(count: Int? = nil, features: [String]? = nil, given: [Given] = []) {
    self.count = count
    self.features = features
    self.given = given
  }
}

/// A range that a feature of the profile must lie in, bounds included.
package struct FeatureCondition: Sendable, Equatable {
  /// Key of the feature, such as `water_share`.
  package var feature: String
  /// Lowest value; nil for none.
  package var from: Double?
  /// Highest value; nil for none.
  package var to: Double?

  /// A condition.
  package init(feature: String, from: Double? = nil, to: Double? = nil) {
    self.feature = feature
    self.from = from
    self.to = to
  }

  /// Whether a value lies in the range.
  package func holds(for value: Double) -> Bool {
    (from.map { value >= $0 } ?? true) && (to.map { value <= $0 } ?? true)
  }

  /// The conditions of a mapping such as `{water_share: {from: 0.05}, built: {to: 1944}}`, on features
  /// that are known.
  /// - Throws: `YAMLError`.
  package static func list(
    _ value: YAMLValue, features: [String]
  ) throws(YAMLError) -> [FeatureCondition] {
    _ = try value.members(known: features)
    var conditions: [FeatureCondition] = []
    for (key, range) in try value.members() {
      let keys = try range.members(known: ["from", "to"])
      let condition = FeatureCondition(
        feature: key, from: try keys["from"]?.number(in: -1e12...1e12),
        to: try keys["to"]?.number(in: -1e12...1e12))
      guard !keys.isEmpty, condition.from ?? -.infinity <= condition.to ?? .infinity else {
        throw range.error(
          "'\(range.name)' holds for nothing.", "Give 'from', 'to' or both, 'from' at most 'to'.")
      }
      conditions.append(condition)
    }
    return conditions
  }
}

extension TypeRequest {
  /// `features` are the keys of all features of the project.
  init(_ value: YAMLValue, features all: [String]) throws {
    let keys = try value.members(known: ["count", "features", "given"])
    count = try keys["count"]?.integer(in: 1...100)
    features = try keys["features"]?.elements.map { try $0.feature(among: all) }
    given = try keys["given"]?.members().map { try Given($0.key, $0.value, features: all) } ?? []
    guard given.isEmpty || (count == nil && features == nil) else {
      throw value.error(
        "'\(value.name)' gives types and asks to find them.",
        "Keep 'given', or 'count' and 'features'.")
    }
  }
}

extension YAMLValue {
  /// The key of a feature.
  /// - Throws: `YAMLError` for one that is not known, naming the nearest.
  package func feature(among known: [String]) throws(YAMLError) -> String {
    let key = try text()
    guard !known.contains(key) else { return key }
    let nearest = nearestName(to: key, among: known).map { "Did you mean '\($0)'? " } ?? ""
    throw error(
      "'\(key)' is not a feature of the neighbourhoods.",
      nearest + "They are: \(known.joined(separator: ", ")).")
  }
}

extension TypeRequest.Given {
  fileprivate init(_ key: String, _ value: YAMLValue, features: [String]) throws {
    let keys = try value.members(known: ["name", "centre", "where"])
    self.key = key
    name = try keys["name"]?.names() ?? ["nl": key, "en": key]
    let pairs = try keys["centre"]?.members(known: features).mapValues {
      try $0.number(in: -1e12...1e12)
    }
    centre = pairs ?? [:]
    conditions =
      try keys["where"].map { try FeatureCondition.list($0, features: features) } ?? []
    guard !centre.isEmpty || !conditions.isEmpty else {
      throw value.error(
        "'\(value.name)' says nothing of the type.", "Give it a 'centre', or conditions in 'where'."
      )
    }
  }
}

extension ProjectFile {
  /// Keys of the features that every project with these themes has. Those without a theme end in no word
  /// that those of themes end in, so whatever a theme is called, keys are distinct.
  package static func featureKeys(themes: [String]) -> [String] {
    themes.flatMap { ["\($0)_share", "\($0)_severity", "\($0)_covered"] }
      + ["maintained", "cost_per_ha"]
  }

  /// Keys of the features by which neighbourhoods are compared: what every project has, then the numbers
  /// of its neighbourhoods.
  package var featureKeys: [String] {
    Self.featureKeys(themes: themes.map(\.key)) + neighbourhoods.numbers.map(\.key)
  }

  /// - Throws: `YAMLError` where a number takes the key of another feature.
  static func featureKeys(
    themes: [String], numbers: [NeighbourhoodNumber], in top: YAMLValue
  ) throws -> [String] {
    let own = featureKeys(themes: themes)
    for number in numbers where own.contains(number.key) {
      throw top.error(
        "The number '\(number.key)' has the name of a feature that every project has.",
        "Give it another name in 'neighbourhoods.numbers'.")
    }
    return own + numbers.map(\.key)
  }
}
