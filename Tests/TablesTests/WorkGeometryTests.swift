import Geometry
import LayerIO
import Tables
import Testing

@Suite struct WorkGeometryTests {
  @Test func `a work has its asset's own lines, or else its surfaces`() {
    var assets = GeometryArray()
    assets.append([.shell, .hole])
    assets.append([.shell, .line])
    assets.append([])
    assets.append([.shell, .hole, .line, .shell, .line])
    let works = workGeometry([3, 0, 1, 1, 2, 3], of: assets)
    #expect(
      (0..<6).map { works.paths(of: $0).map { works.array.pathRoles[$0] } } == [
        [.line, .line], [.shell, .hole], [.line], [.line], [], [.line, .line],
      ])
    // Path i of the assets is at (i, i).
    #expect(
      (0..<6).map { works.paths(of: $0).map { Int(works.array.positions[works.start(of: $0)].x) } }
        == [[6, 8], [0, 1], [3], [3], [], [6, 8]])
    #expect(works.bounds(of: 0) == Bounds(minX: 6, minY: 6, maxX: 8, maxY: 8))
    #expect(works.bounds(of: 4) == nil)
    #expect(!works.hasOnlySurfaces)
  }

  @Test func `surfaces alone are shared with the assets and stay as they are`() {
    var assets = GeometryArray()
    assets.append([.shell])
    assets.append([.shell, .hole])
    let works = workGeometry([1, 0], of: assets)
    #expect(works.array == assets)
    #expect(works.hasOnlySurfaces)
  }
}

extension RowGeometry {
  fileprivate func start(of path: Int) -> Int { array.pathStarts[path] }
}

extension GeometryArray {
  /// Adds a feature with a path of two equal positions for each role.
  fileprivate mutating func append(_ roles: [PathRole]) {
    for role in roles {
      let place = Double(pathCount)
      append(Position(place, place))
      append(Position(place, place))
      endPath(role)
    }
    endFeature()
  }
}
