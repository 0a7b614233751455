import Geometry

@testable import LayerStack

/// Three ways to put layers into the stack; each must find the same cells.
enum LayerMapping: CaseIterable, Sendable {
  /// Each layer is a plane.
  case planes
  /// Each layer is an asset.
  case assets
  /// Each layer is a neighbourhood.
  case neighbourhoods
}

/// Area by the layers that cover a place, as text: "101" lies in the first and third layer alone.
/// Layers are features; places outside all of them are left out.
func cells(
  of layers: GeometryArray, as mapping: LayerMapping, threads: Int = 1
) throws -> [String: Double] {
  let table = try makeOverlapTable(stackInput(of: layers, as: mapping), threads: threads)
  var cells: [String: Double] = [:]
  for row in table.areas {
    let members =
      switch mapping {
      case .planes: table.signatures[Int(row.signature)].planes
      case .assets: table.assetSets[Int(row.assetSet)].map(Int.init)
      case .neighbourhoods: table.zones[Int(row.zone)].map(Int.init)
      }
    guard !members.isEmpty else { continue }
    cells[cellName(members, of: layers.count), default: 0] += row.area
  }
  return cells
}

/// The text that stands for a set of layers.
func cellName(_ members: [Int], of count: Int) -> String {
  (0..<count).map { members.contains($0) ? "1" : "0" }.joined()
}

private func stackInput(of layers: GeometryArray, as mapping: LayerMapping) -> StackInput {
  switch mapping {
  case .planes:
    StackInput(
      neighbourhoods: frame(around: layers),
      planes: (0..<layers.count).map { layers.selecting([$0]) }, assets: GeometryArray())
  case .assets:
    StackInput(neighbourhoods: GeometryArray(), planes: [], assets: layers)
  case .neighbourhoods:
    StackInput(neighbourhoods: layers, planes: [], assets: GeometryArray())
  }
}

/// A rectangle that holds an array with room to spare.
func frame(around array: GeometryArray) -> GeometryArray {
  guard let box = array.bounds else { return rectangles((0, 0, 1, 1)) }
  let margin = max(box.maxX - box.minX, box.maxY - box.minY, 1)
  return rectangles(
    (box.minX - margin, box.minY - margin, box.maxX + margin, box.maxY + margin))
}

extension GeometryArray {
  /// The most that rounding of new corners can change an area in these layers, in square units:
  /// 1e-9 of the largest layer, and 64 units in the last place of the largest ordinate along all
  /// borders.
  func areaTolerance(largestArea: Double) -> Double {
    let reach = positions.reduce(0.0) { max($0, abs($1.x), abs($1.y)) }
    let perimeter = (0..<pathCount).reduce(0.0) { $0 + length(ofPath: $1) }
    return 1e-9 * largestArea + 64 * 0x1p-52 * perimeter * reach
  }
}
