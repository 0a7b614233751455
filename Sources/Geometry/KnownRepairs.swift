/// Features that were looked at for validity, before and after, by their numbers in their file.
package struct RepairedFeatures: Sendable {
  let before: GeometryArray
  let after: GeometryArray
  private let repairs: [Int: PolygonRepair]
  private let indices: [Int: Int]

  /// Features with the outcome of `repaired`; `numbers` are theirs in the file. Shape: `before`.
  package init(
    before: GeometryArray, after: GeometryArray, _ repairs: [PolygonRepair], numbers: [Int]
  ) {
    precondition(before.count == numbers.count && after.count == numbers.count)
    self.before = before
    self.after = after
    self.repairs = Dictionary(repairs.map { ($0.feature, $0) }, uniquingKeysWith: { $1 })
    indices = Dictionary(zip(numbers, 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The feature with a number of the file, if it is here and the same as that of another array.
  fileprivate func index(ofNumber number: Int, like feature: Int, in array: GeometryArray) -> Int? {
    guard let index = indices[number], before.isFeature(index, like: feature, in: array) else {
      return nil
    }
    return index
  }

  fileprivate func repair(at index: Int) -> PolygonRepair? { repairs[index] }
}

/// What is known of features of a file since other layers of it were looked at. A file that is both theme
/// and schedule is mended once.
package struct KnownRepairs: Sendable {
  private var layers: [RepairedFeatures] = []
  /// Numbers in the file of the features that are asked about.
  private var numbers: [Int] = []

  /// Nothing is known.
  package init() {}

  /// What is known, to be asked about features with these numbers in the file.
  package func about(_ numbers: [Int]) -> KnownRepairs {
    var known = self
    known.numbers = numbers
    return known
  }

  /// Adds what was found.
  package mutating func add(_ features: RepairedFeatures) { layers.append(features) }

  /// What became of a feature where it was looked at before, and its repair where it had one; nil where
  /// it was not.
  func outcome(
    of feature: Int, in array: GeometryArray
  ) -> (features: RepairedFeatures, index: Int, repair: PolygonRepair?)? {
    for features in layers {
      if let index = features.index(ofNumber: numbers[feature], like: feature, in: array) {
        return (features, index, features.repair(at: index))
      }
    }
    return nil
  }
}

extension GeometryArray {
  /// Whether a feature has the paths and positions of one of another array, to the bit.
  fileprivate func isFeature(_ feature: Int, like other: Int, in array: GeometryArray) -> Bool {
    let (own, others) = (paths(of: feature), array.paths(of: other))
    return pathRoles[own] == array.pathRoles[others]
      && own.map({ range(ofPath: $0).count }) == others.map({ array.range(ofPath: $0).count })
      && positions[positionRange(of: feature)] == array.positions[array.positionRange(of: other)]
  }
}
