import OpportunityMap
import ProjectBundling
import ProjectFile

/// What a session answers to a scenario. Its parts are worked out when they are first asked for, or taken
/// from what the session knows.
public struct Answer: Sendable {
  /// What was asked: the city's inputs with the changes of the scenario.
  public internal(set) var inputs: Inputs
  /// Progress one way, cancelling the other.
  let control: JobControl
  let session: Session

  init(_ inputs: Inputs, session: Session, control: JobControl) {
    (self.inputs, self.session, self.control) = (inputs, session, control)
  }

  /// The works that fall due.
  /// - Throws: `YAMLError` for a change that concerns no work, `CancellationError`.
  package func schedule() throws -> Schedule { try working { try session.schedule(self) } }

  /// Scores, profiles and coverage.
  /// - Throws: as `schedule`.
  public func map() throws -> OpportunityMap { try working { try session.map(self) } }

  /// The projects and the programme.
  /// - Throws: as `schedule`; `YAMLError` about decisions and budgets, errors of the solver.
  package func plan() throws -> ProjectPlan { try working { try session.programme(self) } }

  /// Looks whether works, rules and decisions hold together, which is sooner known than a plan is made.
  /// - Throws: as `plan`.
  package func check() throws { try working { try session.checkRelations(self) } }

  /// The same with the business case, who pays for each project, near misses, what recurs and how projects
  /// hold.
  /// - Throws: as `plan`.
  package func explainedPlan() throws -> ProjectPlan {
    try working { try session.explained(self) }
  }

  /// The same question with works put together in another way.
  func arranged(_ strategy: Changes.Strategy) -> Answer {
    var answer = self
    answer.inputs.strategy = strategy
    return answer
  }

  /// Does work that the control can cancel.
  private func working<Result>(_ body: () throws -> Result) throws -> Result {
    try control.checkCancelled()
    return try control.interrupting(body)
  }
}
