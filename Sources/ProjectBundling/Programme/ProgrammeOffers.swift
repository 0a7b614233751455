import LayerStack

/// The works and bundles of a problem as items, and their options in flat arrays with what they take of
/// budgets: they are looked through hundreds of times. Works come before bundles; payments that no budget
/// limits are left out.
struct ProgrammeOffers: Sendable {
  /// Number of works.
  let workCount: Int
  /// Whether there is a choice. Shape: items.
  let locks: [ProgrammeItem.Lock]
  /// First option of each item, and the number of options. Shape: `items + 1`.
  private(set) var starts: [Int32] = [0]
  /// EUR. Shape: options.
  private(set) var worths: [Double] = []
  /// Year of each option, counted from the first of the horizon. Shape: options.
  private(set) var years: [Int16] = []
  /// First payment of each option, and the number of payments. Shape: `options + 1`.
  private(set) var paymentStarts: [Int32] = [0]
  /// Party x years + year of each payment that a budget limits.
  private(set) var places: [Int32] = []
  /// EUR of each payment.
  private(set) var amounts: [Double] = []
  /// The same in cents.
  private var cents: [Int] = []
  /// First member of each bundle, and the number of members. Shape: `bundles + 1`.
  private var memberStarts: [Int32] = [0]
  /// Works of all bundles, bundle after bundle.
  private var members: [Int32] = []
  /// Where each option of an item takes the same from one budget, in years that follow on each other: the
  /// place of the first and the amount; else -1. Shape: items.
  private var evenPlaces: [Int32] = []
  private var evenAmounts: [Double] = []
  /// Which works come before and after others.
  let order: WorkOrder

  init(_ problem: ProgrammeProblem) {
    workCount = problem.works.count
    locks = problem.works.map(\.lock) + problem.bundles.map(\.lock)
    order = WorkOrder(problem)
    let count = problem.works.reduce(0) { $0 + $1.options.count }
    worths.reserveCapacity(count)
    years.reserveCapacity(count)
    paymentStarts.reserveCapacity(count + 1)
    places.reserveCapacity(count)
    amounts.reserveCapacity(count)
    cents.reserveCapacity(count)
    for item in problem.works { add(item, problem) }
    for item in problem.bundles {
      add(item, problem)
      members += item.works
      memberStarts.append(Int32(members.count))
    }
  }

  private mutating func add(_ item: ProgrammeItem, _ problem: ProgrammeProblem) {
    let first = worths.count
    for option in item.options {
      worths.append(option.worth)
      let year = option.year - problem.years.lowerBound
      years.append(Int16(year))
      for payment in option.payments where problem.isLimited(payment) {
        places.append(Int32(payment.party * problem.yearCount + year))
        amounts.append(payment.amount.euros)
        cents.append(payment.amount.cents)
      }
      paymentStarts.append(Int32(places.count))
    }
    starts.append(Int32(worths.count))
    addEven(first..<worths.count)
  }

  private mutating func addEven(_ options: Range<Int>) {
    let payments = Int(paymentStarts[options.lowerBound])..<Int(paymentStarts[options.upperBound])
    let isEven =
      !options.isEmpty && payments.count == options.count
      && zip(options, payments).allSatisfy { option, payment in
        paymentStarts[option] == payment && amounts[payment] == amounts[payments.lowerBound]
          && places[payment] == places[payments.lowerBound]
            + Int32(option - options.lowerBound)
      }
    evenPlaces.append(isEven ? places[payments.lowerBound] : -1)
    evenAmounts.append(isEven ? amounts[payments.lowerBound] : 0)
  }

  // MARK: Items

  /// Number of works and bundles.
  var count: Int { starts.count - 1 }

  /// The number of a work or bundle.
  func item(_ project: ProgrammeProject) -> Int {
    switch project {
    case .work(let index): index
    case .bundle(let index): workCount + index
    }
  }

  /// The work or bundle of a number.
  func project(_ item: Int) -> ProgrammeProject {
    item < workCount ? .work(item) : .bundle(item - workCount)
  }

  /// The options of an item.
  func options(of item: Int) -> Range<Int> { Int(starts[item])..<Int(starts[item + 1]) }

  /// Places in `bundleMembers` of the works of a bundle that is an item.
  func places(ofBundle item: Int) -> Range<Int> {
    Int(memberStarts[item - workCount])..<Int(memberStarts[item - workCount + 1])
  }

  /// A work of a bundle, by its place.
  func member(at place: Int) -> Int { Int(members[place]) }

  /// The works of an item.
  func works(of item: Int) -> [Int32] {
    item < workCount ? [Int32(item)] : Array(members[places(ofBundle: item)])
  }

  /// The payments of an option that budgets limit.
  func payments(of option: Int) -> Range<Int> {
    Int(paymentStarts[option])..<Int(paymentStarts[option + 1])
  }

  /// A payment, to the cent.
  func cents(of payment: Int) -> Money { Money(cents: cents[payment]) }

  // MARK: Prices

  /// What an option is worth less the price of the money that it takes. Shape of `money`: `parties x years`.
  func priced(_ option: Int, at money: [Double]) -> Double {
    var worth = worths[option]
    for payment in payments(of: option) { worth -= amounts[payment] * money[Int(places[payment])] }
    return worth
  }

  /// The option of an item that is worth most at prices of money, the first of equals; -1 without options.
  @inline(__always)
  func best(of item: Int, at money: [Double]) -> (option: Int, worth: Double) {
    let options = options(of: item)
    let place = Int(evenPlaces[item])
    var best = (option: -1, worth: -Double.infinity)
    guard place >= 0 else {
      for option in options {
        let worth = priced(option, at: money)
        if worth > best.worth { best = (option, worth) }
      }
      return best
    }
    let amount = evenAmounts[item]
    for option in options {
      let worth = worths[option] - amount * money[place + option - options.lowerBound]
      if worth > best.worth { best = (option, worth) }
    }
    return best
  }
}

/// Which works have to come before and after others, flat: most are ordered with few.
struct WorkOrder: Sendable {
  private let before: RaggedArray
  private let after: RaggedArray
  private let isEmpty: Bool

  init(_ problem: ProgrammeProblem) {
    isEmpty = problem.order.isEmpty
    let count = isEmpty ? 0 : problem.works.count
    before = RaggedArray(grouping: [problem.order], groups: count) { ($0.first, $0.second) }
    after = RaggedArray(grouping: [problem.order], groups: count) { ($0.second, $0.first) }
  }

  /// A work that is done in a year which keeps another from being done in this one; nil for none. Shape of
  /// `years`: works, 0 for those that are not done.
  func obstacle(to work: Int, in year: Int16, _ years: [Int16]) -> Int? {
    if isEmpty { return nil }
    for place in before.places(of: work) {
      let other = Int(before.members[place])
      if years[other] != 0, years[other] < year { return other }
    }
    for place in after.places(of: work) {
      let other = Int(after.members[place])
      if years[other] > year { return other }
    }
    return nil
  }
}
