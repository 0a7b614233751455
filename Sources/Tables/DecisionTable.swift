import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `decisions`.
enum DecisionColumn {
  static let number = ProductColumn(
    "decision", .integer, title: Wording(en: "Number", nl: "Nummer"),
    en: "Its place in the file of decisions, from 1.",
    nl: "De plaats in het besluitenbestand, vanaf 1.")
  static let kind = ProductColumn(
    "kind", .text, title: Wording(en: "Kind", nl: "Soort"),
    en: "lock or merge: works that are done together; carry: a coupling that works carry.",
    nl: "lock of merge: werken die samen gaan; carry: een koppeling die werken meenemen."
  ).coded([
    "lock": Wording(en: "exactly these works", nl: "precies deze werken"),
    "merge": Wording(en: "these works together", nl: "deze werken samen"),
    "carry": Wording(en: "extra with a work", nl: "extra bij een werk"),
  ])
  static let vote = ProductColumn(
    "vote", .text, title: Wording(en: "Vote", nl: "Stemming"),
    en: "Key of the vote of residents that it comes from; empty for others.",
    nl: "Sleutel van de stemming van bewoners waar het uit komt; leeg bij andere.")
  static let on = ProductColumn(
    "decided_on", .text, title: Wording(en: "Decided on", nl: "Besloten op"),
    en: "The day.", nl: "De dag.")
  static let works = ProductColumn(
    "work_ids", .text, title: Wording(en: "Works", nl: "Werken"),
    en: "The works that it names, separated by `; `.",
    nl: "De werken die het noemt, gescheiden door `; `.")
  static let done = ProductColumn(
    "done_count", .integer, title: Wording(en: "Works done", nl: "Werken gedaan"),
    en: "How many of them the plan does; of a coupling how many carry it.",
    nl: "Hoeveel daarvan het plan doet; bij een koppeling hoeveel die meenemen.")
  static let year = ProductColumn(
    "planned_year", .integer, unit: "year", title: Wording(en: "Planned year", nl: "Gepland jaar"),
    en: "Year in which all of it is planned; empty where nothing is, or not in one year.",
    nl: "Jaar waarin het geheel gepland is; leeg als er niets gepland is, of niet in één jaar.")
  static let project = ProductColumn(
    "project_id", .text, title: Wording(en: "Project", nl: "Project"),
    en:
      "Project that does it as a whole; the figures are of all its works. Decisions of one project have the same figures: count "
      + "them once.",
    nl:
      "Project dat het als geheel doet; de cijfers zijn van alle werken daarvan. Besluiten over één project hebben dezelfde "
      + "cijfers: tel die één keer.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost", nl: "Kosten"),
    en:
      "What is paid for what is planned: the works together, or what a coupling costs besides them.",
    nl:
      "Wat wordt betaald voor wat gepland is: de werken samen, of wat een koppeling daarnaast kost."
  )
  static let saved = ProductColumn.euros(
    "saved_eur",
    title: Wording(en: "Saved by doing it together", nl: "Bespaard door het samen te doen"),
    en: "What the works would cost more when each is done alone.",
    nl: "Wat de werken meer zouden kosten als elk apart wordt gedaan.")
  static let upkeep = ProductColumn.euros(
    "upkeep_eur", title: Wording(en: "Upkeep each year", nl: "Onderhoud per jaar"),
    en: "Change of the cost of upkeep each year; of couplings alone.",
    nl: "Verandering van de onderhoudskosten per jaar; alleen bij koppelingen.")
  static let workHours = ProductColumn(
    "work_hours", .number, unit: "hours", decimals: 2,
    title: Wording(en: "Works", nl: "Werken"),
    en: "Hours that the works take, by the catalogue; none for couplings.",
    nl: "Uren die de werken kosten, volgens de catalogus; geen bij koppelingen.")
  static let upkeepHours = ProductColumn(
    "upkeep_hours", .number, unit: "hours", decimals: 2,
    title: Wording(en: "Upkeep each year", nl: "Onderhoud per jaar"),
    en: "Hours of upkeep a year on the ground of the works; none for couplings.",
    nl: "Uren onderhoud per jaar op de grond van de werken; geen bij koppelingen.")
  static let area = ProductColumn.area(
    "<theme>_m2", title: Wording(en: "%1: ground", nl: "%1: grond"),
    en: "Ground of the works under the theme; of a coupling the ground that it helps.",
    nl: "Grond van de werken onder het thema; bij een koppeling de grond die het helpt.")

  static let all = [
    number, kind, vote, CandidateColumn.status, CandidateColumn.decidedBy, on, CandidateColumn.why,
    works, CouplingColumn.coupling, done, year, project, cost, saved, upkeep, workHours,
    upkeepHours,
    area,
  ]
}

