import LayerIO
import ProjectFile

/// A challenge that is derived from sources: a request of the project file, with how its layer and the
/// figures behind it come about.
package protocol DerivedChallenge: DerivationRequest {
  /// A row of the figures.
  associatedtype Row: DerivedRow

  /// Derives the layer from the one that was read and from the `further` ones of `sources`; `source` is what
  /// the project calls the first. Its rows are added to `figures`.
  /// - Throws: `DerivationError`.
  func derive(
    _ layer: Layer, _ further: [Layer], named source: String,
    _ surroundings: DerivedLayers.Surroundings, _ figures: inout DerivedFigures
  ) throws -> Layer
}

/// All challenges that can be derived.
package let derivedChallenges: [any DerivedChallenge.Type] = [
  VacancyRequest.self, FacilityRequest.self, GreenRequest.self,
]

extension Derivation {
  /// How the layer is derived.
  var challenge: any DerivedChallenge {
    guard let challenge = request as? any DerivedChallenge else {
      preconditionFailure("\(type(of: request).key) can be asked, so it can be derived")
    }
    return challenge
  }
}
