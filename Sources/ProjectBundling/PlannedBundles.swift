extension ProjectPlan {
  /// The candidates, each in the year to which its amounts apply: that in which the programme does it as a
  /// whole, else the one that suits it best. Shape: `candidates`.
  package var plannedBundles: [Bundle] {
    zip(candidates, programmedYears).map { candidate, year in
      bundling.problem.bundle(candidate.bundle, movedTo: year ?? candidate.bundle.year)
    }
  }
}

extension BundlingProblem {
  /// A bundle done in another year, which need not be one of its works' windows. What is saved is the same.
  func bundle(_ bundle: Bundle, movedTo year: Int) -> Bundle {
    guard year != bundle.year else { return bundle }
    var moved = bundle
    (moved.year, moved.gain.moving, moved.gain.cutting) = (year, 0, 0)
    for work in bundle.works {
      moved.gain.moving += works[Int(work)].moving(to: year)
      moved.gain.cutting += cutting(work, in: year)
    }
    return moved
  }
}
