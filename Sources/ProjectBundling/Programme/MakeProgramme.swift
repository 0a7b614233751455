import Solver

/// How much may go into making a programme.
package struct ProgrammeEffort: Sendable, Equatable {
  /// Seconds for the solver, as a safety net: it stops after a fixed number of nodes. A programme that
  /// they cut short may differ between runs (`Programme.isCutByTime`).
  package var seconds: Double
  /// Most options and grounds that the solver takes; larger problems are priced and filled. nil takes
  /// what it was seen to be of use for: 3,000 for the best within budgets, where its bound hardly moves
  /// beyond that, and 20,000 for coverage.
  package var exactLimit: Int?
  /// Most threads; the programme is the same for any number of them.
  package var threads: Int

  /// An effort.
  package init(seconds: Double = 60, exactLimit: Int? = nil, threads: Int = 1) {
    self.seconds = seconds
    self.exactLimit = exactLimit
    self.threads = threads
  }

  func isSmall(_ problem: ProgrammeProblem) -> Bool {
    let usual = problem.demands.isEmpty ? 3000 : 20_000
    return ProgrammeModel.size(problem) <= exactLimit ?? usual
  }
}

/// Chooses what is done and when. Programmes of few enough options are solved as an integer program;
/// larger ones, and those that take too long, get the best programme found with prices for what is
/// scarce, and a bound. What can't all be had is told in `Programme.clashes`, with the
/// programme that comes nearest within the budgets.
package func makeProgramme(
  _ problem: ProgrammeProblem, effort: ProgrammeEffort = ProgrammeEffort()
) -> Programme {
  var maker = ProgrammeMaker(problem, effort)
  return maker.make()
}

private struct ProgrammeMaker {
  /// What is asked.
  private let whole: ProgrammeProblem
  /// The same, but for options that help nobody.
  private let problem: ProgrammeProblem
  private let effort: ProgrammeEffort
  private let clusters: ProgrammeClusters
  private let offers: ProgrammeOffers
  private let found: SearchProgramme
  private let isSmall: Bool
  private var isCutByTime = false

  init(_ whole: ProgrammeProblem, _ effort: ProgrammeEffort) {
    self.whole = whole
    problem = whole.withoutPointlessOptions(threads: effort.threads)
    self.effort = effort
    clusters = ProgrammeClusters(problem)
    offers = ProgrammeOffers(problem)
    found = SearchProgramme(problem, clusters, offers, threads: effort.threads)
    isSmall = effort.isSmall(problem)
  }

  mutating func make() -> Programme {
    if let choice = found.choice, isClosed(found.worth, found.bound) {
      return programme(choice, bound: found.bound, status: .optimal)
    }
    guard isSmall else { return foundOnly() }
    do {
      return try solved()
    } catch .infeasible {
      return infeasible()
    } catch {
      return foundOnly()
    }
  }

  private func isClosed(_ worth: Double, _ bound: Double) -> Bool {
    bound - worth <= 1e-6 * max(1, abs(bound))
  }

  /// What the solver finds, or the search where that is better. The solver's numbers are rounded, so a
  /// budget may come out a trifle too high; then budgets keep a little in reserve.
  private mutating func solved() throws(IntegerProgram.Failure) -> Programme {
    var bound = found.bound
    var best = found.choice
    for reserve in [0, 0.01, 1, 100] {
      let answer = try solve(ProgrammeModel(problem, reserve: reserve))
      if reserve == 0 { bound = min(bound, answer.bound) }
      guard answer.choice.isAllowed(problem) else { continue }
      if answer.choice.worth(problem) > best?.worth(problem) ?? -.infinity { best = answer.choice }
      break
    }
    guard let best else { throw .nothingFound }
    let isOptimal = isClosed(best.worth(problem), bound)
    return programme(best, bound: bound, status: isOptimal ? .optimal : .withinBound)
  }

