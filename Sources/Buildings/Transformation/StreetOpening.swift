import Geometry
import OpportunityMap
import ProjectBundling
import Workers

/// A work that opens the street near a building anyway.
package struct StreetOpening: Sendable, Equatable {
  /// Year in which it is planned.
  package var year: Int
  /// Index of the work.
  package var work: Int
}

/// The works that are planned, by where they are.
package struct PlannedStreets: Sendable {
  private let geometry: GeometryArray
  private let openings: [StreetOpening]
  private let assets: [Int]
  private let grid: BoxGrid

  /// Works on some types of asset, in the year in which each is planned. Feature `i` of `geometry` is asset
  /// `i` of the map.
  package init(
    _ map: OpportunityMap, planned: [PlannedYear], geometry: GeometryArray, types: Set<String>
  ) {
    var first: [Int: StreetOpening] = [:]
    for work in map.works.indices {
      let asset = map.works[work].asset
      guard let year = planned[work].year, types.contains(map.assets[asset].type) else { continue }
      let opening = StreetOpening(year: year, work: work)
      if first[asset].map({ ($0.year, $0.work) > (year, work) }) ?? true { first[asset] = opening }
    }
    self.geometry = geometry
    let assets = first.keys.sorted()
    self.assets = assets
    openings = assets.compactMap { first[$0] }
    grid = BoxGrid(assets.map { geometry.bounds(of: $0) })
  }

  /// The first opening within so many units of a place; of those in the same year the first work.
  package func first(near place: Position, within reach: Double) -> StreetOpening? {
    grid.candidates(around: place, within: reach)
      .filter { geometry.distance(from: place, to: assets[$0]) <= reach }
      .map { openings[$0] }
      .min { ($0.year, $0.work) < ($1.year, $1.work) }
  }
}
