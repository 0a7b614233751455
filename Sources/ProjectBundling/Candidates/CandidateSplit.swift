import Geometry

extension BundlingProblem {
  /// How the cost of a bundle is split over its parties; `parties` of the answer count in
  /// `BundlingProblem.parties`.
  public func costSplit(of bundle: Bundle) -> CostSplit {
    let members = bundle.works.map { number in
      let work = works[Int(number)]
      return JointProject.Member(
        party: work.party, due: work.due, alone: work.cost, moving: work.moving(to: bundle.year))
    }
    let alone = members.reduce(0) { $0 + $1.alone }
    let project = JointProject(
      members: members, year: bundle.year, joint: alone - bundle.gain.saved.paid)
    let parties = project.parties
    return CostSplit(project) { coalition in
      let present = Set(parties.indices.filter(coalition.contains).map { parties[$0] })
      return saving(of: bundle.works.filter { present.contains(works[Int($0)].party) })
    }
  }

  /// What works save together in EUR that someone pays, after moving, in the year that suits them best;
  /// 0 where they do better alone.
  private func saving(of members: [Int32]) -> Double {
    guard members.count > 1, let years = commonYears(members) else { return 0 }
    let moving = years.map { year in
      members.reduce(0) { $0 + works[Int($1)].moving(to: year) }
    }
    return max(0, saved(by: members).saved.paid - (moving.min() ?? 0))
  }
}
