/// What parties have spent by year, in whole cents, and whether that is within their budgets.
struct Ledger: Sendable, Equatable {
  /// What a party has and spends in a year.
  struct Year: Sendable, Equatable {
    /// New money; nil where nothing limits it.
    var available: Money?
    /// What came over from the year before.
    var carriedIn: Money
    /// What was spent.
    var spent: Money
    /// What is left over, and what of it goes to the next year.
    var left: Money
    var carriedOut: Money
  }

  private let budgets: [ProgrammeBudget?]
  private let firstYear: Int
  private let yearCount: Int
  /// Shape: `parties x years`.
  private var spent: [Money]

  /// Nothing spent.
  init(_ problem: ProgrammeProblem) {
    budgets = problem.budgets
    firstYear = problem.years.lowerBound
    yearCount = problem.yearCount
    spent = [Money](repeating: .zero, count: problem.parties.count * problem.yearCount)
  }

  /// Whether payments in a year stay within the budgets, given all that was spent before.
  func hasRoom(for option: ProgrammeItem.Option) -> Bool {
    option.payments.allSatisfy { payment in
      guard payment.amount > .zero, budgets[payment.party] != nil else { return true }
      let index = option.year - firstYear
      return isKept(payment.party, adding: payment.amount, in: index)
    }
  }

  /// Spends what an option costs.
  mutating func spend(_ option: ProgrammeItem.Option) {
    for payment in option.payments {
      spent[payment.party * yearCount + option.year - firstYear] += payment.amount
    }
  }

  /// Takes back what an option costs.
  mutating func refund(_ option: ProgrammeItem.Option) {
    for payment in option.payments {
      spent[payment.party * yearCount + option.year - firstYear] -= payment.amount
    }
  }

  /// Whether no party overspends in any year.
  var isKept: Bool {
    budgets.indices.allSatisfy { budgets[$0] == nil || isKept($0, adding: .zero, in: 0) }
  }

  /// Money that a year has left also carries the years behind it, so all of them are looked at.
  private func isKept(_ party: Int, adding amount: Money, in added: Int) -> Bool {
    guard let budget = budgets[party] else { return true }
    var carried = Money.zero
    for year in 0..<yearCount {
      let paid = spent[party * yearCount + year] + (year == added ? amount : .zero)
      let left = budget.available[year] + carried - paid
      guard left >= .zero else { return false }
      carried = left.share(budget.carryOver)
    }
    return true
  }

  /// The most that a party could spend more in a year, by index; nothing where no budget limits it.
  func room(of party: Int, in year: Int) -> Money {
    guard let budget = budgets[party] else { return .zero }
    var (enough, tooMuch) = (0, budget.available.reduce(.zero, +).cents + 1)
    while tooMuch - enough > 1 {
      let middle = (enough + tooMuch) / 2
      if isKept(party, adding: Money(cents: middle), in: year) {
        enough = middle
      } else {
        tooMuch = middle
      }
    }
    return Money(cents: enough)
  }

  /// A party's money by year. Shape: years.
  func account(of party: Int) -> [Year] {
    var carried = Money.zero
    return (0..<yearCount).map { year in
      let paid = spent[party * yearCount + year]
      guard let budget = budgets[party] else {
        return Year(
          available: nil, carriedIn: .zero, spent: paid, left: .zero, carriedOut: .zero)
      }
      let before = carried
      let left = budget.available[year] + before - paid
      carried = left.share(budget.carryOver)
      return Year(
        available: budget.available[year], carriedIn: before, spent: paid, left: left,
        carriedOut: carried)
    }
  }
}
