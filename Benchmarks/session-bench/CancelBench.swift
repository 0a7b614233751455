import Foundation
import Pipeline
import Synchronization

/// Times how long work goes on after it is cancelled.
struct CancelBench {
  private let project: String
  private let times: Int

  init(_ project: String, times: Int) {
    (self.project, self.times) = (project, times)
  }

  func measure() throws {
    let whole = try withScratchFolder { folder in
      try Taken.by { _ = try run(JobControl(), into: folder) }.wall
    }
    print(String(format: "a whole run takes %.1f s", whole))
    var late: [String: [Double]] = [:]
    for time in 0..<times {
      // Evenly over the run, in an order that repeats itself.
      let moment = whole * (Double((time * 37) % times) + 0.5) / Double(times)
      if let (stage, delay) = try cancelled(after: moment) {
        late[stage, default: []].append(delay)
      }
    }
    for (stage, delays) in late.sorted(by: { $0.key < $1.key }) {
      let sorted = delays.sorted()
      let name = stage.padding(toLength: 12, withPad: " ", startingAt: 0)
      print(
        name
          + String(
            format: "%3d times, middle %.3f s, longest %.3f s", sorted.count,
            sorted[sorted.count / 2], sorted[sorted.count - 1]))
    }
  }

  private func run(_ control: JobControl, into folder: String) throws -> RunSummary {
    try MainJob(projectPath: project, options: MainJob.Options(), control: control)
      .run(output: folder + "/out")
  }

  /// The stage in which a run was cancelled, and how long it went on, in seconds; nil where it had ended.
  private func cancelled(after moment: Double) throws -> (stage: String, delay: Double)? {
    try withScratchFolder { folder in
      let stage = Mutex("start")
      let control = JobControl { now, _ in stage.withLock { $0 = now.rawValue } }
      let asked = Mutex<(String, ContinuousClock.Instant)?>(nil)
      let killer = Thread {
        Thread.sleep(forTimeInterval: moment)
        let now = stage.withLock { $0 }
        asked.withLock { $0 = (now, .now) }
        control.cancel()
      }
      killer.start()
      do {
        _ = try run(control, into: folder)
        while !killer.isFinished { Thread.sleep(forTimeInterval: 0.01) }
        return nil
      } catch is CancellationError {
        let end = ContinuousClock.now
        return asked.withLock { $0 }.map { ($0.0, (end - $0.1) / .seconds(1)) }
      }
    }
  }
}
