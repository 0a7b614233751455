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
