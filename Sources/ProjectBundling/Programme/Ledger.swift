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
  /// Part of what is left that carries over, of each party that a budget limits; else below 0.
  private let carryOvers: [Double]
  private let firstYear: Int
  private let yearCount: Int
  /// Shape: `parties x years`.
  private var spent: [Money]
  /// What each year has left over, of which a part is carried into the next; below nothing where it is
  /// overspent. Nothing for parties that no budget limits. Shape: `parties x years`.
  private var left: [Money]

  /// Nothing spent.
  init(_ problem: ProgrammeProblem) {
    budgets = problem.budgets
    carryOvers = budgets.map { $0?.carryOver ?? -1 }
    firstYear = problem.years.lowerBound
    yearCount = problem.yearCount
    spent = [Money](repeating: .zero, count: problem.parties.count * problem.yearCount)
    left = spent
    for (party, budget) in budgets.enumerated() {
      var carried = Money.zero
      for (year, available) in (budget?.available ?? []).enumerated() {
        left[party * yearCount + year] = available + carried
        carried = left[party * yearCount + year].share(budget?.carryOver ?? 0)
      }
    }
  }

  /// Whether payments in a year stay within the budgets, given all else that is spent. Money that a year
  /// has left also carries the years behind it, so these are looked at too.
  func hasRoom(for option: ProgrammeItem.Option) -> Bool {
    option.payments.allSatisfy { payment in
      guard payment.amount > .zero else { return true }
      return hasRoom(payment.party, for: payment.amount, in: option.year - firstYear)
    }
  }

  private func hasRoom(_ party: Int, for amount: Money, in year: Int) -> Bool {
    hasRoom(party, from: party * yearCount + year, for: amount)
  }

  private func hasRoom(_ party: Int, from place: Int, for amount: Money) -> Bool {
    let carryOver = carryOvers[party]
    guard carryOver >= 0 else { return true }
    var lacking = amount
    for index in place..<(party + 1) * yearCount {
      let rest = left[index] - lacking
      guard rest >= .zero else { return false }
      if carryOver == 0 { break }
      lacking = left[index].share(carryOver) - rest.share(carryOver)
      if lacking == .zero { break }
    }
    return true
  }

  /// Spends what an option costs.
  mutating func spend(_ option: ProgrammeItem.Option) {
    for payment in option.payments {
      pay(payment.party, payment.amount, in: option.year - firstYear)
    }
  }

  /// Takes back what an option costs.
  mutating func refund(_ option: ProgrammeItem.Option) {
    for payment in option.payments {
      pay(payment.party, .zero - payment.amount, in: option.year - firstYear)
    }
  }

  private mutating func pay(_ party: Int, _ amount: Money, in year: Int) {
    pay(party, from: party * yearCount + year, amount)
  }

  private mutating func pay(_ party: Int, from place: Int, _ amount: Money) {
    spent[place] += amount
    let carryOver = carryOvers[party]
    guard carryOver >= 0 else { return }
    var lacking = amount
    for index in place..<(party + 1) * yearCount {
      let before = left[index]
      left[index] -= lacking
      if carryOver == 0 { break }
      lacking = before.share(carryOver) - left[index].share(carryOver)
      if lacking == .zero { break }
    }
  }

  // MARK: Options in flat arrays

  /// Whether what an option takes of budgets stays within them.
  func hasRoom(for option: Int, _ offers: ProgrammeOffers) -> Bool {
    for payment in offers.payments(of: option) {
      let place = Int(offers.places[payment])
      let amount = offers.cents(of: payment)
      // Most are turned down by the year itself.
      guard left[place] >= amount else { return false }
      let party = place / yearCount
      if carryOvers[party] > 0, !hasRoom(party, from: place, for: amount) { return false }
    }
    return true
  }

  /// Spends what an option takes of budgets; what others pay is not counted.
  mutating func spend(_ option: Int, _ offers: ProgrammeOffers) {
    for payment in offers.payments(of: option) {
      let place = Int(offers.places[payment])
      pay(place / yearCount, from: place, offers.cents(of: payment))
    }
  }

  /// Takes back what an option takes of budgets.
  mutating func refund(_ option: Int, _ offers: ProgrammeOffers) {
    for payment in offers.payments(of: option) {
      let place = Int(offers.places[payment])
      pay(place / yearCount, from: place, .zero - offers.cents(of: payment))
    }
  }

  /// Whether a year may have room for an option once another of the same year is taken back; where it may not
  /// it has none.
  func mayHaveRoom(for option: Int, without other: Int, _ offers: ProgrammeOffers) -> Bool {
    for payment in offers.payments(of: option) {
      let place = offers.places[payment]
      var room = left[Int(place)]
      for back in offers.payments(of: other) where offers.places[back] == place {
        room += offers.cents(of: back)
      }
      if room < offers.cents(of: payment) { return false }
    }
    return true
  }

  /// Whether no party overspends in any year.
  var isKept: Bool { left.allSatisfy { $0 >= .zero } }

  /// The most that a party could spend more in a year, by index; nothing where no budget limits it.
  func room(of party: Int, in year: Int) -> Money {
    guard budgets[party] != nil else { return .zero }
    // As much as the year has left, or less where later years count on it.
    var (enough, tooMuch) = (0, max(0, left[party * yearCount + year].cents) + 1)
    while tooMuch - enough > 1 {
      let middle = (enough + tooMuch) / 2
      if hasRoom(party, for: Money(cents: middle), in: year) {
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
      let index = party * yearCount + year
      guard let budget = budgets[party] else {
        return Year(
          available: nil, carriedIn: .zero, spent: spent[index], left: .zero, carriedOut: .zero)
      }
      let before = carried
      carried = left[index].share(budget.carryOver)
      return Year(
        available: budget.available[year], carriedIn: before, spent: spent[index],
        left: left[index], carriedOut: carried)
    }
  }
}
