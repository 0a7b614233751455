import LayerStack

/// What a table says, free of its numbering: area and length by who covers the place.
struct TableSums {
  /// A kind of place.
  struct Place: Hashable {
    let neighbourhoods: [Int32]
    let assets: [Int32]
    let planes: [Int]
  }

  var areas: [Place: Double] = [:]
  var lengths: [Place: Double] = [:]

  /// The sums of a table whose plane `i` was plane `planeNumbers[i]` before.
  init(_ table: OverlapTable, planeNumbers: [Int]? = nil) {
    let planes = table.signatures.map { signature in
      signature.planes.map { planeNumbers?[$0] ?? $0 }.sorted()
    }
    for row in table.areas {
      let place = Place(
        neighbourhoods: Array(table.zones[Int(row.zone)]),
        assets: Array(table.assetSets[Int(row.assetSet)]), planes: planes[Int(row.signature)])
      areas[place, default: 0] += row.area
    }
    for row in table.lengths {
      let place = Place(
        neighbourhoods: Array(table.zones[Int(row.zone)]), assets: [row.asset],
        planes: planes[Int(row.signature)])
      lengths[place, default: 0] += row.length
    }
  }

  /// The largest difference in m2 or m of any kind of place.
  func distance(to other: TableSums) -> Double {
    max(
      Self.distance(areas, other.areas), Self.distance(lengths, other.lengths))
  }

  private static func distance(_ a: [Place: Double], _ b: [Place: Double]) -> Double {
    let places = Set(a.keys).union(b.keys)
    return places.reduce(0) { max($0, abs(a[$1, default: 0] - b[$1, default: 0])) }
  }

  /// Area of the places that a test accepts.
  func area(where isWanted: (Place) -> Bool) -> Double {
    areas.reduce(0) { isWanted($1.key) ? $0 + $1.value : $0 }
  }
}
