/// A programme under way: what is chosen, what is spent, and when each work is done.
struct ProgrammeState {
  let problem: ProgrammeProblem
  private(set) var choice: ProgrammeChoice
  private(set) var ledger: Ledger
  private(set) var years: OrderedYears

  /// What was chosen so far.
  init(_ problem: ProgrammeProblem, _ choice: ProgrammeChoice) {
    self.problem = problem
    self.choice = choice
    ledger = choice.ledger(problem)
    years = OrderedYears(problem, choice)
  }

  /// Whether the budgets have room for an option of a project, and it comes in order.
  func allows(_ project: ProgrammeProject, _ option: ProgrammeItem.Option) -> Bool {
    ledger.hasRoom(for: option) && isInOrder(project, in: option.year)
  }

  /// Whether a project that is done in a year comes before and after what it has to.
  func isInOrder(_ project: ProgrammeProject, in year: Int) -> Bool {
    // Nearly always the only work there is.
    if case .work(let work) = project { return years.obstacle(to: work, in: year) == nil }
    return problem[project].works.allSatisfy { years.obstacle(to: Int($0), in: year) == nil }
  }

  /// Whether none of a project's works is done.
  func isFree(_ project: ProgrammeProject) -> Bool {
    problem[project].works.allSatisfy { !years.isDone(Int($0)) }
  }

  /// Does a project, by one of its options.
  mutating func take(_ project: ProgrammeProject, _ number: Int) {
    let item = problem[project]
    let option = item.options[number]
    choice[project] = Int32(number)
    ledger.spend(option)
    for work in item.works { years.put(Int(work), in: option.year) }
  }

  /// Does a project no more.
  mutating func drop(_ project: ProgrammeProject) {
    let item = problem[project]
    let number = Int(choice[project])
    guard number >= 0 else { return }
    choice[project] = -1
    ledger.refund(item.options[number])
    for work in item.works { years.remove(Int(work)) }
  }
}

/// In which year each work is done, and which come in the wrong order.
struct OrderedYears {
  /// Year of each work; 0 where it is not done. Shape: works.
  private var years: [Int16]
  /// The works that each has to come before, and after. Shape: works; empty where nothing is ordered.
  private var before: [[Int32]] = []
  private var after: [[Int32]] = []

  init(_ problem: ProgrammeProblem, _ choice: ProgrammeChoice) {
    years = [Int16](repeating: 0, count: problem.works.count)
    for (item, option) in zip(problem.works, choice.works) { put(item, option) }
    for (item, option) in zip(problem.bundles, choice.bundles) { put(item, option) }
    guard !problem.order.isEmpty else { return }
    before = [[Int32]](repeating: [], count: problem.works.count)
    after = before
    for pair in problem.order {
      before[Int(pair.first)].append(pair.second)
      after[Int(pair.second)].append(pair.first)
    }
  }

  private mutating func put(_ item: ProgrammeItem, _ option: Int32) {
    guard option >= 0 else { return }
    for work in item.works { put(Int(work), in: item.options[Int(option)].year) }
  }

  func isDone(_ work: Int) -> Bool { years[work] != 0 }

  /// Year of a work that is done.
  func year(of work: Int) -> Int { Int(years[work]) }

  mutating func put(_ work: Int, in year: Int) { years[work] = Int16(year) }

  mutating func remove(_ work: Int) { years[work] = 0 }

  /// Whether all works come in order.
  func isInOrder(_ problem: ProgrammeProblem) -> Bool {
    problem.order.allSatisfy { pair in
      let (first, second) = (years[Int(pair.first)], years[Int(pair.second)])
      return first == 0 || second == 0 || first <= second
    }
  }

  /// A work that is done in a year which keeps another from being done in this one; nil for none.
  func obstacle(to work: Int, in year: Int) -> Int? {
    guard !before.isEmpty else { return nil }
    let year = Int16(year)
    let found =
      before[work].first { years[Int($0)] != 0 && years[Int($0)] < year }
      ?? after[work].first { years[Int($0)] > year }
    return found.map(Int.init)
  }
}
