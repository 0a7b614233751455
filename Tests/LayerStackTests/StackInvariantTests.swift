import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Laws that hold for any stack, tried on 10,000 seeded ones.
@Suite struct StackInvariantTests {
  /// Runs of 1,000 seeds.
  private static let runs: [UInt64] = Array(0..<10)

  private static func seeds(of run: UInt64) -> Range<UInt64> { run * 1000..<(run + 1) * 1000 }

  @Test(arguments: runs)
  func `moving, turning, mirroring and reordering change no figure`(_ run: UInt64) throws {
    for seed in Self.seeds(of: run) {
      let input = randomStack(seed: seed)
      let sums = TableSums(try makeOverlapTable(input, threads: 1))
      let change = Change.allCases[Int(seed % UInt64(Change.allCases.count))]
      let changed = TableSums(
        try makeOverlapTable(change.applied(to: input), threads: 1),
        planeNumbers: change == .order ? input.planes.indices.reversed() : nil)
      // 1e-9 of the square of side 100 that holds the stack.
      #expect(sums.distance(to: changed) <= 1e-5, "seed \(seed), \(change)")
    }
  }

  @Test(arguments: runs)
  func `inclusion and exclusion of planes, assets and neighbourhoods`(_ run: UInt64) throws {
    for seed in Self.seeds(of: run) {
      let input = randomStack(seed: seed)
      let sums = TableSums(try makeOverlapTable(input, threads: 1))
      for neighbourhood in 0..<2 {
        let area = sums.area { $0.neighbourhoods.contains(Int32(neighbourhood)) }
        let expected = input.neighbourhoods.area(of: neighbourhood)
        #expect(abs(area - expected) <= 1e-9 * expected, "seed \(seed)")
      }
      for asset in 0..<input.assets.count {
        let area = sums.area { $0.assets.contains(Int32(asset)) }
        let expected = input.assets.area(of: asset)
        #expect(abs(area - expected) <= 1e-9 * expected, "seed \(seed), asset \(asset)")
        let length = sums.lengths.reduce(0) { $1.key.assets == [Int32(asset)] ? $0 + $1.value : $0 }
        let whole = input.assets.length(of: asset)
        #expect(abs(length - whole) <= 1e-9 * whole, "seed \(seed), line \(asset)")
      }
      if seed % 4 == 0 { try expectPlaneSums(input, sums, seed: seed) }
    }
  }

  /// Area(A) + area(B) = area(A or B) + area(A and B), with A and B stacked by themselves.
  private func expectPlaneSums(_ input: StackInput, _ sums: TableSums, seed: UInt64) throws {
    guard input.planes.count > 1 else { return }
    func alone(_ planes: [GeometryArray]) throws -> Double {
      let stack = StackInput(
        neighbourhoods: input.neighbourhoods, planes: planes, assets: GeometryArray())
      return TableSums(try makeOverlapTable(stack, threads: 1)).area {
        !$0.planes.isEmpty && !$0.neighbourhoods.isEmpty
      }
    }
    var merged = input.planes[0]
    merged.append(contentsOf: input.planes[1])
    let both = sums.area { $0.planes.starts(with: [0, 1]) && !$0.neighbourhoods.isEmpty }
    let left = try alone([input.planes[0]]) + alone([input.planes[1]])
    #expect(abs(left - (try alone([merged]) + both)) <= 1e-9 * 10_000, "seed \(seed)")
  }

  @Test(arguments: [UInt64](0..<20))
  func `any number of threads gives the same bytes`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var assets = stars(300, within: 100, using: &generator)
    assets.append(contentsOf: .randomLines(50, using: &generator))
    let input = StackInput(
      neighbourhoods: rectangles((0, 0, 50, 100), (50, 0, 100, 100)),
      planes: (0..<4).map { _ in stars(60, within: 100, using: &generator) }, assets: assets)
    let table = try makeOverlapTable(input, threads: 1)
    #expect(try makeOverlapTable(input, threads: 2) == table)
    #expect(try makeOverlapTable(input, threads: 4) == table)
  }
}

/// A change that leaves every area and length as it is.
private enum Change: CaseIterable {
  case translation, quarterTurn, mirror, reversal, ringStart, order

  func applied(to input: StackInput) -> StackInput {
    var changed = input
    changed.neighbourhoods = applied(to: input.neighbourhoods)
    changed.planes = input.planes.map(applied)
    changed.assets = applied(to: input.assets)
    if self == .order { changed.planes.reverse() }
    return changed
  }

  private func applied(to array: GeometryArray) -> GeometryArray {
    var result = GeometryArray()
    for feature in 0..<array.count {
      for path in array.paths(of: feature) {
        let role = array.pathRoles[path]
        for position in moved(Array(array.positions[array.range(ofPath: path)]), role) {
          result.append(position)
        }
        result.endPath(role)
      }
      result.endFeature()
    }
    return result
  }

  private func moved(_ path: [Position], _ role: PathRole) -> [Position] {
    switch self {
    case .translation: path.map { $0 + Position(155_000, 463_000) }
    case .quarterTurn: path.map { Position(-$0.y, $0.x) }
    case .mirror: path.map { Position(-$0.x, $0.y) }
    case .reversal: path.reversed()
    case .ringStart: role <= .hole ? Array(path[1...]) + [path[1]] : path
    case .order: path
    }
  }
}