  /// Solves a model and notes whether the seconds ran out.
  private mutating func solve(
    _ model: ProgrammeModel
  ) throws(IntegerProgram.Failure) -> ProgrammeModel.Answer {
    do {
      let answer = try model.solve(seconds: effort.seconds)
      isCutByTime = isCutByTime || answer.status == .timeLimit
      return answer
    } catch {
      isCutByTime = isCutByTime || error == .outOfTime
      throw error
    }
  }

  private func foundOnly() -> Programme {
    guard let choice = found.choice ?? (canBeApart ? madeApart : nil) else {
      var result = programme(found.nearest, bound: found.bound, status: .notFound)
      result.clashes = clashes(found.nearest, money: .failure(.nothingFound))
      return result
    }
    return programme(choice, bound: found.bound, status: .withinBound)
  }

  // MARK: What clashes

  private mutating func infeasible() -> Programme {
    let nearest = nearestChoice()
    let money = leastMoney()
    let worth = nearest.worth(problem)
    var result = programme(nearest, bound: worth, status: .infeasible)
    result.clashes = clashes(nearest, money: money)
    return result
  }

  /// The least money that would make everything possible.
  private mutating func leastMoney() -> Result<[Double], IntegerProgram.Failure> {
    do {
      return .success(try solve(ProgrammeModel(whole, softness: .money)).extra)
    } catch {
      return .failure(error)
    }
  }

  /// First as little as possible gives way, then what is done is worth as much as possible.
  private mutating func nearestChoice() -> ProgrammeChoice {
    let wishes = ProgrammeModel.Softness.wishes
    guard let first = try? solve(ProgrammeModel(problem, softness: wishes)) else {
      return found.nearest
    }
    let model = ProgrammeModel(problem, softness: wishes, slackLimit: first.bound)
    let second = try? solve(model)
    let choices = [second?.choice, first.choice].compactMap(\.self)
    return choices.first { $0.ledger(problem).isKept } ?? found.nearest
  }

  private func shortages(_ extra: [Double]) -> [ProgrammeClashes.Shortage] {
    extra.indices.compactMap { index in
      // Rounded up to the cent, but for the solver's own rounding.
      let amount = Money(cents: Int((extra[index] * 100 - 1e-3).rounded(.up)))
      guard amount > .zero else { return nil }
      return ProgrammeClashes.Shortage(
        party: index / problem.yearCount,
        year: problem.years.lowerBound + index % problem.yearCount, amount: amount)
    }
  }

  private func clashes(
    _ choice: ProgrammeChoice, money: Result<[Double], IntegerProgram.Failure>
  ) -> ProgrammeClashes {
    let short = zip(problem.demands, choice.covered(problem)).compactMap { demand, covered in
      demand.isMet(by: covered)
        ? nil : ProgrammeClashes.Shortfall(demand: demand, area: demand.needed - covered)
    }
    return ProgrammeClashes(
      shortfalls: short, brokenLocks: choice.brokenLocks(problem),
      shortages: (try? money.get()).map(shortages),
      isBeyondMoney: money == .failure(.infeasible) || !isCoverable)
  }

  /// Whether all works together cover what is demanded.
  private var isCoverable: Bool {
    var everything = ProgrammeChoice(whole)
    for index in whole.works.indices where whole.works[index].lock != .lockedOut {
      everything.works[index] = 0
    }
    return zip(whole.demands, everything.covered(whole)).allSatisfy { $0.isMet(by: $1) }
  }

  // MARK: The programme

  private func programme(
    _ choice: ProgrammeChoice, bound: Double, status: Programme.Status
  ) -> Programme {
    let best = better(ImproveProgramme.complete(problem, clusters, offers, choice))
    // Works that move leave money in the years that they leave.
    let full = ImproveProgramme.add(
      problem, clusters, offers, AlignStreets.align(problem, offers, best))
    let isBest = isClosed(full.worth(problem), bound)
    var result = Programme(
      full, problem, bound: bound,
      status: status == .optimal && !isBest ? .withinBound : status, isCutByTime: isCutByTime)
    result.explain(whole, problem, full)
    result.rows = whole.partingPieces(result.rows)
    result.undone = result.undone.map { $0.naming(whole) }
    return result
  }

