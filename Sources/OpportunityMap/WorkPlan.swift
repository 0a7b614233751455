/// What is planned on an asset, whatever the horizon.
package struct WorkPlan: Sendable, Equatable {
  /// The work without its years, on no asset as yet.
  var work: Work
  /// When it falls due.
  var years: Years
  /// How due years become windows.
  var rule: WindowRule

  /// When works fall due.
  enum Years: Sendable, Equatable {
    /// No year is known.
    case unknown
    /// Once, in a window.
    case given(WorkWindow)
    /// Every so many years after a year.
    case cycle(after: Int, years: Int)

    /// The year in which the first falls due, before the horizon has a say.
    var first: Int? {
      switch self {
      case .unknown: nil
      case .given(let window): window.due
      case .cycle(let start, let years): start + years
      }
    }
  }

  /// Number of works over a horizon, at least one.
  func workCount(over horizon: ClosedRange<Int>) -> Int {
    guard case .cycle(let start, let years) = years else { return 1 }
    return rule.windowCount(after: start, cycle: years, over: horizon)
  }

  /// One of the `count` works over a horizon on an asset; without years where none is known.
  func work(
    _ number: Int, of count: Int, over horizon: ClosedRange<Int>, onAsset asset: Int
  ) -> Work {
    var work = work
    work.asset = asset
    guard let window = window(number, over: horizon) else { return work }
    // Who comes round again is not done for an earlier turn once the next may be done.
    let next = number + 1 < count ? self.window(number + 1, over: horizon) : nil
    work.take(window, over: horizon, until: next.map { $0.earliest - 1 } ?? horizon.upperBound)
    if count > 1, let due = work.due { work.id += "@\(due)" }
    return work
  }

  private func window(_ number: Int, over horizon: ClosedRange<Int>) -> WorkWindow? {
    switch years {
    case .unknown: nil
    case .given(let window): window
    case .cycle(let start, let years):
      rule.window(number, after: start, cycle: years, over: horizon)
    }
  }
}
