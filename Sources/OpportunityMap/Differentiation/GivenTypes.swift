import ProjectFile

/// Assigns neighbourhoods to the types that the project gives: to the first whose conditions all hold,
/// else to the one with the nearest centre. A condition on what is unknown does not hold.
struct GivenTypes {
  private let features: [ProfileFeature]
  private let types: [TypeRequest.Given]
  private let space: FeatureSpace
  private let numbers: [String: Int]
  /// Membership of each neighbourhood; nil for one that no type takes. Shape: `neighbourhoods`.
  private(set) var memberships: [TypeMembership?] = []

  init(_ features: [ProfileFeature], _ types: [TypeRequest.Given]) {
    self.features = features
    self.types = types
    numbers = Dictionary(uniqueKeysWithValues: zip(features.map(\.key), features.indices))
    let used = features.indices.filter { index in
      types.contains { $0.centre[features[index].key] != nil }
    }
    let centres = used.map { index in (index, types.compactMap { $0.centre[features[index].key] }) }
    space = FeatureSpace(
      features, using: used, centres: Dictionary(uniqueKeysWithValues: centres))
    memberships = (0..<space.count).map { byConditions($0) ?? byCentre($0) }
  }

  private func byConditions(_ neighbourhood: Int) -> TypeMembership? {
    let match = types.firstIndex { type in
      !type.conditions.isEmpty
        && type.conditions.allSatisfy { condition in
          value(condition.feature, neighbourhood).map(condition.holds) ?? false
        }
    }
    guard let match else { return nil }
    return TypeMembership(
      type: match, distance: distance(neighbourhood, to: match),
      deciding: types[match].conditions.compactMap { numbers[$0.feature] })
  }

  private func byCentre(_ neighbourhood: Int) -> TypeMembership? {
    let distances = types.indices.compactMap { type in
      distance(neighbourhood, to: type).map { (distance: $0, type: type) }
    }.sorted { ($0.distance, $0.type) < ($1.distance, $1.type) }
    guard let own = distances.first else { return nil }
    let next = distances.dropFirst().first
    return TypeMembership(
      type: own.type, distance: own.distance,
      deciding: next.map { deciding(neighbourhood, own.type, $0.type) } ?? [])
  }

  private func value(_ key: String, _ neighbourhood: Int) -> Double? {
    numbers[key].flatMap { features[$0].values[neighbourhood] }
  }

  /// Root mean square over the features that the centre has and the neighbourhood knows, by the weight
  /// of each; nil where there are none.
  private func distance(_ neighbourhood: Int, to type: Int) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for axis in space.axes {
      let feature = features[axis.feature]
      guard let there = types[type].centre[feature.key], let here = feature.values[neighbourhood]
      else { continue }
      sum += (here - there) * axis.scale * (here - there) * axis.scale
      weight += axis.weight
    }
    return weight > 0 ? (sum / weight).squareRoot() : nil
  }

  private func deciding(_ neighbourhood: Int, _ own: Int, _ other: Int) -> [Int] {
    let centres = [own, other].map { type in
      space.axes.map { axis in
        axis.coordinate(types[type].centre[features[axis.feature].key])
      }
    }
    return space.deciding(space.point(neighbourhood), for: centres[0], against: centres[1])
  }
}
