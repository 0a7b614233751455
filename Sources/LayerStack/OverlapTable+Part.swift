import Geometry

extension OverlapTable {
  /// The table as if there were only the given neighbourhoods, ascending: what lies in others alone is
  /// outside. Assets and signatures keep their numbers. Rows that become alike are added up in the
  /// table's order.
  package func keeping(neighbourhoods kept: [Int]) -> OverlapTable {
    let renumbering = ZoneRenumbering(zones, keeping: kept)
    var table = self
    table.zones = renumbering.zones
    table.neighbourhoodCount = kept.count
    table.areas = merged(areas.map { renumbering.row($0) }).filter {
      $0.zone > 0 || $0.assetSet > 0
    }
    table.lengths = merged(lengths.map { renumbering.row($0) })
    return table
  }
}

/// Numbers of zones before and after neighbourhoods are left out.
private struct ZoneRenumbering {
  let zones: RaggedArray
  /// New number of each old zone.
  private let numbers: [Int32]

  init(_ old: RaggedArray, keeping kept: [Int]) {
    let members = Dictionary(uniqueKeysWithValues: zip(kept.map(Int32.init), Int32(0)...))
    let lists = (0..<old.count).map { zone in old[zone].compactMap { members[$0] } }
    let overlaps = Set(lists.filter { $0.count > 1 }).sorted { $0.lexicographicallyPrecedes($1) }
    let singles = kept.indices.map { [Int32($0)] }
    let all = [[]] + singles + overlaps
    let index = Dictionary(uniqueKeysWithValues: zip(all, Int32(0)...))
    zones = RaggedArray(all)
    numbers = lists.map { index[$0] ?? 0 }
  }

  func row(_ row: OverlapTable.AreaRow) -> OverlapTable.AreaRow {
    var row = row
    row.zone = numbers[Int(row.zone)]
    return row
  }

  func row(_ row: OverlapTable.LengthRow) -> OverlapTable.LengthRow {
    var row = row
    row.zone = numbers[Int(row.zone)]
    return row
  }
}

/// A row that can be ordered by its kind of place, and added to another of the same kind.
private protocol SummableRow {
  var order: (Int32, Int32, Int32) { get }
  mutating func add(_ other: Self)
}

extension OverlapTable.AreaRow: SummableRow {
  fileprivate var order: (Int32, Int32, Int32) { (zone, assetSet, signature) }
  fileprivate mutating func add(_ other: Self) { area += other.area }
}

extension OverlapTable.LengthRow: SummableRow {
  fileprivate var order: (Int32, Int32, Int32) { (zone, asset, signature) }
  fileprivate mutating func add(_ other: Self) { length += other.length }
}

/// Orders rows and adds up those of one kind, in the order they came in.
private func merged<Row: SummableRow>(_ rows: [Row]) -> [Row] {
  let sorted = rows.enumerated().sorted {
    $0.element.order == $1.element.order
      ? $0.offset < $1.offset : $0.element.order < $1.element.order
  }
  var result: [Row] = []
  for (_, row) in sorted {
    if let last = result.last, last.order == row.order {
      result[result.count - 1].add(row)
    } else {
      result.append(row)
    }
  }
  return result
}
