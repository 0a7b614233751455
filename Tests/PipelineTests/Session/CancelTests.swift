import Foundation
import LayerIO
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Synchronization
import Tables
import TestSupport
import Testing

/// Cancelling at any moment leaves all of a product folder or nothing of it, and a session as it was.
@Suite struct CancelTests {
  /// Calls `cancel` of a control after a part of the seconds that something takes, and waits for that.
  private func cancelling<Result>(
    after part: Double, of whole: Duration, _ body: (JobControl) throws -> Result
  ) -> Swift.Result<Result, any Error> {
    let control = JobControl()
    let thread = Thread {
      Thread.sleep(forTimeInterval: part * (whole / .seconds(1)))
      control.cancel()
    }
    thread.start()
    defer { while !thread.isFinished { Thread.sleep(forTimeInterval: 0.001) } }
    return Swift.Result { try body(control) }
  }

  private func run(
    _ project: ScenarioProject, _ control: JobControl, products: Set<Product> = Product.usual
  ) throws {
    _ = try MainJob(
      projectPath: project.path, options: MainJob.Options(threads: 2, products: products),
      control: control
    ).run(output: project.folder.file("out"))
  }

  /// Names of what stands beside the project, hidden or not.
  private func names(_ project: ScenarioProject) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: project.folder.file(".")))
  }

  @Test func `a run that is cancelled at some moment leaves nothing or all`() throws {
    let project = try ScenarioProject(streets: 8)
    let before = try names(project)
    let whole = try ContinuousClock().measure { try run(project, JobControl()) }
    let complete = Set(
      try FileManager.default.contentsOfDirectory(atPath: project.folder.file("out")))
    try FileManager.default.removeItem(atPath: project.folder.file("out"))
    var cancelled = 0
    for moment in 0..<24 {
      let result = cancelling(after: (Double(moment) + 0.5) / 24, of: whole) {
        try run(project, $0)
      }
      switch result {
      case .success:
        let found = try FileManager.default.contentsOfDirectory(
          atPath: project.folder.file("out"))
        #expect(Set(found) == complete)
        try FileManager.default.removeItem(atPath: project.folder.file("out"))
      case .failure(let error):
        #expect(error is CancellationError, "\(error)")
        cancelled += 1
      }
      #expect(try names(project) == before)
    }
    #expect(cancelled > 0)
  }

  @Test func `at every step that a run reports it can be cancelled`() throws {
    let project = try ScenarioProject()
    let before = try names(project)
    let reports = Mutex(0)
    try run(project, JobControl { _, _ in reports.withLock { $0 += 1 } })
    try FileManager.default.removeItem(atPath: project.folder.file("out"))
    let count = reports.withLock { $0 }
    #expect(count > 10)
    for last in stride(from: 1, to: count - 1, by: 3) {
      let box = Mutex<(control: JobControl?, left: Int)>((nil, last))
      let control = JobControl { _, _ in
        let ending = box.withLock { box in
          box.left -= 1
          return box.left == 0 ? box.control : nil
        }
        ending?.cancel()
      }
      box.withLock { $0.control = control }
      #expect(throws: CancellationError.self) { try run(project, control) }
      #expect(try names(project) == before)
    }
  }

  @Test func `an answer that was cancelled at some moment is the same when it is asked again`()
    throws
  {
    let project = try ScenarioProject(streets: 8)
    func session() throws -> Session {
      try MainJob(
        projectPath: project.path, options: MainJob.Options(threads: 2, products: []),
        control: JobControl()
      ).session()
    }
    var changes = Changes()
    changes.weights = ["water": 4]
    changes.budgets["riool"] = .init()
    changes.budgets["riool"]?.factor = 0.7
    let scenario = Scenario(key: "s", name: .init(en: "s", nl: "s"), changes: changes)
    let calm = try session()
    let start = ContinuousClock.now
    let expected = try calm.answer(scenario).explainedPlan()
    let whole = ContinuousClock.now - start
    for moment in 0..<16 {
      let session = try session()
      let result = cancelling(after: (Double(moment) + 0.5) / 16, of: whole) {
        try session.answer(scenario, control: $0).explainedPlan()
      }
      if case .failure(let error) = result { #expect(error is CancellationError, "\(error)") }
      let again = try session.answer(scenario).explainedPlan()
      #expect(again.programme == expected.programme)
      #expect(again.candidates == expected.candidates)
      #expect(again.bundling.groups == expected.bundling.groups)
    }
  }
}
