import LayerIO
import OpportunityMap

/// The answers to several scenarios, held beside the first: what each comes to, and what differs by name.
public struct Comparison: Sendable {
  /// An answer among others.
  public struct Column: Sendable {
    /// Key of the scenario.
    public var key: String
    /// What people call it.
    public var name: Wording
    /// Why it is asked; nil where nobody said.
    public var reason: String?
    /// What it comes to; nil where the folder that it is read from does not tell.
    public var figures: ScenarioFigures?
    /// Works that it plans otherwise than the first.
    public var works: [WorkDifference]
    /// Projects that it plans otherwise than the first.
    public var projects: [ProjectDifference]
    /// Couplings that it chooses for other works than the first.
    public var couplings: [CouplingDifference]
    /// Share of the draws, 0 to 1, in which it is worth more than the first; nil for the first itself.
    public var beatsFirst: Double?
    /// Whether the layers had to be stacked anew for it.
    public var isOverlaidAnew: Bool
    /// What its changes do together beyond what each does by itself; nil where it makes fewer than two.
    public var interaction: Interaction?
    /// What it was made from that the first was not; of folders alone.
    package var origins: [OriginDifference] = []
    /// What of it can't be compared, in a sentence each; of folders alone.
    package var untold: [Wording] = []

    /// An answer.
    public init(
      key: String, name: Wording, reason: String?, figures: ScenarioFigures?,
      works: [WorkDifference], projects: [ProjectDifference],
      couplings: [CouplingDifference] = [], beatsFirst: Double?, isOverlaidAnew: Bool,
      interaction: Interaction?
    ) {
      (self.key, self.name, self.reason, self.figures) = (key, name, reason, figures)
      (self.works, self.projects, self.couplings) = (works, projects, couplings)
      self.beatsFirst = beatsFirst
      (self.isOverlaidAnew, self.interaction) = (isOverlaidAnew, interaction)
    }
  }

  /// A project of two or more works that two answers plan differently.
  public struct ProjectDifference: Sendable, Equatable, Codable {
    /// Id of the project.
    public var project: String
    /// Year in the first; nil where it does not do it.
    public var before: Int?
    /// Year in the second; nil where it does not do it.
    public var after: Int?
  }

  /// What changes do together, beyond the sum of what each does by itself.
  public struct Interaction: Sendable, Equatable, Codable {
    /// How many changes.
    public var changes: Int
    /// Works done.
    public var done: Int
    /// EUR paid.
    public var paid: Double
    /// EUR saved in cash.
    public var saved: Double
    /// EUR of risk left.
    public var riskLeft: Double

    /// The difference between what changes do together and the sum of what each does by itself, all
    /// against `base`.
    public init(
      together: ScenarioFigures, apart: [ScenarioFigures], base: ScenarioFigures
    ) {
      func beyond(_ figure: (ScenarioFigures) -> Double) -> Double {
        let sum = apart.reduce(0) { $0 + figure($1) - figure(base) }
        return figure(together) - figure(base) - sum
      }
      changes = apart.count
      done = Int(beyond { Double($0.done) })
      paid = beyond(\.paid)
      saved = beyond(\.saved)
      riskLeft = beyond(\.riskLeft)
    }
  }

  /// Name of the city.
  public var city: String
  /// The currency that all amounts are in.
  public var currency: CurrencyCode
  /// Years that the first looks at.
  public var years: ClosedRange<Int>
  /// Keys and names of the themes.
  public var themes: [Theme]
  /// The neighbourhoods.
  public var neighbourhoods: [Neighbourhood]
  /// The answers; the first is what the others are held against.
  public var columns: [Column]
  /// How many draws were made.
  public var draws: Int
  /// Whether the answers were read from the folders of runs.
  package var isOfFolders = false

  /// A comparison.
  public init(
    city: String, currency: CurrencyCode, years: ClosedRange<Int>, themes: [Theme],
    neighbourhoods: [Neighbourhood],
    columns: [Column], draws: Int
  ) {
    (self.city, self.currency, self.years, self.themes) = (city, currency, years, themes)
    (self.neighbourhoods, self.columns, self.draws) = (neighbourhoods, columns, draws)
  }
}

/// The projects of two or more works that two plans do differently, by id.
package func projectDifferences(
  _ first: ProjectPlan, _ second: ProjectPlan
) -> [Comparison.ProjectDifference] {
  projectDifferences(first.yearsOfProjects, second.yearsOfProjects)
}

/// The same of the years of projects, by id.
package func projectDifferences(
  _ before: [String: Int], _ after: [String: Int]
) -> [Comparison.ProjectDifference] {
  Set(before.keys).union(after.keys).sorted().compactMap { id in
    before[id] == after[id]
      ? nil
      : Comparison.ProjectDifference(project: id, before: before[id], after: after[id])
  }
}

extension ProjectPlan {
  /// Year of each candidate that is done, by its id.
  fileprivate var yearsOfProjects: [String: Int] {
    zip(candidates, programmedYears).reduce(into: [:]) { $0[$1.0.id] = $1.1 }
  }
}
