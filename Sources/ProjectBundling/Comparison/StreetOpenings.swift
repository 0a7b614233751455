import OpportunityMap

/// How often streets are opened: each street, as a name within a neighbourhood, once in each year in which
/// something is done in it. The works are always those that the plan does, so that only their years differ:
/// baselines, which are programmes of their own, do other works.
package struct StreetOpenings: Sendable, Equatable, Codable {
  /// Every work in its due year.
  package var inDueYears: Int
  /// By the leading-discipline rule; nil where that was not worked out.
  package var leadingDiscipline: Int?
  /// As planned.
  package var plan: Int

  /// Both together.
  package static func + (a: StreetOpenings, b: StreetOpenings) -> StreetOpenings {
    StreetOpenings(
      inDueYears: a.inDueYears + b.inDueYears,
      leadingDiscipline: a.leadingDiscipline.flatMap { one in
        b.leadingDiscipline.map { one + $0 }
      }, plan: a.plan + b.plan)
  }
}

/// The years in which works are done by each plan, to count openings by.
package struct OpeningYears: Sendable {
  private let due: [Int?]
  private let leading: [Int?]?
  private let planned: [Int?]

  /// The years of the works of a map; `planned` is the year in which each is done, `plan` what was made of
  /// them, where anything was.
  package init(_ map: OpportunityMap, planned: [PlannedYear], plan: ProjectPlan?) {
    self.planned = planned.map(\.year)
    var due: [Int?] = map.works.map(\.due)
    for work in plan?.bundling.problem.works ?? [] { due[work.work] = work.yearAlone }
    self.due = due
    leading = plan.flatMap { plan in
      let bundles = plan.bundling.leadingDiscipline.bundles
      guard !bundles.isEmpty else { return nil }
      var years = due
      for bundle in bundles {
        for work in bundle.works {
          years[plan.bundling.problem.works[Int(work)].work] = bundle.year
        }
      }
      return years
    }
  }

  /// How often the street is opened that some works lie in.
  package func openings(of works: [Int]) -> StreetOpenings {
    let done = works.filter { planned[$0] != nil }
    func count(_ years: [Int?]) -> Int { Set(done.map { years[$0] }).count }
    return StreetOpenings(
      inDueYears: count(due), leadingDiscipline: leading.map(count), plan: count(planned))
  }
}

/// How often streets are opened in all.
package func streetOpenings(
  of map: OpportunityMap, planned: [PlannedYear], plan: ProjectPlan?
) -> StreetOpenings {
  let years = OpeningYears(map, planned: planned, plan: plan)
  return map.worksByStreet(planned.indices.filter { planned[$0].year != nil })
    .reduce(StreetOpenings(inDueYears: 0, leadingDiscipline: 0, plan: 0)) {
      $0 + years.openings(of: $1)
    }
}

extension OpportunityMap {
  /// The works that name a street, by street within a neighbourhood.
  fileprivate func worksByStreet(_ works: [Int]) -> [[Int]] {
    var lists: [StreetPlace: [Int]] = [:]
    for work in works {
      if let street = street(of: self.works[work].asset) { lists[street, default: []].append(work) }
    }
    return Array(lists.values)
  }
}
