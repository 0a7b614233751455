/// The winding numbers of all owners at the places of a face, and the kind of face that makes it.
struct FaceStates {
  /// No neighbourhood: no face.
  static let outside: Int32 = -1
  /// A combination that the table lacks.
  static let unlisted: Int32 = -2

  /// Winding numbers other than 0, by owner.
  private var windings: [[WindingGain]] = [[]]
  private var numbers: [[WindingGain]: Int32] = [[]: 0]
  private var transitions: [Transition: Int32] = [:]
  /// The transitions asked for last, since a few make up nearly all.
  private var recent = [Recent](
    repeating: Recent(transition: Transition(from: -1, code: .none), state: 0), count: recentCount)
  private var kindsOfStates: [Int32] = [outside]
  private let kinds: FaceKinds
  private let lists: [[WindingGain]]
  private static let recentCount = 1024

  private struct Transition: Hashable {
    let from: Int32
    let code: EdgeCode

    var slot: Int { Int(truncatingIfNeeded: (Int64(from) &* 31) ^ code.bits) & (recentCount - 1) }
  }

  private struct Recent {
    let transition: Transition
    let state: Int32
  }

  /// States of a stack; number 0 is the one outside everything.
  init(_ kinds: FaceKinds, lists: [[WindingGain]]) {
    self.kinds = kinds
    self.lists = lists
  }

  /// The kind of a state.
  func kind(of state: Int32) -> Int32 { kindsOfStates[Int(state)] }

  /// The state to the right of an edge that has a state to its left.
  mutating func state(acrossFrom state: Int32, _ code: EdgeCode) -> Int32 {
    let transition = Transition(from: state, code: code)
    let slot = transition.slot
    if recent[slot].transition == transition { return recent[slot].state }
    let next = transitions[transition] ?? makeState(by: transition)
    recent[slot] = Recent(transition: transition, state: next)
    return next
  }

  private mutating func makeState(by transition: Transition) -> Int32 {
    let changes = gains(of: transition.code.reversed)
    let number = number(of: windings[Int(transition.from)].adding(changes))
    transitions[transition] = number
    return number
  }

  private func gains(of code: EdgeCode) -> [WindingGain] {
    let sign: Int32 = code.isReversed ? -1 : 1
    guard let list = code.list else { return [WindingGain(owner: code.owner, gain: sign)] }
    return lists[list].map { WindingGain(owner: $0.owner, gain: sign * $0.gain) }
  }

  private mutating func number(of winding: [WindingGain]) -> Int32 {
    if let known = numbers[winding] { return known }
    let number = Int32(windings.count)
    numbers[winding] = number
    windings.append(winding)
    kindsOfStates.append(kinds.kind(of: winding.map { Int($0.owner) }))
    return number
  }
}

extension [WindingGain] {
  /// The sum of two lists that are ordered by owner, without those that come to 0.
  fileprivate func adding(_ other: [WindingGain]) -> [WindingGain] {
    var sums = Dictionary(uniqueKeysWithValues: map { ($0.owner, $0.gain) })
    for change in other { sums[change.owner, default: 0] += change.gain }
    return sums.filter { $0.value != 0 }.map { WindingGain(owner: $0.key, gain: $0.value) }
      .sorted { $0.owner < $1.owner }
  }
}

/// The combinations of neighbourhoods and planes that the table has.
struct FaceKinds: Sendable {
  /// Zone and signature of each kind, in the order of the table.
  let members: [(zone: Int32, signature: Int32)]
  private let numbers: [Combination: Int32]
  private let neighbourhoodCount: Int
  /// Whether a place is the first of its neighbourhoods' alone, where it is in the only plane.
  private let isFirstOnly: Bool

  private struct Combination: Hashable {
    let zone: [Int32]
    let signature: Signature
  }

  init(_ table: OverlapTable) {
    neighbourhoodCount = table.neighbourhoodCount
    isFirstOnly = false
    var members: [(zone: Int32, signature: Int32)] = []
    var numbers: [Combination: Int32] = [:]
    for row in table.areas where row.zone > 0 {
      let key = Combination(
        zone: Array(table.zones[Int(row.zone)]), signature: table.signatures[Int(row.signature)])
      guard numbers[key] == nil else { continue }
      numbers[key] = Int32(members.count)
      members.append((row.zone, row.signature))
    }
    // Rows are ordered by assets before signatures.
    let order = members.indices.sorted { members[$0] < members[$1] }
    var places = [Int32](repeating: 0, count: members.count)
    for (place, member) in order.enumerated() { places[member] = Int32(place) }
    self.members = order.map { members[$0] }
    self.numbers = numbers.mapValues { places[Int($0)] }
  }

  /// The kinds that neighbourhoods make that do not meet, without planes: zone `i + 1` is
  /// neighbourhood `i` alone.
  init(neighbourhoodsApart count: Int) {
    neighbourhoodCount = count
    isFirstOnly = false
    members = (0..<Int32(count)).map { ($0 + 1, 0) }
    numbers = Dictionary(
      uniqueKeysWithValues: (0..<Int32(count)).map {
        (Combination(zone: [$0], signature: .empty), $0)
      })
  }

  /// The kinds that neighbourhoods make within one plane where places of several are the first one's: zone
  /// `i + 1` is what neighbourhood `i` has there.
  init(firstOf count: Int) {
    neighbourhoodCount = count
    isFirstOnly = true
    members = (0..<Int32(count)).map { ($0 + 1, 0) }
    numbers = [:]
  }

  /// The kind of places that the owners cover, neighbourhoods before planes.
  func kind(of owners: [Int]) -> Int32 {
    let zone = owners.filter { $0 < neighbourhoodCount }.map(Int32.init)
    guard !zone.isEmpty else { return FaceStates.outside }
    let planes = owners.filter { $0 >= neighbourhoodCount }.map { $0 - neighbourhoodCount }
    if isFirstOnly { return planes.isEmpty ? FaceStates.outside : zone[0] }
    let key = Combination(zone: zone, signature: Signature(planes: planes))
    return numbers[key] ?? FaceStates.unlisted
  }
}
