import ProjectBundling

/// Seconds by stage.
struct StageClock {
  private var clock = StepClock()

  var seconds: [String: Double] { clock.seconds }

  /// Adds what another clock has timed meanwhile.
  mutating func add(_ other: StageClock) { clock.add(other.clock) }

  mutating func time<Result>(_ stage: Stage, _ body: () throws -> Result) rethrows -> Result {
    try clock.time(stage.rawValue, body)
  }
}
