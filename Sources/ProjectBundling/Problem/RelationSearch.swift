import Geometry
import LayerStack

/// Largest number of years between two windows for which a pair is worth telling about.
private let longestWait = 5

/// Finds the pairs in which a work comes first, and sorts them out.
struct RelationSearch: Sendable {
  let places: WorksByPlace
  let rules: BundlingRules
  let pairRules: PairRules
  /// Pairs that someone decided to keep apart, as `pairKey`.
  let separated: Set<UInt64>
  let grounds: [SharedGround]
  let groundsOfWorks: RaggedArray
  let geometry: GeometryArray
  let metresPerUnit: Double
  /// Distances that need no measuring.
  let known: KnownDistances?

  /// What some works have to do with others.
  struct Found: Sendable {
    var relations = PairsByWork()
    var apart = PairsByWork()
    var farApartInTime = 0
  }

  /// A work that has to do with the one at hand.
  private struct Other {
    let work: PlacedWork
    var area: Double
    let distance: Double
  }

  /// The pairs of the works at some places.
  func find(_ range: Range<Int>, _ distances: inout DistanceSearch) -> Found {
    var found = Found()
    var others: [Other] = []
    for work in places.works[range] {
      collectSharing(work, into: &others)
      collectNear(work, &distances, into: &others)
      others.sort { $0.work.number < $1.work.number }
      for other in others { sort(work, other, into: &found) }
      found.relations.endWork()
      found.apart.endWork()
    }
    return found
  }

  /// The later works on other assets that share ground with a work.
  private func collectSharing(_ work: PlacedWork, into others: inout [Other]) {
    others.removeAll(keepingCapacity: true)
    for ground in groundsOfWorks[Int(work.number)] {
      for number in grounds[Int(ground)].works where number > work.number {
        let area = grounds[Int(ground)].area
        if let known = others.firstIndex(where: { $0.work.number == number }) {
          others[known].area += area
        } else {
          let other = places[number]
          if other.asset != work.asset {
            others.append(Other(work: other, area: area, distance: 0))
          }
        }
      }
    }
  }

  /// The later works on other assets that lie near a work, share no ground with it, and may be done
  /// not many years apart.
  private func collectNear(
    _ work: PlacedWork, _ distances: inout DistanceSearch, into others: inout [Other]
  ) {
    let sharing = others.count
    places.forEachNear(work) { other in
      let reach = rules.reach(isSameStreet: work.sharesStreet(with: other))
      let limit = max(2 * rules.distance, reach)
      guard other.asset != work.asset, work.yearsUntil(other) <= longestWait,
        work.box.gap(to: other.box) <= limit,
        !others[..<sharing].contains(where: { $0.work.number == other.number }),
        let distance = distance(from: work, to: other, upTo: limit, &distances)
      else { return }
      others.append(Other(work: other, area: 0, distance: distance))
    }
  }

  /// The distance in m between two works; nil beyond a limit.
  private func distance(
    from work: PlacedWork, to other: PlacedWork, upTo limit: Double,
    _ distances: inout DistanceSearch
  ) -> Double? {
    if let distance = known?.distance(from: work.asset, to: other.asset) {
      return distance <= limit ? distance : nil
    }
    return distances.distance(
      from: Int(work.asset), bounds(work), to: Int(other.asset), bounds(other), in: geometry,
      upTo: limit / metresPerUnit
    ).map { $0 * metresPerUnit }
  }

  private func bounds(_ work: PlacedWork) -> Bounds {
    let box = work.box / metresPerUnit
    return Bounds(minX: box.x, minY: box.y, maxX: box.z, maxY: box.w)
  }

  // MARK: Sorting out

  private func sort(_ work: PlacedWork, _ other: Other, into found: inout Found) {
    let isSameStreet = work.sharesStreet(with: other.work)
    let (rule, isForbidden) = pairRules[Int(work.kind), Int(other.work.kind)]
    let relation = Relation(
      a: work.number, b: other.work.number, sharedArea: other.area, distance: other.distance,
      isSameStreet: isSameStreet, rule: rule)
    let years = work.yearsUntil(other.work)
    if years > longestWait {
      found.farApartInTime += 1
    } else if years == 0, !isForbidden, other.distance <= rules.reach(isSameStreet: isSameStreet),
      isSmallEnough(work, other.work),
      separated.isEmpty || !separated.contains(pairKey(work.number, other.work.number))
    {
      found.relations.append(relation)
    } else {
      found.apart.append(relation)
    }
  }

  private func isSmallEnough(_ a: PlacedWork, _ b: PlacedWork) -> Bool {
    let longest = max(a.days, b.days)
    let rest = min(a.days, b.days)
    return a.box.union(b.box).longestSide <= rules.limits.span
      && longest + (1 - rules.saved.nuisance) * rest <= rules.limits.days
      && (a.party == b.party ? 1 : 2) <= rules.limits.parties
      && a.cost + b.cost <= rules.limits.cost
  }
}

/// Two works packed into one number that orders as they do.
func pairKey(_ a: Int32, _ b: Int32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
