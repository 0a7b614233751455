/// What is wrong with a feature's geometry by the rules of its format. Where nothing usable is left, the
/// feature is dropped for it; where something is, that counts and the rest is told.
struct FeatureProblem: Sendable, Equatable {
  let reason: DropReason
  let detail: Wording

  static func broken(_ part: BrokenPart?) -> FeatureProblem {
    FeatureProblem(reason: .brokenGeometry, detail: (part ?? .shortRing).wording)
  }
}

/// A part that breaks the rules of its kind; what it is called is what the GeoJSON parser says.
enum BrokenPart: String {
  case shortLine = "a line has a single position"
  case loneHole = "a polygon has holes but no outer ring"
  case shortRing = "a ring has fewer than four positions"

  var wording: Wording {
    switch self {
    case .shortLine: Wording(en: rawValue, nl: "een lijn heeft maar één positie")
    case .loneHole: Wording(en: rawValue, nl: "een vlak heeft gaten maar geen buitenring")
    case .shortRing: Wording(en: rawValue, nl: "een ring heeft minder dan vier posities")
    }
  }
}
