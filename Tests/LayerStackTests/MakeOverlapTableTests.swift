import Geometry
import Testing

@testable import LayerStack

/// Cases one can check with a pencil.
@Suite struct MakeOverlapTableTests {
  @Test func `two squares that overlap by a quarter`() throws {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 10, 10)),
        planes: [rectangles((0, 0, 4, 4)), rectangles((2, 2, 6, 6))],
        assets: GeometryArray()), threads: 1)
    #expect(areas(table) == [[]: 100 - 28, [0]: 12, [1]: 12, [0, 1]: 4])
  }

  @Test func `polygons of one plane that overlap count once`() throws {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 10, 10)),
        planes: [rectangles((0, 0, 4, 4), (2, 2, 6, 6), (2, 2, 6, 6))],
        assets: GeometryArray()), threads: 1)
    #expect(areas(table) == [[]: 72, [0]: 28])
  }

  @Test func `a square with a hole in which a smaller square lies`() throws {
    var frame = GeometryArray()
    frame.appendRing([Position(1, 1), Position(9, 1), Position(9, 9), Position(1, 9)])
    frame.appendRing([Position(3, 3), Position(7, 3), Position(7, 7), Position(3, 7)], .hole)
    frame.endFeature()
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 10, 10)), planes: [frame, rectangles((4, 4, 6, 6))],
        assets: GeometryArray()), threads: 1)
    #expect(areas(table) == [[]: 100 - 48 - 4, [0]: 48, [1]: 4])
  }

  @Test func `three squares within one another`() throws {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 10, 10)),
        planes: [rectangles((1, 1, 9, 9)), rectangles((2, 2, 8, 8)), rectangles((3, 3, 7, 7))],
        assets: GeometryArray()), threads: 1)
    #expect(areas(table) == [[]: 36, [0]: 28, [0, 1]: 20, [0, 1, 2]: 16])
  }

  @Test func `level edges at the very top of many cells`() throws {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, -5, 400, 8)), planes: [fence], assets: GeometryArray()),
      threads: 1)
    #expect(areas(table) == [[]: 2600, [0]: 2600])
  }

  @Test func `an edge that rounding makes level`() throws {
    var strip = GeometryArray()
    strip.appendRing([Position(0, 1), Position(400, 1.0.nextUp), Position(400, 2), Position(0, 2)])
    strip.endFeature()
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, -5, 400, 8)), planes: [fence, strip],
        assets: GeometryArray()), threads: 1)
    let found = areas(table)
    for (planes, area) in [[]: 2400.0, [0]: 2400, [1]: 200, [0, 1]: 200] {
      #expect(abs(try #require(found[planes]) - area) < 1e-9)
    }
  }

  @Test func `an asset across two neighbourhoods and a gap`() throws {
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 4, 4), (6, 0, 10, 4)), planes: [],
        assets: rectangles((2, 1, 8, 2))), threads: 1)
    let parts = table.areas.map { [Double($0.zone), Double($0.assetSet), $0.area] }
    #expect(parts == [[0, 1, 2], [1, 0, 14], [1, 1, 2], [2, 0, 14], [2, 1, 2]])
  }

  @Test func `level and upright lines are measured by the planes they run through`() throws {
    var lines = GeometryArray()
    for line in [[Position(0, 3), Position(10, 3)], [Position(3, 0), Position(3, 10)]] {
      for position in line { lines.append(position) }
      lines.endPath(.line)
      lines.endFeature()
    }
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 10, 10)), planes: [rectangles((2, 2, 6, 6))],
        assets: lines), threads: 1)
    let parts = table.lengths.map { [Double($0.asset), Double($0.signature), $0.length] }
    #expect(parts == [[0, 0, 6], [0, 1, 4], [1, 0, 6], [1, 1, 4]])
  }
}

/// 200 boards, 1 wide and 13 high, with gaps of 1: edges enough for many cells.
private let fence = (0..<200).reduce(into: GeometryArray()) { fence, board in
  let x = Double(2 * board)
  fence.append(contentsOf: rectangles((x, -5, x + 1, 8)))
}

/// Area by the planes of the signature.
private func areas(_ table: OverlapTable) -> [[Int]: Double] {
  var areas: [[Int]: Double] = [:]
  for row in table.areas {
    areas[table.signatures[Int(row.signature)].planes, default: 0] += row.area
  }
  return areas
}
