import LayerStack

/// A kind of place, written down by hand.
struct Place {
  var neighbourhoods: [Int32]
  var assets: [Int32] = []
  var planes: [Int] = []
  var area: Double
}

/// A part of a line asset, written down by hand.
struct LinePart {
  var neighbourhoods: [Int32]
  var asset: Int32
  var planes: [Int] = []
  var length: Double
}

extension OverlapTable {
  /// The table of these places, in the order that tables have.
  init(
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
