/// Seconds by step.
package struct StepClock: Sendable {
  /// Seconds of each step that has been timed, by its name.
  package private(set) var seconds: [String: Double] = [:]

  /// A clock on which nothing has been timed.
  package init() {}

  /// Does a step and notes how long it takes.
  package mutating func time<Result>(
    _ step: String, _ body: () throws -> Result
  ) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try body()
    let duration = (ContinuousClock.now - start).components
    seconds[step, default: 0] +=
      Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    return result
  }

  /// Adds the steps of another; of a step in both the time of both.
  package mutating func add(_ other: StepClock) {
    seconds.merge(other.seconds, uniquingKeysWith: +)
  }

  /// The steps of both; of a step in both the time of the other.
  func merging(_ other: StepClock) -> StepClock {
    var clock = self
    clock.seconds.merge(other.seconds) { $1 }
    return clock
  }
}
