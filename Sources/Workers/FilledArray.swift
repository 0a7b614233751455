/// An array that several threads fill in place, each a part at a time: what each makes need not be
/// copied behind what the others made. `fill` is called once for each part with room for as many values
/// as `sizes` says, and must fill it; what else it finds is returned in the order of the parts.
///
/// Sound because the parts do not overlap and the memory outlives the threads; `OutputSpan` keeps each
/// within its part, and a part that is not full traps before the array exists.
@safe @inlinable package func filledArray<Value, Rest: Sendable>(
  sizes: [Int], threads: Int,
  _ fill: @Sendable (_ part: Int, _ values: inout OutputSpan<Value>) -> Rest
) -> (values: [Value], rest: [Rest]) {
  var ends = [0]
  for size in sizes { ends.append(ends[ends.count - 1] + size) }
  let starts = ends
  var rest: [Rest] = []
  let values = unsafe [Value](unsafeUninitializedCapacity: starts[sizes.count]) { memory, count in
    nonisolated(unsafe) let memory = unsafe memory
    rest = concurrentValues(count: sizes.count, threads: threads) { part in
      let piece = unsafe UnsafeMutableBufferPointer(
        rebasing: memory[starts[part]..<starts[part + 1]])
      var values = unsafe OutputSpan(buffer: piece, initializedCount: 0)
      let rest = fill(part, &values)
      precondition(values.isFull)
      _ = unsafe values.finalize(for: piece)
      return rest
    }
    count = starts[sizes.count]
  }
  return (values, rest)
}

/// An array that several threads fill in place, where they find nothing else.
@inlinable package func filledArray<Value>(
  sizes: [Int], threads: Int,
  _ fill: @Sendable (_ part: Int, _ values: inout OutputSpan<Value>) -> Void
) -> [Value] {
  let (values, _): ([Value], [Bool]) = filledArray(sizes: sizes, threads: threads) { part, values in
    fill(part, &values)
    return true
  }
  return values
}
