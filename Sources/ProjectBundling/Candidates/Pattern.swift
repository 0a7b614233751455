import OpportunityMap

/// A combination of works, challenges and kind of neighbourhood that recurs: a building block of a
/// pattern book.
public struct Pattern: Sendable, Equatable {
  /// What decides which pattern a candidate follows.
  public struct Key: Sendable, Hashable {
    /// Kinds of work, as `type:measure`, each once, in order.
    public var kinds: [String]
    /// Themes that are served, ascending.
    public var themes: [Int]
    /// Kind of the neighbourhood; nil where neighbourhoods have none.
    public var neighbourhoodType: String?
  }

  /// What decides it.
  public var key: Key
  /// Candidates that follow it, as indices, ascending.
  public var candidates: [Int]
  /// Neighbourhoods in which they lie, ascending.
  public var neighbourhoods: [Int]
  /// Ground in m2 of these candidates.
  public var area: Double
  /// Mean net gain in EUR.
  public var meanGain: Double
  /// How many times as often it occurs as it would if kinds of work, themes and kind of neighbourhood
  /// had nothing to do with each other.
  public var lift: Double
  /// Where else the same holds and a window is coming.
  public var twins: [Twin]

  /// Two works outside every candidate that meet as those of the pattern do.
  public struct Twin: Sendable, Equatable {
    /// Numbers of the works in `BundlingProblem.works`, the smaller first.
    public var works: [Int32]
    /// First year in which both may be done; nil where their windows do not meet, and one would have
    /// to move.
    public var year: Int?
  }
}

/// The patterns that at least two candidates follow, the most frequent first, with their twins.
/// `types` are the kinds of the neighbourhoods, where they have one. Shape: neighbourhoods.
public func findPatterns(
  _ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, types: [String?]
) -> [Pattern] {
  let finder = PatternFinder(bundling: bundling, map: map, types: types)
  let keys = candidates.map(finder.key)
  let counts = KeyCounts(keys)
  let groups = Dictionary(grouping: candidates.indices) { keys[$0] }
  var patterns = groups.filter { $0.value.count > 1 }.map { key, members in
    Pattern(
      key: key, candidates: members,
      neighbourhoods: Set(members.compactMap { candidates[$0].neighbourhood }).sorted(),
      area: members.reduce(0) { $0 + candidates[$1].area },
      meanGain: members.reduce(0) { $0 + candidates[$1].bundle.gain.net } / Double(members.count),
      lift: counts.lift(of: key, count: members.count), twins: [])
  }
  patterns.sort {
    ($1.candidates.count, $0.candidates[0]) < ($0.candidates.count, $1.candidates[0])
  }
  finder.addTwins(to: &patterns, candidates)
  return patterns
}

/// How often each of the three choices that make a pattern occurs.
private struct KeyCounts {
  private var kinds: [[String]: Double] = [:]
  private var themes: [[Int]: Double] = [:]
  private var types: [String?: Double] = [:]
  private let all: Double

  init(_ keys: [Pattern.Key]) {
    all = Double(keys.count)
    for key in keys {
      kinds[key.kinds, default: 0] += 1
      themes[key.themes, default: 0] += 1
      types[key.neighbourhoodType, default: 0] += 1
    }
  }

  /// Observed number divided by the number that three independent choices would give.
  func lift(of key: Pattern.Key, count: Int) -> Double {
    let expected =
      (kinds[key.kinds] ?? 0) * (themes[key.themes] ?? 0) * (types[key.neighbourhoodType] ?? 0)
      / (all * all)
    return Double(count) / expected
  }
}

private struct PatternFinder {
  let bundling: Bundling
  let map: OpportunityMap
  let types: [String?]

  func key(of candidate: Candidate) -> Pattern.Key {
    Pattern.Key(
      kinds: Set(candidate.bundle.works.map(kind)).sorted(), themes: candidate.themes,
      neighbourhoodType: candidate.neighbourhood.flatMap { types[$0] })
  }

  private func kind(of work: Int32) -> String {
    let work = bundling.problem.works[Int(work)]
    return "\(map.assets[work.asset].type):\(map.works[work.work].measure)"
  }

  /// Gives each pattern the pairs of works outside all candidates whose kinds are those of the
  /// pattern, in a neighbourhood of its kind, and that meet its themes.
  func addTwins(to patterns: inout [Pattern], _ candidates: [Candidate]) {
    var isTaken = [Bool](repeating: false, count: bundling.problem.works.count)
    for work in candidates.flatMap(\.bundle.works) { isTaken[Int(work)] = true }
    let numbers = Dictionary(uniqueKeysWithValues: zip(patterns.map(\.key), patterns.indices))
    let problem = bundling.problem
    for relation in problem.relations + problem.apart.filter(problem.mayMeet) {
      let works = [relation.a, relation.b]
      guard !isTaken[Int(relation.a)], !isTaken[Int(relation.b)],
        let number = numbers[key(of: relation)]
      else { continue }
      let year = relation.commonYears(problem.works)?.lowerBound
      patterns[number].twins.append(Pattern.Twin(works: works, year: year))
    }
  }

  private func key(of relation: Relation) -> Pattern.Key {
    let assets = [relation.a, relation.b].map { bundling.problem.works[Int($0)].asset }
    let themes = map.themes.indices.filter { theme in
      let area = assets.reduce(0) {
        $0 + map.scores.themes(of: $1, in: map.scores.areas)[theme + $1 * map.themes.count]
      }
      let surface = assets.reduce(0) { $0 + map.scores.surface[$1] }
      return area > 0 && area >= 0.01 * surface
    }
    let place = assets.map { map.scores.neighbourhoods[$0] }.first { $0 >= 0 }
    return Pattern.Key(
      kinds: Set([relation.a, relation.b].map(kind)).sorted(), themes: themes,
      neighbourhoodType: place.flatMap { types[Int($0)] })
  }
}

extension BundlingProblem {
  /// Whether time alone keeps two works apart.
  fileprivate func mayMeet(_ relation: Relation) -> Bool {
    relation.rule.map { rules.pairs[$0].verdict != .never } ?? true
  }
}
