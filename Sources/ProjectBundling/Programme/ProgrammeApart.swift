extension ProgrammeProblem {
  /// The same works where every one is done by itself, in any year.
  func apart(threads: Int) -> ProgrammeProblem {
    var result = self
    (result.bundles, result.projectCount, result.streets) = ([], 0, nil)
    return result.withoutPointlessOptions(threads: threads)
  }
}

extension ProgrammeChoice {
  /// The works of a programme in which every one is done by itself, as a choice of a problem with the same
  /// works.
  init(_ apart: Programme, in problem: ProgrammeProblem) {
    self.init(problem)
    for row in apart.rows {
      guard case .work(let work) = row.project else { continue }
      let option = problem.works[work].options.firstIndex {
        $0.year == row.year && $0.couplings == row.couplings
      }
      works[work] = Int32(option ?? -1)
    }
  }
}
