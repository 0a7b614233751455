import Workers

/// What a transformation did.
package struct TransformReport: Sendable, Equatable {
  /// Largest measured distance between interpolated positions and PROJ's own, in metres; nil where
  /// every position went through PROJ.
  package var interpolationError: Double?
  /// Indices of positions that PROJ refused; they are infinite now. Ascending.
  package var refused: [Int] = []
  /// What those positions were before. Shape: `refused`.
  package var refusedPositions: [Position] = []
}

/// Interpolation is used where it stays this close to PROJ, in metres.
let interpolationBound = 1e-4

/// Metres in a degree of latitude, about; no degree of longitude is longer.
private let metresPerDegree = 111_700.0

/// Positions at which each layer's interpolation is compared with PROJ.
private let sampleCount = 10_000

/// Positions that a thread takes at a time.
private let chunkSize = 16_384

extension CoordinateOperation {
  /// Transforms positions in place, on at most `threads` threads.
  ///
  /// Unless `exact`, positions are interpolated on patches of polynomials through PROJ's own results,
  /// and compared with PROJ at up to 10,000 of the positions themselves; where that differs by more
  /// than 0.1 mm, all go through PROJ. The result is a function of the
  /// position alone, so borders that two layers share stay shared.
  /// - Throws: `CoordinateSystemError.noOperation`.
  package func transform(
    _ positions: inout [Position], threads: Int, exact: Bool = false
  ) throws -> TransformReport {
    guard !isIdentity, !positions.isEmpty else {
      return TransformReport(interpolationError: nil)
    }
    if !exact, let found = try interpolation(over: positions, threads: threads) {
      _ = try unsafe replaceChunks(of: &positions, threads: threads, state: { () }) { _, chunk in
        for index in chunk.indices {
          unsafe chunk[index] = found.patches.transformed(chunk[index])
        }
      }
      return TransformReport(interpolationError: found.error)
    }
    let refused = try unsafe replaceChunks(
      of: &positions, threads: threads, state: makeTransformer
    ) { unsafe $0.transformNotingRefused($1) }
    var report = TransformReport(interpolationError: nil)
    for (chunk, found) in refused.enumerated() {
      report.refused += found.map { chunk * chunkSize + $0.index }
      report.refusedPositions += found.map(\.position)
    }
    return report
  }

  /// The interpolation that `transform` would use for these positions; nil where it would ask PROJ for
  /// each, or has nothing to do.
  /// - Throws: `CoordinateSystemError.noOperation`.
  package func interpolation(
    over positions: [Position], threads: Int
  ) throws -> Interpolation? {
    guard !isIdentity, !positions.isEmpty else { return nil }
    let transformer = try makeTransformer()
    let bounds = bounds(of: positions, threads: threads)
    guard
      let patches = try TransformPatches(self, over: bounds, transformer, threads: threads)
    else { return nil }
    let metres = target.metresPerUnit ?? metresPerDegree
    let error = measureError(of: patches, at: positions, transformer) * metres
    return error <= interpolationBound ? Interpolation(patches: patches, error: error) : nil
  }

  /// On one thread, since making PROJ ready on another takes as long as the whole sample.
  private func measureError(
    of patches: TransformPatches, at positions: [Position], _ transformer: Transformer
  ) -> Double {
    let stride = max(1, positions.count / sampleCount)
    let sample = Swift.stride(from: 0, to: positions.count, by: stride).map { positions[$0] }
    let exact = transformer.transformed(sample)
    return zip(sample, exact).reduce(0) { worst, pair in
      let gap = patches.transformed(pair.0) - pair.1
      let distance = (gap * gap).sum().squareRoot()
      return distance.isFinite ? max(worst, distance) : .infinity
    }
  }
}

/// A coordinate operation interpolated between PROJ's own results, for the positions it was measured at.
package struct Interpolation: Sendable {
  fileprivate let patches: TransformPatches
  /// Largest measured distance from PROJ's own positions, in metres.
  package let error: Double

  /// Transforms positions that lie within the box of those it was measured at.
  package func transform(_ positions: inout [Position]) {
    for index in positions.indices { positions[index] = patches.transformed(positions[index]) }
  }
}

/// The box around positions.
private func bounds(of positions: [Position], threads: Int) -> Bounds? {
  let boxes = concurrentValues(positions.indices, inChunksOf: chunkSize, threads: threads) {
    Bounds(positions[$0])
  }
  return boxes.compactMap(\.self).reduce(nil) { $0?.united(with: $1) ?? $1 }
}

extension Transformer {
  /// Transforms positions in place, and tells which were refused and what they were.
  fileprivate func transformNotingRefused(
    _ positions: UnsafeMutableBufferPointer<Position>
  ) -> [(index: Int, position: Position)] {
    let before = unsafe Array(positions)
    unsafe transform(positions)
    return positions.indices.filter { unsafe !((positions[$0] * 0) == .zero) }
      .map { ($0, before[$0]) }
  }
}

/// Calls `body` with consecutive parts of the positions, each on one of the threads, and returns what it
/// returns for each.
private func replaceChunks<State, Result: Sendable>(
  of positions: inout [Position], threads: Int, state: @Sendable () throws -> State,
  _ body: @Sendable (State, UnsafeMutableBufferPointer<Position>) -> Result
) throws -> [Result] {
  try unsafe positions.withUnsafeMutableBufferPointer { buffer in
    // Sound: chunks do not overlap, and the buffer outlives the calls.
    nonisolated(unsafe) let all = unsafe buffer
    let chunks = unsafe all.indices.chunks(of: chunkSize)
    return try concurrentMap(count: chunks.count, threads: threads, state: state) { state, chunk in
      unsafe body(state, UnsafeMutableBufferPointer(rebasing: all[chunks[chunk]]))
    }
  }
}
