import Synchronization

/// Calls `body` once for each index below `count`, on at most `threads` threads, and returns the
/// results in the order of the indices, so the outcome does not depend on the number of threads.
///
/// Each thread makes one `state` and hands it to all its calls: scratch memory, a library context.
/// Calls within `body` share the threads of the outermost one, so `threads` bounds them together.
/// The first error in the order of the indices is thrown, after all calls have ended.
package func concurrentMap<State: ~Copyable, Result: Sendable>(
  count: Int, threads: Int, state makeState: @Sendable () throws -> State,
  _ body: @Sendable (inout State, Int) throws -> Result
) throws -> [Result] {
  let next = Atomic(0)
  let outcomes = Mutex([(index: Int, outcome: Swift.Result<Result, any Error>)]())
  let interruption = Interruption.current
  shareWork(threads: threads, sessions: count) {
    Interruption.$current.withValue(interruption) {
      var mine: [(index: Int, outcome: Swift.Result<Result, any Error>)] = []
      do {
        var state = try makeState()
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < count else { break }
          try interruption?.check()
          mine.append((index, Swift.Result { try body(&state, index) }))
        }
      } catch {
        mine.append((-1, .failure(error)))
      }
      outcomes.withLock { $0.append(contentsOf: mine) }
    }
  }
  let ordered = outcomes.withLock { $0.sorted { $0.index < $1.index } }
  return try ordered.map { try $0.outcome.get() }
}

/// Calls `body` once for each index below `count`, on at most `threads` threads.
package func concurrentMap<Result: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  try concurrentMap(count: count, threads: threads, state: { () }) { _, index in
    try body(index)
  }
}

/// Calls `body` once for each piece of a range, of a size that the last may fall short of, on at most
/// `threads` threads.
package func concurrentMap<Result: Sendable>(
  _ range: Range<Int>, inChunksOf size: Int, threads: Int,
  _ body: @Sendable (Range<Int>) throws -> Result
) throws -> [Result] {
  let chunks = range.chunks(of: size)
  return try concurrentMap(count: chunks.count, threads: threads) { try body(chunks[$0]) }
}

/// Makes `count` things on at most `threads` threads and uses them in the order of their indices, one at
/// a time, while later ones are being made. No more than a bounded number is held at a time.
package func concurrentForEach<Made: Sendable>(
  count: Int, threads: Int, make: @Sendable (Int) throws -> Made,
  use: @Sendable (Made) throws -> Void
) throws {
  let wave = 8 * max(1, threads)
  var made: [Made] = []
  for first in stride(from: 0, to: count, by: wave) {
    let before = made
    // The first of a wave's tasks uses what the wave before made.
    made = try concurrentMap(count: min(wave, count - first) + 1, threads: threads) { task in
      guard task == 0 else { return try make(first + task - 1) }
      for thing in before { try use(thing) }
      return nil
    }.compactMap(\.self)
  }
  for thing in made { try use(thing) }
}

/// Does two things at the same time where there is more than one thread.
/// - Throws: the error of the first, or else of the second, after both have ended.
package func concurrently<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) throws -> (First, Second) {
  let results = Mutex<(First?, Second?)>((nil, nil))
  _ = try concurrentMap(count: 2, threads: threads) { index in
    if index == 0 {
      let result = try first()
      results.withLock { $0.0 = result }
    } else {
      let result = try second()
      results.withLock { $0.1 = result }
    }
  }
  guard case (let first?, let second?) = results.withLock({ $0 }) else {
    preconditionFailure("both have ended without an error")
  }
  return (first, second)
}

/// Calls `body`, which can't fail, once for each index below `count`, on at most `threads` threads, and
/// returns the results in the order of the indices.

@usableFromInline
package func concurrentValues<Result: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  let next = Atomic(0)
  let results = Mutex([(index: Int, value: Result)]())
  shareWork(threads: threads, sessions: count) {
    var mine: [(index: Int, value: Result)] = []
    while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < count {
      mine.append((index, body(index)))
    }
    results.withLock { $0.append(contentsOf: mine) }
  }
  return results.withLock { results in
    var ordered = [Result?](repeating: nil, count: count)
    for (index, value) in results { ordered[index] = value }
    return ordered.compactMap(\.self)
  }
}

/// The same for each piece of a range, of a size that the last may fall short of.
package func concurrentValues<Result: Sendable>(
  _ range: Range<Int>, inChunksOf size: Int, threads: Int,
  _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let chunks = range.chunks(of: size)
  return concurrentValues(count: chunks.count, threads: threads) { body(chunks[$0]) }
}
