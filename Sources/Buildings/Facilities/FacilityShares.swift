import OpportunityMap
import ProjectFile

/// What a party pays of a facility by its share in the development rights of the neighbourhood where it lacks: who has
/// 12 % of the rights pays 12 % of the school.
package struct FacilityShare: Sendable, Equatable {
  /// Index of the choice of the facility programme.
  package var choice: Int
  package var party: String
  /// Part of the development rights, 0 to 1.
  package var share: Double
  /// What it pays once of the investment.
  package var pays: Double
}

extension FacilityProgramme {
  /// The shares in all choices that ask for an investment in neighbourhoods of which rights are told, in the order of the
  /// choices. `codes` are those of the neighbourhoods.
  /// - Throws: `BuildingsError` where rights are told of a neighbourhood that there is not.
  package func shares(
    _ rights: [DevelopmentRights], codes: [String]
  ) throws -> [FacilityShare] {
    for told in rights where !codes.contains(told.neighbourhood) {
      throw BuildingsError(
        source: "development_rights",
        problem: "There is no neighbourhood '\(told.neighbourhood)'.",
        remedy: "Give codes of neighbourhoods, as the source of these has them.")
    }
    let parts = Dictionary(rights.map { ($0.neighbourhood, $0.parts) }) { first, _ in first }
    return choices.enumerated().flatMap { index, choice -> [FacilityShare] in
      guard choice.investment > 0 else { return [] }
      return (parts[codes[choice.option.neighbourhood]] ?? []).map {
        FacilityShare(
          choice: index, party: $0.party, share: $0.share, pays: $0.share * choice.investment)
      }
    }
  }
}
