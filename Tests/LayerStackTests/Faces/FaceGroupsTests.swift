import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Faces made of groups of neighbourhoods, each with what comes near it alone, against those of the whole.
@Suite struct FaceGroupsTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `faces of groups are those of the whole, position by position`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let stack = cityStack(using: &generator)
    let table = try makeOverlapTable(stack, threads: 2)
    let whole = try makeFaces(stack, table, threads: 2)
    #expect(whole.zones.count > 20)
    for count in [1, 2, 5, 16, 30] {
      let faces = try faces(of: stack, table, groups: count)
      #expect(faces.zones == whole.zones && faces.signatures == whole.signatures)
      #expect(faces.geometry == whole.geometry)
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `shapes that trouble overlay have the same faces in groups`(seed: UInt64) throws {
    let stack = randomStack(seed: seed)
    let table = try makeOverlapTable(stack, threads: 1)
    let whole = try makeFaces(stack, table, threads: 1)
    let faces = try faces(of: stack, table, groups: 2)
    #expect(faces.zones == whole.zones && faces.geometry == whole.geometry)
  }

  @Test func `no neighbourhood, no face`() throws {
    let nothing = StackInput(
      neighbourhoods: GeometryArray(), planes: [rectangles((0, 0, 1, 1))], assets: GeometryArray())
    let table = try makeOverlapTable(nothing, threads: 1)
    #expect(try faces(of: nothing, table, groups: 3).zones.isEmpty)
  }

  private func faces(
    of stack: StackInput, _ table: OverlapTable, groups: Int
  ) throws -> StackFaces {
    try makeFaces(
      of: stack.neighbourhoods, table, groupCount: groups,
      extent: Bounds(minX: -10, minY: -10, maxX: 120, maxY: 120), metresPerUnit: 1, threads: 2
    ) { box in
      stack.planes.map { plane in
        plane.selecting(
          (0..<plane.count).filter { plane.bounds(of: $0).map(box.intersects) ?? false })
      }
    }
  }
}
