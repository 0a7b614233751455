/// The rows of an overlap table by asset: a place under several assets counts for each of them.
public struct AssetRows: Sendable {
  private let areas: Grouping
  private let lengths: Grouping

  /// Sorts a table's rows by asset.
  public init(_ table: OverlapTable) {
    areas = Grouping(itemCount: table.areas.count, groupCount: table.assetCount) { row, visit in
      for asset in table.assetSets[Int(table.areas[row].assetSet)] { visit(Int(asset)) }
    }
    lengths = Grouping(itemCount: table.lengths.count, groupCount: table.assetCount) { row, visit in
      visit(Int(table.lengths[row].asset))
    }
  }

  /// Indices in `areas` of the places under an asset, ascending.
  public func areas(of asset: Int) -> ArraySlice<Int32> { areas[asset] }

  /// Indices in `lengths` of a line asset's parts, ascending.
  public func lengths(of asset: Int) -> ArraySlice<Int32> { lengths[asset] }
}

/// Two assets and the surface they share.
public struct SharedArea: Sendable, Equatable {
  /// Index of the first asset.
  public var a: Int32
  /// Index of the second asset, larger than the first.
  public var b: Int32
  /// Area in m2 under both.
  public var area: Double
}

extension OverlapTable {
  /// The surface shared by every pair of assets that overlap, ascending by pair.
  public func sharedAreas() -> [SharedArea] {
    var sums: [UInt64: Double] = [:]
    for row in areas {
      let set = assetSets[Int(row.assetSet)]
      guard set.count > 1 else { continue }
      for (index, a) in set.enumerated() {
        for b in set.dropFirst(index + 1) {
          sums[UInt64(a) << 32 | UInt64(b), default: 0] += row.area
        }
      }
    }
    return sums.sorted { $0.key < $1.key }.map { pair in
      SharedArea(
        a: Int32(pair.key >> 32), b: Int32(truncatingIfNeeded: pair.key & 0xFFFF_FFFF),
        area: pair.value)
    }
  }
}
