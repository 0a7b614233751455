/// A street within a neighbourhood: streets of one name in two neighbourhoods are two.
package struct StreetPlace: Hashable, Sendable {
  /// Name of the street.
  package let name: String
  /// Index of the neighbourhood; -1 outside all.
  package let neighbourhood: Int32
}

extension OpportunityMap {
  /// The street that an asset lies in; nil where it names none.
  package func street(of asset: Int) -> StreetPlace? {
    assets[asset].street.map {
      StreetPlace(name: $0, neighbourhood: scores.neighbourhoods[asset])
    }
  }
}