extension ProductTable {
  /// What decisions to do something cost and bring.
  public static let decisions = ProductTable(
    projects: "decisions",
    DecisionColumn.all,
    title: Wording(en: "Decisions", nl: "Besluiten"),
    en:
      "What each decision to do something costs and brings in the plan, votes of residents among them.",
    nl: "Wat elk besluit om iets te doen in het plan kost en oplevert, ook stemmingen van bewoners."
  ) {
    try decisionTable($0, threads: $1.threads)
  }
}

/// Decisions to do something, a row for each; nil where there are none.
func decisionTable(_ input: CandidateInput, threads: Int) throws -> VectorTable? {
  let effects = input.plan.decisionEffects(input.map, planned: input.planned)
  guard !effects.isEmpty else { return nil }
  let decisions = effects.map { input.plan.decisions.decisions[$0.decision] }
  var columns = ColumnList(rows: effects.count)
  columns.integer(DecisionColumn.number) { effects[$0].decision + 1 }
  columns.text(DecisionColumn.kind) { decisions[$0].kind.rawValue }
  columns.text(DecisionColumn.vote) { decisions[$0].vote }
  columns.text(CandidateColumn.status) { decisions[$0].status.rawValue }
  columns.text(CandidateColumn.decidedBy) { decisions[$0].by }
  columns.text(DecisionColumn.on) { decisions[$0].on }
  columns.text(CandidateColumn.why) { decisions[$0].why }
  columns.text(DecisionColumn.works) { decisions[$0].groups[0].joined(separator: "; ") }
  columns.text(CouplingColumn.coupling) { decisions[$0].coupling }
  columns.integer(DecisionColumn.done) { effects[$0].done }
  columns.integer(DecisionColumn.year) { effects[$0].year }
  columns.text(DecisionColumn.project) { row in
    effects[row].candidate.map { input.plan.candidates[$0].id }
  }
  columns.number(DecisionColumn.cost) { effects[$0].cost.euros }
  columns.number(DecisionColumn.saved) { effects[$0].saved.euros }
  columns.number(DecisionColumn.upkeep) { effects[$0].upkeep }
  columns.number(DecisionColumn.workHours) { effects[$0].workHours }
  columns.number(DecisionColumn.upkeepHours) { effects[$0].upkeepHours }
  for (theme, key) in input.map.columnKeys.enumerated() {
    columns.number(DecisionColumn.area, for: key) { effects[$0].areas[theme] }
  }
  return try columns.table(.decisions, threads: threads)
}

extension CandidateInput {
  /// What each vote of residents costs and brings, in a sentence.
  package func voteLines(_ language: Language) -> [String] {
    let effects = plan.decisionEffects(map, planned: planned).filter {
      plan.decisions.decisions[$0.decision].vote != nil
    }
    let votes = Dictionary(grouping: effects) {
      plan.decisions.decisions[$0.decision].vote ?? ""
    }
    return votes.sorted { $0.key < $1.key }.map { vote, own in
      let done = own.filter { $0.done > 0 }
      let counted = done.eachOnce
      let cost = counted.reduce(Money.zero) { $0 + $1.cost }
      let areas = map.themes.indices.compactMap { theme -> String? in
        let area = counted.reduce(0) { $0 + $1.areas[theme] }
        return area < 0.5
          ? nil : "\(language.themeName(map.themes[theme])) \(language.number(area)) m2"
      }
      let text = Wording(
        en: "Vote %1: %2 of %3 choices are in the plan, together %4. Ground with challenges: %5.",
        nl: "Stemming %1: %2 van de %3 keuzes staan in het plan, samen %4. Grond met opgaven: %5.")
      return filled(
        text.text(in: language),
        with: [
          vote, "\(done.count)", "\(own.count)",
          language.amount(cost.euros, in: map.currency, decimals: 2),
          areas.isEmpty
            ? Wording(en: "none", nl: "geen").text(in: language)
            : areas.joined(separator: ", "),
        ])
    }
  }
}
