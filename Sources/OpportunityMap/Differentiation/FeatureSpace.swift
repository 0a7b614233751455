/// Neighbourhoods as points: a coordinate for each feature in standard deviations, weighed so that
/// each aspect counts the same and that a distance is a root mean square over the features. What is
/// unknown stands at the mean, where it says nothing.
struct FeatureSpace {
  /// A coordinate: which feature it is, and how its values are scaled.
  struct Axis {
    /// Index of the feature.
    var feature: Int
    var mean: Double
    /// Square root of the weight divided by the standard deviation.
    var scale: Double
    /// Weight; those of all axes add up to 1.
    var weight: Double

    /// Coordinate of a value.
    func coordinate(_ value: Double?) -> Double { value.map { ($0 - mean) * scale } ?? 0 }
  }

  let axes: [Axis]
  /// Number of points.
  let count: Int
  /// Coordinates, point after point. Shape: `count` x `axes`.
  let coordinates: [Double]

  /// The space of some features; those that are the same everywhere, or unknown to more than half of the
  /// neighbourhoods, tell nothing apart and have no axis. `centres` are values by feature, of types that
  /// the project gives: they count for the standard deviation.
  init(_ features: [ProfileFeature], using chosen: [Int], centres: [Int: [Double]] = [:]) {
    count = features.first?.values.count ?? 0
    var axes: [Axis] = []
    for feature in chosen where features[feature].unknownCount * 2 <= count {
      let more = centres[feature] ?? []
      guard let spread = features[feature].spread(with: more), spread.deviation > 0,
        spread.deviation.isFinite
      else { continue }
      axes.append(Axis(feature: feature, mean: spread.mean, scale: 1 / spread.deviation, weight: 1))
    }
    Self.weigh(&axes, features)
    self.axes = axes
    coordinates = (0..<count).flatMap { point in
      axes.map { $0.coordinate(features[$0.feature].values[point]) }
    }
  }

  private static func weigh(_ axes: inout [Axis], _ features: [ProfileFeature]) {
    let aspects = axes.map { features[$0.feature].aspect }
    let present = Double(ProfileFeature.Aspect.allCases.count { aspects.contains($0) })
    for index in axes.indices {
      let fellows = Double(aspects.count { $0 == aspects[index] })
      axes[index].weight = 1 / (present * fellows)
      axes[index].scale *= axes[index].weight.squareRoot()
    }
  }

  /// The coordinates of a point.
  func point(_ index: Int) -> ArraySlice<Double> {
    coordinates[index * axes.count..<(index + 1) * axes.count]
  }

  /// The mean of points.
  func centre(of members: [Int]) -> [Double] {
    axes.indices.map { axis in
      members.reduce(0) { $0 + coordinates[$1 * axes.count + axis] } / Double(members.count)
    }
  }

  /// Distance between two points, in standard deviations.
  func distance(_ a: Int, _ b: Int) -> Double {
    squaredDistance(point(a), point(b)).squareRoot()
  }
}

/// Square of the distance between two points.
@inline(__always)
func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  var sum = 0.0
  for (x, y) in zip(a, b) { sum += (x - y) * (x - y) }
  return sum
}
