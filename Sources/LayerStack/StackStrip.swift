import Geometry
import Workers

/// What was measured in a strip of a stack: some of its bands, one above the other. A band's figures follow from
/// its borders and the edges that run through it, so strips measured one by one make the table of the whole stack,
/// to the last bit.
package struct StackStrip: Sendable {
  /// The bands, in the numbering of the cut.
  package let bands: Range<Int>
  let results: [BandResult]

  init(bands: Range<Int>, results: [BandResult]) {
    precondition(bands.count == results.count)
    (self.bands, self.results) = (bands, results)
  }

  init(
    _ paths: [StackPath], bands: Range<Int>, of cut: StackCut, threads: Int
  ) throws {
    let stack = try StackBands(paths, of: cut, only: bands, threads: threads)
    results = try concurrentMap(
      count: bands.count, threads: threads,
      state: { BandSweep(paths) }
    ) { sweep, index in
      sweep.sweep(bands.lowerBound + index, of: stack)
    }
    self.bands = bands
  }
}

/// Measures a strip of a stack. `input` has all neighbourhoods, planes and assets of the stack by number; polygons
/// and lines that do not come into the strip may be left out of it.
/// - Throws: `StackError.tooManyPlanes`.
package func measureStrip(
  _ input: StackInput, bands: Range<Int>, of cut: StackCut, threads: Int
) throws -> StackStrip {
  try StackOwners(input).check()
  return try withStackPaths(of: input) {
    try StackStrip($0, bands: bands, of: cut, threads: threads)
  }
}

extension OverlapTable {
  /// The table of the whole stack from its strips, the lowest first, which must hold all bands.
  /// - Throws: `StackError.tooManyCombinations`.
  package init(
    joining strips: [StackStrip], owners: StackOwners, metresPerUnit: Double, threads: Int
  ) throws {
    for (strip, next) in zip(strips, strips.dropFirst()) {
      precondition(strip.bands.upperBound == next.bands.lowerBound, "a strip is missing")
    }
    try self.init(
      strips.flatMap(\.results), owners: owners, metresPerUnit: metresPerUnit, threads: threads)
  }
}
