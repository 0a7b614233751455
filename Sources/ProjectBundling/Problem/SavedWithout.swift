extension BundlingProblem {
  /// What works of a bundle still save in EUR, challenges apart, when one of them leaves.
  /// Shape: `works`.
  ///
  /// Of each part what is saved is the sum less the largest. When a work leaves, both drop by its own
  /// part, or the largest gives way to the second; so one look at every ground serves all works.
  func savedWithoutEach(of works: [Int32]) -> [Double] {
    let once = works.map { work in
      let parts = parts(of: work) * rules.saved
      return [parts.traffic, parts.plan, parts.tender, parts.nuisance]
    }
    var saved = 0.0
    var lost = [Double](repeating: 0, count: works.count)
    let everyone = Array(works.indices)
    for part in 0..<4 {
      saved += shareOut(once.map { $0[part] }, among: everyone, lost: &lost)
    }
    for (ground, members) in sharing(works) {
      let places = members.map { member in works.firstIndex(of: member) ?? 0 }
      let parts = members.map { groundParts(of: $0, on: ground) * rules.saved }
      saved += shareOut(parts.map(\.excavation), among: places, lost: &lost)
      saved += shareOut(parts.map(\.surface), among: places, lost: &lost)
    }
    // A work that is left by itself is no project.
    let setup = works.count > 2 ? rules.project.setup : 0
    return lost.map { saved - setup - $0 }
  }

  /// What works save on a part, and what of it is lost when each of them leaves.
  private func shareOut(
    _ parts: [Double], among places: [Int], lost: inout [Double]
  ) -> Double {
    var (sum, largest, second) = (0.0, 0.0, 0.0)
    for part in parts {
      sum += part
      second = max(second, min(largest, part))
      largest = max(largest, part)
    }
    for (part, place) in zip(parts, places) {
      lost[place] += part == largest ? second : part
    }
    return sum - largest
  }
}
