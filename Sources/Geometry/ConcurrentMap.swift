import Dispatch
import Synchronization

/// Calls `body` once for each index below `count`, on at most `threads` threads, and returns the
/// results in the order of the indices, so the outcome does not depend on the number of threads.
///
/// Each thread makes one `state` and hands it to all its calls: scratch memory, a library context.
/// The first error in the order of the indices is thrown, after all calls have ended.
public func concurrentMap<State: ~Copyable, Result: Sendable>(
  count: Int, threads: Int, state makeState: @Sendable () throws -> State,
  _ body: @Sendable (inout State, Int) throws -> Result
) throws -> [Result] {
  let workers = max(1, min(threads, count))
  let next = Atomic(0)
  let outcomes = Mutex([(index: Int, outcome: Swift.Result<Result, any Error>)]())
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    var mine: [(index: Int, outcome: Swift.Result<Result, any Error>)] = []
    do {
      var state = try makeState()
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { break }
        mine.append((index, Swift.Result { try body(&state, index) }))
      }
    } catch {
      mine.append((-1, .failure(error)))
    }
    outcomes.withLock { $0.append(contentsOf: mine) }
  }
  let ordered = outcomes.withLock { $0.sorted { $0.index < $1.index } }
  return try ordered.map { try $0.outcome.get() }
}

/// Calls `body` once for each index below `count`, on at most `threads` threads.
public func concurrentMap<Result: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  try concurrentMap(count: count, threads: threads, state: { () }) { _, index in
    try body(index)
  }
}
