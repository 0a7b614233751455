import Foundation
import OpportunityMap
import ProjectBundling
import ProjectFile
import Tables
import TestSupport
import Testing

@testable import Pipeline
@testable import Report

/// The bridge of the report: from what all works cost alone to what is paid.
@Suite struct BridgeTests {
  @Test(arguments: 1...4)
  func `every total is the sum of the steps before it, up to what the accounts spend`(
    seed: UInt64
  ) throws {
    let (steps, plan, map) = try bridge(of: ScenarioProject(streets: 5, seed: seed))
    #expect(steps.first?.amount == WorkSums(map).due.cost)
    var level = 0.0
    for step in steps {
      if step.isTotal, level != 0 { #expect(abs(step.amount - level) < 0.02, "\(step.key)") }
      level = step.isTotal ? step.amount : level + step.amount
    }
    let programme = try #require(plan.programme)
    let spent = programme.accounts.joined().reduce(0) { $0 + $1.spent.euros }
    let charged = try #require(steps.first { $0.key == "charged" })
    #expect(abs(charged.amount - spent) < 1e-6)
    // Trees have no budget here: what nothing limits is not left over.
    #expect(!programme.unlimited.isEmpty && steps.last == charged)
    let money = try #require(plan.money.first { $0.stage == .programmed })
    let saved = steps.filter { $0.key.hasPrefix("saved") }.reduce(0) { $0 - $1.amount }
    #expect(money.saved > 0 && abs(saved - money.saved) < 1e-6)
  }

  @Test func `without a programme it ends in what would be paid if all proposals went ahead`()
    throws
  {
    let project = try ScenarioProject(streets: 5)
    let text = try String(contentsOfFile: project.path, encoding: .utf8)
    let start = try #require(text.range(of: "programme:"))
    try project.folder.write(String(text[..<start.lowerBound]), to: "project.yaml")
    let (steps, plan, _) = try bridge(of: project)
    let sum = steps.filter { !$0.isTotal }.reduce(steps[0].amount) { $0 + $1.amount }
    #expect(steps.last?.key == "proposed")
    #expect(abs(sum - (steps.last?.amount ?? 0)) < 1e-6)
    let money = try #require(plan.money.first { $0.stage == .possible })
    #expect(steps.contains { $0.key == "savedSetup" && $0.count == money.projects })
    #expect(!steps.contains { ["undone", "paid", "charged"].contains($0.key) })
  }

  @Test func `what has been carried out is no longer to be paid`() throws {
    let project = try ScenarioProject(streets: 5)
    let before = try bridge(of: project).map
    try project.edit("bundling: {", "bundling: {decisions: decisions.yaml, ")
    try project.folder.write(
      """
      kansenkaart_decisions: 1
      decisions:
        - {lock: [R1], status: done, by: wegen, why: it is there}
      """, to: "decisions.yaml")
    let (steps, _, map) = try bridge(of: project)
    let cost = try #require(map.works.first { $0.id == "R1" }?.cost)
    let due = WorkSums(before).due.cost
    let left = try #require(steps.first { $0.key == "alone" }).amount
    let undone = steps.first { $0.key == "undone" }?.amount ?? 0
    #expect(abs(due - cost + undone - left) < 1e-6)
  }

  private func bridge(
    of project: ScenarioProject
  ) throws -> (steps: [ReportBridgeStep], plan: ProjectPlan, map: OpportunityMap) {
    let session = try Session(
      stacking: Inputs.load(projectPath: project.path),
      options: MainJob.Options(threads: 2, products: []))
    let answer = try session.answer()
    let (map, plan) = (try answer.map(), try session.businessCase(answer))
    let input = CandidateInput(
      plan: plan, map: map, names: MeasureNames(answer.inputs.cycles.value),
      planned: plannedYears(of: map, plan: plan))
    return (input.reportBridge(due: WorkSums(map).due), plan, map)
  }
}
