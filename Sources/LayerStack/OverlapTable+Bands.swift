import Geometry
import Workers

extension OverlapTable {
  /// Adds up what the bands found. Areas of the same kind of place are added in the order of the
  /// bands, so sums do not depend on the number of threads.
  init(_ bands: [BandResult], owners: StackOwners, metresPerUnit: Double, threads: Int) throws {
    let zoneKey = SetKey(firstOwner: 0, ownerCount: owners.neighbourhoodCount)
    let setKey = SetKey(firstOwner: owners.firstAsset, ownerCount: owners.assetCount)
    let places = try concurrentMap(count: bands.count, threads: threads) { band in
      BandPlaces(bands[band], band: band, owners: owners, zones: zoneKey, assetSets: setKey)
    }
    let numbers = PlaceNumbers(
      zones: try SetNumbers(
        places.map(\.zones), of: bands, key: zoneKey, ownerCount: owners.neighbourhoodCount,
        threads: threads),
      assetSets: try SetNumbers(
        places.map(\.assetSets), of: bands, key: setKey, ownerCount: owners.assetCount,
        threads: threads),
      signatures: Set(places.lazy.flatMap(\.signatures)).union([.empty]).sorted())
    let key = try RowKey(numbers, owners: owners)

    let rows = try concurrentMap(count: bands.count, threads: threads) { band in
      numbers.rows(of: bands[band], places[band], band: band, key: key, owners: owners)
    }
    let squareMetres = metresPerUnit * metresPerUnit
    self.init(
      zones: numbers.zones.lists, assetSets: numbers.assetSets.lists,
      signatures: numbers.signatures,
      areas: try sumByKey(rows.map(\.areas), threads: threads) { row in
        let (zone, set, signature) = key.parts(of: row.key)
        return AreaRow(
          zone: zone, assetSet: set, signature: signature, area: row.value * squareMetres)
      },
      lengths: try sumByKey(rows.map(\.lengths), threads: threads) { row in
        let (zone, asset, signature) = key.parts(of: row.key)
        return LengthRow(
          zone: zone, asset: asset, signature: signature, length: row.value * metresPerUnit)
      },
      neighbourhoodCount: owners.neighbourhoodCount, assetCount: owners.assetCount,
      planeCount: owners.planeCount)
  }
}

/// The table's numbers for the zone, asset set and signature of each place.
private struct PlaceNumbers: Sendable {
  let zones: SetNumbers
  let assetSets: SetNumbers
  /// Ascending.
  let signatures: [Signature]

  func rows(
    of result: BandResult, _ places: BandPlaces, band: Int, key: RowKey, owners: StackOwners
  ) -> (areas: [Keyed<Double>], lengths: [Keyed<Double>]) {
    let signatures = places.signatures.map { self.signatures.countNotAbove($0) - 1 }
    func signature(_ place: Int) -> Int32 {
      Int32(signatures[Int(places.signatureNumbers[place])])
    }
    func zone(_ place: Int) -> Int32 {
      zones.number(code: places.zones.codes[place], band: band, place: place)
    }
    var areas: [Keyed<Double>] = []
    areas.reserveCapacity(result.areas.count)
    for place in result.areas.indices where result.areas[place] > 0 {
      let code = places.assetSets.codes[place]
      guard places.zones.codes[place] != 0 || code != 0 else { continue }
      let set = assetSets.number(code: code, band: band, place: place)
      areas.append(
        Keyed(key: key.key(zone(place), set, signature(place)), value: result.areas[place]))
    }
    let lengths = result.lengths.map { length in
      let place = Int(length.place)
      let asset = length.owner - Int32(owners.firstAsset)
      return Keyed(key: key.key(zone(place), asset, signature(place)), value: length.length)
    }
    return (areas, lengths)
  }
}

/// Zone, asset set and signature packed into one number that orders as they do.
private struct RowKey: Sendable {
  private let setBits: UInt64
  private let signatureBits: UInt64

  init(_ numbers: PlaceNumbers, owners: StackOwners) throws {
    let zones = numbers.zones.lists.count
    // Lengths have the number of an asset in the place of a set's.
    let sets = max(numbers.assetSets.lists.count, owners.assetCount + 1)
    let signatures = numbers.signatures.count
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
