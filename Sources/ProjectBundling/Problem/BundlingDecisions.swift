/// What people decided about works, which bundling keeps to whatever else would pay. Works are
/// named by their index in `OpportunityMap.works`; a decision about a work that can't be bundled
/// has no effect.
package struct BundlingDecisions: Sendable, Equatable {
  /// Works that go into one bundle, whatever the rules and limits say.
  package struct Joined: Sendable, Equatable {
    /// Index in `OpportunityMap.works` of each.
    package var works: [Int]
    /// Whether no other work may join them.
    package var isClosed: Bool

    /// Works to join.
    package init(works: [Int], isClosed: Bool = false) {
      self.works = works
      self.isClosed = isClosed
    }
  }

  /// Two works that do not go into one bundle.
  package struct Separated: Sendable, Equatable {
    /// Index in `OpportunityMap.works`.
    package var a: Int
    /// Index in `OpportunityMap.works`.
    package var b: Int

    /// Works to keep apart.
    package init(_ a: Int, _ b: Int) {
      self.a = a
      self.b = b
    }
  }

  /// Works that go together. Lists that share a work count as one. Where a list's works have no
  /// year in common it has no effect.
  package var joined: [Joined]
  /// Works that do not.
  package var separated: [Separated]
  /// The year in which a work is done, by index in `OpportunityMap.works`; it must lie in the
  /// horizon, but may lie outside the work's window.
  package var years: [Int: Int]

  /// No decisions.
  package static let none = BundlingDecisions()

  /// Decisions.
  package init(joined: [Joined] = [], separated: [Separated] = [], years: [Int: Int] = [:]) {
    self.joined = joined
    self.separated = separated
    self.years = years
  }
}
