import OpportunityMap

/// A combination of works, challenges and kind of neighbourhood that recurs: a building block of a
/// pattern book.
package struct Pattern: Sendable, Equatable {
  /// What decides which pattern a candidate follows.
  package struct Key: Sendable, Hashable {
    /// Kinds of work, as `type:measure`, each once, in order.
    package var kinds: [String]
    /// Themes that are served, ascending.
    package var themes: [Int]
    /// Kind of the neighbourhood; nil where neighbourhoods have none.
    package var neighbourhoodType: String?
  }

  /// What decides it.
  package var key: Key
  /// Candidates that follow it, as indices, ascending.
  package var candidates: [Int]
  /// Neighbourhoods in which they lie, ascending.
  package var neighbourhoods: [Int]
  /// Ground in m2 of these candidates.
  package var area: Double
  /// How many times as often it occurs as it would if kinds of work, themes and kind of neighbourhood
  /// had nothing to do with each other.
  package var lift: Double
  /// Where else the same holds and a window is coming.
  package var twins: [Twin]

  /// Two works outside every candidate that meet as those of the pattern do.
  package struct Twin: Sendable, Equatable {
    /// Numbers of the works in `BundlingProblem.works`, the smaller first.
    package var works: [Int32]
    /// First year in which both may be done; nil where their windows do not meet, and one would have
    /// to move.
    package var year: Int?
  }
}
