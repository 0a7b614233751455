import Foundation
import LayerIO
import Pipeline
import ProjectFile

/// Times answers of a city in memory against a full run.
struct ScenarioBench {
  private let project: String
  private let runs: Int

  init(_ project: String, runs: Int) {
    (self.project, self.runs) = (project, runs)
  }

  func measure() throws {
    let full = try fullRun()
    var session: Session?
    report("loading: read and stacked", try Taken.by { session = try makeJob().session() }, full)
    guard let session else { return }
    report("base: scores and coverage", try Taken.by { _ = try session.answer().map() }, full)
    report("base: projects and programme", try Taken.by { _ = try session.answer().plan() }, full)
    let themes = try makeJob().project.themes.map(\.key)
    let weights = try times { round in
      _ = try session.answer(weighing(themes[0], round)).map()
    }
    report("other weights: scores and coverage", weights, full, goal: 0.050 / full.wall)
    report(
      "other weights: projects and programme",
      try times { _ = try session.answer(weighing(themes[0], $0)).plan() }, full)
    report(
      "other windows: projects and programme",
      try times { _ = try session.answer(widening($0)).plan() }, full, goal: 1 / 20)
    try measureBudgets(session, full)
    try measureComparison(session, full)
  }

  private func makeJob() throws -> MainJob {
    try MainJob(projectPath: project, options: MainJob.Options(), control: JobControl())
  }

  private func fullRun() throws -> Taken {
    try withScratchFolder { folder in
      let taken = try Taken.by { _ = try makeJob().run(output: folder + "/out") }
      report("full run, all products", taken, taken)
      return taken
    }
  }

  /// The middle of several times; every round asks something new.
  private func times(_ body: (Int) throws -> Void) rethrows -> Taken {
    Taken.median(of: try (0..<runs).map { round in try Taken.by { try body(round) } })
  }

  private func measureBudgets(_ session: Session, _ full: Taken) throws {
    let budgets = try Scenario.all(besideProject: project).filter { !$0.changes.budgets.isEmpty }
    guard let first = budgets.first, let party = first.changes.budgets.keys.min() else { return }
    let among = Scenario.usual + budgets
    report(
      "first budgets: programme",
      try Taken.by { _ = try session.answer(first, among: among).plan() },
      full)
    let taken = try times { round in
      var other = first
      other.changes.budgets[party]?.factor = 0.95 - 0.05 * Double(round)
      _ = try session.answer(other, among: among).plan()
    }
    report("other budgets: programme", taken, full, goal: 1 / 20)
  }

  private func measureComparison(_ session: Session, _ full: Taken) throws {
    let all = try Scenario.all(besideProject: project)
    let taken = try Taken.by { _ = try session.compare(all, among: all) }
    report("\(all.count) scenarios compared", taken, full, goal: all.count >= 20 ? 1 / 2 : nil)
  }

  private func weighing(_ theme: String, _ round: Int) -> Scenario {
    var changes = Changes()
    changes.weights = [theme: 51 + Double(round)]
    return scenario(changes)
  }

  private func widening(_ round: Int) -> Scenario {
    var changes = Changes()
    var works = Changes.WorkChange(assetType: nil)
    (works.earlier, works.later) = (round % 2, 1 + round / 2)
    changes.works = [works]
    return scenario(changes)
  }

  private func scenario(_ changes: Changes) -> Scenario {
    Scenario(key: "bench", name: Wording(en: "bench", nl: "bench"), changes: changes)
  }

  private func report(_ what: String, _ taken: Taken, _ full: Taken, goal: Double? = nil) {
    let part = taken.wall / full.wall
    let name = what.padding(toLength: 40, withPad: " ", startingAt: 0)
    let figures = String(
      format: "%8.3f s wall %8.3f s CPU  1/%-6.1f", taken.wall, taken.processor, 1 / part)
    let verdict = goal.map {
      String(format: " goal 1/%.1f: %@", 1 / $0, part <= $0 ? "met" : "not met")
    }
    print(name + figures + (verdict ?? ""))
  }
}
