import ProjectFile

/// A row of the figures behind a derived challenge.
package protocol DerivedRow: Sendable, Codable, Equatable {}

/// The figures behind challenges that are derived: what the monitors show beside the map.
package struct DerivedFigures: Sendable {
  /// Rows by the key of the challenge, all of its type.
  private var rows: [String: [any DerivedRow]] = [:]

  /// None.
  package init() {}

  /// The rows of a challenge.
  package func rows<Challenge: DerivedChallenge>(of challenge: Challenge.Type) -> [Challenge.Row] {
    (rows[Challenge.key] ?? []).compactMap { $0 as? Challenge.Row }
  }

  /// Adds rows of a challenge.
  mutating func append<Challenge: DerivedChallenge>(
    _ more: [Challenge.Row], of challenge: Challenge.Type
  ) {
    rows[Challenge.key, default: []] += more as [any DerivedRow]
  }
}

extension DerivedFigures: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }

  /// Reads figures.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for challenge in derivedChallenges {
      try read(challenge, from: container)
    }
  }

  private mutating func read<Challenge: DerivedChallenge>(
    _ challenge: Challenge.Type, from container: KeyedDecodingContainer<Key>
  ) throws {
    let key = Key(stringValue: Challenge.key)
    append(try container.decode([Challenge.Row].self, forKey: key), of: challenge)
  }

  /// Writes them, a list for each challenge that there is.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for challenge in derivedChallenges { try write(challenge, to: &container) }
  }

  private func write<Challenge: DerivedChallenge>(
    _ challenge: Challenge.Type, to container: inout KeyedEncodingContainer<Key>
  ) throws {
    try container.encode(rows(of: challenge), forKey: Key(stringValue: Challenge.key))
  }
}
