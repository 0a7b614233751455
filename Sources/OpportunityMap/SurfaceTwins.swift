import Geometry
import LayerIO
import Workers

/// Assets of one entry of the schedule that have the same type and the very same place as an asset
/// before them, under another id: what is planned on them is counted twice.
struct SurfaceTwins {
  /// Each with the first asset of that place, as indices into the schedule's assets.
  private(set) var pairs: [(first: Int, twin: Int)] = []

  /// Most pairs that are named.
  private static let mostNamed = 5

  /// Looks for them among some assets, of which `geometry` has the features.
  init(
    _ assets: ArraySlice<Asset>, _ geometry: GeometryArray, threads: Int
  ) {
    let hashes = valuesInChunks(of: 8192, count: geometry.count, threads: threads) {
      geometry.placeHash(of: $0)
    }
    var firsts: [UInt64: [Int]] = [:]
    for feature in Self.mayBeTwins(hashes, threads: threads) {
      let asset = assets[assets.startIndex + feature]
      let earlier = firsts[hashes[feature], default: []].first { other in
        assets[assets.startIndex + other].type == asset.type
          && geometry.haveSamePlace(feature, other)
      }
      if let earlier {
        pairs.append((assets.startIndex + earlier, assets.startIndex + feature))
      } else {
        firsts[hashes[feature], default: []].append(feature)
      }
    }
  }

  /// Features of which the hash occurs more than once, ascending. Each thread looks at some of the
  /// hashes.
  private static func mayBeTwins(_ hashes: [UInt64], threads: Int) -> [Int] {
    let shares = max(1, threads)
    let found = concurrentValues(count: shares, threads: threads) { share in
      var firsts: [UInt64: Int] = [:]
      var twins: Set<Int> = []
      for (feature, hash) in hashes.enumerated() where hash % UInt64(shares) == UInt64(share) {
        if let first = firsts.updateValue(feature, forKey: hash) {
          twins.formUnion([first, feature])
        }
      }
      return twins
    }
    return found.flatMap(\.self).sorted()
  }

  /// What to say of them: how many, the first by id, and the cost that they add each time.
  func note(_ assets: [Asset], cost: Double, in currency: CurrencyCode) -> IntakeNote? {
    guard !pairs.isEmpty else { return nil }
    let list = pairs.prefix(Self.mostNamed).map { "\(assets[$0.twin].id) = \(assets[$0.first].id)" }
      .joined(separator: ", ")
    let hasMore = pairs.count > Self.mostNamed
    let amount = UInt64(exactly: cost.rounded()) ?? 0
    return IntakeNote(
      kind: .sameSurface, count: pairs.count,
      text: Wording(
        en:
          "Objects have another id but the type and the very place of one before them: "
          + list + (hasMore ? " and others." : ".")
          + (amount > 0
            ? " Together they add \(currency) \(grouped(amount, by: ",")) each time." : ""),
        nl: "Objecten hebben een ander id, maar de soort en precies de plek van een eerder object: "
          + list + (hasMore ? " en andere." : ".")
          + (amount > 0
            ? " Samen tellen ze elke keer \(currency) \(grouped(amount, by: ".")) extra." : "")),
      isWarning: true)
  }
}

extension GeometryArray {
  /// A hash that features with the same positions share, wherever their rings begin and whichever way
  /// they run.
  fileprivate func placeHash(of feature: Int) -> UInt64 {
    paths(of: feature).reduce(0) { sum, path in
      cornersOf(path).reduce(sum &+ UInt64(pathRoles[path].rawValue)) { sum, index in
        let (x, y) = (positions[index].x.bitPattern, positions[index].y.bitPattern)
        let mixed = (x &* 0x9E37_79B9_7F4A_7C15) ^ (y &* 0xC2B2_AE3D_27D4_EB4F)
        return sum &+ (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
      }
    }
  }

  /// Positions of a path, the one that closes a ring left out.
  private func cornersOf(_ path: Int) -> Range<Int> {
    let range = range(ofPath: path)
    return pathRoles[path] <= .hole ? range.dropLast() : range
  }

  /// Whether two features have the same positions, area and length.
  fileprivate func haveSamePlace(_ a: Int, _ b: Int) -> Bool {
    let (area, length) = (self.area(of: a), self.length(of: a))
    guard !paths(of: a).isEmpty, abs(area - self.area(of: b)) <= 1e-9 * area,
      abs(length - self.length(of: b)) <= 1e-9 * length
    else { return false }
    return sortedCorners(of: a) == sortedCorners(of: b)
  }

  private func sortedCorners(of feature: Int) -> [Position] {
    paths(of: feature).flatMap { cornersOf($0).map { positions[$0] } }
      .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  }
}
