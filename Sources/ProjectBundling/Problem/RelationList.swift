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

  /// Sorts all pairs that share ground or lie near each other into those that may be bundled and those
  /// that can't.
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
    mergeInOrder(shared, near)
  }

  private mutating func mergeInOrder(_ shared: [SharedPair], _ near: [NearPair]) {
    var next = 0
    for pair in shared {
      while next < near.count, (near[next].a, near[next].b) < (pair.a, pair.b) {
        add(near[next].a, near[next].b, area: 0, distance: near[next].distance)
        next += 1
      }
      add(pair.a, pair.b, area: pair.area, distance: 0)
    }
    for pair in near[next...] { add(pair.a, pair.b, area: 0, distance: pair.distance) }
  }

  private mutating func add(_ a: Int32, _ b: Int32, area: Double, distance: Double) {
    let (work, other) = (works[Int(a)], works[Int(b)])
    let isSameStreet = streets[Int(a)] >= 0 && streets[Int(a)] == streets[Int(b)]
    let (rule, isForbidden) = pairRules[work.kind, other.kind]
    let relation = Relation(
      a: a, b: b, sharedArea: area, distance: distance, isSameStreet: isSameStreet, rule: rule)
    let years = work.yearsUntil(other)
    if years > longestWait {
      farApartInTime += 1
    } else if years == 0, !isForbidden, distance <= rules.reach(isSameStreet: isSameStreet),
      isSmallEnough(work, other), !separated.contains(pairKey(a, b))
    {
      relations.append(relation)
    } else {
      apart.append(relation)
    }
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
  let order = pairs.indices.sorted {
    (pairs[$0].a, pairs[$0].b, $0) < (pairs[$1].a, pairs[$1].b, $1)
  }
  var merged: [SharedPair] = []
  for pair in order.lazy.map({ pairs[$0] }) {
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
