import Geometry
import Workers

extension OverlapTable {
  /// Indices in `areas` of the rows of some zones, which stand together.
  package func areaRows(ofZones zones: ClosedRange<Int>) -> Range<Int> {
    range(of: zones, areas.count) { Int(areas[$0].zone) }
  }

  /// Indices in `lengths` of the rows of some zones, which stand together.
  package func lengthRows(ofZones zones: ClosedRange<Int>) -> Range<Int> {
    range(of: zones, lengths.count) { Int(lengths[$0].zone) }
  }

  /// Indices in `areas` of the rows that lie in several neighbourhoods.
  package var sharedAreaRows: Range<Int> {
    areaRows(ofZones: neighbourhoodCount + 1...max(zones.count, neighbourhoodCount + 1))
  }

  /// Rows are in ascending order of zones.
  private func range(
    of zones: ClosedRange<Int>, _ count: Int, zone: (Int) -> Int
  ) -> Range<Int> {
    let first = (0..<count).partitionPoint { zone($0) < zones.lowerBound }
    return first..<(first..<count).partitionPoint { zone($0) <= zones.upperBound }
  }
}
