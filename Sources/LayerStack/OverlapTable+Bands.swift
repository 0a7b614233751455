import Geometry

extension OverlapTable {
  /// Adds up what the bands found. Areas of the same kind of place are added in the order of the
  /// bands, so sums do not depend on the number of threads.
  init(_ bands: [BandResult], owners: StackOwners, metresPerUnit: Double, threads: Int) throws {
    let parts = try concurrentMap(count: bands.count, threads: threads) { band in
      BandPlaces(bands[band], owners: owners)
    }
    let zones = Numbering(parts.map(\.zones.lists), singles: owners.neighbourhoodCount)
    let assetSets = Numbering(parts.map(\.assetSets.lists), singles: owners.assetCount)
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
  /// Neighbourhoods of each place, and the overlaps among them.
  let zones: MemberSets
  /// Assets of each place, and the overlaps among them.
  let assetSets: MemberSets
  /// Shape: `places`.
  let signatures: [Signature]
  private let result: BandResult
  private let firstAsset: Int

  init(_ result: BandResult, owners: StackOwners) {
    self.result = result
    firstAsset = owners.firstAsset
    var zoneRanges: [Range<Int>] = []
    var setRanges: [Range<Int>] = []
    var signatures: [Signature] = []
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
    zones = MemberSets(zoneRanges, of: result.members, from: 0)
    assetSets = MemberSets(setRanges, of: result.members, from: owners.firstAsset)
    self.signatures = signatures
  }

  func rows(
    zones zoneNumbers: Numbering, assetSets setNumbers: Numbering,
    signatures numbers: [Signature: Int32], key: RowKey
  ) -> (areas: [KeyedValue], lengths: [KeyedValue]) {
    let zone = zones.numbers(zoneNumbers)
    let set = assetSets.numbers(setNumbers)
    var areas: [KeyedValue] = []
    areas.reserveCapacity(result.areas.count)
    for place in result.areas.indices where result.areas[place] > 0 {
      guard zone[place] > 0 || set[place] > 0 else { continue }
      let signature = numbers[signatures[place]] ?? 0
      areas.append(
        KeyedValue(key: key.key(zone[place], set[place], signature), value: result.areas[place]))
    }
    let lengths = result.lengths.map { length in
      let place = Int(length.place)
      let asset = length.owner - Int32(firstAsset)
      let signature = numbers[signatures[place]] ?? 0
      return KeyedValue(key: key.key(zone[place], asset, signature), value: length.length)
    }
    return (areas, lengths)
  }
}

/// The members of one kind at each place of a band: none, one, or several.
private struct MemberSets: Sendable {
  /// The sets of several members that occur, each once, in lexicographic order.
  private(set) var lists: [[Int32]] = []
  /// 0 for none, member + 1 for one, and -1 - index in `lists` for several. Shape: `places`.
  private var places: [Int32]

  init(_ ranges: [Range<Int>], of members: [Int32], from first: Int) {
    places = ranges.map { $0.count == 1 ? members[$0.lowerBound] - Int32(first) + 1 : 0 }
    var overlaps: [(list: [Int32], place: Int)] = []
    for (place, range) in ranges.enumerated() where range.count > 1 {
      overlaps.append((members[range].map { $0 - Int32(first) }, place))
    }
    overlaps.sort { $0.list.lexicographicallyPrecedes($1.list) }
    for overlap in overlaps {
      if lists.last != overlap.list { lists.append(overlap.list) }
      places[overlap.place] = -Int32(lists.count)
    }
  }

  /// The number of each place's set.
  func numbers(_ numbering: Numbering) -> [Int32] {
    let overlaps = lists.map(numbering.number)
    return places.map { $0 < 0 ? overlaps[Int(-$0) - 1] : $0 }
  }
}

/// Numbers for sets: 0 for the empty one, then every member alone, then the overlaps in lexicographic
/// order.
private struct Numbering: Sendable {
  let lists: RaggedArray
  private let overlaps: [[Int32]]
  private let singles: Int

  /// Each part has its overlaps in lexicographic order.
  init(_ parts: [[[Int32]]], singles: Int) {
    self.singles = singles
    var overlaps: [[Int32]] = []
    for list in parts.joined().sorted(by: { $0.lexicographicallyPrecedes($1) })
    where overlaps.last != list {
      overlaps.append(list)
    }
    var lists = RaggedArray()
    lists.append([])
    for member in 0..<Int32(singles) { lists.append(CollectionOfOne(member)) }
    for overlap in overlaps { lists.append(overlap) }
    self.lists = lists
    self.overlaps = overlaps
  }

  /// The number of an overlap that occurs.
  func number(_ list: [Int32]) -> Int32 {
    var low = 0
    var high = overlaps.count
    while low < high {
      let middle = (low + high) / 2
      if overlaps[middle].lexicographicallyPrecedes(list) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Int32(singles + 1 + low)
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
