import CCBC
import Foundation
import Synchronization
import Workers

/// A linear program with variables that are whole numbers, or not, solved by CBC (COIN-OR branch
/// and cut). Everything is minimised.
package struct IntegerProgram: Sendable {
  /// What a solution is worth.
  package enum Status: Sendable, Equatable {
    /// Nothing better exists.
    case optimal
    /// Nodes ran out, as they do in every run; the solution is allowed, and `Solution.bound` says
    /// what may be better.
    case nodeLimit
    /// Seconds ran out, so that another run may find another; the rest as for `nodeLimit`.
    case timeLimit
  }

  /// What the solver found.
  package struct Solution: Sendable {
    /// What it is worth.
    package var status: Status
    /// Value of each variable, whole where the variable is. Shape: variables.
    package var values: [Double]
    /// Value of the objective.
    package var objective: Double
    /// No solution has a lower objective.
    package var bound: Double
  }

  /// Why there is no solution.
  package enum Failure: Error, Sendable, Equatable {
    /// The constraints contradict each other.
    case infeasible
    /// The objective has no lowest value.
    case unbounded
    /// Nodes ran out before any solution was found.
    case nothingFound
    /// Seconds ran out before any solution was found; another run may find one.
    case outOfTime
    /// Nobody waits for the solution any more.
    case interrupted
  }

  private var lower: [Double] = []
  private var upper: [Double] = []
  private var objective: [Double] = []
  private var isWhole: [Bool] = []
  private var rowStarts: [Int] = [0]
  private var rowColumns: [Int32] = []
  private var rowFactors: [Double] = []
  private var rowLower: [Double] = []
  private var rowUpper: [Double] = []

  /// A program without variables.
  package init() {}

  /// Number of variables.
  package var variableCount: Int { objective.count }

  /// Adds a variable and returns its number.
  package mutating func addVariable(
    in range: ClosedRange<Double>, cost: Double, isWhole whole: Bool
  ) -> Int {
    lower.append(range.lowerBound)
    upper.append(range.upperBound)
    objective.append(cost)
    isWhole.append(whole)
    return objective.count - 1
  }

  /// Adds a variable that is 0 or 1 and returns its number.
  package mutating func addChoice(cost: Double) -> Int {
    addVariable(in: 0...1, cost: cost, isWhole: true)
  }

  /// Adds the constraint that a sum of factor x variable lies in a range, each variable once;
  /// bounds may be infinite.
  package mutating func addConstraint(
    _ terms: [(variable: Int, factor: Double)], in range: ClosedRange<Double>
  ) {
    for (variable, factor) in terms {
      rowColumns.append(Int32(variable))
      rowFactors.append(factor)
    }
    rowStarts.append(rowColumns.count)
    rowLower.append(range.lowerBound)
    rowUpper.append(range.upperBound)
  }

  /// Solves the program within a number of seconds and of nodes of the search; the same number of
  /// nodes gives the same solution on every machine.
  ///
  /// One program is solved at a time in a process; whoever waits for that, or for the solution, is let go
  /// when `Interruption` happens. The solver then comes to its end by itself.
  /// - Throws: `Failure`.
  package func solve(seconds: Double, nodes: Int = Int(Int32.max)) throws(Failure) -> Solution {
    if variableCount == 0 { return try solutionWithoutVariables() }
    guard let interruption = Interruption.current else {
      return try takingTurns(seconds, nodes) { false }.get()
    }
    let attempt = SolverAttempt()
    let thread = Thread {
      attempt.end(takingTurns(seconds, nodes) { attempt.isGivenUp })
    }
    // The solver goes deep; threads of Foundation have a sixteenth of what it is used to.
    thread.stackSize = 8 << 20
    thread.start()
    return try attempt.result(unless: interruption).get()
  }

  /// Solves the program when it is its turn, unless it is no longer wanted then.
  private func takingTurns(
    _ seconds: Double, _ nodes: Int, isGivenUp: () -> Bool
  ) -> Result<Solution, Failure> {
    // CBC keeps its settings in variables of the library: solved side by side, some of its programs find
    // nothing.
    turn.withLock { _ in
      isGivenUp() ? .failure(.interrupted) : run(seconds: seconds, nodes: nodes)
    }
  }

  private func solutionWithoutVariables() throws(Failure) -> Solution {
    guard zip(rowLower, rowUpper).allSatisfy({ $0 <= 0 && 0 <= $1 }) else { throw .infeasible }
    return Solution(status: .optimal, values: [], objective: 0, bound: 0)
  }

  private func run(seconds: Double, nodes: Int) -> Result<Solution, Failure> {
    // Sound: the model is made here, used by this thread alone and deleted on the way out.
    guard let model = unsafe Cbc_newModel() else { return .failure(.nothingFound) }
    defer { unsafe Cbc_deleteModel(model) }
    unsafe Cbc_setLogLevel(model, 0)
    unsafe Cbc_setParameter(model, "randomCbcSeed", "1")
    unsafe Cbc_setParameter(model, "timeMode", "elapsed")
    unsafe Cbc_setMaximumSeconds(model, seconds)
    unsafe Cbc_setMaximumNodes(model, Int32(clamping: nodes))
    unsafe Cbc_setAllowableGap(model, 1e-6)
    unsafe Cbc_setAllowableFractionGap(model, 0)
    unsafe load(into: model)
    _ = unsafe Cbc_solve(model)
    return unsafe answer(of: model)
  }

  /// Hands the columns and rows to CBC, which copies them.
  private func load(into model: UnsafeMutableRawPointer) {
    let infinity = Double.infinity
    for column in 0..<variableCount {
      // Sound: a column without entries needs no index arrays; names are copied.
      unsafe Cbc_addCol(
        model, "", lower[column], max(upper[column], lower[column]), objective[column],
        isWhole[column] ? 1 : 0, 0, nil, nil)
    }
    for row in rowLower.indices {
      let range = rowStarts[row]..<rowStarts[row + 1]
      if rowLower[row] > -infinity {
        unsafe addRow(range, sense: "G", rowLower[row], to: model)
      }
      if rowUpper[row] < infinity {
        unsafe addRow(range, sense: "L", rowUpper[row], to: model)
      }
    }
  }

  private func addRow(
    _ range: Range<Int>, sense: Unicode.Scalar, _ bound: Double, to model: UnsafeMutableRawPointer
  ) {
    let columns = Array(rowColumns[range])
    let factors = Array(rowFactors[range])
    // Sound: both arrays live through the call and have the count that is given.
    unsafe Cbc_addRow(
      model, "", Int32(range.count), columns, factors, CChar(sense.value), bound)
  }

  private func answer(of model: UnsafeMutableRawPointer) -> Result<Solution, Failure> {
    if unsafe Cbc_isProvenInfeasible(model) != 0 { return .failure(.infeasible) }
    if unsafe Cbc_isContinuousUnbounded(model) != 0 { return .failure(.unbounded) }
    guard unsafe Cbc_bestSolution(model) != nil || isContinuous,
      let columns = unsafe Cbc_getColSolution(model)
    else { return .failure(unsafe isOutOfTime(model) ? .outOfTime : .nothingFound) }
    // Sound: CBC's array has a value for each column and lives as long as the model.
    let values = (0..<variableCount).map { column in
      let value = unsafe columns[column]
      return isWhole[column] ? value.rounded() : value
    }
    let isOptimal = unsafe Cbc_isProvenOptimal(model) != 0
    let objective = zip(values, self.objective).map { $0 * $1 }.reduce(0, +)
    let bound = unsafe isOptimal ? objective : Cbc_getBestPossibleObjValue(model)
    let status: Status =
      unsafe isOptimal ? .optimal : isOutOfTime(model) ? .timeLimit : .nodeLimit
    return .success(
      Solution(
        status: status, values: values, objective: objective,
        bound: min(bound, objective)))
  }

  private func isOutOfTime(_ model: UnsafeMutableRawPointer) -> Bool {
    unsafe Cbc_isSecondsLimitReached(model) != 0
  }

  private var isContinuous: Bool { !isWhole.contains(true) }
}

/// Whose turn it is to use CBC.
private let turn = Mutex(())

/// A program that is solved on a thread of its own, and whoever waits for it.
private final class SolverAttempt: Sendable {
  private struct State {
    var result: Result<IntegerProgram.Solution, IntegerProgram.Failure>?
    var isGivenUp = false
  }

  private let state = Mutex(State())
  private let ended = DispatchSemaphore(value: 0)

  /// Whether nobody waits any more.
  var isGivenUp: Bool { state.withLock { $0.isGivenUp } }

  func end(_ result: Result<IntegerProgram.Solution, IntegerProgram.Failure>) {
    state.withLock { $0.result = result }
    ended.signal()
  }

  /// What was found, or `interrupted` as soon as that happens.
  func result(
    unless interruption: Interruption
  ) -> Result<IntegerProgram.Solution, IntegerProgram.Failure> {
    while ended.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      guard (try? interruption.check()) == nil else { continue }
      state.withLock { $0.isGivenUp = true }
      return .failure(.interrupted)
    }
    return state.withLock { $0.result } ?? .failure(.interrupted)
  }
}