  /// The choice, or that of every work by itself where this is worth more: putting works together is never
  /// worse than not. The prices tell nearly always that it can't be.
  private func better(_ choice: ProgrammeChoice) -> ProgrammeChoice {
    let worth = choice.worth(problem)
    guard canBeApart, choice.isAllowed(problem),
      found.prices.boundApart(threads: effort.threads) > worth,
      let other = madeApart, other.worth(problem) > worth
    else { return choice }
    return other
  }

  /// Whether the works, each by itself, may be another programme for what is asked.
  private var canBeApart: Bool {
    problem.demands.isEmpty && !problem.bundles.isEmpty
      && !problem.bundles.contains { $0.lock == .lockedIn }
  }

  /// An allowed programme of works that are each done by themselves; nil where none is found.
  private var madeApart: ProgrammeChoice? {
    let apart = problem.apart(threads: effort.threads)
    let choice = ProgrammeChoice(makeProgramme(apart, effort: effort), in: problem)
    return choice.isAllowed(problem) ? choice : nil
  }
}

extension Programme {
  /// The programme of which nothing is done: what everything else is held against.
  static func doingNothing(_ problem: ProgrammeProblem) -> Programme {
    var locked = problem
    for index in locked.works.indices { locked.works[index].lock = .lockedOut }
    let choice = ProgrammeChoice(locked)
    var programme = Programme(choice, locked, bound: 0, status: .optimal, isCutByTime: false)
    programme.explain(locked, locked, choice)
    return programme
  }

  /// Finds why works are not done and money is not spent.
  fileprivate mutating func explain(
    _ problem: ProgrammeProblem, _ chosen: ProgrammeProblem, _ choice: ProgrammeChoice
  ) {
    let finder = UndoneFinder(problem, chosen, choice)
    undone = finder.undone
    unspent = finder.unspent(undone)
  }

  /// A programme from what was chosen, without why the rest was not.
  fileprivate init(
    _ choice: ProgrammeChoice, _ problem: ProgrammeProblem, bound: Double, status: Status,
    isCutByTime: Bool
  ) {
    let ledger = choice.ledger(problem)
    precondition(ledger.isKept, "A party spends more in a year than it has")
    rows = Self.rows(choice, problem)
    (undone, unspent) = ([], [])
    parties = problem.parties
    accounts = problem.parties.indices.map { party in
      zip(problem.years, ledger.account(of: party)).map { year, account in
        AccountYear(
          year: year, available: account.available, carriedIn: account.carriedIn,
          spent: account.spent, carriedOut: account.carriedOut)
      }
    }
    unlimited = problem.parties.indices.filter { problem.budgets[$0] == nil }
    coverage = zip(problem.demands, choice.covered(problem)).map {
      Coverage(demand: $0, covered: $1)
    }
    worth = choice.worth(problem)
    self.bound = max(bound, worth)
    (self.status, self.isCutByTime) = (status, isCutByTime)
  }

  private static func rows(_ choice: ProgrammeChoice, _ problem: ProgrammeProblem) -> [Row] {
    let bundles = choice.bundles.enumerated().map { (ProgrammeProject.bundle($0), $1) }
    let works = choice.works.enumerated().map { (ProgrammeProject.work($0), $1) }
    let taken = (bundles + works).filter { $0.1 >= 0 }.map { project, option in
      let option = problem[project].options[Int(option)]
      return Row(
        project: project, year: option.year, payments: option.payments, worth: option.worth,
        couplings: option.couplings)
    }
    // Sorting is not stable, so the place is part of what is compared.
    return taken.enumerated().sorted { ($0.element.year, $0.offset) < ($1.element.year, $1.offset) }
      .map(\.element)
  }
}
