/// Calls `body` for each index below `count`, so many at a time on a thread, and returns the
/// results in the order of the indices. For calls that are too short to be handed out one by one.
package func mapInChunks<Result: Sendable>(
  of size: Int, count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  joined(
    try concurrentMap(0..<count, inChunksOf: size, threads: threads) { try results(of: $0, body) })
}

/// The same for a `body` that can't fail.
package func valuesInChunks<Result: Sendable>(
  of size: Int, count: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  joined(concurrentValues(0..<count, inChunksOf: size, threads: threads) { results(of: $0, body) })
}

/// A loop over a plain range: `map` would ask the range for each next index.
private func results<Result>(
  of chunk: Range<Int>, _ body: (Int) throws -> Result
) rethrows -> [Result] {
  var results: [Result] = []
  results.reserveCapacity(chunk.count)
  for index in chunk { results.append(try body(index)) }
  return results
}

private func joined<Result>(_ parts: [[Result]]) -> [Result] {
  var results: [Result] = []
  results.reserveCapacity(parts.reduce(0) { $0 + $1.count })
  for part in parts { results += part }
  return results
}
