import LayerIO
import ProjectBundling

/// A figure by which scenarios are compared: the one place for its name, title and meaning.
package struct ScenarioRow: Sendable {
  /// Name, unit and meaning in `scenarios.csv`.
  package let column: ProductColumn
  /// Title in the table that people read.
  package let title: Wording
  /// The figure; nil where there is none.
  package let value: @Sendable (ScenarioFigures) -> Double?

  private init(
    count name: String, _ title: Wording, en: String, nl: String,
    _ value: @escaping @Sendable (ScenarioFigures) -> Int
  ) {
    column = ProductColumn(name, .number, en: en, nl: nl)
    self.title = title
    self.value = { Double(value($0)) }
  }

  private init(
    euros name: String, _ title: Wording, en: String, nl: String,
    _ value: @escaping @Sendable (ScenarioFigures) -> Double?
  ) {
    column = .euros(name, en: en, nl: nl)
    (self.title, self.value) = (title, value)
  }

  /// The figures, in the order in which they are shown.
  package static let all: [ScenarioRow] = [
    ScenarioRow(
      count: "works_due", Wording(en: "Works that are due", nl: "Werken aan de beurt"),
      en: "Works that are due within the horizon.",
      nl: "Werken die binnen de horizon aan de beurt zijn."
    ) { $0.due },
    ScenarioRow(
      count: "works_done", Wording(en: "of which done", nl: "waarvan gedaan"),
      en: "Works that are done within the horizon.",
      nl: "Werken die binnen de horizon gedaan worden."
    ) { $0.done },
    ScenarioRow(
      count: "works_undone", Wording(en: "not done", nl: "niet gedaan"),
      en: "Works that are due and not done.",
      nl: "Werken die aan de beurt zijn en niet gedaan worden."
    ) { $0.undone },
    ScenarioRow(
      count: "works_moved",
      Wording(en: "done in another year than due", nl: "gedaan in een ander jaar dan het planjaar"),
      en: "Works that are done in another year than their due year.",
      nl: "Werken die in een ander jaar dan hun planjaar gedaan worden."
    ) { $0.moved },
    ScenarioRow(
      count: "projects", Wording(en: "Projects of several works", nl: "Projecten van meer werken"),
      en: "Projects of two or more works that are done.",
      nl: "Projecten van twee of meer werken die gedaan worden."
    ) { $0.projects },
    ScenarioRow(
      count: "street_openings",
      Wording(en: "Times that a street is opened", nl: "Keren dat een straat opengaat"),
      en: "How often a street is worked in: each street once in each year with a work.",
      nl: "Hoe vaak er in een straat gewerkt wordt: elke straat één keer per jaar met een werk."
    ) { $0.openings },
    ScenarioRow(
      euros: "cost_alone_eur",
      Wording(en: "Cost of what is done, each alone", nl: "Kosten van wat gedaan wordt, elk apart"),
      en: "What the works that are done cost when each is done by itself.",
      nl: "Wat de gedane werken kosten als elk apart gedaan wordt."
    ) { $0.costAlone },
    ScenarioRow(
      euros: "saved_eur", Wording(en: "Saved in cash", nl: "Bespaard in geld"),
      en: "What is saved in cash by doing works together.",
      nl: "Wat in geld bespaard wordt door werken samen te doen."
    ) { $0.saved },
    ScenarioRow(
      euros: "paid_eur", Wording(en: "Paid", nl: "Betaald"),
      en: "What is paid for the works that are done: cost alone less what is saved.",
      nl: "Wat voor de gedane werken betaald wordt: kosten apart min de besparing."
    ) { $0.paid },
    ScenarioRow(
      euros: "charged_eur",
      Wording(
        en: "Charged to the budgets, moving included",
        nl: "Ten laste van de budgetten, met schuiven"),
      en: "What the budgets are charged: what is paid, with what parties pay each other for moving "
        + "works; so with unspent_eur all that they have.",
      nl: "Wat de budgetten betalen: wat betaald wordt, met wat partijen elkaar betalen voor het "
        + "schuiven van werken; dus met unspent_eur alles wat ze hebben."
    ) { $0.charged },
    ScenarioRow(
      euros: "unspent_eur", Wording(en: "Left of the budgets", nl: "Over van de budgetten"),
      en: "Money of the budgets that nobody spends; empty where there are no budgets.",
      nl: "Geld van de budgetten dat niemand uitgeeft; leeg zonder budgetten."
    ) { $0.unspent },
    ScenarioRow(
      euros: "nuisance_eur",
      Wording(en: "Nuisance spared (valued)", nl: "Hinder bespaard (gewaardeerd)"),
      en: "Nuisance to residents and traffic that is spared, valued; nobody is paid it.",
      nl: "Bespaarde hinder voor bewoners en verkeer, gewaardeerd; niemand ontvangt dit."
    ) { $0.nuisance },
    ScenarioRow(
      euros: "challenges_eur",
      Wording(en: "Challenges riding along (valued)", nl: "Meeliftende opgaven (gewaardeerd)"),
      en: "Challenges on the ground of projects, valued by the weights; nobody is paid it.",
      nl: "Opgaven op de grond van projecten, gewaardeerd naar de gewichten; niemand ontvangt dit."
    ) { $0.challenges },
    ScenarioRow(
      euros: "moving_eur",
      Wording(en: "Price of moving (valued)", nl: "Prijs van schuiven (gewaardeerd)"),
      en: "Value destroyed by doing works early and risk run by doing them late.",
      nl: "Waarde die verloren gaat door werken eerder te doen en risico door ze later te doen."
    ) { $0.moving },
    ScenarioRow(
      euros: "undone_cost_eur",
      Wording(en: "Cost of what is not done", nl: "Kosten van wat niet gedaan wordt"),
      en: "What the works that are not done would cost, each by itself.",
      nl: "Wat de werken die niet gedaan worden zouden kosten, elk apart."
    ) { $0.undoneCost },
    ScenarioRow(
      euros: "risk_left_eur",
      Wording(en: "Risk left (valued)", nl: "Risico dat blijft (gewaardeerd)"),
      en: "Risk that the works that are not done have run at the end of the horizon.",
      nl: "Risico dat de niet gedane werken aan het eind van de horizon gelopen hebben."
    ) { $0.riskLeft },
  ]
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
