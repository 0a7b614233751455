/// The owners of one kind at a place: where they stand among its band's members.
struct MemberRun: BitwiseCopyable, Sendable {
  let band: Int32
  let place: Int32
  let first: Int32
  let end: Int32
}

/// The owners of one kind, neighbourhoods or assets, at each place of a band.
struct BandSets: Sendable {
  /// 0 for none, member + 1 for one, and -1 for several. Shape: `places`.
  private(set) var codes: [Int32] = []
  /// The places with several, under a key that orders as the sets do as far as it goes.
  private(set) var overlaps: [Keyed<MemberRun>] = []
  private let band: Int32
  private let key: SetKey

  init(band: Int, key: SetKey) {
    self.band = Int32(band)
    self.key = key
  }

  /// Adds the next place.
  mutating func append(_ run: Range<Int>, of members: [Int32]) {
    if run.count > 1 {
      overlaps.append(
        Keyed(
          key: key.key(of: members[run]),
          value: MemberRun(
            band: band, place: Int32(codes.count), first: Int32(run.lowerBound),
            end: Int32(run.upperBound))))
      codes.append(-1)
    } else {
      codes.append(run.isEmpty ? 0 : members[run.lowerBound] - key.firstOwner + 1)
    }
  }
}

/// A number of 64 bits that orders as sets of owners do: the first few members, one after the other.
struct SetKey: Sendable {
  let firstOwner: Int32
  private let bits: UInt64
  /// Number of members that the key holds.
  let memberCount: Int

  init(firstOwner: Int, ownerCount: Int) {
    self.firstOwner = Int32(firstOwner)
    bits = UInt64(max(1, Int.bitWidth - ownerCount.leadingZeroBitCount))
    memberCount = 64 / Int(bits)
  }

  func key(of members: ArraySlice<Int32>) -> UInt64 {
    var key: UInt64 = 0
    for member in members.prefix(memberCount) {
      key = key << bits | UInt64(member - firstOwner + 1)
    }
    return key << (bits * UInt64(max(0, memberCount - members.count)))
  }
}

/// The places of a band with their owners told apart by kind. Places without area and length, which
/// come and go at one height, count as places without owners.
struct BandPlaces: Sendable {
  /// Neighbourhoods of each place.
  private(set) var zones: BandSets
  /// Assets of each place.
  private(set) var assetSets: BandSets
  /// The signatures that occur, each once.
  private(set) var signatures: [Signature] = []
  /// Index in `signatures` of each place's. Shape: `places`.
  private(set) var signatureNumbers: [Int32] = []

  init(_ result: BandResult, band: Int, owners: StackOwners, zones: SetKey, assetSets: SetKey) {
    self.zones = BandSets(band: band, key: zones)
    self.assetSets = BandSets(band: band, key: assetSets)
    var index = KeyIndex<UInt128>()
    let isUsed = result.isUsed()
    for place in result.areas.indices {
      let start = Int(result.starts[place])
      append(
        start..<(isUsed[place] ? Int(result.starts[place + 1]) : start), of: result.members, owners,
        &index)
    }
    signatures = index.keys.array().map(Signature.init)
  }

  private mutating func append(
    _ run: Range<Int>, of members: [Int32], _ owners: StackOwners, _ index: inout KeyIndex<UInt128>
  ) {
    var planes = run.lowerBound
    while planes < run.upperBound, members[planes] < owners.firstPlane { planes += 1 }
    var assets = planes
    var bits: UInt128 = 0
    while assets < run.upperBound, members[assets] < owners.firstAsset {
      bits |= 1 << UInt128(Int(members[assets]) - owners.firstPlane)
      assets += 1
    }
    zones.append(run.lowerBound..<planes, of: members)
    assetSets.append(assets..<run.upperBound, of: members)
    let number = index.number(of: bits)
    signatureNumbers.append(number >= 0 ? number : index.add(bits))
  }
}

extension BandResult {
  /// Whether each place has an area or a length.
  fileprivate func isUsed() -> [Bool] {
    var isUsed = areas.map { $0 > 0 }
    for length in lengths { isUsed[Int(length.place)] = true }
    return isUsed
  }
}
