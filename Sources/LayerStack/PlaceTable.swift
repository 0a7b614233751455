/// The kinds of place that occur in a band: which owners cover each, and how much of it there is.
///
/// A kind of place is found by a fingerprint of 64 bits, the exclusive or of a random number for each
/// owner present. Two kinds of place in a band sharing a fingerprint would be added up as one; with
/// the few thousand kinds a band holds, that chance is below 1e-9 for a city.
struct PlaceTable: ~Copyable {
  private var index = KeyIndex<UInt64>()
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
    index.removeAll()
    areas.removeAll()
    members.removeAll()
    starts.removeAll()
    starts.append(0)
    add(0)
  }

  /// The place with that fingerprint, or -1.
  @inline(__always)
  func place(_ fingerprint: UInt64) -> Int32 { index.number(of: fingerprint) }

  /// Adds a place whose members have been appended with `appendMember`.
  @discardableResult
  mutating func add(_ fingerprint: UInt64) -> Int32 {
    areas.append(0)
    starts.append(Int32(members.count))
    return index.add(fingerprint)
  }

  /// Adds an owner to the place that `add` will make.
  mutating func appendMember(_ owner: Int32) { members.append(owner) }

  /// Adds the owners of a place to a list.
  func appendMembers(of place: Int32, to list: inout FlatBuffer<Int32>) {
    for index in Int(starts[Int(place)])..<Int(starts[Int(place) + 1]) {
      list.append(members[index])
    }
  }

  @inline(__always)
  func addArea(_ area: Double, to place: Int32) { areas[Int(place)] += area }
}

/// A random number for an owner: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func ownerFingerprint(_ owner: Int) -> UInt64 {
  var z = UInt64(truncatingIfNeeded: owner + 1) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
