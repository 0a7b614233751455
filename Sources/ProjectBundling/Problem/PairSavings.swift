import LayerStack

/// What two works save together, for millions of pairs: of each part the smaller of both, from flat
/// arrays.
struct PairSavings: Sendable {
  /// Traffic, plan, tender and nuisance in EUR, times what sharing saves of it. Shape: works.
  private let once: [SIMD4<Double>]
  private let grounds: RaggedArray
  /// Excavation and surface in EUR, times what sharing saves of it. Shape: `grounds.members`.
  private let parts: [SIMD2<Double>]
  /// EUR. Shape: `BundlingProblem.grounds`.
  private let challenges: [Double]

  init(_ problem: BundlingProblem) {
    let factors = problem.rules.saved
    once = problem.works.indices.map { work in
      let saves = problem.parts(of: Int32(work)) * factors
      return SIMD4(saves.traffic, saves.plan, saves.tender, saves.nuisance)
    }
    grounds = problem.groundsOfWorks
    parts = problem.works.indices.flatMap { work in
      problem.groundsOfWorks[work].map { ground in
        let saves = problem.groundParts(of: Int32(work), on: Int(ground)) * factors
        return SIMD2(saves.excavation, saves.surface)
      }
    }
    challenges = problem.grounds.map { $0.challenge * problem.rules.challengeValue }
  }

  /// What a pair saves in EUR, moving apart, with the challenges that ride along.
  func saving(of pair: Relation) -> Double {
    let (a, b) = (Int(pair.a), Int(pair.b))
    let saved = pointwiseMin(once[a], once[b]).sum()
    return pair.sharedArea > 0 ? saved + savingOnGround(a, b) : saved
  }

  private func savingOnGround(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    var (i, j) = (grounds.starts[a], grounds.starts[b])
    while i < grounds.starts[a + 1], j < grounds.starts[b + 1] {
      let (here, there) = (grounds.members[i], grounds.members[j])
      if here == there {
        sum += pointwiseMin(parts[i], parts[j]).sum() + challenges[Int(here)]
      }
      if here <= there { i += 1 }
      if there <= here { j += 1 }
    }
    return sum
  }
}
