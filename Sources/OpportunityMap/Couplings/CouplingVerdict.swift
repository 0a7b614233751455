import ProjectFile

/// Whether a work can carry a measure, and the condition that decides.
package struct CouplingVerdict: Sendable, Equatable {
  /// What came out.
  package var outcome: PackageVerdict.Outcome
  /// The condition that does not hold or, where none fails, the first that is not known; nil where it suits.
  package var deciding: PackageVerdict.Finding?
  /// Whether that condition is on the ground of the work itself rather than on its neighbourhood.
  package var isOfPlace: Bool

  /// All conditions hold.
  static let suits = CouplingVerdict(outcome: .suits, deciding: nil, isOfPlace: false)

  /// The verdict of findings.
  init(_ findings: [PackageVerdict.Finding], isOfPlace: Bool) {
    let deciding =
      findings.first { $0.holds == false } ?? findings.first { $0.holds == nil }
    self.init(
      outcome: deciding.map { $0.holds == false ? .unsuited : .unknown } ?? .suits,
      deciding: deciding, isOfPlace: deciding != nil && isOfPlace)
  }

  private init(outcome: PackageVerdict.Outcome, deciding: PackageVerdict.Finding?, isOfPlace: Bool)
  {
    (self.outcome, self.deciding, self.isOfPlace) = (outcome, deciding, isOfPlace)
  }

  /// The one that decides of two: what fails before what is not known.
  func and(_ other: CouplingVerdict) -> CouplingVerdict {
    if outcome == .unsuited || other.outcome == .suits { return self }
    return other.outcome == .unsuited || outcome == .suits ? other : self
  }
}

/// The ground of a work as conditions ask for it.
enum CouplingPlace {
  /// What conditions may ask for: shares and severities of themes on the work's own ground, and its size.
  static func featureKeys(themes: [String]) -> [String] {
    themes.flatMap { ["\($0)_share", "\($0)_severity"] } + ["surface", "length"]
  }
}

extension OpportunityMap {
  /// A feature of the ground of an asset; nil for a theme that the project does not have.
  func placeFeature(_ key: String, of asset: Int) -> Double? {
    switch key {
    case "surface": return scores.surface[asset]
    case "length": return scores.length[asset]
    default:
      // The whole key tells: one theme may be called as another begins.
      for theme in themes.indices where key.hasPrefix(themes[theme].key) {
        let index = asset * themes.count + theme
        switch key.dropFirst(themes[theme].key.count) {
        case "_share": return scores.share(at: index)
        case "_severity": return scores.severities[index]
        default: continue
        }
      }
      return nil
    }
  }
}
