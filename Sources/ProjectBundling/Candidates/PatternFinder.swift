import Geometry
import OpportunityMap
import Workers

/// The patterns that at least two candidates follow, the most frequent first, with their twins.
/// `types` are the kinds of the neighbourhoods, where they have one. Shape: neighbourhoods.
/// - Throws: errors of threads alone.
package func findPatterns(
  _ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, types: [String?],
  threads: Int
) throws -> [Pattern] {
  let finder = PatternFinder(bundling.problem, map: map, types: types)
  let followed = try mapInChunks(of: 256, count: candidates.count, threads: threads) {
    finder.combination(of: candidates[$0])
  }
  let counts = CombinationCounts(followed)
  let groups = Dictionary(grouping: candidates.indices) { followed[$0] }
    .filter { $0.value.count > 1 }
    .sorted { ($1.value.count, $0.value[0]) < ($0.value.count, $1.value[0]) }
  let twins = finder.twins(of: groups.map(\.key), outside: candidates)
  return zip(groups, twins).map { group, twins in
    let (combination, members) = group
    return Pattern(
      key: finder.key(combination), candidates: members,
      neighbourhoods: Set(members.compactMap { candidates[$0].neighbourhood }).sorted(),
      area: members.reduce(0) { $0 + candidates[$1].ground.area },
      lift: counts.lift(of: combination, count: members.count), twins: twins)
  }
}

/// A pattern's key in numbers.
private struct Combination: Hashable, Sendable {
  /// Indices in `BundlingProblem.kinds`, ascending.
  let kinds: [Int]
  let themes: [Int]
  let neighbourhoodType: String?
}

/// How often each of the three choices that make a pattern occurs.
private struct CombinationCounts {
  private var kinds: [[Int]: Double] = [:]
  private var themes: [[Int]: Double] = [:]
  private var types: [String?: Double] = [:]
  private let all: Double

  init(_ combinations: [Combination]) {
    all = Double(combinations.count)
    for combination in combinations {
      kinds[combination.kinds, default: 0] += 1
      themes[combination.themes, default: 0] += 1
      types[combination.neighbourhoodType, default: 0] += 1
    }
  }

  /// Observed number divided by the number that three independent choices would give.
  func lift(of one: Combination, count: Int) -> Double {
    let expected =
      (kinds[one.kinds] ?? 0) * (themes[one.themes] ?? 0) * (types[one.neighbourhoodType] ?? 0)
      / (all * all)
    return Double(count) / expected
  }
}

private struct PatternFinder {
  private let problem: BundlingProblem
  private let map: OpportunityMap
  private let types: [String?]

  init(_ problem: BundlingProblem, map: OpportunityMap, types: [String?]) {
    (self.problem, self.map, self.types) = (problem, map, types)
  }

  func combination(of candidate: Candidate) -> Combination {
    Combination(
      kinds: kinds(of: candidate.bundle.works), themes: candidate.themes,
      neighbourhoodType: candidate.neighbourhood.flatMap { types[$0] })
  }

  private func kinds(of works: [Int32]) -> [Int] {
    var kinds: [Int] = []
    for work in works {
      let kind = problem.works[Int(work)].kind
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.sorted()
  }

  func key(_ combination: Combination) -> Pattern.Key {
    let kinds = combination.kinds.map { kind in
      let kind = problem.kinds[kind].kind
      return "\(kind.assetType ?? ""):\(kind.measure ?? "")"
    }
    return Pattern.Key(
      kinds: kinds.sorted(), themes: combination.themes,
      neighbourhoodType: combination.neighbourhoodType)
  }

  /// For each combination the pairs of works outside all candidates whose kinds are those of the
  /// combination, in a neighbourhood of its kind, and that meet its themes.
  func twins(of combinations: [Combination], outside candidates: [Candidate]) -> [[Pattern.Twin]] {
    var isTaken = [Bool](repeating: false, count: problem.works.count)
    for candidate in candidates {
      for work in candidate.bundle.works { isTaken[Int(work)] = true }
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(combinations, combinations.indices))
    var twins = [[Pattern.Twin]](repeating: [], count: combinations.count)
    func add(_ relation: Relation) {
      guard !isTaken[Int(relation.a)], !isTaken[Int(relation.b)], mayMeet(relation),
        let number = numbers[combination(of: relation)]
      else { return }
      let year = relation.commonYears(problem.works)?.lowerBound
      twins[number].append(Pattern.Twin(works: [relation.a, relation.b], year: year))
    }
    for relation in problem.relations { add(relation) }
    for relation in problem.apart { add(relation) }
    return twins
  }

  /// Whether no rule keeps two works apart.
  private func mayMeet(_ relation: Relation) -> Bool {
    relation.rule.map { problem.rules.pairs[$0].verdict != .never } ?? true
  }

  private func combination(of relation: Relation) -> Combination {
    let assets = [relation.a, relation.b].map { problem.works[Int($0)].asset }
    let surface = assets.reduce(0) { $0 + map.scores.surface[$1] }
    let themes = map.themes.indices.filter { theme in
      let area = assets.reduce(0) {
        $0 + map.scores.themes(of: $1, in: map.scores.areas)[theme + $1 * map.themes.count]
      }
      return area > 0 && area >= 0.01 * surface
    }
    let place = assets.map { map.scores.neighbourhoods[$0] }.first { $0 >= 0 }
    return Combination(
      kinds: kinds(of: [relation.a, relation.b]), themes: themes,
      neighbourhoodType: place.flatMap { types[Int($0)] })
  }
}
