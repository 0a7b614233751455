import Geometry
import OpportunityMap

/// Largest number of years between two windows for which a pair is worth telling about.
private let longestWait = 5

/// What relates the works, in the making.
struct RelationList {
  private(set) var relations: [Relation] = []
  private(set) var apart: [Relation] = []
  private(set) var farApartInTime = 0
  private let works: [BundlingWork]
  private let rules: BundlingRules
  private let streets: [Int32]
  private let pairRules: PairRules
  private let separated: Set<UInt64>

  init(
    _ list: WorkList, _ map: OpportunityMap, grounds: [SharedGround], rules: BundlingRules,
    separated: [(a: Int32, b: Int32)]
  ) {
    works = list.works
    self.rules = rules
    streets = streetNumbers(list.works, map)
    pairRules = PairRules(list.kinds.rules, rules)
    self.separated = Set(separated.map { pairKey($0.a, $0.b) })
  }

  /// Sorts all pairs that share ground or lie near each other into those that may be bundled and
  /// those that can't.
  mutating func fill(
    grounds: [SharedGround], geometry: GeometryArray, metresPerUnit: Double, threads: Int
  ) throws {
    let shared = sharedPairs(grounds, works)
    let keys = shared.map { pairKey($0.a, $0.b) }
    let (works, rules, streets) = (works, rules, streets)
    let reach = max(2 * rules.distance, rules.streetDistance)
    let near = try NearPairs(
      works, geometry: geometry, metresPerUnit: metresPerUnit, reach: reach
    ).find(threads: threads) { work, next, a, b in
      guard work.asset != next.asset, work.yearsUntil(next) <= longestWait,
        !keys.containsSorted(pairKey(a, b))
      else { return nil }
      let isSameStreet = streets[Int(a)] >= 0 && streets[Int(a)] == streets[Int(b)]
      return max(2 * rules.distance, rules.reach(isSameStreet: isSameStreet))
    }
    let pairs = mergedInOrder(shared, near)
    for part in try parts(of: pairs, threads: threads) {
      relations += part.relations
      apart += part.apart
      farApartInTime += part.farApartInTime
    }
  }

  private struct Pair: Sendable {
    let a: Int32
    let b: Int32
    let area: Double
    let distance: Double

    init(_ pair: SharedPair) { (a, b, area, distance) = (pair.a, pair.b, pair.area, 0) }
    init(_ pair: NearPair) { (a, b, area, distance) = (pair.a, pair.b, 0, pair.distance) }
  }

  private func mergedInOrder(_ shared: [SharedPair], _ near: [NearPair]) -> [Pair] {
    var pairs: [Pair] = []
    pairs.reserveCapacity(shared.count + near.count)
    var next = 0
    for pair in shared {
      while next < near.count, (near[next].a, near[next].b) < (pair.a, pair.b) {
        pairs.append(Pair(near[next]))
        next += 1
      }
      pairs.append(Pair(pair))
    }
    return pairs + near[next...].map(Pair.init)
  }

  private struct Part: Sendable {
    var relations: [Relation] = []
    var apart: [Relation] = []
    var farApartInTime = 0
  }

  private func parts(of pairs: [Pair], threads: Int) throws -> [Part] {
    let size = 20_000
    return try concurrentMap(count: (pairs.count + size - 1) / size, threads: threads) {
      sort(pairs[$0 * size..<min(pairs.count, ($0 + 1) * size)])
    }
  }

  private func sort(_ pairs: ArraySlice<Pair>) -> Part {
    var part = Part()
    for pair in pairs {
      let (work, other) = (works[Int(pair.a)], works[Int(pair.b)])
      let isSameStreet = streets[Int(pair.a)] >= 0 && streets[Int(pair.a)] == streets[Int(pair.b)]
      let (rule, isForbidden) = pairRules[work.kind, other.kind]
      let relation = Relation(
        a: pair.a, b: pair.b, sharedArea: pair.area, distance: pair.distance,
        isSameStreet: isSameStreet, rule: rule)
      let years = work.yearsUntil(other)
      if years > longestWait {
        part.farApartInTime += 1
      } else if years == 0, !isForbidden, pair.distance <= rules.reach(isSameStreet: isSameStreet),
        isSmallEnough(work, other), !separated.contains(pairKey(pair.a, pair.b))
      {
        part.relations.append(relation)
      } else {
        part.apart.append(relation)
      }
    }
    return part
  }

  private func isSmallEnough(_ a: BundlingWork, _ b: BundlingWork) -> Bool {
    let longest = max(a.days, b.days)
    let rest = min(a.days, b.days)
    return a.box.union(b.box).longestSide <= rules.limits.span
      && longest + (1 - rules.saved.nuisance) * rest <= rules.limits.days
      && (a.party == b.party ? 1 : 2) <= rules.limits.parties && rules.limits.works >= 2
  }
}

/// The rule for each pair of kinds.
struct PairRules {
  private let count: Int
  private let indices: [Int?]
  private let isForbidden: [Bool]

  init(_ kinds: [BundlingRules.MeasureRule], _ rules: BundlingRules) {
    count = kinds.count
    indices = kinds.flatMap { a in kinds.map { rules.pair(a.kind, $0.kind) } }
    isForbidden = indices.map { $0.map { rules.pairs[$0].verdict == .never } ?? false }
  }

  /// Index of the rule in `BundlingRules.pairs`, and whether it says never.
  subscript(a: Int, b: Int) -> (rule: Int?, isForbidden: Bool) {
    (indices[a * count + b], isForbidden[a * count + b])
  }
}

/// Two works that share ground.
struct SharedPair {
  let a: Int32
  let b: Int32
  var area: Double
}

/// All pairs of works on different assets that share ground, ascending.
func sharedPairs(_ grounds: [SharedGround], _ works: [BundlingWork]) -> [SharedPair] {
  var pairs: [SharedPair] = []
  for ground in grounds {
    for (index, a) in ground.works.enumerated() {
      for b in ground.works[(index + 1)...] where works[Int(a)].asset != works[Int(b)].asset {
        pairs.append(SharedPair(a: a, b: b, area: ground.area))
      }
    }
  }
  var merged: [SharedPair] = []
  for pair in sortedByPair(pairs, firsts: works.count, pair: { ($0.a, $0.b) }) {
    if let last = merged.indices.last, merged[last].a == pair.a, merged[last].b == pair.b {
      merged[last].area += pair.area
    } else {
      merged.append(pair)
    }
  }
  return merged
}

/// A number for the street of each work, -1 for works that name none.
private func streetNumbers(_ works: [BundlingWork], _ map: OpportunityMap) -> [Int32] {
  var numbers: [String: Int32] = [:]
  return works.map { work in
    guard let street = map.assets[work.asset].street else { return -1 }
    if let number = numbers[street] { return number }
    let number = Int32(numbers.count)
    numbers[street] = number
    return number
  }
}

/// Two works packed into one number that orders as they do.
func pairKey(_ a: Int32, _ b: Int32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

extension BundlingWork {
  /// Years between the windows of two works; 0 where they have a year in common.
  func yearsUntil(_ other: BundlingWork) -> Int {
    max(
      0, years.lowerBound - other.years.upperBound, other.years.lowerBound - years.upperBound)
  }
}

extension [UInt64] {
  /// Whether an ascending array holds a number.
  func containsSorted(_ number: UInt64) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number
  }
}
