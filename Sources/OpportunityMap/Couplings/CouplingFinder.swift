import ProjectFile

/// Which couplings the works of a map can carry: by the kind of work, the themes on its ground, and the
/// conditions on its neighbourhood and on the ground itself.
package struct CouplingFinder: Sendable {
  /// The catalogue.
  package let catalogue: CouplingCatalogue
  /// Themes of the map that each coupling serves, with the part of the ground: the first is the one that it
  /// is built for, the others count where they lie on the same ground. Shape: `couplings`.
  package let themes: [[(theme: Int, share: Double)]]
  private let map: OpportunityMap
  /// Verdict on each coupling in each neighbourhood. Shape: `couplings` x `neighbourhoods`.
  private let verdicts: [[CouplingVerdict]]
  /// Verdict on each coupling outside all neighbourhoods. Shape: `couplings`.
  private let outside: [CouplingVerdict]
  /// Couplings of each kind of work.
  private let ofKinds: [[Int]]
  /// Kind of each work. Shape: works.
  private let kinds: [Int32]

  private struct Kind: Hashable {
    let assetType: String
    let measure: String
  }

  /// Holds a catalogue against a map.
  package init(_ map: OpportunityMap, _ catalogue: CouplingCatalogue) {
    self.map = map
    self.catalogue = catalogue
    themes = catalogue.couplings.map { coupling in
      coupling.serves.compactMap { part in
        map.themes.firstIndex { $0.key == part.theme }.map { ($0, part.share) }
      }
    }
    let features = map.differentiation.features
    let numbers = Dictionary(uniqueKeysWithValues: zip(features.map(\.key), features.indices))
    func verdict(_ coupling: CouplingCatalogue.Coupling, _ place: Int?) -> CouplingVerdict {
      let findings = coupling.conditions.map { condition in
        let feature = numbers[condition.feature]
        let value = place.flatMap { place in feature.flatMap { features[$0].values[place] } }
        return PackageVerdict.Finding(condition: condition, feature: feature, value: value)
      }
      return CouplingVerdict(findings, isOfPlace: false)
    }
    verdicts = catalogue.couplings.map { coupling in
      map.neighbourhoods.indices.map { verdict(coupling, $0) }
    }
    outside = catalogue.couplings.map { verdict($0, nil) }
    var (known, ofKinds): ([Kind: Int32], [[Int]]) = ([:], [])
    kinds = map.works.map { [themes] work in
      let kind = Kind(assetType: map.assets[work.asset].type, measure: work.measure)
      if let number = known[kind] { return number }
      known[kind] = Int32(ofKinds.count)
      ofKinds.append(
        catalogue.couplings.indices.filter {
          !themes[$0].isEmpty
            && catalogue.couplings[$0].isCarried(assetType: kind.assetType, measure: kind.measure)
        })
      return Int32(ofKinds.count - 1)
    }
    self.ofKinds = ofKinds
  }

  /// The couplings that a work of its kind can carry for a theme that the map has, whatever the place.
  package func couplings(ofWork work: Int) -> [Int] { ofKinds[Int(kinds[work])] }

  /// Whether some of the surface of an asset lies under the theme that a coupling is built for: more than
  /// the 1 cm2 that rounding leaves.
  package func overlaps(_ coupling: Int, asset: Int) -> Bool {
    themes[coupling].first.map {
      map.scores.areas[asset * map.themes.count + $0.theme] >= 1e-4
    } ?? false
  }

  /// Whether works on an asset can carry a coupling there.
  package func verdict(_ coupling: Int, asset: Int) -> CouplingVerdict {
    let place = Int(map.scores.neighbourhoods[asset])
    let around = place < 0 ? outside[coupling] : verdicts[coupling][place]
    let here = catalogue.couplings[coupling].placeConditions.map { condition in
      PackageVerdict.Finding(
        condition: condition, feature: nil,
        value: map.placeFeature(condition.feature, of: asset))
    }
    return around.and(CouplingVerdict(here, isOfPlace: true))
  }

  /// Whether works on an asset can carry a coupling there: the outcome of `verdict` alone.
  private func suits(_ coupling: Int, asset: Int) -> Bool {
    let place = Int(map.scores.neighbourhoods[asset])
    let around = place < 0 ? outside[coupling].outcome : verdicts[coupling][place].outcome
    return around == .suits
      && catalogue.couplings[coupling].placeConditions.allSatisfy { condition in
        map.placeFeature(condition.feature, of: asset).map(condition.holds) ?? false
      }
  }

  /// Part of the ground of a work under a theme that couplings can serve, 0 to 1: the largest of any that
  /// suits and is built for it, whether or not its cost is known.
  package func servableShare(ofWork work: Int, theme: Int) -> Double {
    let asset = map.works[work].asset
    return couplings(ofWork: work).reduce(0) { most, coupling in
      guard let main = themes[coupling].first, main.theme == theme, main.share > most,
        suits(coupling, asset: asset)
      else { return most }
      return main.share
    }
  }
}
