import ProjectFile
import TestSupport
import Testing

@testable import OpportunityMap

/// A feature of the challenges with these values.
func feature(_ key: String, _ values: [Double?], city: Double? = nil) -> ProfileFeature {
  ProfileFeature(
    key: key, meaning: .number(NeighbourhoodNumber(key: key, field: key)), values: values,
    city: city)
}

private func space(_ columns: [Double?]...) -> FeatureSpace {
  let features = columns.enumerated().map { feature("f\($0)", $1) }
  return FeatureSpace(features, using: Array(features.indices))
}

private func randomSpace(_ count: Int, dimensions: Int, seed: UInt64) -> FeatureSpace {
  var generator = SeededGenerator(seed: seed)
  let features = (0..<dimensions).map { axis in
    feature("f\(axis)", (0..<count).map { _ in Double.random(in: 0...1, using: &generator) })
  }
  return FeatureSpace(features, using: Array(features.indices))
}

struct FoundTypesTests {
  @Test(arguments: 1...8)
  func `the tree is that of joining the cheapest pair again and again (Ward 1963)`(seed: Int) {
    let space = randomSpace(23, dimensions: 3, seed: UInt64(seed))
    let tree = WardTree(space)
    for groups in 1...23 {
      #expect(tree.labels(groups: groups) == greedyWard(space, groups: groups))
    }
  }

  @Test(arguments: 1...4)
  func `silhouettes are those of their definition (Rousseeuw 1987)`(seed: Int) {
    let space = randomSpace(19, dimensions: 2, seed: UInt64(seed))
    let tree = WardTree(space)
    let silhouettes = Silhouettes(space, tree)
    for groups in 2...12 {
      let expected = meanSilhouette(space, tree.labels(groups: groups))
      #expect(abs((silhouettes.means[groups] ?? -2) - expected) < 1e-12)
    }
  }

  @Test func `clusters that are far apart are the types, whatever the order of neighbourhoods`() {
    var generator = SeededGenerator(seed: 5)
    let truth = (0..<60).map { $0 % 4 }.shuffled(using: &generator)
    let found = FoundTypes(
      space(
        truth.map { Double($0 % 2) * 10 + Double.random(in: -1...1, using: &generator) },
        truth.map { Double($0 / 2) * 10 + Double.random(in: -1...1, using: &generator) }),
      count: nil)
    let labels = found.memberships.map(\.type)
    #expect(found.groups.count == 4)
    #expect(adjustedRandIndex(labels, truth) == 1)
    #expect(found.groups.map(\.count) == [15, 15, 15, 15])
    #expect(found.groups.map { $0[0] } == found.groups.map { $0[0] }.sorted())
  }

  @Test func `points without structure are of one type, and so is a single one`() {
    #expect(FoundTypes(space([1]), count: nil).groups == [[0]])
    #expect(FoundTypes(space([1]), count: 6).groups == [[0]])
    #expect(FoundTypes(space([1, 2]), count: nil).groups == [[0, 1]])
    #expect(FoundTypes(space([3, 3, 3]), count: nil).groups == [[0, 1, 2]])
    #expect(FoundTypes(space([nil, nil]), count: nil).groups == [[0, 1]])
    #expect(FoundTypes(randomSpace(150, dimensions: 8, seed: 3), count: nil).groups.count == 1)
    #expect(FoundTypes(space(), count: nil).groups.isEmpty)
  }

  @Test func `no more types are found than there are different neighbourhoods`() {
    let found = FoundTypes(space([1, 1, 2, 2, 5]), count: 4)
    #expect(found.groups == [[0, 1], [2, 3], [4]])
    #expect(found.memberships.map(\.distance) == [0, 0, 0, 0, 0])
  }

  @Test func `thousands of neighbourhoods are sorted, identical ones together`() {
    let found = FoundTypes(space((0..<3000).map { Double($0 % 3) }), count: nil)
    #expect(found.groups.map(\.count) == [1000, 1000, 1000])
    #expect(abs((found.silhouettes[3] ?? 0) - 1) < 1e-12)
  }

  @Test func `what is unknown stands at the mean, and what most do not know is left out`() {
    let points = space([1, 3, nil], [nil, nil, 7])
    #expect(points.axes.map(\.feature) == [0])
    #expect(points.coordinates == [-1, 1, 0])
  }

  @Test func `aspects weigh the same however many features they have`() {
    let features = [
      ProfileFeature(key: "a", meaning: .themeShare(0), values: [0, 2], city: 1),
      feature("b", [0, 2]), feature("c", [0, 2]), feature("d", [0, 2]),
    ]
    let space = FeatureSpace(features, using: [0, 1, 2, 3])
    let sixth = 1.0 / 6
    #expect(space.axes.map(\.weight) == [0.5, sixth, sixth, sixth])
    // Two points are one standard deviation to either side of the mean in every feature.
    #expect(abs(space.distance(0, 1) - 2) < 1e-12)
  }

  @Test func `a feature decides where it brings a point nearer to its own centre than to the next`()
  {
    let found = FoundTypes(space([0, 0, 10, 10], [0, 1, 0, 1]), count: 2)
    #expect(found.groups == [[0, 1], [2, 3]])
    #expect(found.memberships.map(\.deciding) == [[0], [0], [0], [0]])
  }

  @Test func `look-alikes are the nearest others, nearest first, at most three`() {
    let points = space([0, 10, 1, 3, 6])
    #expect(points.nearest(to: 0).map(\.neighbourhood) == [2, 3, 4])
    #expect(space([0, 1]).nearest(to: 0).map(\.neighbourhood) == [1])
    #expect(space([0, 0, 0, 0, 0]).nearest(to: 2).map(\.neighbourhood) == [0, 1, 3])
    #expect(space([1]).nearest(to: 0).isEmpty)
  }
}

/// Ward's method as it is told: try all pairs, join the cheapest.
private func greedyWard(_ space: FeatureSpace, groups count: Int) -> [Int] {
  var groups = (0..<space.count).map { [$0] }
  while groups.count > count {
    var best = (a: 0, b: 0, cost: Double.infinity)
    for a in groups.indices {
      for b in groups.indices where b > a {
        let (n, m) = (Double(groups[a].count), Double(groups[b].count))
        let square = squaredDistance(
          space.centre(of: groups[a])[...], space.centre(of: groups[b])[...])
        if n * m / (n + m) * square < best.cost { best = (a, b, n * m / (n + m) * square) }
      }
    }
    groups[best.a] += groups.remove(at: best.b)
  }
  groups.sort { $0.min() ?? 0 < $1.min() ?? 0 }
  return (0..<space.count).map { point in groups.firstIndex { $0.contains(point) } ?? -1 }
}

private func meanSilhouette(_ space: FeatureSpace, _ labels: [Int]) -> Double {
  let widths = labels.indices.map { point -> Double in
    func mean(_ group: Int) -> Double {
      let others = labels.indices.filter { labels[$0] == group && $0 != point }
      return others.map { space.distance(point, $0) }.reduce(0, +) / Double(others.count)
    }
    guard labels.count(where: { $0 == labels[point] }) > 1 else { return 0 }
    let a = mean(labels[point])
    let b = Set(labels).subtracting([labels[point]]).map(mean).min() ?? 0
    return (b - a) / max(a, b)
  }
  return widths.reduce(0, +) / Double(labels.count)
}
