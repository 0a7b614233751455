/// The kinds of place that occur in a band: which owners cover each, and how much of it there is.
///
/// A kind of place is found by a fingerprint of 64 bits, the exclusive or of a random number for each
/// owner present. Two kinds of place in a band sharing a fingerprint would be added up as one; with
/// the few thousand kinds a band holds, that chance is below 1e-9 for a city.
struct PlaceTable: ~Copyable {
  private var fingerprints = FlatBuffer<UInt64>()
  private var slots = FlatBuffer<Int32>()
  private var mask = 0
  /// Area of each place, in square units of the coordinate system.
  private(set) var areas = FlatBuffer<Double>()
  /// Owners of each place, ascending, place after place.
  private(set) var members = FlatBuffer<Int32>()
  /// First member of each place, and the number of members at the end.
  private(set) var starts = FlatBuffer<Int32>()

  init() {
    removeAll()
  }

  /// Number of places.
  var count: Int { areas.count }

  /// Forgets all places but the empty one, which is place 0.
  mutating func removeAll() {
    if slots.count != 1024 {
      slots = FlatBuffer(capacity: 1024)
      slots.resize(to: 1024, filling: -1)
    } else {
      slots.fill(-1)
    }
    mask = slots.count - 1
    fingerprints.removeAll()
    areas.removeAll()
    members.removeAll()
    starts.removeAll()
    starts.append(0)
    add(0)
  }

  /// The place with that fingerprint, or -1.
  @inline(__always)
  func place(_ fingerprint: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: fingerprint) & mask
    while true {
      let place = slots[slot]
      if place < 0 || fingerprints[Int(place)] == fingerprint { return place }
      slot = (slot + 1) & mask
    }
  }

  /// Adds a place whose members have been appended with `appendMember`.
  @discardableResult
  mutating func add(_ fingerprint: UInt64) -> Int32 {
    let place = Int32(areas.count)
    fingerprints.append(fingerprint)
    areas.append(0)
    starts.append(Int32(members.count))
    if 2 * areas.count > slots.count { rehash() } else { insert(place) }
    return place
  }

  /// Adds an owner to the place that `add` will make.
  mutating func appendMember(_ owner: Int32) { members.append(owner) }

  @inline(__always)
  func addArea(_ area: Double, to place: Int32) { areas[Int(place)] += area }

  private func insert(_ place: Int32) {
    var slot = Int(truncatingIfNeeded: fingerprints[Int(place)]) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = place
  }

  private mutating func rehash() {
    let size = 2 * slots.count
    slots = FlatBuffer(capacity: size)
    slots.resize(to: size, filling: -1)
    mask = size - 1
    for place in 0..<areas.count { insert(Int32(place)) }
  }
}

/// A random number for an owner: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func ownerFingerprint(_ owner: Int) -> UInt64 {
  var z = UInt64(truncatingIfNeeded: owner + 1) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
