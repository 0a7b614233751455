import LayerStack
import OpportunityMap

/// What cutting renewed surfaces costs each work in each year in which it may be done, in EUR more than in
/// its due year. A surface that was renewed in year r with a moratorium of m years costs, when it
/// is cut in year y < r + m, its cost per m2 x the area that is cut x (r + m - y) / m.
struct CutPrices: Sendable {
  /// Index in `values` of each work's first year; works that cut nothing have no values.
  /// Shape: `works + 1`.
  private var starts: [Int] = [0]
  private var values: [Double] = []
  private var firstYears: [Int] = []

  /// A price; 0 where the work cuts nothing.
  subscript(work: Int32, year: Int) -> Double {
    let range = starts[Int(work)]..<starts[Int(work) + 1]
    return range.isEmpty ? 0 : values[range.lowerBound + year - firstYears[Int(work)]]
  }

  /// Whether a work cuts anything.
  func hasAny(_ work: Int32) -> Bool { starts[Int(work)] < starts[Int(work) + 1] }

  /// The prices of some works, numbered from 0.
  func keeping(_ works: some Sequence<Int32>) -> CutPrices {
    var kept = CutPrices()
    for work in works {
      kept.firstYears.append(firstYears[Int(work)])
      if hasAny(work) { kept.values += values[starts[Int(work)]..<starts[Int(work) + 1]] }
      kept.starts.append(kept.values.count)
    }
    return kept
  }

  private init() {}

  init(_ list: WorkList, _ map: OpportunityMap, _ sums: AssetSetSums) {
    let cuts = surfaceCuts(list, map, sums)
    var next = 0
    for (number, work) in list.works.enumerated() {
      let begin = next
      while next < cuts.count, cuts[next].work == number { next += 1 }
      firstYears.append(work.years.lowerBound)
      if begin < next {
        let due = cuts[begin..<next].price(in: work.due)
        values += work.allYears.map { cuts[begin..<next].price(in: $0) - due }
      }
      starts.append(values.count)
    }
  }
}

/// A work that digs up a renewed surface.
private struct SurfaceCut {
  let work: Int
  /// Cost of the whole surface that is cut, in EUR.
  let cost: Double
  let surface: RenewedSurface

  func price(in year: Int) -> Double {
    let left = surface.freeFrom - year
    // Before it was renewed there is nothing new to cut.
    guard left > 0, left <= surface.moratorium else { return 0 }
    return cost * Double(left) / Double(surface.moratorium)
  }
}

extension ArraySlice<SurfaceCut> {
  fileprivate func price(in year: Int) -> Double { reduce(0) { $0 + $1.price(in: year) } }
}

/// An asset whose surface was renewed so lately that cutting it costs something.
private struct RenewedSurface {
  /// First year in which it may be cut without cost.
  let freeFrom: Int
  let moratorium: Int
  /// EUR a m2.
  let cost: Double
}

/// All cuts, by work.
private func surfaceCuts(
  _ list: WorkList, _ map: OpportunityMap, _ sums: AssetSetSums
) -> [SurfaceCut] {
  let renewed = renewedSurfaces(list, map)
  var cuts: [SurfaceCut] = []
  for set in 0..<map.table.assetSets.count where sums.areas[set] > 0 {
    let assets = map.table.assetSets[set]
    guard assets.count > 1 else { continue }
    for asset in assets {
      guard let surface = renewed[Int(asset)] else { continue }
      for other in assets where other != asset {
        for work in list.works(on: Int(other))
        where list.kinds.rules[list.works[work].kind].shares.excavation > 0 {
          cuts.append(
            SurfaceCut(work: work, cost: sums.areas[set] * surface.cost, surface: surface))
        }
      }
    }
  }
  // The order of the sets within a work keeps sums the same in every run.
  return cuts.enumerated().sorted { ($0.element.work, $0.offset) < ($1.element.work, $1.offset) }
    .map(\.element)
}

private func renewedSurfaces(_ list: WorkList, _ map: OpportunityMap) -> [Int: RenewedSurface] {
  var surfaces: [Int: RenewedSurface] = [:]
  for (index, work) in map.works.enumerated() {
    let asset = map.assets[work.asset]
    let rule = list.kinds.rules[list.kinds.numbers[index]]
    let area = map.scores.surface[work.asset]
    guard let renewed = asset.last ?? asset.built, let cost = work.cost, area > 0,
      rule.moratorium > 0, renewed + rule.moratorium > map.years.lowerBound,
      surfaces[work.asset] == nil
    else { continue }
    surfaces[work.asset] = RenewedSurface(
      freeFrom: renewed + rule.moratorium, moratorium: rule.moratorium,
      cost: rule.cut ?? rule.shares.surface * cost / area)
  }
  return surfaces
}
