/// Winding numbers of an owner in a cell.
struct OwnerState: BitwiseCopyable {
  /// At the left border.
  var winding: Int32 = 0
  /// Change to be made to strands further to the right.
  var shift: Int32 = 0
  /// Settled strands of the owner in the cell, and the exclusive or of their numbers: where there is
  /// one strand, its number.
  var strandCount: Int32 = 0
  var strandNumbers: Int32 = 0
  /// Its place among the owners present at the left border, where it is.
  var presentIndex: Int32 = 0
}

/// The owners present at the left border of the cell under way, by winding number, and how those
/// numbers change along the strands on a way through the cell.
struct Presence: ~Copyable {
  private var states = FlatBuffer<OwnerState>()
  /// The owners present, in any order.
  private var present = FlatBuffer<Int32>()
  private var shifted = FlatBuffer<Int32>()
  /// Number of owners that have a shift.
  private(set) var shiftCount = 0
  /// Exclusive or of the fingerprints of all owners whose winding number is not 0.
  private(set) var fingerprint: UInt64 = 0

  init() {}

  /// Begins a band with that many owners, none of them present.
  mutating func reset(ownerCount: Int) {
    states.removeAll()
    states.resize(to: ownerCount, filling: OwnerState())
    present.removeAll()
    fingerprint = 0
  }

  @inline(__always)
  func winding(of owner: Int32) -> Int32 { states[Int(owner)].winding }

  /// Crosses an edge of the owner.
  @inline(__always)
  mutating func cross(_ owner: Int32, _ delta: Int32) {
    let before = states[Int(owner)].winding
    let after = before &+ delta
    states[Int(owner)].winding = after
    if before == 0, after != 0 { appear(owner) } else if before != 0, after == 0 { leave(owner) }
  }

  private mutating func appear(_ owner: Int32) {
    fingerprint ^= ownerFingerprint(Int(owner))
    states[Int(owner)].presentIndex = Int32(truncatingIfNeeded: present.count)
    present.append(owner)
  }

  private mutating func leave(_ owner: Int32) {
    fingerprint ^= ownerFingerprint(Int(owner))
    let index = states[Int(owner)].presentIndex
    let last = present.removeLast()
    guard last != owner else { return }
    present[Int(index)] = last
    states[Int(last)].presentIndex = index
  }

  /// Adds the owners present to a list, in any order.
  func appendPresent(to list: inout FlatBuffer<Int32>) {
    for index in 0..<present.count { list.append(present[index]) }
  }

  /// Crosses an edge there and back again without following the fingerprint.
  @inline(__always)
  func look(_ owner: Int32, _ delta: Int32) { states[Int(owner)].winding &+= delta }

  @inline(__always)
  func hasStrands(_ owner: Int32) -> Bool { states[Int(owner)].strandCount > 0 }

  /// The owner's strand, where it has a single one; otherwise -1.
  @inline(__always)
  func onlyStrand(of owner: Int32) -> Int {
    let state = states[Int(owner)]
    return state.strandCount == 1 ? Int(state.strandNumbers) : -1
  }

  @inline(__always)
  func addStrand(_ strand: Int, of owner: Int32) {
    states[Int(owner)].strandCount &+= 1
    states[Int(owner)].strandNumbers ^= Int32(strand)
  }

  @inline(__always)
  func removeStrand(_ strand: Int, of owner: Int32) {
    states[Int(owner)].strandCount &-= 1
    states[Int(owner)].strandNumbers ^= Int32(strand)
  }

  @inline(__always)
  func shift(of owner: Int32) -> Int32 { states[Int(owner)].shift }

  /// Changes the winding numbers of the owner's strands further to the right.
  @inline(__always)
  mutating func addShift(_ change: Int32, of owner: Int32) {
    let before = states[Int(owner)].shift
    let after = before &+ change
    states[Int(owner)].shift = after
    if before == 0, after != 0 {
      shiftCount += 1
      shifted.append(owner)
    } else if before != 0, after == 0 {
      shiftCount -= 1
    }
  }

  /// Ends a way through the cell.
  @inline(__always)
  mutating func clearShifts() {
    for index in 0..<shifted.count { states[Int(shifted[index])].shift = 0 }
    shifted.removeAll()
    shiftCount = 0
  }
}
