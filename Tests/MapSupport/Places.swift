import LayerStack

/// A kind of place, written down by hand.
package struct Place: Sendable {
  /// Neighbourhoods that hold it.
  package var neighbourhoods: [Int32]
  /// Assets that cover it.
  package var assets: [Int32]
  /// Planes that cover it.
  package var planes: [Int]
  /// Area in m2.
  package var area: Double

  /// A place.
  package init(neighbourhoods: [Int32], assets: [Int32] = [], planes: [Int] = [], area: Double) {
    self.neighbourhoods = neighbourhoods
    self.assets = assets
    self.planes = planes
    self.area = area
  }
}

/// A part of a line asset, written down by hand.
package struct LinePart: Sendable {
  /// Neighbourhoods that hold it.
  package var neighbourhoods: [Int32]
  /// The asset.
  package var asset: Int32
  /// Planes that cover it.
  package var planes: [Int]
  /// Length in m.
  package var length: Double

  /// A part of a line.
  package init(neighbourhoods: [Int32], asset: Int32, planes: [Int] = [], length: Double) {
    self.neighbourhoods = neighbourhoods
    self.asset = asset
    self.planes = planes
    self.length = length
  }
}

extension OverlapTable {
  /// The table of these places, in the order that tables have.
  package init(
    _ places: [Place], lines: [LinePart] = [], neighbourhoods: Int, assets: Int, planes: Int
  ) {
    let zones = Sets(
      singles: neighbourhoods, places.map(\.neighbourhoods) + lines.map(\.neighbourhoods))
    let assetSets = Sets(singles: assets, places.map(\.assets))
    let bits =
      places.map { Signature(planes: $0.planes) } + lines.map { Signature(planes: $0.planes) }
    let signatures = Set(bits).union([.empty]).sorted()
    func signature(_ planes: [Int]) -> Int32 {
      Int32(signatures.firstIndex(of: Signature(planes: planes)) ?? 0)
    }
    self.init(
      zones: RaggedArray(zones.all), assetSets: RaggedArray(assetSets.all), signatures: signatures,
      areas: places.map {
        AreaRow(
          zone: zones.number($0.neighbourhoods), assetSet: assetSets.number($0.assets),
          signature: signature($0.planes), area: $0.area)
      }.sorted { ($0.zone, $0.assetSet, $0.signature) < ($1.zone, $1.assetSet, $1.signature) },
      lengths: lines.map {
        LengthRow(
          zone: zones.number($0.neighbourhoods), asset: $0.asset, signature: signature($0.planes),
          length: $0.length)
      }.sorted { ($0.zone, $0.asset, $0.signature) < ($1.zone, $1.asset, $1.signature) },
      neighbourhoodCount: neighbourhoods, assetCount: assets, planeCount: planes)
  }
}

/// The empty set, each single member, and the other sets that occur.
private struct Sets {
  let all: [[Int32]]

  init(singles: Int, _ sets: [[Int32]]) {
    let overlaps = Set(sets.filter { $0.count > 1 }).sorted { $0.lexicographicallyPrecedes($1) }
    all = [[]] + (0..<Int32(singles)).map { [$0] } + overlaps
  }

  func number(_ set: [Int32]) -> Int32 { Int32(all.firstIndex(of: set) ?? -1) }
}
