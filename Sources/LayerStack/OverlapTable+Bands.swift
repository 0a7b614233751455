import Geometry

extension OverlapTable {
  /// Adds up what the bands found. Areas of the same kind of place are added in the order of the
  /// bands, so sums do not depend on the number of threads.
  init(_ bands: [BandResult], owners: StackOwners, metresPerUnit: Double, threads: Int) throws {
    let parts = try concurrentMap(count: bands.count, threads: threads) { band in
      BandPlaces(bands[band], owners: owners)
    }
    let zones = Numbering(parts.map(\.zones), singles: owners.neighbourhoodCount)
    let assetSets = Numbering(parts.map(\.assetSets), singles: owners.assetCount)
    let signatures = Set(parts.lazy.flatMap(\.signatures)).union([.empty]).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(signatures, Int32(0)...))
    let key = try RowKey(
      zones: zones.lists.count, sets: max(assetSets.lists.count, owners.assetCount + 1),
      signatures: signatures.count)

    let rows = try concurrentMap(count: parts.count, threads: threads) { part in
      parts[part].rows(zones: zones, assetSets: assetSets, signatures: numbers, key: key)
    }
    let areas = try sumByKey(rows.map(\.areas), threads: threads)
    let lengths = try sumByKey(rows.map(\.lengths), threads: threads)
    let squareMetres = metresPerUnit * metresPerUnit
    self.init(
      zones: zones.lists, assetSets: assetSets.lists, signatures: signatures,
      areas: areas.map { row in
        let (zone, set, signature) = key.parts(of: row.key)
        return AreaRow(
          zone: zone, assetSet: set, signature: signature, area: row.value * squareMetres)
      },
      lengths: lengths.map { row in
        let (zone, asset, signature) = key.parts(of: row.key)
        return LengthRow(
          zone: zone, asset: asset, signature: signature, length: row.value * metresPerUnit)
      },
      neighbourhoodCount: owners.neighbourhoodCount, assetCount: owners.assetCount,
      planeCount: owners.planeCount)
  }
}

/// The places of a band with their owners told apart by kind.
private struct BandPlaces: Sendable {
  /// Members of each place's zone and asset set, as ranges of `result.members`. Shape: `places`.
  private var zoneRanges: [Range<Int>] = []
  private var setRanges: [Range<Int>] = []
  /// Shape: `places`.
  private(set) var signatures: [Signature] = []
  private let result: BandResult
  private let owners: StackOwners

  init(_ result: BandResult, owners: StackOwners) {
    self.result = result
    self.owners = owners
    for place in result.areas.indices {
      let range = Int(result.starts[place])..<Int(result.starts[place + 1])
      var planes = range.lowerBound
      while planes < range.upperBound, result.members[planes] < owners.firstPlane { planes += 1 }
      var assets = planes
      var bits: UInt128 = 0
      while assets < range.upperBound, result.members[assets] < owners.firstAsset {
        bits |= 1 << UInt128(Int(result.members[assets]) - owners.firstPlane)
        assets += 1
      }
      zoneRanges.append(range.lowerBound..<planes)
      setRanges.append(assets..<range.upperBound)
      signatures.append(Signature(bits: bits))
    }
  }

  /// Neighbourhood sets of more than one member.
  var zones: [[Int32]] { overlaps(zoneRanges, from: 0) }

  /// Asset sets of more than one member.
  var assetSets: [[Int32]] { overlaps(setRanges, from: owners.firstAsset) }

  private func overlaps(_ ranges: [Range<Int>], from first: Int) -> [[Int32]] {
    var unique: Set<[Int32]> = []
    for range in ranges where range.count > 1 { unique.insert(list(range, from: first)) }
    return Array(unique)
  }

  private func list(_ range: Range<Int>, from first: Int) -> [Int32] {
    result.members[range].map { $0 - Int32(first) }
  }

  func rows(
    zones: Numbering, assetSets: Numbering, signatures numbers: [Signature: Int32], key: RowKey
  ) -> (areas: [KeyedValue], lengths: [KeyedValue]) {
    var areas: [KeyedValue] = []
    areas.reserveCapacity(result.areas.count)
    for place in result.areas.indices where result.areas[place] > 0 {
      guard !zoneRanges[place].isEmpty || !setRanges[place].isEmpty else { continue }
      let zone = number(zoneRanges[place], from: 0, in: zones)
      let set = number(setRanges[place], from: owners.firstAsset, in: assetSets)
      let signature = numbers[signatures[place]] ?? 0
      areas.append(KeyedValue(key: key.key(zone, set, signature), value: result.areas[place]))
    }
    let lengths = result.lengths.map { length in
      let place = Int(length.place)
      let zone = number(zoneRanges[place], from: 0, in: zones)
      let asset = length.owner - Int32(owners.firstAsset)
      let signature = numbers[signatures[place]] ?? 0
      return KeyedValue(key: key.key(zone, asset, signature), value: length.length)
    }
    return (areas, lengths)
  }

  private func number(_ range: Range<Int>, from first: Int, in numbering: Numbering) -> Int32 {
    switch range.count {
    case 0: 0
    case 1: result.members[range.lowerBound] - Int32(first) + 1
    default: numbering.numbers[list(range, from: first)] ?? 0
    }
  }
}

/// Numbers for sets: 0 for the empty one, then every member alone, then the overlaps in order.
private struct Numbering: Sendable {
  let lists: RaggedArray
  let numbers: [[Int32]: Int32]

  init(_ parts: [[[Int32]]], singles: Int) {
    var lists = RaggedArray()
    lists.append([])
    for member in 0..<Int32(singles) { lists.append(CollectionOfOne(member)) }
    let overlaps = Set(parts.joined()).sorted { $0.lexicographicallyPrecedes($1) }
    for overlap in overlaps { lists.append(overlap) }
    self.lists = lists
    numbers = Dictionary(uniqueKeysWithValues: zip(overlaps, Int32(singles + 1)...))
  }
}

/// Zone, asset set and signature packed into one number that orders as they do.
private struct RowKey: Sendable {
  private let setBits: UInt64
  private let signatureBits: UInt64

  init(zones: Int, sets: Int, signatures: Int) throws {
    setBits = UInt64(Int.bitWidth - sets.leadingZeroBitCount)
    signatureBits = UInt64(Int.bitWidth - signatures.leadingZeroBitCount)
    let zoneBits = UInt64(Int.bitWidth - zones.leadingZeroBitCount)
    guard zoneBits + setBits + signatureBits <= 64 else {
      throw StackError.tooManyCombinations(zones: zones, assetSets: sets, signatures: signatures)
    }
  }

  func key(_ zone: Int32, _ set: Int32, _ signature: Int32) -> UInt64 {
    (UInt64(zone) << setBits | UInt64(set)) << signatureBits | UInt64(signature)
  }

  func parts(of key: UInt64) -> (zone: Int32, set: Int32, signature: Int32) {
    let signature = key & (1 << signatureBits - 1)
    let set = key >> signatureBits & (1 << setBits - 1)
    return (Int32(key >> (signatureBits + setBits)), Int32(set), Int32(signature))
  }
}
