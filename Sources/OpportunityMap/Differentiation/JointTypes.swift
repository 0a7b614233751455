/// The neighbourhoods of several cities, told apart as those of one are: their types are found over all of them
/// together, and each has its look-alikes in the other cities.
package struct JointTypes: Sendable {
  /// The types, the largest first.
  package let types: [NeighbourhoodType]
  /// Type of each neighbourhood. Shape: neighbourhoods.
  package let memberships: [TypeMembership]
  /// The nearest neighbourhoods of other cities, nearest first; at most three. Shape: neighbourhoods.
  package let lookAlikes: [[LookAlike]]
  /// Indices of the features that types and look-alikes were found by: the usual ones that differ and that at least
  /// half of the neighbourhoods know.
  package let typeFeatures: [Int]
  /// Mean silhouette, -1 to 1, by number of types: the highest wins, and below 0.25 all are of one type.
  package let silhouettes: [Int: Double]

  /// Finds types. `features` have a value for each neighbourhood of all cities, `cities` the city of each.
  package init(_ features: [ProfileFeature], cities: [Int]) {
    precondition(features.allSatisfy { $0.values.count == cities.count })
    let usual = features.indices.filter { features[$0].isUsual }
    let space = FeatureSpace(features, using: usual)
    let found = FoundTypes(space, count: nil)
    let deviations = Deviations(features, among: usual)
    types = found.groups.enumerated().map { deviations.type(number: $0 + 1, members: $1) }
    (memberships, silhouettes) = (found.memberships, found.silhouettes)
    typeFeatures = space.axes.map(\.feature)
    lookAlikes = cities.indices.map { index in
      space.nearest(to: index) { cities[$0] != cities[index] }
    }
  }
}
