import Geometry
import LayerIO

/// Cells of a full node: SQLite gives an R-tree node of two dimensions room for 51 (`rtree.c`,
/// RTREE_MAXCELLS).
private let cellsPerNode = 51

/// Bytes of a node: 4 of header and 24 for each cell.
private let nodeBytes = 4 + 24 * cellsPerNode

/// An entry of a node: a box and the row or node it stands for.
private struct Cell: Sendable {
  var number: Int64
  /// Smallest x, largest x, smallest y, largest y, rounded outwards.
  var sides: SIMD4<Float>

  init(_ number: Int64, _ box: Bounds) {
    self.number = number
    sides = SIMD4(
      roundedDown(box.minX), -roundedDown(-box.maxX), roundedDown(box.minY),
      -roundedDown(-box.maxY))
  }

  init(_ number: Int64, _ cells: ArraySlice<Cell>) {
    self.number = number
    sides = SIMD4(.infinity, -.infinity, .infinity, -.infinity)
    for cell in cells {
      sides.x = min(sides.x, cell.sides.x)
      sides.y = max(sides.y, cell.sides.y)
      sides.z = min(sides.z, cell.sides.z)
      sides.w = max(sides.w, cell.sides.w)
    }
  }

  var middle: SIMD2<Float> { SIMD2(sides.x + sides.y, sides.z + sides.w) }
}

private func roundedDown(_ value: Double) -> Float {
  let float = Float(value)
  return Double(float) > value ? float.nextDown : float
}

/// The contents of the tables behind an R-tree of SQLite, packed by sorting and tiling
/// (Leutenegger, Lopez and Edgington, "STR: a simple and efficient algorithm for R-tree packing",
/// 1997).
///
/// The tables `_node`, `_rowid` and `_parent` and the layout of nodes are part of SQLite's file
/// format (`ext/rtree/rtree.c`); filling them takes a tenth of the time that inserting boxes one by
/// one does.
struct SpatialIndex {
  /// Rows of `_node`: number and content.
  private(set) var nodes = EncodedRows()
  /// Rows of `_rowid`: number of the feature's row and of the leaf that holds it, by row.
  private(set) var leaves = EncodedRows()
  /// Rows of `_parent`: number of a node and of the node that holds it.
  private(set) var parents = EncodedRows()

  /// An index of boxes; row `i + 1` has box `i`, or none.
  init(_ boxes: [Bounds?]) {
    var level = boxes.indices.compactMap { row in boxes[row].map { Cell(Int64(row + 1), $0) } }
    var leafOfRow = [Int64](repeating: 0, count: boxes.count + 1)
    var depth: UInt16 = 0
    // Node 1 is the root; the others are numbered from 2 on, leaves first.
    var next: Int64 = 2
    while level.count > cellsPerNode {
      level = tiled(level)
      var above: [Cell] = []
      for start in stride(from: 0, to: level.count, by: cellsPerNode) {
        let members = level[start..<min(start + cellsPerNode, level.count)]
        append(node: next, members, depth: 0)
        for member in members {
          if depth == 0 { leafOfRow[Int(member.number)] = next } else { add(next, of: member) }
        }
        above.append(Cell(next, members))
        next += 1
      }
      level = above
      depth += 1
    }
    append(node: 1, level[...], depth: depth)
    for member in level {
      if depth == 0 { leafOfRow[Int(member.number)] = 1 } else { add(1, of: member) }
    }
    append(leafOfRow)
  }

  private mutating func add(_ parent: Int64, of node: Cell) {
    parents.append(integer: node.number)
    parents.append(integer: parent)
    parents.endRow()
  }

  private mutating func append(_ leafOfRow: [Int64]) {
    for (row, leaf) in leafOfRow.enumerated() where leaf > 0 {
      leaves.append(integer: Int64(row))
      leaves.append(integer: leaf)
      leaves.endRow()
    }
  }

  /// Adds a node; all numbers in it are big-endian. Only the root's depth counts.
  private mutating func append(node: Int64, _ cells: ArraySlice<Cell>, depth: UInt16) {
    nodes.append(integer: node)
    nodes.appendBlob { blob in
      blob.append(depth.bigEndian)
      blob.append(UInt16(cells.count).bigEndian)
      for cell in cells {
        blob.append(cell.number.bigEndian)
        for side in cell.sides.indices { blob.append(cell.sides[side].bitPattern.bigEndian) }
      }
      for _ in 0..<(nodeBytes - 4 - 24 * cells.count) { blob.append(UInt8(0)) }
    }
    nodes.endRow()
  }
}

/// Cells in an order in which runs of a node's size lie close together: upright strips from left to
/// right, and within each strip from bottom to top.
private func tiled(_ cells: [Cell]) -> [Cell] {
  let nodeCount = (cells.count + cellsPerNode - 1) / cellsPerNode
  let strips = Int(Double(nodeCount).squareRoot().rounded(.up))
  let stripSize = (nodeCount + strips - 1) / strips * cellsPerNode
  var result = cells.sorted { ($0.middle.x, $0.number) < ($1.middle.x, $1.number) }
  for start in stride(from: 0, to: result.count, by: stripSize) {
    let strip = start..<min(start + stripSize, result.count)
    result[strip].sort { ($0.middle.y, $0.number) < ($1.middle.y, $1.number) }
  }
  return result
}
