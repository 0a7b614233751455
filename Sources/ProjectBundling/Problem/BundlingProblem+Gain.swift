import LayerStack

extension BundlingProblem {
  /// What works gain when they are done together in a year of all their windows, against each alone
  /// in its due year. The works are on different assets.
  ///
  /// On shared ground the largest pays and the others save: excavation and surface by the m2 that
  /// are shared, traffic, plan, tender and nuisance once for the bundle, each times its factor of
  /// `BundlingRules.saved`. Two or more works take the set-up of a project. docs/bundling.md has the formulas.
  package func gain(of works: [Int32], in year: Int) -> Gain {
    var gain = saved(by: works)
    for work in works {
      gain.moving += self.works[Int(work)].moving(to: year)
      gain.cutting += cutting(work, in: year)
    }
    return gain
  }

  /// What works save by being done together, whatever the year; nothing for the price of moving.
  package func saved(by works: [Int32]) -> Gain {
    let once = works.map { work in
      var parts = parts(of: work)
      (parts.excavation, parts.surface) = (0, 0)
      return parts
    }
    var saved = once.reduce(.zero, +) - once.reduce(.zero, CostParts.max)
    var challenges = 0.0
    for (ground, members) in sharing(works) {
      let parts = members.map { groundParts(of: $0, on: ground) }
      saved = saved + parts.reduce(.zero, +) - parts.reduce(.zero, CostParts.max)
      challenges += grounds[ground].challenge * rules.challengeValue
    }
    saved = saved * rules.saved
    if works.count > 1 { saved.setup = -rules.project.setup }
    return Gain(saved: saved, challenges: challenges)
  }

  /// Excavation and surface of a work on a ground, in EUR, when it is done alone.
  func groundParts(of work: Int32, on ground: Int) -> CostParts {
    let member = works[Int(work)]
    let shares = kinds[member.kind].shares
    let cost = member.surface > 0 ? member.cost * grounds[ground].area / member.surface : 0
    return CostParts(excavation: shares.excavation * cost, surface: shares.surface * cost)
  }

  /// The grounds that two or more of the works share, ascending, each with those works.
  func sharing(_ works: [Int32]) -> [(ground: Int, members: [Int32])] {
    let places = works.flatMap { work in groundsOfWorks[Int(work)].map { ($0, work) } }
      .sorted { $0 < $1 }
    var result: [(ground: Int, members: [Int32])] = []
    for (ground, work) in places {
      if let last = result.indices.last, result[last].ground == Int(ground) {
        result[last].members.append(work)
      } else {
        result.append((Int(ground), [work]))
      }
    }
    return result.filter { $0.members.count > 1 }
  }

  /// Years in which all works may be done; nil where there are none.
  package func commonYears(_ works: [Int32]) -> ClosedRange<Int>? {
    let windows = works.map { self.works[Int($0)].years }
    guard let first = windows.map(\.lowerBound).max(), let last = windows.map(\.upperBound).min(),
      first <= last
    else { return nil }
    return first...last
  }

  /// The bundle of works in the year of all their windows in which they gain most, the first of
  /// equals; nil where they have no year in common.
  package func bestBundle(of works: [Int32]) -> Bundle? {
    guard let years = commonYears(works) else { return nil }
    let saved = saved(by: works)
    let priced = years.map { year -> Gain in
      works.reduce(into: saved) { gain, work in
        gain.moving += self.works[Int(work)].moving(to: year)
        gain.cutting += cutting(work, in: year)
      }
    }
    guard let best = priced.indices.max(by: { (priced[$0].net, $1) < (priced[$1].net, $0) })
    else { return nil }
    return Bundle(works: works.sorted(), year: years.lowerBound + best, gain: priced[best])
  }
}
