import ProjectFile

/// Types found in the profiles, with the membership of each neighbourhood.
struct FoundTypes {
  /// Members of each type: the largest first, of equals the one whose first member comes first.
  let groups: [[Int]]
  /// Membership of each neighbourhood. Shape: `neighbourhoods`.
  let memberships: [TypeMembership]
  /// Mean silhouette by number of types; empty where the number was given.
  let silhouettes: [Int: Double]

  /// Finds types; as many as asked, or as there are different neighbourhoods if that is less.
  init(_ space: FeatureSpace, count: Int?) {
    let tree = WardTree(space)
    let fits = count == nil ? Silhouettes(space, tree) : nil
    let number = min(count ?? fits?.best ?? 1, tree.distinctCount)
    silhouettes = fits?.means ?? [:]
    groups = Self.groups(tree.labels(groups: number))
    memberships = Self.memberships(space, groups)
  }

  private static func groups(_ labels: [Int]) -> [[Int]] {
    Dictionary(grouping: labels.indices) { labels[$0] }.values
      .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
  }

  private static func memberships(_ space: FeatureSpace, _ groups: [[Int]]) -> [TypeMembership] {
    let centres = groups.map { space.centre(of: $0) }
    var result = [TypeMembership](
      repeating: TypeMembership(type: 0, deciding: []), count: space.count)
    for (type, members) in groups.enumerated() {
      for member in members {
        let point = space.point(member)
        result[member] = TypeMembership(
          type: type, distance: squaredDistance(point, centres[type][...]).squareRoot(),
          deciding: deciding(space, point, own: type, centres))
      }
    }
    return result
  }

  private static func deciding(
    _ space: FeatureSpace, _ point: ArraySlice<Double>, own: Int, _ centres: [[Double]]
  ) -> [Int] {
    let others = centres.indices.filter { $0 != own }
      .map { (type: $0, square: squaredDistance(point, centres[$0][...])) }
    guard let next = others.min(by: { ($0.square, $0.type) < ($1.square, $1.type) }) else {
      return []
    }
    return space.deciding(point, for: centres[own], against: centres[next.type])
  }
}

extension FeatureSpace {
  /// The features that bring a point nearer to one centre than to another, most first.
  func deciding(
    _ point: ArraySlice<Double>, for own: [Double], against other: [Double]
  ) -> [Int] {
    let gains = axes.indices.map { axis in
      let here = point[point.startIndex + axis]
      let (mine, theirs) = (here - own[axis], here - other[axis])
      return (feature: axes[axis].feature, gain: theirs * theirs - mine * mine)
    }
    return gains.filter { $0.gain > 0 }.sorted { ($1.gain, $0.feature) < ($0.gain, $1.feature) }
      .prefix(Differentiation.most).map(\.feature)
  }

  /// The nearest other points, nearest first, among those that are meant.
  func nearest(to point: Int, among isMeant: (Int) -> Bool = { _ in true }) -> [LookAlike] {
    var best: [LookAlike] = []
    for other in 0..<count where other != point && isMeant(other) {
      let distance = distance(point, other)
      guard best.count < Differentiation.most || distance < best[best.count - 1].distance else {
        continue
      }
      let place = best.firstIndex { distance < $0.distance } ?? best.count
      best.insert(LookAlike(neighbourhood: other, distance: distance), at: place)
      if best.count > Differentiation.most { best.removeLast() }
    }
    return best
  }
}
