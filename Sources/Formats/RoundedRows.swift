import Geometry
import LayerIO
import Workers

/// Rows on the grid of the usual decimals. Those that have the same paths count as one.
struct RoundedRows: Sendable {
  /// The paths of each row.
  let paths: [Range<Int>]
  private let array: GeometryArray
  private let interpolation: Interpolation?
  private let chunks: RowChunks

  init(_ source: RowGeometry, _ interpolation: Interpolation?) {
    let array = source.array
    self.array = array
    self.interpolation = interpolation
    // The end of the paths that were last seen to begin at each.
    var ends = [Int](repeating: 0, count: array.pathCount)
    paths = (0..<source.count).lazy.map(source.paths).filter { paths in
      guard !paths.isEmpty, ends[paths.lowerBound] != paths.upperBound else { return false }
      ends[paths.lowerBound] = paths.upperBound
      return true
    }
    chunks = RowChunks(
      sizes: paths.map { array.pathStarts[$0.upperBound] - array.pathStarts[$0.lowerBound] })
  }

  /// What a thread keeps from row to row.
  private struct Scratch {
    var steps: GridSteps
    var path: [GridStep] = []
    var check = ValidityCheck()
  }

  private func scratch() -> Scratch {
    Scratch(steps: GridSteps(array, interpolation, decimals: RoundedGeometry.usualDecimals))
  }

  /// Whether a row is a surface, as opposed to lines or points.
  func isSurface(_ row: Int) -> Bool { array.pathRoles[paths[row].lowerBound] <= .hole }

  /// The rows that are not valid when each position is rounded by itself.
  func invalid(threads: Int) throws -> [Int] {
    try filterChunks(threads: threads) { invalid(Array($0), EdgeLeads(), &$1) }
  }

  /// Those of some rows that are not valid when their edges are led.
  func invalid(_ rows: [Int], _ leads: EdgeLeads, threads: Int) throws -> [Int] {
    try concurrentMap(count: rows.count, threads: threads, state: scratch) { scratch, index in
      invalid([rows[index]], leads, &scratch)
    }.flatMap(\.self)
  }

  private func invalid(_ rows: [Int], _ leads: EdgeLeads, _ scratch: inout Scratch) -> [Int] {
    var written = GeometryArray()
    for row in rows { append(row, leads, &scratch, to: &written) }
    written.divideSteps(decimals: RoundedGeometry.usualDecimals)
    return rows.indices.filter { index in
      isSurface(rows[index])
        ? scratch.check.isValid(index, in: written) != true : written.hasLineWithoutLength(index)
    }.map { rows[$0] }
  }

  /// The surfaces with an edge that others lead elsewhere.
  func followers(of new: EdgeLeads, after leads: EdgeLeads, threads: Int) throws -> [Int] {
    try filterChunks(threads: threads) { rows, scratch in
      rows.filter { row in
        isSurface(row)
          && paths[row].contains { path in
            scratch.steps.take(path, into: &scratch.path)
            let ring = leads.leading(scratch.path)
            return zip(ring, ring.dropFirst()).contains { one, other in
              new[GridEdge(one, other)].map { !$0.makers.contains(row) } ?? false
            }
          }
      }
    }
  }

  private func filterChunks(
    threads: Int, _ rows: @Sendable (Range<Int>, inout Scratch) -> [Int]
  ) throws -> [Int] {
    try concurrentMap(count: chunks.count, threads: threads, state: scratch) { scratch, chunk in
      rows(chunks[chunk], &scratch)
    }.flatMap(\.self)
  }

  /// The geometry of rows in steps, their edges led.
  func inSteps(_ rows: [Int], _ leads: EdgeLeads) -> GeometryArray {
    var result = GeometryArray()
    var scratch = scratch()
    for row in rows { append(row, leads, &scratch, to: &result) }
    return result
  }

  /// A row in steps of as many more decimals as it takes to be valid; nil where none help.
  func finer(_ row: Int) throws -> (GeometryArray, decimals: Int)? {
    for decimals in stride(from: RoundedGeometry.usualDecimals, through: 13, by: 2) {
      var geometry = GeometryArray()
      var scratch = Scratch(steps: GridSteps(array, interpolation, decimals: decimals))
      append(row, EdgeLeads(), &scratch, to: &geometry)
      guard isSurface(row) else {
        if geometry.hasLineWithoutLength(0) { continue }
        return (geometry, decimals)
      }
      geometry = try geometry.snapped(threads: 1)
      if !geometry.paths(of: 0).isEmpty { return (geometry, decimals) }
    }
    return nil
  }

  /// Adds a row as a feature in steps.
  private func append(
    _ row: Int, _ leads: EdgeLeads, _ scratch: inout Scratch, to result: inout GeometryArray
  ) {
    for path in paths[row] {
      let role = array.pathRoles[path]
      scratch.steps.take(path, into: &scratch.path)
      for step in role <= .hole ? leads.leading(scratch.path) : scratch.path {
        result.append(Position(Double(step.x), Double(step.y)))
      }
      result.endPath(role)
    }
    result.endFeature()
  }
}

extension GeometryArray {
  /// Makes degrees of steps: the very numbers that a reader of the decimals gets.
  fileprivate mutating func divideSteps(decimals: Int) {
    let power = Double(powerOfTen(decimals))
    for index in positions.indices { positions[index] /= power }
  }

  /// Whether a line of a feature has one place only.
  fileprivate func hasLineWithoutLength(_ feature: Int) -> Bool {
    paths(of: feature).contains { pathRoles[$0] == .line && range(ofPath: $0).count < 2 }
  }
}
