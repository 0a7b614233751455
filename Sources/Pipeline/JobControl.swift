import Geometry
import Synchronization
import Workers

/// The stages of the main job, in order.
public enum Stage: String, Sendable, CaseIterable, Codable {
  /// Sources become layers.
  case reading
  /// Layers become the overlap table.
  case stacking
  /// The table becomes works, scores, profiles and coverage.
  case mapping
  /// Works become projects.
  case bundling
  /// The stack's geometry.
  case faces
  /// Products are written.
  case writing
}

/// The line between a running job and whoever started it: progress one way, cancelling the other.
public final class JobControl: Sendable {
  private let onProgress: @Sendable (Stage, Double) -> Void
  private let state = Mutex(State())

  private struct State {
    var isCancelled = false
    var cleanUps: [@Sendable () -> Void] = []
  }

  /// A control; `onProgress` is called from any thread with a stage and the part of it that is done,
  /// 0 to 1.
  public init(onProgress: @escaping @Sendable (Stage, Double) -> Void = { _, _ in }) {
    self.onProgress = onProgress
  }

  /// Cancels the job: what it has written so far is gone when this returns, and the job ends with
  /// `CancellationError` at its next step. Products that are already in place stay.
  public func cancel() {
    let cleanUps = state.withLock { state in
      state.isCancelled = true
      defer { state.cleanUps = [] }
      return state.cleanUps
    }
    for cleanUp in cleanUps { cleanUp() }
  }

  /// Reports that a part of a stage is done.
  /// - Throws: `CancellationError` after `cancel`.
  package func report(_ stage: Stage, _ fraction: Double) throws {
    try checkCancelled()
    onProgress(stage, fraction)
  }

  /// - Throws: `CancellationError` after `cancel`.
  func checkCancelled() throws {
    if isCancelled { throw CancellationError() }
  }

  /// Does work of which the threads stop at their next piece after `cancel`.
  package func interrupting<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Interruption.$current.withValue(Interruption { self.isCancelled }, operation: body)
  }

  private var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Has `cancel` call this; at once when it has been called already.
  func onCancel(_ cleanUp: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.cleanUps.append(cleanUp) }
      return state.isCancelled
    }
    if isCancelled { cleanUp() }
  }
}
