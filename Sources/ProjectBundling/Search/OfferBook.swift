/// What a cluster gains by joining another.
struct Offer: Sendable {
  var partner: Int32
  var gain: Double

  static let none = Offer(partner: -1, gain: 0)
}

/// What clusters gain by joining each other, by their numbers. An offer holds until one of the two
/// clusters is gone, so it need not be worked out again when another best is wanted.
///
/// The offers of a cluster are a chain through one array: there are millions, and few for each.
struct OfferBook: Sendable {
  private struct Entry {
    let gain: Double
    let partner: Int32
    /// The cluster's offer before this; -1 for none.
    let previous: Int32
  }

  private var entries: [Entry] = []
  /// The last offer of each cluster; -1 for none. Shape: clusters.
  private var last: [Int32]
  /// The best offer of each cluster. Shape: clusters.
  private(set) var best: [Offer]

  /// No offers, for clusters with numbers below `count`.
  init(count: Int) {
    last = [Int32](repeating: -1, count: count)
    best = [Offer](repeating: .none, count: count)
  }

  /// Makes place for the offers of one more cluster.
  mutating func addCluster() {
    last.append(-1)
    best.append(.none)
  }

  /// Writes down what two clusters gain by joining.
  mutating func add(_ number: Int32, _ partner: Int32, gain: Double) {
    add(Offer(partner: partner, gain: gain), to: number)
    add(Offer(partner: number, gain: gain), to: partner)
  }

  private mutating func add(_ offer: Offer, to number: Int32) {
    entries.append(
      Entry(gain: offer.gain, partner: offer.partner, previous: last[Int(number)]))
    last[Int(number)] = Int32(entries.count - 1)
    best[Int(number)] = Self.better(best[Int(number)], offer, for: number)
  }

  /// Equal gains are told apart by the pair, so that someone's best is always mutual.
  private static func better(_ a: Offer, _ b: Offer, for number: Int32) -> Offer {
    if a.gain != b.gain { return b.gain > a.gain ? b : a }
    return a.partner < 0
      || (min(a.partner, number), max(a.partner, number))
        < (min(b.partner, number), max(b.partner, number))
      ? a : b
  }

  /// The pairs of clusters that are each other's best and of which one is among those given, the
  /// lower number first, by the lower number.
  func mutualPairs(among numbers: [Int32]) -> [(a: Int32, b: Int32)] {
    let firsts = numbers.compactMap { number -> Int32? in
      let partner = best[Int(number)].partner
      guard partner >= 0, best[Int(partner)].partner == number else { return nil }
      return min(number, partner)
    }
    return uniqueSorted(firsts).map { ($0, best[Int($0)].partner) }
  }

  /// The clusters whose best was one that is gone.
  func bereft(by gone: Int32) -> [Int32] {
    var found: [Int32] = []
    var entry = last[Int(gone)]
    while entry >= 0 {
      let partner = entries[Int(entry)].partner
      if best[Int(partner)].partner == gone { found.append(partner) }
      entry = entries[Int(entry)].previous
    }
    return found
  }

  /// The best that a cluster is still offered.
  func bestLeft(for number: Int32, isThere: (Int32) -> Bool) -> Offer {
    var best = Offer.none
    var entry = last[Int(number)]
    while entry >= 0 {
      let offer = entries[Int(entry)]
      if isThere(offer.partner) {
        best = Self.better(best, Offer(partner: offer.partner, gain: offer.gain), for: number)
      }
      entry = offer.previous
    }
    return best
  }

  /// Writes down what is now a cluster's best.
  mutating func setBest(_ offer: Offer, for number: Int32) { best[Int(number)] = offer }
}
