import LayerStack
import OpportunityMap

/// What a signature says at a place. Rows of tables share it, which costs them one count and not one
/// for each text.
final class SignatureMeaning: Sendable {
  /// Highest severity of each theme; 0 where it is absent.
  let severities: [Double]
  /// Number of themes that are present.
  let height: Int
  /// Keys of those themes, joined by semicolons.
  let themes: String
  /// Sources and severity classes that are present, joined by semicolons.
  let classes: String
  /// Weighted severity over the sum of weights.
  let score: Double

  init(signature: Int, zone: Int32, in map: OpportunityMap) {
    let severities = map.themes.indices.map {
      map.severities.severity(signature: Int32(signature), zone: zone, theme: $0)
    }
    let present = severities.indices.filter { severities[$0] > 0 }
    let weights = map.themes.map(\.weight).reduce(0, +)
    let weighted = zip(map.themes, severities).map { $0.weight * $1 }.reduce(0, +)
    let bits = map.table.signatures[signature]
    self.severities = severities
    height = present.count
    themes = present.map { map.themes[$0].key }.joined(separator: ";")
    classes = map.planes.enumerated().filter { plane, layer in
      layer.isMet(as: plane, by: bits, isInside: zone > 0)
    }.map(\.element.title).joined(separator: ";")
    score = weights > 0 ? weighted / weights : 0
  }
}

/// What all signatures of a table say, inside and outside neighbourhoods.
struct SignatureMeanings {
  private let inside: [SignatureMeaning]
  private let outside: [SignatureMeaning]

  init(_ map: OpportunityMap) {
    let signatures = map.table.signatures.indices
    inside = signatures.map { SignatureMeaning(signature: $0, zone: 1, in: map) }
    outside = signatures.map { SignatureMeaning(signature: $0, zone: 0, in: map) }
  }

  subscript(signature: Int32, zone zone: Int32) -> SignatureMeaning {
    zone == 0 ? outside[Int(signature)] : inside[Int(signature)]
  }
}

extension Plane {
  /// Source and class, such as `flood.gpkg: depth_cm >= 15`.
  fileprivate var title: String { label.isEmpty ? source : "\(source): \(label)" }
}
