import OpportunityMap

/// The one year in which an answer has a work done, and where that year comes from.
package struct PlannedYear: Sendable, Equatable {
  /// Where the year comes from, or why there is none.
  package enum Origin: String, Sendable, CaseIterable {
    /// A decision of people.
    case decision
    /// The programme.
    case programme
    /// Its due year: no programme was asked for, and a project is a proposal until one takes it up.
    case due
    /// No year: the programme does not do it.
    case undone
    /// No year: it has been carried out.
    case carriedOut = "carried-out"
    /// No year: it is due after the horizon.
    case later
    /// No year: none is known.
    case undated
  }

  /// The year; nil where it is not planned.
  package var year: Int?
  /// Where it comes from.
  package var origin: Origin

  /// A planned year.
  package init(year: Int?, origin: Origin) {
    self.year = year
    self.origin = origin
  }
}

/// The planned year of every work of a map: that of the plan's programme or, without one, the year that was
/// decided, else its due year. Projects that no programme takes up are proposals; they have a year of their
/// own. Without a plan works are done when they are due. All products take it from here. Shape: works of
/// the map.
package func plannedYears(of map: OpportunityMap, plan: ProjectPlan?) -> [PlannedYear] {
  var planned = map.works.indices.map { index in
    // Looked at in place: works would be copied, and a city has many.
    guard let due = map.works[index].due else { return PlannedYear(year: nil, origin: .undated) }
    return map.years.contains(due)
      ? PlannedYear(year: due, origin: .due) : PlannedYear(year: nil, origin: .later)
  }
  guard let plan else { return planned }
  for (work, year) in zip(plan.bundling.problem.works, plan.yearsOfWorks) {
    planned[work.work] = year
  }
  for work in plan.decided.done { planned[work] = PlannedYear(year: nil, origin: .carriedOut) }
  return planned
}

extension ProjectPlan {
  /// Planned year of each work. Shape: `bundling.problem.works`.
  fileprivate var yearsOfWorks: [PlannedYear] {
    let works = bundling.problem.works
    var years =
      programme == nil
      ? works.map { PlannedYear(year: $0.yearAlone, origin: .due) }
      : programmedWorks.map { PlannedYear(year: $0, origin: $0 == nil ? .undone : .programme) }
    for (index, work) in works.enumerated() {
      if let decided = decided.years[work.work], decided == years[index].year {
        years[index].origin = .decision
      }
    }
    return years
  }
}

extension BundlingProblem {
  /// The risk in EUR that a work has run at the end of the horizon when it is not done, from the year in
  /// which it was due.
  package func riskLeft(_ work: Int) -> Double {
    let work = works[work]
    return work.laterPerYear * Double(horizon.upperBound + 1 - (work.overdueSince ?? work.due))
  }
}
