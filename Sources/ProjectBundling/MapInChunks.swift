import Geometry

/// Calls `body` for each index below `count`, so many at a time on a thread, and returns the
/// results in the order of the indices. For calls that are too short to be handed out one by one.
func mapInChunks<Result: Sendable>(
  of size: Int, count: Int, threads: Int, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  let parts = try concurrentMap(0..<count, inChunksOf: size, threads: threads) { try $0.map(body) }
  var results: [Result] = []
  results.reserveCapacity(count)
  for part in parts { results += part }
  return results
}
