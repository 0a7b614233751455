/// A programme under way: what is chosen, what budgets have left, and when each work is done.
struct ProgrammeState {
  let offers: ProgrammeOffers
  /// The option of each item that is taken; -1 where it is not done. Shape: items.
  private(set) var taken: [Int32]
  /// What budgets have left; what nobody limits is not counted.
  private(set) var ledger: Ledger
  /// Year of each work, counted from 1; 0 where it is not done. Shape: works.
  private(set) var years: [Int16]

  /// What was chosen so far.
  init(_ problem: ProgrammeProblem, _ offers: ProgrammeOffers, _ choice: ProgrammeChoice) {
    self.offers = offers
    taken = [Int32](repeating: -1, count: offers.count)
    ledger = Ledger(problem)
    years = [Int16](repeating: 0, count: offers.workCount)
    for (item, option) in (choice.works + choice.bundles).enumerated() where option >= 0 {
      take(item, offers.options(of: item).lowerBound + Int(option))
    }
  }

  /// What is chosen, as options of works and bundles.
  var choice: ProgrammeChoice {
    let options = taken.indices.map { item in
      taken[item] < 0 ? -1 : taken[item] - Int32(offers.options(of: item).lowerBound)
    }
    return ProgrammeChoice(
      works: Array(options.prefix(offers.workCount)),
      bundles: Array(options.dropFirst(offers.workCount)))
  }

  /// What the options taken are worth in EUR.
  var worth: Double {
    taken.reduce(0) { sum, option in option < 0 ? sum : sum + offers.worths[Int(option)] }
  }

  /// Whether the budgets have room for an option of an item, and it comes in order.
  @inline(__always)
  func allows(_ item: Int, _ option: Int) -> Bool {
    ledger.hasRoom(for: option, offers) && isInOrder(item, option)
  }

  /// Whether an item that is done by an option comes before and after what it has to.
  func isInOrder(_ item: Int, _ option: Int) -> Bool {
    let year = offers.years[option] + 1
    // Nearly always the only work there is.
    if item < offers.workCount { return offers.order.obstacle(to: item, in: year, years) == nil }
    for place in offers.places(ofBundle: item) {
      let work = offers.member(at: place)
      if offers.order.obstacle(to: work, in: year, years) != nil { return false }
    }
    return true
  }

  /// Whether none of an item's works is done.
  func isFree(_ item: Int) -> Bool {
    if item < offers.workCount { return years[item] == 0 }
    for place in offers.places(ofBundle: item) where years[offers.member(at: place)] != 0 {
      return false
    }
    return true
  }

  /// The option of an item that measures most among those that are allowed, the first of equals; -1 where
  /// there is none that measures no less than the least and is worth so much. Shape of `values`: options.
  @inline(__always)
  func best(_ item: Int, by values: [Double], from least: Double, worth: Double = -.infinity) -> Int
  {
    var best = (option: -1, value: -Double.infinity)
    for option in offers.options(of: item) {
      let value = values[option]
      guard value >= least, value > best.value, offers.worths[option] >= worth,
        allows(item, option)
      else { continue }
      best = (option, value)
    }
    return best.option
  }

  /// Does an item, by one of its options.
  mutating func take(_ item: Int, _ option: Int) {
    taken[item] = Int32(option)
    ledger.spend(option, offers)
    put(item, offers.years[option] + 1)
  }

  /// Does an item no more.
  mutating func drop(_ item: Int) {
    let option = Int(taken[item])
    guard option >= 0 else { return }
    taken[item] = -1
    ledger.refund(option, offers)
    put(item, 0)
  }

  private mutating func put(_ item: Int, _ year: Int16) {
    guard item >= offers.workCount else {
      years[item] = year
      return
    }
    for place in offers.places(ofBundle: item) { years[offers.member(at: place)] = year }
  }
}
