import Foundation
import Geometry

/// A layer as a small map shows it: outlines and lines on a grid, and what is too small for an outline as dots.
/// North is up; nothing is wider than `width`, whatever the system.
package struct SourceSketch: Sendable, Equatable, Codable {
  /// Width of the grid in cells.
  package private(set) var width = Self.side
  /// Height of the grid in cells.
  package private(set) var height = Self.side
  /// Rings, as a path of SVG.
  package private(set) var areas = ""
  /// Lines, as a path of SVG.
  package private(set) var lines = ""
  /// Dots, as a path of SVG of strokes as long as the dots that touch.
  package private(set) var dots = ""

  /// Cells along the longer side.
  private static let side = 360
  /// Positions that outlines and lines have at most; what comes behind them is dots.
  private static let most = 12_000
  /// Cells of the grid along a side of a dot.
  private static let dot = 2

  /// Draws an array in the system of its file; nil where it has no place on Earth or in a plane.
  init?(_ geometry: GeometryArray) {
    guard let grid = Grid(geometry) else { return nil }
    (width, height) = (grid.width, grid.height)
    var left = Self.most
    var small: Set<SIMD2<Int>> = []
    for path in 0..<geometry.pathCount {
      let role = geometry.pathRoles[path]
      let cells = grid.cells(
        of: geometry.positions[geometry.pathStarts[path]..<geometry.pathStarts[path + 1]])
      guard cells.count >= (role == .line ? 2 : 3), role != .point, cells.count <= left else {
        small.formUnion(cells.prefix(1).map { SIMD2($0.x / Self.dot, $0.y / Self.dot) })
        continue
      }
      left -= cells.count
      let text = Self.path(through: cells)
      if role == .line { lines += text } else { areas += text + "z" }
    }
    dots = Self.strokes(over: small)
  }

  private static func path(through cells: [SIMD2<Int>]) -> String {
    "M" + cells.map { "\($0.x) \($0.y)" }.joined(separator: "L")
  }

  /// Dots that touch each other in a row are one stroke.
  private static func strokes(over cells: Set<SIMD2<Int>>) -> String {
    let sorted = cells.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    var text = ""
    var index = 0
    while index < sorted.count {
      let start = sorted[index]
      var end = start
      while index + 1 < sorted.count, sorted[index + 1] == SIMD2(end.x + 1, end.y) {
        index += 1
        end = sorted[index]
      }
      text += "M\(start.x * dot) \(start.y * dot + 1)h\((end.x - start.x + 1) * dot)"
      index += 1
    }
    return text
  }

  /// From positions to cells.
  private struct Grid {
    let width: Int
    let height: Int
    private let box: Bounds
    /// Cells in a unit, along x and y.
    private let scale: SIMD2<Double>

    init?(_ geometry: GeometryArray) {
      guard let box = geometry.bounds, box.isFinite else { return nil }
      let looksDegrees =
        box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90
      // A degree to the east is shorter than one to the north.
      let east = looksDegrees ? max(cos(box.middle.y * .pi / 180), 0.01) : 1
      let (across, up) = ((box.maxX - box.minX) * east, box.maxY - box.minY)
      let longest = max(across, up)
      guard longest.isFinite else { return nil }
      let cells = longest > 0 ? Double(SourceSketch.side - 4) / longest : 0
      self.box = box
      scale = SIMD2(cells * east, cells)
      // A picture that is nearly a line would not be seen.
      width = max(Int(across * cells) + 4, 60)
      height = max(Int(up * cells) + 4, 60)
    }

    /// The cells that a path goes through, each once where it stays in one.
    func cells(of path: ArraySlice<Position>) -> [SIMD2<Int>] {
      var found: [SIMD2<Int>] = []
      for position in path where position.x.isFinite && position.y.isFinite {
        let cell = SIMD2(
          Int((position.x - box.minX) * scale.x) + 2, Int((box.maxY - position.y) * scale.y) + 2)
        if found.last != cell { found.append(cell) }
      }
      if found.count > 1, found.first == found.last { found.removeLast() }
      return found
    }
  }
}
