import ProjectFile

/// Whether a package of measures suits a neighbourhood, and why.
package struct PackageVerdict: Sendable, Equatable {
  /// What came out.
  package enum Outcome: String, Sendable {
    /// All conditions hold.
    case suits
    /// A condition does not hold.
    case unsuited
    /// None fails, but one asks for something that is not known here.
    case unknown
  }

  /// A condition with the value that it was held against.
  package struct Finding: Sendable, Equatable {
    /// The condition.
    package var condition: FeatureCondition
    /// Index of its feature; nil where the project has none of that name.
    package var feature: Int?
    /// Value here; nil where it is unknown.
    package var value: Double?

    /// Whether the condition holds; nil where the value is unknown.
    package var holds: Bool? { value.map(condition.holds) }
  }

  /// Index of the package in the catalogue.
  package var package: Int
  /// What came out.
  package var outcome: Outcome
  /// The conditions, in the order of the catalogue.
  package var findings: [Finding]
  /// Cost in EUR of the measures that have both a cost and an amount here; nil where none has, or where there is
  /// nothing to do.
  package var cost: ClosedRange<Double>?
}

/// Holds packages against profiles.
struct PackageJudge {
  private let features: [ProfileFeature]
  private let numbers: [String: Int]
  private let figures: ProfileFigures

  init(_ features: [ProfileFeature], _ figures: ProfileFigures) {
    self.features = features
    self.figures = figures
    numbers = Dictionary(uniqueKeysWithValues: zip(features.map(\.key), features.indices))
  }

  /// The verdict on each package. Shape: `packages`.
  func verdicts(_ catalogue: PackageCatalogue, neighbourhood: Int) -> [PackageVerdict] {
    catalogue.packages.enumerated().map { index, package in
      let findings = package.conditions.map { condition in
        let feature = numbers[condition.feature]
        return PackageVerdict.Finding(
          condition: condition, feature: feature,
          value: feature.flatMap { features[$0].values[neighbourhood] })
      }
      return PackageVerdict(
        package: index, outcome: outcome(findings), findings: findings,
        cost: cost(package, neighbourhood))
    }
  }

  private func outcome(_ findings: [PackageVerdict.Finding]) -> PackageVerdict.Outcome {
    if findings.contains(where: { $0.holds == false }) { return .unsuited }
    return findings.contains { $0.holds == nil } ? .unknown : .suits
  }

  private func cost(
    _ package: PackageCatalogue.Package, _ neighbourhood: Int
  ) -> ClosedRange<Double>? {
    let parts = package.measures.compactMap { measure -> (low: Double, high: Double)? in
      guard let cost = measure.cost, let amount = amount(measure.amount, neighbourhood),
        amount > 0
      else { return nil }
      return (cost.lowerBound * amount, cost.upperBound * amount)
    }
    guard !parts.isEmpty else { return nil }
    return parts.reduce(0) { $0 + $1.low }...parts.reduce(0) { $0 + $1.high }
  }

  /// How much there is of a feature: m2 of a share, or a count; nil for what is no amount.
  private func amount(_ key: String?, _ neighbourhood: Int) -> Double? {
    guard let feature = key.flatMap({ numbers[$0] }) else { return nil }
    let profile = figures.profiles[neighbourhood]
    switch features[feature].meaning {
    case .themeShare(let theme): return profile.themeAreas[theme]
    case .themeCovered(let theme): return figures.coverages[neighbourhood].covered(theme)
    case .workShare: return profile.workArea
    case .number(let number) where number.kind == .count:
      return figures.neighbourhoods[neighbourhood].numbers[number.field]
    case .themeSeverity, .cost, .number: return nil
    }
  }
}
