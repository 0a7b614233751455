import LayerIO
import OpportunityMap
import ProjectBundling

/// A figure by which scenarios are compared: the one place for its name, title and meaning.
package struct ScenarioRow: Sendable {
  /// Name, unit and meaning in `scenarios.csv`.
  package let column: ProductColumn
  /// Title in the table that people read.
  package let title: Wording
  private let figure: Figure

  /// Where the figure stands.
  private enum Figure: Sendable {
    case count(any WritableKeyPath<ScenarioFigures, Int> & Sendable)
    case difference(any KeyPath<ScenarioFigures, Int> & Sendable)
    case euros(any WritableKeyPath<ScenarioFigures, Double> & Sendable)
    case perhaps(any WritableKeyPath<ScenarioFigures, Double?> & Sendable)
  }

  private init(
    count name: String, _ title: Wording, en: String, nl: String, _ figure: Figure
  ) {
    column = ProductColumn(name, .number, decimals: 0, title: title, en: en, nl: nl)
    (self.title, self.figure) = (title, figure)
  }

  private init(
    euros name: String, _ title: Wording, en: String, nl: String, _ figure: Figure
  ) {
    column = .euros(name, title: title, en: en, nl: nl)
    (self.title, self.figure) = (title, figure)
  }

  /// The figure; nil where there is none.
  package func value(_ figures: ScenarioFigures) -> Double? {
    switch figure {
    case .count(let path): Double(figures[keyPath: path])
    case .difference(let path): Double(figures[keyPath: path])
    case .euros(let path): figures[keyPath: path]
    case .perhaps(let path): figures[keyPath: path]
    }
  }

  /// Puts a figure where it stands, unless it follows from others. Returns whether it could.
  fileprivate func take(_ value: Double?, into figures: inout ScenarioFigures) -> Bool {
    switch (figure, value) {
    case (.difference, _): return true
    case (.perhaps(let path), _): figures[keyPath: path] = value
    case (.count(let path), let value?): figures[keyPath: path] = Int(value)
    case (.euros(let path), let value?): figures[keyPath: path] = value
    case (_, nil): return false
    }
    return true
  }

  /// The figures, in the order in which they are shown.
  package static let all: [ScenarioRow] = [
    ScenarioRow(
      count: "works_due", Wording(en: "Works that are due", nl: "Werken aan de beurt"),
      en: "Works that are due within the horizon.",
      nl: "Werken die binnen de horizon aan de beurt zijn.", .count(\.due)),
    ScenarioRow(
      count: "works_done", Wording(en: "Works done", nl: "Werken gedaan"),
      en: "Works that are done within the horizon.",
      nl: "Werken die binnen de horizon gedaan worden.", .count(\.done)),
    ScenarioRow(
      count: "works_undone", Wording(en: "Works not done", nl: "Werken niet gedaan"),
      en: "Works that are due and not done.",
      nl: "Werken die aan de beurt zijn en niet gedaan worden.", .difference(\.undone)),
    ScenarioRow(
      count: "works_moved",
      Wording(
        en: "Works done in another year than due",
        nl: "Werken gedaan in een ander jaar dan het planjaar"),
      en: "Works that are done in another year than their due year.",
      nl: "Werken die in een ander jaar dan hun planjaar gedaan worden.", .count(\.moved)),
    ScenarioRow(
      count: "projects", Wording(en: "Projects of several works", nl: "Projecten van meer werken"),
      en: "Projects of two or more works that are done.",
      nl: "Projecten van twee of meer werken die gedaan worden.", .count(\.projects)),
    ScenarioRow(
      count: "street_openings",
      Wording(en: "Times that a street is opened", nl: "Keren dat een straat opengaat"),
      en: "How often a street is worked in: each street once in each year with a work.",
      nl: "Hoe vaak er in een straat gewerkt wordt: elke straat één keer per jaar met een werk.",
      .count(\.openings)),
    ScenarioRow(
      euros: "cost_alone_eur",
      Wording(en: "Cost of what is done, each alone", nl: "Kosten van wat gedaan wordt, elk apart"),
      en: "What the works that are done cost when each is done by itself.",
      nl: "Wat de gedane werken kosten als elk apart gedaan wordt.", .euros(\.costAlone)),
    ScenarioRow(
      euros: "saved_eur", Wording(en: "Saved in cash", nl: "Bespaard in geld"),
      en: "What is saved in cash by doing works together.",
      nl: "Wat in geld bespaard wordt door werken samen te doen.", .euros(\.saved)),
    ScenarioRow(
      euros: "paid_eur", Wording(en: "Paid", nl: "Betaald"),
      en:
        "What is paid for the works that are done: cost alone less what is saved, with extra cost of "
        + "couplings.",
      nl:
        "Wat voor de gedane werken betaald wordt: kosten apart min de besparing, met extra kosten van "
        + "koppelingen.", .euros(\.paid)),
    ScenarioRow(
      count: "couplings", Wording(en: "Couplings", nl: "Koppelingen"),
      en: "Measures for challenges that works carry.",
      nl: "Maatregelen voor opgaven die werken meenemen.", .count(\.couplings)),
    ScenarioRow(
      euros: "coupling_cost_eur",
      Wording(en: "Extra cost of couplings", nl: "Extra kosten van koppelingen"),
      en: "What couplings cost besides the works; part of paid_eur.",
      nl: "Wat koppelingen naast de werken kosten; deel van paid_eur.", .euros(\.couplingCost)),
    ScenarioRow(
      euros: "coupling_upkeep_eur",
      Wording(en: "Upkeep of couplings", nl: "Onderhoud van koppelingen"),
      en: "What couplings take in upkeep over their life, brought back to the first year.",
      nl:
        "Wat koppelingen over hun levensduur aan onderhoud kosten, teruggerekend naar het eerste jaar.",
      .euros(\.couplingUpkeep)),
    ScenarioRow(
      euros: "charged_eur",
      Wording(
        en: "Charged to the budgets, moving included",
        nl: "Ten laste van de budgetten, met schuiven"),
      en: "What the budgets are charged: what is paid, with what parties pay each other for moving "
        + "works; so with unspent_eur all that they have.",
      nl: "Wat de budgetten betalen: wat betaald wordt, met wat partijen elkaar betalen voor het "
        + "schuiven van werken; dus met unspent_eur alles wat ze hebben.", .perhaps(\.charged)),
    ScenarioRow(
      euros: "unspent_eur", Wording(en: "Left of the budgets", nl: "Over van de budgetten"),
      en: "Money of the budgets that nobody spends; empty where there are no budgets.",
      nl: "Geld van de budgetten dat niemand uitgeeft; leeg zonder budgetten.", .perhaps(\.unspent)),
    ScenarioRow(
      euros: "nuisance_eur",
      Wording(en: "Nuisance spared (valued)", nl: "Hinder bespaard (gewaardeerd)"),
      en: "Nuisance to residents and traffic that is spared, valued; nobody is paid it.",
      nl: "Bespaarde hinder voor bewoners en verkeer, gewaardeerd; niemand ontvangt dit.",
      .euros(\.nuisance)),
    ScenarioRow(
      euros: "coupling_effects_eur",
      Wording(en: "Effects of couplings (valued)", nl: "Effecten van koppelingen (gewaardeerd)"),
      en: "What couplings bring for challenges over their life, brought back to the first year, "
        + "whatever the weights; nobody is paid it.",
      nl:
        "Wat koppelingen voor opgaven opleveren over hun levensduur, teruggerekend naar het eerste jaar, "
        + "wat de gewichten ook zijn; niemand ontvangt dit.", .euros(\.couplingEffects)),
    ScenarioRow(
      euros: "moving_eur",
      Wording(en: "Price of moving (valued)", nl: "Prijs van schuiven (gewaardeerd)"),
      en: "Value destroyed by doing works early and risk run by doing them late.",
      nl: "Waarde die verloren gaat door werken eerder te doen en risico door ze later te doen.",
      .euros(\.moving)),
    ScenarioRow(
      euros: "undone_cost_eur",
      Wording(en: "Cost of what is not done", nl: "Kosten van wat niet gedaan wordt"),
      en: "What the works that are not done would cost, each by itself.",
      nl: "Wat de werken die niet gedaan worden zouden kosten, elk apart.", .euros(\.undoneCost)),
    ScenarioRow(
      euros: "risk_left_eur",
      Wording(en: "Risk left (valued)", nl: "Risico dat blijft (gewaardeerd)"),
      en: "Risk that the works that are not done have run at the end of the horizon.",
      nl: "Risico dat de niet gedane werken aan het eind van de horizon gelopen hebben.",
      .euros(\.riskLeft)),
  ]
}

extension ScenarioFigures {
  /// Figures that a table of them tells, by name of their column; nil where one of them is not there. How far
  /// themes are reached stands elsewhere.
  package init?(reach: [Reach], places: [Reach], _ value: (ProductColumn) -> Double?) {
    self.init(themes: reach, places: places)
    for row in ScenarioRow.all where !row.take(value(row.column), into: &self) { return nil }
  }
}

extension Wording {
  /// The sentence in a language.
  package func text(in language: Language) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}

extension Language {
  /// A figure of a row, or a dash where there is none.
  package func text(_ value: Double?) -> String { value.map { number($0) } ?? "-" }

  /// A difference with its sign.
  package func difference(_ value: Double, decimals: Int = 0) -> String {
    (value > 0 ? "+" : "") + number(value, decimals: decimals)
  }

  /// A part of one as a percentage; a dash where there is none.
  package func percentage(_ part: Double?) -> String {
    part.map { number(100 * $0, decimals: 1) + "%" } ?? "-"
  }
}
