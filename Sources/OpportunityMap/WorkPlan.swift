/// What is planned on an asset, whatever the horizon.
public struct WorkPlan: Sendable, Equatable {
  /// The work without its years.
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

  /// The works over a horizon; one without years where none is known.
  func works(over horizon: ClosedRange<Int>) -> [Work] {
    let windows = windows(over: horizon)
    guard !windows.isEmpty else { return [work] }
    return windows.map { window in
      var work = work
      (work.earliest, work.due, work.latest) = (window.earliest, window.due, window.latest)
      if windows.count > 1 { work.id += "@\(window.due)" }
      return work
    }
  }

  private func windows(over horizon: ClosedRange<Int>) -> [WorkWindow] {
    switch years {
    case .unknown: []
    case .given(let window): [window.notBefore(horizon)]
    case .cycle(let start, let years): rule.windows(after: start, cycle: years, over: horizon)
    }
  }
}
