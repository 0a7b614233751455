import Geometry

/// The geometry of the stack: a MultiPolygon for each combination of neighbourhoods and planes in
/// the table, on a grid of 1 mm. Faces are a coverage: they leave no gaps within a neighbourhood,
/// do not overlap, and have the same positions along common borders.
///
/// 1. The edges of all neighbourhoods and planes are noded on the grid by snap rounding, band by
///    band.
/// 2. What an edge does to winding numbers adds up where edges lie on one another; edges that then
///    change nothing go, and the others are chained into arcs.
/// 3. Walks over arcs that keep one face to their left are its borders. Counting winding numbers
///    from the outside in over arcs tells the neighbourhoods and planes of each face.
/// 4. Arcs between faces of one kind go, and the walks over those that stay are the rings.
///
/// A kind of place that is nowhere a millimetre wide has a row in the table and no face; a
/// combination that rounding made and the table lacks joins the face beside it. Faces are the same
/// for any number of threads.
package func makeFaces(
  _ input: StackInput, _ table: OverlapTable, threads: Int
) throws -> StackFaces {
  try makeFaces(input, FaceKinds(table), threads: threads)
}

/// The faces of the given kinds.
func makeFaces(_ input: StackInput, _ kinds: FaceKinds, threads: Int) throws -> StackFaces {
  guard let graph = try FaceGraph(input, threads: threads) else {
    return StackFaces(zones: [], signatures: [], geometry: GeometryArray())
  }
  let walks = try FaceWalks(graph, keeping: graph.arcs.map { _ in true }, threads: threads)
  let labels = try FaceLabels(
    graph, walks, try FaceHooks(graph, walks, threads: threads), kinds, threads: threads)
  let faces = try Faces(graph, kindOf: { labels.kinds[walks.walk($0)] }, threads: threads)
  return try faces.stackFaces(kinds, threads: threads)
}
