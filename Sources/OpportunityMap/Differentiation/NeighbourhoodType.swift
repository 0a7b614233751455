/// A type of neighbourhood: found in the profiles, or given by the project.
package struct NeighbourhoodType: Sendable, Equatable {
  /// Key: of a given type that of the project file, of a found one its number, from `1` on.
  package var key: String
  /// Name by language, `nl` and `en`; nil for a found type, which has traits instead.
  package var name: [String: String]?
  /// Indices of its neighbourhoods, ascending.
  package var members: [Int]
  /// Value of each feature at its centre: the mean of what its members know, or what the project gives;
  /// nil where there is none. Shape: `features`.
  package var centre: [Double?]
  /// What sets its centre apart from the city, strongest first.
  package var traits: [Deviation]
}

/// How a feature differs from the city's.
package struct Deviation: Sendable, Equatable {
  /// Index of the feature.
  package var feature: Int
  /// Value here.
  package var value: Double
  /// Value in the city.
  package var city: Double
  /// `value - city` in standard deviations over the neighbourhoods; below 0 it is less than in the city.
  package var size: Double

  /// Value here divided by the value in the city; nil where the city has none.
  package var quotient: Double? { city > 0 ? value / city : nil }
}

/// How a neighbourhood belongs to its type.
package struct TypeMembership: Sendable, Equatable {
  /// Index of the type.
  package var type: Int
  /// Distance to its centre, in standard deviations (root mean square over the features); nil for a
  /// type that has conditions and no centre.
  package var distance: Double?
  /// Indices of the features that decide: those that bring it nearer to this centre than to the next
  /// one, most first; or those of the conditions that it satisfies. Empty where there is one type.
  package var deciding: [Int]
}

/// A neighbourhood that looks like another.
package struct LookAlike: Sendable, Equatable {
  /// Index of the neighbourhood.
  package var neighbourhood: Int
  /// Distance, in standard deviations (root mean square over the features).
  package var distance: Double
}

/// What sets a neighbourhood apart.
package struct Distinction: Sendable, Equatable {
  /// Its strongest deviations from the city, strongest first; at most three.
  package var deviations: [Deviation]
  /// Its type; nil where it satisfies the conditions of no given type.
  package var membership: TypeMembership?
  /// The nearest other neighbourhoods, nearest first; at most three.
  package var lookAlikes: [LookAlike]
  /// Number of features that are unknown here, among those that types are found by.
  package var unknownCount: Int
  /// Which packages of measures suit it, and why. Shape: `packages`.
  package var verdicts: [PackageVerdict]
}
