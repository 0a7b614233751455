import Formats
import Geometry
import LayerIO
import LayerStack

/// The files in which a stack is saved; docs/stack-format.md describes them.
enum StackFiles {
  /// The overlap table and all that a map needs, without geometry.
  static let figures = SectionFormat(magic: "KKSTACK\n", version: 5)
  /// Geometry of neighbourhoods, assets and faces.
  static let geometry = SectionFormat(magic: "KKSHAPE\n", version: 1)
}

extension SectionFileWriter {
  mutating func add(_ name: String, _ lists: RaggedArray) {
    add("\(name).members", .int32(lists.members))
    add("\(name).starts", .int64(lists.starts))
  }

  /// The sections of a table, their names behind a prefix.
  mutating func add(_ table: OverlapTable, under prefix: String = "") {
    add("\(prefix)zones", table.zones)
    add("\(prefix)asset-sets", table.assetSets)
    add(
      "\(prefix)signatures",
      .bits64(
        table.signatures.flatMap {
          [UInt64(truncatingIfNeeded: $0.bits), UInt64(truncatingIfNeeded: $0.bits >> 64)]
        }))
    add("\(prefix)areas.zone", .int32(table.areas.map(\.zone)))
    add("\(prefix)areas.asset-set", .int32(table.areas.map(\.assetSet)))
    add("\(prefix)areas.signature", .int32(table.areas.map(\.signature)))
    add("\(prefix)areas.m2", .float64(table.areas.map(\.area)))
    add("\(prefix)lengths.zone", .int32(table.lengths.map(\.zone)))
    add("\(prefix)lengths.asset", .int32(table.lengths.map(\.asset)))
    add("\(prefix)lengths.signature", .int32(table.lengths.map(\.signature)))
    add("\(prefix)lengths.m", .float64(table.lengths.map(\.length)))
  }

  mutating func add(_ name: String, _ column: AttributeColumn) {
    let storage = column.storage
    add("\(name).kinds", .bytes(storage.kinds))
    add("\(name).payloads", .bits64(storage.payloads))
    add("\(name).lengths", .int32(storage.textLengths))
    add("\(name).text", .bytes(storage.textBytes))
  }

  mutating func add(_ name: String, _ geometry: GeometryArray) {
    add("\(name).positions", .positions(geometry.positions))
    add("\(name).path-starts", .int64(geometry.pathStarts))
    add("\(name).path-roles", .bytes(geometry.pathRoles.map(\.rawValue)))
    add("\(name).feature-starts", .int64(geometry.featureStarts))
  }
}

extension SectionFile {
  func lists(_ name: String) throws -> RaggedArray {
    let (members, starts) = (try int32("\(name).members"), try int64("\(name).starts"))
    try check(areStarts(starts, of: members.count), "\(name).starts")
    return RaggedArray(members: members, starts: starts)
  }

  /// The overlap table, of which neighbourhoods, assets and planes are counted elsewhere.
  func table(
    neighbourhoods: Int, assets: Int, planes: Int, under prefix: String = ""
  ) throws -> OverlapTable {
    let bits = try bits64("\(prefix)signatures")
    let table = OverlapTable(
      zones: try lists("\(prefix)zones"), assetSets: try lists("\(prefix)asset-sets"),
      signatures: stride(from: 0, to: bits.count - 1, by: 2).map {
        Signature(bits: UInt128(bits[$0 + 1]) << 64 | UInt128(bits[$0]))
      },
      areas: try areaRows(prefix), lengths: try lengthRows(prefix),
      neighbourhoodCount: neighbourhoods, assetCount: assets, planeCount: planes)
    try check(table.isWithinBounds, "\(prefix)areas")
    return table
  }

  private func areaRows(_ prefix: String) throws -> [OverlapTable.AreaRow] {
    let (zones, sets) = (try int32("\(prefix)areas.zone"), try int32("\(prefix)areas.asset-set"))
    let (signatures, areas) = (
      try int32("\(prefix)areas.signature"), try float64("\(prefix)areas.m2")
    )
    try check(
      Set([zones.count, sets.count, signatures.count]) == [areas.count], "\(prefix)areas.m2")
    return areas.indices.map {
      OverlapTable.AreaRow(
        zone: zones[$0], assetSet: sets[$0], signature: signatures[$0], area: areas[$0])
    }
  }

  private func lengthRows(_ prefix: String) throws -> [OverlapTable.LengthRow] {
    let (zones, assets) = (try int32("\(prefix)lengths.zone"), try int32("\(prefix)lengths.asset"))
    let (signatures, lengths) = (
      try int32("\(prefix)lengths.signature"), try float64("\(prefix)lengths.m")
    )
    try check(
      Set([zones.count, assets.count, signatures.count]) == [lengths.count], "\(prefix)lengths.m")
    return lengths.indices.map {
      OverlapTable.LengthRow(
        zone: zones[$0], asset: assets[$0], signature: signatures[$0], length: lengths[$0])
    }
  }

  func column(_ section: String, name: String, count: Int) throws -> AttributeColumn {
    let kinds = try bytes("\(section).kinds")
    let (payloads, lengths) = (try bits64("\(section).payloads"), try int32("\(section).lengths"))
    try check(Set([kinds.count, payloads.count, lengths.count]) == [count], section)
    return AttributeColumn(
      name: name, storage: (kinds, payloads, lengths, try bytes("\(section).text")))
  }

  func geometry(_ name: String) throws -> GeometryArray {
    let positions = try positions("\(name).positions")
    let roles = try bytes("\(name).path-roles").compactMap { PathRole(rawValue: $0) }
    let paths = try int64("\(name).path-starts")
    let features = try int64("\(name).feature-starts")
    try check(areStarts(paths, of: positions.count) && paths.count == roles.count + 1, name)
    try check(areStarts(features, of: roles.count), name)
    return GeometryArray(
      positions: positions, pathStarts: paths, pathRoles: roles, featureStarts: features)
  }

  /// - Throws: `SectionFileError.damaged` where what a section says is impossible: its checksum was
  ///   right, so another program wrote it.
  func check(_ isRight: Bool, _ section: String) throws(SectionFileError) {
    guard isRight else { throw .damaged("section '\(section)' contradicts the others") }
  }
}

private func areStarts(_ starts: [Int], of count: Int) -> Bool {
  starts.first == 0 && starts.last == count
    && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
}

extension OverlapTable {
  /// Whether all numbers in the rows stand for something.
  fileprivate var isWithinBounds: Bool {
    areas.allSatisfy {
      zones.holds($0.zone) && assetSets.holds($0.assetSet)
        && signatures.indices.contains(Int($0.signature))
    }
      && lengths.allSatisfy {
        zones.holds($0.zone) && (0..<assetCount).contains(Int($0.asset))
          && signatures.indices.contains(Int($0.signature))
      } && zones.members.allSatisfy { (0..<neighbourhoodCount).contains(Int($0)) }
      && assetSets.members.allSatisfy { (0..<assetCount).contains(Int($0)) }
  }
}

extension RaggedArray {
  fileprivate func holds(_ index: Int32) -> Bool { (0..<count).contains(Int(index)) }
}
