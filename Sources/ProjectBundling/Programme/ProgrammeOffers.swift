/// The options of all works and bundles in flat arrays, with what they take of budgets: they are looked
/// through hundreds of times.
struct ProgrammeOffers: Sendable {
  /// First option of each item, works before bundles, and the number of options. Shape: `items + 1`.
  private var starts: [Int32] = [0]
  /// EUR. Shape: options.
  private(set) var worths: [Double] = []
  /// First payment of each option, and the number of payments. Shape: `options + 1`.
  private var paymentStarts: [Int32] = [0]
  /// Party x years + year of each payment that a budget limits.
  private(set) var places: [Int32] = []
  /// EUR of each payment.
  private(set) var amounts: [Double] = []
  private let workCount: Int

  init(_ problem: ProgrammeProblem) {
    workCount = problem.works.count
    for item in problem.works { add(item, problem) }
    for item in problem.bundles { add(item, problem) }
  }

  private mutating func add(_ item: ProgrammeItem, _ problem: ProgrammeProblem) {
    for option in item.options {
      worths.append(option.worth)
      for payment in option.payments where problem.isLimited(payment) {
        let year = option.year - problem.years.lowerBound
        places.append(Int32(payment.party * problem.yearCount + year))
        amounts.append(payment.amount.euros)
      }
      paymentStarts.append(Int32(places.count))
    }
    starts.append(Int32(worths.count))
  }

  /// The options of a project.
  func options(of project: ProgrammeProject) -> Range<Int> {
    let item =
      switch project {
      case .work(let index): index
      case .bundle(let index): workCount + index
      }
    return Int(starts[item])..<Int(starts[item + 1])
  }

  /// The payments of an option that budgets limit.
  func payments(of option: Int) -> Range<Int> {
    Int(paymentStarts[option])..<Int(paymentStarts[option + 1])
  }
}
