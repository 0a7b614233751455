import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Strips measured one by one, each from what comes into it alone, against the stack in one piece: equal to the last
/// bit.
@Suite struct StackStripTests {
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `strips joined are the table of the whole, to the last bit`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let stack = cityStack(using: &generator)
    let whole = try makeOverlapTable(stack, threads: 2)
    let cut = try layerByLayer(stack)
    #expect(cut.bandCount > 2)
    for count in [1, 2, 7, 50] {
      let table = try joined(stack, cut, try strips(of: stack, cut, count))
      #expect(table == whole)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `shapes that trouble overlay come out the same in strips`(seed: UInt64) throws {
    let stack = randomStack(seed: seed)
    let cut = try layerByLayer(stack)
    let strips = try strips(of: stack, cut, 3)
    #expect(try joined(stack, cut, strips) == makeOverlapTable(stack, threads: 1))
  }

  @Test func `a cut found layer by layer is that of all paths together`() throws {
    var generator = SeededGenerator(seed: 7)
    let stack = cityStack(using: &generator)
    let together = try withStackPaths(of: stack) { try StackCut($0, threads: 3) }
    #expect(try layerByLayer(stack) == together)
    #expect(together.floors == together.floors.sorted() && together.bandCount > 3)
    let dealt = (0..<4).map { together.bands(ofStrip: $0, of: 4) }
    #expect(dealt.flatMap(\.self) == Array(0..<together.bandCount))
    #expect(together.heights(of: 0..<1) == -.infinity...together.floors[1])
    #expect(together.heights(of: dealt[3]).upperBound == .infinity)
  }

  @Test func `a stack without anything has no bands and an empty table`() throws {
    let nothing = StackInput(
      neighbourhoods: GeometryArray(), planes: [GeometryArray()], assets: GeometryArray())
    let cut = try layerByLayer(nothing)
    #expect(cut.bandCount == 0)
    let table = try joined(nothing, cut, try strips(of: nothing, cut, 2))
    #expect(try table == makeOverlapTable(nothing, threads: 1) && table.areas.isEmpty)
  }

  @Test func `flat arrays hold a strip, and what contradicts itself is no strip`() throws {
    var generator = SeededGenerator(seed: 11)
    let stack = cityStack(using: &generator)
    let cut = try layerByLayer(stack)
    let (owners, strip) = (StackOwners(stack), try strips(of: stack, cut, 2)[1])
    let arrays = strip.arrays
    let again = try #require(StackStrip(bands: strip.bands, arrays, owners: owners))
    #expect(again.arrays.areas == arrays.areas && again.arrays.members == arrays.members)
    #expect(
      again.arrays.lengths == arrays.lengths && again.arrays.lengthOwners == arrays.lengthOwners)
    let spoilt: [(inout StackStrip.Arrays) -> Void] = [
      { $0.placeCounts[0] += 1 }, { $0.placeCounts[0] -= 1 }, { $0.members[0] = -1 },
      { $0.members[0] = Int32(owners.count) }, { $0.memberStarts[0] = 1 },
      { $0.areas.removeLast() }, { $0.lengthCounts[0] += 1 }, { $0.lengthPlaces[0] = .max },
      { $0.lengthOwners[0] = 0 }, { $0.members.append(0) },
    ]
    for spoil in spoilt {
      var wrong = arrays
      spoil(&wrong)
      #expect(StackStrip(bands: strip.bands, wrong, owners: owners) == nil)
    }
    #expect(StackStrip(bands: 0..<strip.bands.count + 1, arrays, owners: owners) == nil)
  }

  private func layerByLayer(_ stack: StackInput) throws -> StackCut {
    try StackCut(layerCount: stack.planes.count + 2, threads: 2) { layer in
      let none = GeometryArray()
      switch layer {
      case 0: return StackInput(neighbourhoods: stack.neighbourhoods, planes: [], assets: none)
      case stack.planes.count + 1:
        return StackInput(neighbourhoods: none, planes: [], assets: stack.assets)
      default:
        return StackInput(neighbourhoods: none, planes: [stack.planes[layer - 1]], assets: none)
      }
    }
  }

  /// Each strip from the polygons of planes that come into it alone.
  private func strips(
    of stack: StackInput, _ cut: StackCut, _ count: Int
  ) throws -> [StackStrip] {
    try (0..<count).map { number in
      let bands = cut.bands(ofStrip: number, of: count)
      var input = stack
      if bands.isEmpty {
        input.planes = stack.planes.map { _ in GeometryArray() }
      } else {
        let heights = cut.heights(of: bands)
        input.planes = stack.planes.map { plane in
          plane.selecting(
            (0..<plane.count).filter {
              plane.bounds(of: $0).map {
                $0.minY <= heights.upperBound && $0.maxY >= heights.lowerBound
              } ?? false
            })
        }
      }
      return try measureStrip(input, bands: bands, of: cut, threads: 2)
    }
  }

  private func joined(
    _ stack: StackInput, _ cut: StackCut, _ strips: [StackStrip]
  ) throws -> OverlapTable {
    try OverlapTable(
      joining: strips, owners: StackOwners(stack), metresPerUnit: stack.metresPerUnit, threads: 2)
  }
}

/// A small city: neighbourhoods of which some overlap, planes of stars, works and lines that cross their borders.
func cityStack(using generator: inout SeededGenerator) -> StackInput {
  var neighbourhoods = GeometryArray()
  let columns = 4
  for number in 0..<columns * columns {
    let (x, y) = (25 * Double(number % columns), 25 * Double(number / columns))
    let more = Double.random(in: -1...3, using: &generator)
    neighbourhoods.append(contentsOf: rectangles((x, y, x + 25 + more, y + 25)))
  }
  let planes = (0..<Int.random(in: 2...5, using: &generator)).map { _ in
    stars(.random(in: 20...60, using: &generator), within: 105, using: &generator)
  }
  var assets = stars(.random(in: 20...60, using: &generator), within: 110, using: &generator)
  assets.append(contentsOf: .randomLines(40, using: &generator))
  return StackInput(neighbourhoods: neighbourhoods, planes: planes, assets: assets)
}
