import OpportunityMap

/// A combination of works, challenges and kind of neighbourhood that recurs: a building block of a
/// pattern book.
public struct Pattern: Sendable, Equatable {
  /// What decides which pattern a candidate follows.
  public struct Key: Sendable, Hashable {
    /// Kinds of work, as `type:measure`, each once, in order.
    public var kinds: [String]
    /// Themes that are served, ascending.
    public var themes: [Int]
    /// Kind of the neighbourhood; nil where neighbourhoods have none.
    public var neighbourhoodType: String?
  }

  /// What decides it.
  public var key: Key
  /// Candidates that follow it, as indices, ascending.
  public var candidates: [Int]
  /// Neighbourhoods in which they lie, ascending.
  public var neighbourhoods: [Int]
  /// Ground in m2 of these candidates.
  public var area: Double
  /// Mean net gain in EUR.
  public var meanGain: Double
  /// How many times as often it occurs as it would if kinds of work, themes and kind of neighbourhood
  /// had nothing to do with each other.
  public var lift: Double
  /// Where else the same holds and a window is coming.
  public var twins: [Twin]

  /// Two works outside every candidate that meet as those of the pattern do.
  public struct Twin: Sendable, Equatable {
    /// Numbers of the works in `BundlingProblem.works`, the smaller first.
    public var works: [Int32]
    /// First year in which both may be done; nil where their windows do not meet, and one would have
    /// to move.
    public var year: Int?
  }
}
