import OpportunityMap
import ProjectBundling
import Tables

/// A combination of works, challenges and type of neighbourhood that recurs, as the page shows it.
struct ReportPattern: Encodable {
  /// Works elsewhere that meet in the same way.
  struct Twin: Encodable {
    /// Indices of the works.
    let works: [Int]
    /// First year in which all may be done; nil where one would have to move.
    let year: Int?
  }

  /// Kinds of work in words.
  let kinds: [String]
  /// Indices of the themes that it serves.
  let themes: [Int]
  /// Index of the type of neighbourhood; nil where there are no types.
  let type: Int?
  /// Indices of the projects that follow it.
  let candidates: [Int]
  /// Number of neighbourhoods in which they lie.
  let places: Int
  /// Ground of these projects in m2.
  let area: Double
  let lift: Double
  let twinCount: Int
  /// The first of them.
  let twins: [Twin]
}

/// Most twins that the page shows with a pattern.
private let mostTwins = 10

/// The patterns of a plan, in its order.
func reportPatterns(_ input: CandidateInput, in language: Language) -> [ReportPattern] {
  let types = input.map.differentiation.types.map(\.key)
  return input.plan.patterns.map { pattern in
    ReportPattern(
      kinds: input.kinds(of: pattern, in: language), themes: pattern.key.themes,
      type: pattern.key.neighbourhoodType.flatMap { types.firstIndex(of: $0) },
      candidates: pattern.candidates, places: pattern.neighbourhoods.count, area: pattern.area,
      lift: pattern.lift, twinCount: pattern.twins.count,
      twins: pattern.twins.prefix(mostTwins).map(input.reportTwin))
  }
}

extension CandidateInput {
  /// All candidates of a pattern have the same kinds of work, so the first tells them.
  fileprivate func kinds(of pattern: Pattern, in language: Language) -> [String] {
    Set(works(pattern.candidates[0]).map { names.name(of: $0, map, language) }).sorted()
  }

  fileprivate func reportTwin(_ twin: Pattern.Twin) -> ReportPattern.Twin {
    let works = plan.bundling.problem.works
    return ReportPattern.Twin(works: twin.works.map { works[Int($0)].work }, year: twin.year)
  }
}
