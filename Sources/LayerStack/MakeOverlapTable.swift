import Geometry
import Workers

/// Stacks the input in one pass and returns the overlap table: areas in m2, lengths in m.
///
/// The plane is cut into bands, bands into cells, cells into slabs of trapezoids; each trapezoid's
/// area is added to the kind of place it is. No shape is constructed, so no input makes it fail:
/// edges that touch, coincide or cross themselves only yield trapezoids of no area. A place belongs to
/// an owner where its winding number is not 0, with shells turned one way and holes the other.
///
/// A line that runs along a border counts for the place to its right (or, where it is level, above
/// it). Results are the same for any number of threads.
///
/// - Throws: `StackError` when there are more than 128 planes or a position is not finite.
package func makeOverlapTable(_ input: StackInput, threads: Int) throws -> OverlapTable {
  let owners = StackOwners(input)
  try owners.check()
  let strip = try withStackPaths(of: input) { paths in
    let cut = try StackCut(paths, threads: threads)
    return try StackStrip(paths, bands: 0..<cut.bandCount, of: cut, threads: threads)
  }
  return try OverlapTable(
    joining: [strip], owners: owners, metresPerUnit: input.metresPerUnit, threads: threads)
}
