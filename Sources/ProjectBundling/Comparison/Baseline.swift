import OpportunityMap

/// A way of doing the same works within the same budgets, and what it comes to: the plan itself, and what it
/// is held against.
package struct Baseline: Sendable {
  /// How works are put together.
  package enum Kind: String, Sendable, CaseIterable {
    /// As the programme has them.
    case plan
    /// Every work by itself.
    case siloed
    /// What shares ground with a leading kind of work follows it.
    case leading
    /// Nothing is done.
    case nothing
  }

  /// How works are put together.
  package let kind: Kind
  /// What it comes to.
  package let figures: ScenarioFigures

  /// What a plan of a map comes to.
  package init(_ kind: Kind, _ plan: ProjectPlan, _ map: OpportunityMap) {
    (self.kind, figures) = (kind, ScenarioFigures(plan, map))
  }
}
