extension GeometryArray {
  /// Area within a ring in square units, positive where it runs counter-clockwise.
  public func signedArea(ofPath path: Int) -> Double {
    let range = range(ofPath: path)
    guard let first = range.first else { return 0 }
    // Counting from the ring's own start keeps large coordinates from eating the digits.
    let origin = positions[first]
    var doubleArea = 0.0
    var previous = Position.zero
    for index in range.dropFirst() {
      let next = positions[index] - origin
      doubleArea += previous.x * next.y - next.x * previous.y
      previous = next
    }
    return doubleArea / 2
  }

  /// Area of a feature in square units: shells less holes, whichever way they run.
  public func area(of feature: Int) -> Double {
    paths(of: feature).reduce(0) { sum, path in
      switch pathRoles[path] {
      case .shell: sum + abs(signedArea(ofPath: path))
      case .hole: sum - abs(signedArea(ofPath: path))
      case .line, .point: sum
      }
    }
  }

  /// Length of a feature's lines in units; rings do not count.
  public func length(of feature: Int) -> Double {
    paths(of: feature).reduce(0) { sum, path in
      pathRoles[path] == .line ? sum + length(ofPath: path) : sum
    }
  }

  /// Length of a path in units.
  public func length(ofPath path: Int) -> Double {
    let range = range(ofPath: path)
    return range.dropFirst().reduce(0) { sum, index in
      let step = positions[index] - positions[index - 1]
      return sum + (step * step).sum().squareRoot()
    }
  }

  /// The box around all positions; nil without any.
  public var bounds: Bounds? { Bounds(positions) }

  /// The box around a feature; nil where it has no position.
  public func bounds(of feature: Int) -> Bounds? { bounds(ofPaths: paths(of: feature)) }

  /// The box around paths that follow each other; nil where they have no position.
  public func bounds(ofPaths paths: Range<Int>) -> Bounds? {
    Bounds(positions[pathStarts[paths.lowerBound]..<pathStarts[paths.upperBound]])
  }

  /// The positions of a feature, which stand next to each other.
  public func positionRange(of feature: Int) -> Range<Int> {
    pathStarts[featureStarts[feature]]..<pathStarts[featureStarts[feature + 1]]
  }
}
