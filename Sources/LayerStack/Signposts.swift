/// Strands of a full cell, some way apart, that show where others are without following the list from
/// the start. They are laid where looking for a strand took long, so cells of a few strands have none.
struct Signposts: ~Copyable {
  /// Steps along the list of strands from which on a way is long.
  static let interval = 16

  /// What a strand is to the signposts. One that has fallen never becomes one again, so it is told
  /// apart wherever it is still listed.
  enum State: UInt8 {
    case none
    case stands
    case gone
  }

  /// From left to right.
  private var strands = FlatBuffer<Int32>()
  /// How many that have fallen were passed since they were last removed.
  var passedFallen = 0

  init() {}

  var count: Int { strands.count }

  @inline(__always)
  subscript(index: Int) -> Int32 { strands[index] }

  /// Whether those that have fallen cost more by now than removing them does.
  var hasManyFallen: Bool { passedFallen > strands.count }

  mutating func removeAll() { truncate(to: 0) }

  mutating func insert(_ strand: Int32, at index: Int) {
    strands.insert(strand, at: index)
  }

  func move(_ index: Int, to target: Int) { strands[target] = strands[index] }

  /// Drops those from an index on, all that have fallen among them.
  mutating func truncate(to count: Int) {
    strands.truncate(to: count)
    passedFallen = 0
  }
}
