import ProjectFile

extension PlannedSchedule {
  /// The schedule with other windows, cycles and costs: each change in turn, on top of those before it.
  /// - Throws: `YAMLError` for a change that concerns no work; `path` is what it stands in.
  package func changing(_ changes: [Changes.WorkChange], path: String) throws -> PlannedSchedule {
    guard !changes.isEmpty else { return self }
    var schedule = self
    var isUsed = [Bool](repeating: false, count: changes.count)
    for run in schedule.runs.indices {
      let first = schedule.runs[run].firstAsset
      for index in schedule.runs[run].plans.indices {
        let type = schedule.assets[first + index].type
        let measure = schedule.runs[run].plans[index].work.measure
        for (number, change) in changes.enumerated()
        where change.concerns(assetType: type, measure: measure) {
          schedule.runs[run].plans[index].apply(change)
          isUsed[number] = true
        }
      }
    }
    if let unused = isUsed.firstIndex(of: false) {
      throw YAMLError(
        path: path, line: nil,
        problem: "No work of the schedule is '\(changes[unused].kind)'.",
        remedy: "Types are: \(Set(assets.map(\.type)).sorted().joined(separator: ", ")).")
    }
    return schedule
  }
}

extension Changes.WorkChange {
  /// As a scenario writes it.
  fileprivate var kind: String {
    [assetType ?? "all", measure].compactMap(\.self).joined(separator: "/")
  }
}

extension WorkPlan {
  /// Windows stay around their due year, cycles last a year at least.
  fileprivate mutating func apply(_ change: Changes.WorkChange) {
    rule = WindowRule(
      yearsBefore: max(0, rule.yearsBefore + change.earlier),
      yearsAfter: max(0, rule.yearsAfter + change.later))
    switch years {
    case .unknown: break
    case .given(let window):
      years = .given(
        WorkWindow(
          earliest: min(window.due, window.earliest - change.earlier), due: window.due,
          latest: max(window.due, window.latest + change.later)))
    case .cycle(let start, let cycle):
      years = .cycle(after: start, years: max(1, cycle + change.cycle))
      work.cycle = work.cycle.map { max(1, $0 + change.cycle) }
    }
    guard change.costFactor != 1 else { return }
    work.cost = work.cost.map { $0 * change.costFactor }
    work.costRange = work.costRange.map {
      $0.lowerBound * change.costFactor...$0.upperBound * change.costFactor
    }
  }
}
