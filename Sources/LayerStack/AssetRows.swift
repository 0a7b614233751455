/// The rows of an overlap table by asset: a place under several assets counts for each of them.
public struct AssetRows: Sendable {
  private let areaStarts: [Int]
  private let areaRows: [Int32]
  private let lengthStarts: [Int]
  private let lengthRows: [Int32]

  /// Sorts a table's rows by asset; one pass to count, one to fill.
  public init(_ table: OverlapTable) {
    (areaStarts, areaRows) = Self.group(
      table.areas.count, into: table.assetCount
    ) { row, visit in
      for asset in table.assetSets[Int(table.areas[row].assetSet)] { visit(Int(asset)) }
    }
    (lengthStarts, lengthRows) = Self.group(
      table.lengths.count, into: table.assetCount
    ) { row, visit in
      visit(Int(table.lengths[row].asset))
    }
  }

  /// Indices in `areas` of the places under an asset, ascending.
  public func areas(of asset: Int) -> ArraySlice<Int32> {
    areaRows[areaStarts[asset]..<areaStarts[asset + 1]]
  }

  /// Indices in `lengths` of a line asset's parts, ascending.
  public func lengths(of asset: Int) -> ArraySlice<Int32> {
    lengthRows[lengthStarts[asset]..<lengthStarts[asset + 1]]
  }

  private static func group(
    _ rowCount: Int, into groupCount: Int, _ groups: (Int, (Int) -> Void) -> Void
  ) -> ([Int], [Int32]) {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for row in 0..<rowCount { groups(row) { starts[$0 + 1] += 1 } }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    var rows = [Int32](repeating: 0, count: starts[groupCount])
    for row in 0..<rowCount {
      groups(row) { group in
        rows[next[group]] = Int32(row)
        next[group] += 1
      }
    }
    return (starts, rows)
  }
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
