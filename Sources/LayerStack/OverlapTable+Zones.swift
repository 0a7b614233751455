extension OverlapTable {
  /// Indices in `areas` of the rows of some zones, which stand together.
  public func areaRows(ofZones zones: ClosedRange<Int>) -> Range<Int> {
    range(of: zones, areas.count) { Int(areas[$0].zone) }
  }

  /// Indices in `lengths` of the rows of some zones, which stand together.
  public func lengthRows(ofZones zones: ClosedRange<Int>) -> Range<Int> {
    range(of: zones, lengths.count) { Int(lengths[$0].zone) }
  }

  /// Indices in `areas` of the rows that lie in several neighbourhoods.
  public var sharedAreaRows: Range<Int> {
    areaRows(ofZones: neighbourhoodCount + 1...max(zones.count, neighbourhoodCount + 1))
  }

  /// Rows are in ascending order of zones.
  private func range(
    of zones: ClosedRange<Int>, _ count: Int, zone: (Int) -> Int
  ) -> Range<Int> {
    let first = partition(count) { zone($0) < zones.lowerBound }
    return first..<max(first, partition(count) { zone($0) <= zones.upperBound })
  }

  /// Number of rows, the first of all, that `isBefore` holds for.
  private func partition(_ count: Int, isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
