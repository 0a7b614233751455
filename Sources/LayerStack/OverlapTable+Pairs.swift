/// Two assets, or two neighbourhoods, and the surface they share.
package struct SharedArea: Sendable, Equatable {
  /// Index of the first.
  package var a: Int32
  /// Index of the second, larger than the first.
  package var b: Int32
  /// Area in m2 under both.
  package var area: Double

  /// A pair.
  package init(a: Int32, b: Int32, area: Double) {
    self.a = a
    self.b = b
    self.area = area
  }
}

extension OverlapTable {
  /// The surface shared by every pair of assets that overlap, ascending by pair.
  package func sharedAreas() -> [SharedArea] {
    sharedAreas(areas.indices, of: assetSets) { $0.assetSet }
  }

  /// The surface shared by every pair of neighbourhoods that overlap, ascending by pair.
  package func sharedNeighbourhoodAreas() -> [SharedArea] {
    sharedAreas(sharedAreaRows, of: zones) { $0.zone }
  }

  /// The surface shared by every pair that is in a set together; `set` tells a row's set. Rows are added in
  /// the table's order, so the sums are the same in every run.
  private func sharedAreas(
    _ rows: Range<Int>, of sets: RaggedArray, set: (AreaRow) -> Int32
  ) -> [SharedArea] {
    var sums: [UInt64: Double] = [:]
    for row in areas[rows] {
      let members = sets[Int(set(row))]
      guard members.count > 1 else { continue }
      for (index, a) in members.enumerated() {
        for b in members.dropFirst(index + 1) {
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
