import LayerIO
import ProjectFile

/// What a project asks about how its neighbourhoods differ.
package struct DifferentiationRequest: Sendable, Equatable {
  /// Numbers of the neighbourhoods' source that belong to the profile.
  package var numbers: [NeighbourhoodNumber]
  /// Which types there are.
  package var types: TypeRequest
  /// Packages to hold against the profiles; nil for none.
  package var packages: PackageCatalogue?
  /// The currency of costs.
  package var currency = CurrencyCode.euro
  /// Measures that works can carry; nil for none.
  package var couplings: CouplingCatalogue?

  /// A request; no numbers, types that are found, and no packages, unless given.
  package init(
    numbers: [NeighbourhoodNumber] = [], types: TypeRequest = TypeRequest(),
    packages: PackageCatalogue? = nil
  ) {
    self.numbers = numbers
    self.types = types
    self.packages = packages
  }
}

/// How the neighbourhoods of a city differ: what sets each apart, which types there are, and which
/// neighbourhoods look alike. docs/neighbourhoods.md tells how each figure comes about.
package struct Differentiation: Sendable {
  /// Where the types come from.
  package enum Origin: String, Sendable {
    /// Found; the silhouette chose their number.
    case found
    /// Found; the project gave their number.
    case counted
    /// Given by the project.
    case given
  }

  /// The features of the profiles.
  package let features: [ProfileFeature]
  /// What sets each neighbourhood apart. Shape: `neighbourhoods`.
  package let members: [Distinction]
  /// The types: found ones by size, given ones in the order of the project file.
  package let types: [NeighbourhoodType]
  /// Where the types come from.
  package let origin: Origin
  /// Indices of the features that look-alikes, and found types, were found by.
  package let typeFeatures: [Int]
  /// Mean silhouette, -1 to 1, by number of types, where it chose their number: the highest wins, and
  /// below 0.25 (Kaufman and Rousseeuw 1990) all are of one type.
  package let silhouettes: [Int: Double]

  /// The packages that verdicts are about.
  package let packages: PackageCatalogue?

  /// Most deviations, deciding features and look-alikes that are named.
  static let most = 3

  /// Finds what sets neighbourhoods apart.
  init(_ figures: ProfileFigures, _ asked: DifferentiationRequest) {
    let features = figures.features(numbers: asked.numbers, currency: asked.currency)
    let usual = features.indices.filter { index in
      asked.types.features.map { $0.contains(features[index].key) } ?? features[index].isUsual
    }
    let space = FeatureSpace(features, using: usual)
    let deviations = Deviations(features, among: usual)
    let sorting = TypeSorting(features, space, asked.types, deviations)
    let judge = PackageJudge(features, figures)
    self.features = features
    packages = asked.packages
    typeFeatures = space.axes.map(\.feature)
    (types, origin, silhouettes) = (sorting.types, sorting.origin, sorting.silhouettes)
    members = sorting.memberships.enumerated().map { index, membership in
      Distinction(
        deviations: deviations.strongest { features[$0].values[index] }, membership: membership,
        lookAlikes: space.nearest(to: index),
        unknownCount: usual.count { features[$0].values[index] == nil },
        verdicts: asked.packages.map { judge.verdicts($0, neighbourhood: index) } ?? [])
    }
  }
}

/// The types, whether found or given, and how each neighbourhood belongs to one.
private struct TypeSorting {
  let types: [NeighbourhoodType]
  let origin: Differentiation.Origin
  let silhouettes: [Int: Double]
  let memberships: [TypeMembership?]

  init(
    _ features: [ProfileFeature], _ space: FeatureSpace, _ request: TypeRequest,
    _ deviations: Deviations
  ) {
    guard request.given.isEmpty else {
      let memberships = GivenTypes(features, request.given).memberships
      self.memberships = memberships
      (origin, silhouettes) = (.given, [:])
      types = request.given.enumerated().map { index, given in
        deviations.type(
          given, members: memberships.indices.filter { memberships[$0]?.type == index })
      }
      return
    }
    let found = FoundTypes(space, count: request.count)
    (memberships, silhouettes) = (found.memberships, found.silhouettes)
    origin = request.count == nil ? .found : .counted
    types = found.groups.enumerated().map { deviations.type(number: $0 + 1, members: $1) }
  }
}

/// Measures values against the city's.
struct Deviations {
  let features: [ProfileFeature]
  /// Features that are looked at, with the standard deviation of each that varies.
  let spreads: [(feature: Int, deviation: Double)]

  init(_ features: [ProfileFeature], among usual: [Int]) {
    self.features = features
    spreads = usual.compactMap { index in
      guard let spread = features[index].spread(), spread.deviation > 0, spread.deviation.isFinite
      else { return nil }
      return (index, spread.deviation)
    }
  }

  /// The strongest deviations of the values by feature.
  func strongest(_ value: (Int) -> Double?) -> [Deviation] {
    let all = spreads.compactMap { feature, deviation -> Deviation? in
      guard let here = value(feature), let city = features[feature].city, here != city else {
        return nil
      }
      return Deviation(
        feature: feature, value: here, city: city, size: (here - city) / deviation)
    }
    return Array(
      all.sorted { (abs($1.size), $0.feature) < (abs($0.size), $1.feature) }
        .prefix(Differentiation.most))
  }

  func type(number: Int, members: [Int]) -> NeighbourhoodType {
    let centre = features.map { $0.mean(of: members) }
    return NeighbourhoodType(
      key: String(number), members: members, centre: centre, traits: strongest { centre[$0] })
  }

  func type(_ given: TypeRequest.Given, members: [Int]) -> NeighbourhoodType {
    let centre = features.map { given.centre[$0.key] }
    return NeighbourhoodType(
      key: given.key, name: given.name, members: members, centre: centre,
      traits: strongest { centre[$0] })
  }
}

extension ProfileFeature {
  /// Mean over the members that know it; nil where none does.
  fileprivate func mean(of members: [Int]) -> Double? {
    let known = members.compactMap { values[$0] }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
