import OpportunityMap
import ProjectBundling
import Tables

/// A programme as the page shows it. In which year it does a work alone stands in the column `alone`, and
/// a project in `candidateProgrammed`.
struct ReportProgramme: Encodable {
  /// What a party has and spends, in EUR. Shape of each: years.
  struct Account: Encodable {
    let party: String
    /// New money; nil where no budget was given.
    let available: [Double?]
    let carriedIn: [Double]
    let spent: [Double]
    let carriedOut: [Double]
  }

  /// What it comes to, a sentence each.
  let lines: [String]
  /// The years of the accounts.
  let years: [Int]
  let accounts: [Account]

  /// The programme of a plan; nil where it has none.
  init?(_ input: CandidateInput, in language: Language) {
    guard let programme = input.plan.programme else { return nil }
    lines = programmeLines(programme, input, language)
    years = programme.accounts.first?.map(\.year) ?? []
    accounts = zip(programme.parties, programme.accounts).map { party, years in
      Account(
        party: party, available: years.map { $0.available?.euros },
        carriedIn: years.map(\.carriedIn.euros), spent: years.map(\.spent.euros),
        carriedOut: years.map(\.carriedOut.euros))
    }
  }
}

/// The year in which the programme of a plan does each work alone; 0 where it does not. Shape: works of
/// the map.
func yearsAlone(_ plan: ProjectPlan?, works: Int) -> [Int] {
  var years = [Int](repeating: 0, count: works)
  for row in plan?.programme?.rows ?? [] {
    if case .work(let number) = row.project, let plan {
      years[plan.bundling.problem.works[number].work] = row.year
    }
  }
  return years
}
