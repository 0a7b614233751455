import OpportunityMap
import ProjectFile

/// Which packages of measures suit, in words.
extension Language {
  /// Why a package suits a neighbourhood or does not: its conditions, each with value and threshold.
  package func reasons(
    _ verdict: PackageVerdict, of differences: Differentiation, themes: [Theme]
  ) -> String {
    verdict.findings.map {
      reason($0, of: differences, numbers: differences.packages?.numbers ?? [], themes: themes)
    }.joined(separator: "; ")
  }

  /// A condition with value and threshold. `numbers` are those that the catalogue asks for.
  func reason(
    _ finding: PackageVerdict.Finding, of differences: Differentiation,
    numbers: [NeighbourhoodNumber], themes: [Theme]
  ) -> String {
    let condition = finding.condition
    guard let feature = finding.feature.map({ differences.features[$0] }) else {
      return text(.notInProject, foreignName(condition.feature, numbers))
    }
    let name = name(of: feature, themes: themes)
    guard let value = finding.value else { return text(.unknownHere, name) }
    return text(
      finding.holds == true ? .conditionHolds : .conditionFails, name,
      self.value(value, of: feature), threshold(condition, of: feature))
  }

  /// A threshold such as `at least 5.0%`.
  private func threshold(_ condition: FeatureCondition, of feature: ProfileFeature) -> String {
    let from = condition.from.map { text(.atLeast, value($0, of: feature)) }
    let to = condition.to.map { text(.atMost, value($0, of: feature)) }
    return [from, to].compactMap(\.self).joined(separator: " \(text(.and)) ")
  }

  /// Name of a number that the catalogue asks for and the project does not map.
  private func foreignName(_ key: String, _ numbers: [NeighbourhoodNumber]) -> String {
    numbers.first { $0.key == key }?.name[rawValue] ?? key
  }
}
