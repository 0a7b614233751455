import ProjectBundling

/// Tries every programme of a small problem, written anew from the meaning of budgets, locks and demands.
struct AllProgrammes {
  private let problem: ProgrammeProblem
  /// Worth of the best allowed programme; nil where none is allowed.
  private(set) var best: Double?

  init(_ problem: ProgrammeProblem) {
    self.problem = problem
    var chosen: [(item: ProgrammeItem, option: ProgrammeItem.Option)] = []
    choose(problem.works + problem.bundles, 0, [], &chosen)
  }

  private mutating func choose(
    _ items: [ProgrammeItem], _ index: Int, _ done: Set<Int32>,
    _ chosen: inout [(item: ProgrammeItem, option: ProgrammeItem.Option)]
  ) {
    guard index < items.count else { return judge(done, chosen) }
    let item = items[index]
    let isBundle = index >= problem.works.count
    if !(isBundle && item.lock == .lockedIn) {
      choose(items, index + 1, done, &chosen)
    }
    guard item.lock != .lockedOut, done.isDisjoint(with: item.works) else { return }
    for option in item.options {
      chosen.append((item, option))
      choose(items, index + 1, done.union(item.works), &chosen)
      chosen.removeLast()
    }
  }

  private mutating func judge(
    _ done: Set<Int32>, _ chosen: [(item: ProgrammeItem, option: ProgrammeItem.Option)]
  ) {
    let works = problem.works.indices
    guard works.allSatisfy({ problem.works[$0].lock != .lockedIn || done.contains(Int32($0)) }),
      works.allSatisfy({ problem.works[$0].lock != .lockedOut || !done.contains(Int32($0)) }),
      isCovered(done), isPaid(chosen.map(\.option)), isInOrder(chosen)
    else { return }
    let worth = chosen.reduce(0) { $0 + $1.option.worth }
    best = max(best ?? -.infinity, worth)
  }

  private func isCovered(_ done: Set<Int32>) -> Bool {
    problem.demands.indices.allSatisfy { demand in
      let area = problem.grounds.reduce(0.0) { sum, ground in
        let counts = ground.demands.contains(Int32(demand)) && !done.isDisjoint(with: ground.works)
        return counts ? sum + ground.area : sum
      }
      return area >= problem.demands[demand].needed - 1e-9
    }
  }

  private func isInOrder(
    _ chosen: [(item: ProgrammeItem, option: ProgrammeItem.Option)]
  ) -> Bool {
    func year(_ work: Int32) -> Int? { chosen.first { $0.item.works.contains(work) }?.option.year }
    return problem.order.allSatisfy { pair in
      guard let first = year(pair.first), let second = year(pair.second) else { return true }
      return first <= second
    }
  }

  private func isPaid(_ options: [ProgrammeItem.Option]) -> Bool {
    problem.budgets.enumerated().allSatisfy { party, budget in
      guard let budget else { return true }
      var left = 0.0
      for (index, year) in problem.years.enumerated() {
        left = left * budget.carryOver + budget.available[index].euros
        for payment in options.filter({ $0.year == year }).flatMap(\.payments)
        where payment.party == party {
          left -= payment.amount.euros
        }
        if left < -1e-9 { return false }
      }
      return true
    }
  }
}
