/// Seconds by stage.
struct StageClock {
  private(set) var seconds: [String: Double] = [:]

  mutating func time<Result>(_ stage: Stage, _ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try body()
    let duration = (ContinuousClock.now - start).components
    seconds[stage.rawValue] = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    return result
  }
}
