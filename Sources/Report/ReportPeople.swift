import OpportunityMap
import Tables

/// What a theme comes to in dwellings, inhabitants or the like, as the page shows it.
struct ReportPeople: Encodable {
  /// Index of the theme.
  let theme: Int
  /// What is counted.
  let name: String
  /// How many there are, how many lie in the challenge, and how many of these works of the horizon reach.
  let all: Double
  let challenged: Double
  let reached: Double
  let share: Double?
  let chance: Double?
  let ratio: Double?
  /// Where the ratio lies in 95 % of the draws; nil where that can't be told.
  let low: Double?
  let high: Double?
}

extension OpportunityMap {
  /// What the page shows of themes that are measured in people.
  func reportedPeople(in language: Language) -> [ReportPeople] {
    measuredThemes.map { theme, people in
      let judged = judgedReach(of: theme, in: people)
      let reach = judged.reach
      return ReportPeople(
        theme: theme, name: language.text(people.name), all: reach.ground,
        challenged: reach.challenged, reached: reach.reached, share: reach.share,
        chance: reach.chance, ratio: reach.ratio, low: judged.interval?.lowerBound,
        high: judged.interval?.upperBound)
    }
  }
}
