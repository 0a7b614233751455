import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// What is told of an answer beside that which it is held against: in words, in figures, by budget and by work.
struct AskedAnswer {
  private let comparison: Comparison
  private let plans: (ProjectPlan, ProjectPlan)
  private let names: MeasureNames
  private let language: Language

  /// At most so many works are told by name, the dearest; all are counted.
  private static let mostWorks = 5000

  init(
    _ comparison: Comparison, plans: (ProjectPlan, ProjectPlan), names: MeasureNames,
    language: Language
  ) {
    (self.comparison, self.plans, self.names) = (comparison, plans, names)
    self.language = language
  }

  private var first: Comparison.Column { comparison.columns[0] }
  private var second: Comparison.Column { comparison.columns[1] }

  /// All of it.
  var document: JSONValue {
    [
      "key": .text(second.key), "against": .text(first.key),
      "against_name": .text(language.text(first.name)), "currency": .text("\(comparison.currency)"),
      "sentences": .list(
        differences(second, comparison, language).map {
          .text(String($0.trimmingPrefix { $0 == " " }))
        }),
      "figures": .list(ScenarioRow.all.map(figure)),
      "themes": .list(comparison.themes.indices.map(theme)),
      "budgets": .list(budgets),
      "works": .list(dearest.map(work)), "works_total": .integer(second.works.count),
      "projects": .list(second.projects.map(project)),
    ]
  }

  private func figure(_ row: ScenarioRow) -> JSONValue {
    [
      "key": .text(row.column.name), "title": .text(language.text(row.title)),
      "unit": .text(row.column.unit.isEmpty ? "" : "\(comparison.currency)"),
      "meaning": .text(row.column.meaning(in: language)),
      "before": JSONValue(first.figures.flatMap(row.value)),
      "after": JSONValue(second.figures.flatMap(row.value)),
    ]
  }

  /// How far a theme is reached, beside what chance would give.
  private func theme(_ index: Int) -> JSONValue {
    let reach = [first, second].map { $0.figures?.themes[index] }
    return [
      "title": .text(language.themeName(comparison.themes[index])),
      "before": JSONValue(reach[0]?.share), "before_chance": JSONValue(reach[0]?.chance),
      "after": JSONValue(reach[1]?.share), "after_chance": JSONValue(reach[1]?.chance),
    ]
  }

  /// What each budget has and spends over the horizon, in both: whom it costs, and who gains.
  private var budgets: [JSONValue] {
    let programmes = (plans.0.programme, plans.1.programme)
    let parties = [programmes.0, programmes.1].compactMap { $0?.parties }.joined()
    var seen: Set<String> = []
    return parties.filter { seen.insert($0).inserted }.map { party in
      [
        "party": .text(party), "before": programmes.0.account(of: party),
        "after": programmes.1.account(of: party),
      ]
    }
  }

  private var dearest: some Sequence<WorkDifference> {
    second.works.sorted { ($1.cost ?? 0, $0.work) < ($0.cost ?? 0, $1.work) }.prefix(
      Self.mostWorks)
  }

  private func work(_ work: WorkDifference) -> JSONValue {
    [
      "id": .text(work.work), "street": work.street.map(JSONValue.text) ?? .null,
      "kind": .text(names.name(of: work.measure, type: work.assetType, language)),
      "cost": JSONValue(work.cost), "before": JSONValue(work.before),
      "after": JSONValue(work.after), "what": .text(work.kind.rawValue),
    ]
  }

  private func project(_ project: Comparison.ProjectDifference) -> JSONValue {
    [
      "id": .text(project.project), "before": JSONValue(project.before),
      "after": JSONValue(project.after),
    ]
  }
}

extension Programme? {
  /// What a party has and spends, by year; null where it is in no programme.
  fileprivate func account(of party: String) -> JSONValue {
    guard let programme = self, let index = programme.parties.firstIndex(of: party) else {
      return .null
    }
    let years = programme.accounts[index]
    return [
      "spent": .number(years.reduce(0) { $0 + $1.spent.euros }),
      "years": .list(
        years.map { account in
          [
            "year": .integer(account.year), "available": JSONValue(account.available?.euros),
            "spent": .number(account.spent.euros),
          ]
        }),
    ]
  }
}

extension JSONValue {
  /// A number; null where there is none.
  init(_ value: Double?) { self = value.map(JSONValue.number) ?? .null }

  /// A whole number; null where there is none.
  init(_ value: Int?) { self = value.map(JSONValue.integer) ?? .null }
}
