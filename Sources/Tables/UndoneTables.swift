import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `undone`.
enum UndoneColumn {
  static let reason = ProductColumn(
    "reason", .text,
    title: Wording(en: "Reason, short", nl: "Reden, kort"),
    en:
      "locked-out (a decision), nothing-gained (it adds no worth), no-money (it costs more than its "
      + "budget has in any year), out-of-order (money only in years in which it would come in the wrong "
      + "order), crowded-out (the money went to others).",
    nl:
      "locked-out (een besluit), nothing-gained (het voegt niets toe), no-money (het kost meer dan het "
      + "budget in enig jaar heeft), out-of-order (alleen geld in jaren waarin de volgorde niet klopt), "
      + "crowded-out (het geld ging naar andere)."
  ).coded([
    "locked-out": Wording(en: "a decision", nl: "besluit"),
    "nothing-gained": Wording(en: "adds no worth", nl: "voegt niets toe"),
    "out-of-order": Wording(en: "wrong order", nl: "verkeerde volgorde"),
    "no-money": Wording(en: "dearer than its budget has", nl: "duurder dan het budget heeft"),
    "crowded-out": Wording(en: "the money went to others", nl: "het geld ging naar andere"),
  ])
  static let other = ProductColumn(
    "because_of", .text,
    title: Wording(en: "Because of", nl: "Door"),
    en:
      "The budget that has too little, or has none left; or the work that it would have to come before "
      + "or after.",
    nl:
      "Het budget dat te weinig heeft, of niets meer over heeft; of het werk waar het voor of na zou "
      + "moeten komen.")
  static let nearestYear = ProductColumn(
    "nearest_year", .integer, unit: "year",
    title: Wording(en: "Year that lacks least", nl: "Jaar dat het minst tekortkomt"),
    en: "Where the money is gone: of its years, in which it may be done and could be paid if "
      + "nothing else were done, the one in which least is lacking.",
    nl: "Als het geld op is: van zijn jaren, waarin het mag en betaald kan worden als er "
      + "verder niets gebeurt, het jaar waarin het minst ontbreekt.")
  static let room = ProductColumn.euros(
    "room_eur", title: Wording(en: "Left in that year", nl: "In dat jaar nog over"),
    en: "What the budget could still spend in that year, later years kept in mind.",
    nl: "Wat het budget in dat jaar nog kan betalen, met latere jaren in gedachten.")
  static let before = ProductColumn(
    "before_count", .integer,
    title: Wording(en: "Worth more for each euro", nl: "Per euro meer waard"),
    en:
      "How many projects and works that the budget pays in its years are worth more for each euro "
      + "than it is in any of them; 0 where what is done only fills the budget better.",
    nl:
      "Hoeveel projecten en werken die het budget in zijn jaren betaalt per euro meer waard zijn dan "
      + "dit werk in enig jaar; 0 als wat gebeurt alleen het budget beter vult.")
  static let last = ProductColumn(
    "last_before", .text,
    title: Wording(en: "Last of these to be paid", nl: "Laatste daarvan dat geld kreeg"),
    en: "Of these the one that is worth least for each euro.",
    nl: "Daarvan het project of werk dat per euro het minst waard is.")
  static let inWords = ProductColumn(
    "reason_<language>", .text, title: Wording(en: "Reason", nl: "Reden"),
    en: "The same in words.", nl: "Hetzelfde in woorden.")
  static let risk = ProductColumn.euros(
    "risk_left_eur",
    title: Wording(en: "Risk left, valued", nl: "Risico dat blijft, gewaardeerd"),
    en: "Risk that it has run by the end of the horizon, since the year in which it was due.",
    nl: "Risico dat het tot het eind van de horizon heeft gelopen, sinds het planjaar.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost that is left", nl: "Kosten die blijven liggen"),
    en: "Cost that is left for after the horizon; empty where it is not known.",
    nl: "Kosten die blijven liggen voor na de horizon; leeg als ze niet bekend zijn.")

  static let all = [
    OpportunityColumn.work, OpportunityColumn.source, OpportunityColumn.street,
    OpportunityColumn.neighbourhood, OpportunityColumn.neighbourhoodName,
    OpportunityColumn.assetType, OpportunityColumn.measure, CostSplitColumn.party,
    OpportunityColumn.earliest, OpportunityColumn.due, OpportunityColumn.latest, cost, reason,
    other, nearestYear, room, before, last, inWords, risk,
  ]
}

extension ProductTable {
  /// What the programme does not do, and why.
  public static let undone = ProductTable(
    projects: "undone",
    UndoneColumn.all,
    title: Wording(en: "Not done", nl: "Niet gedaan"),
    en: "What the programme does not do and why; a row for each work that is due.",
    nl: "Wat het programma niet doet en waarom; een regel per werk dat aan de beurt is."
  ) { projects, request in
    try projects.plan.programme.map {
      try undoneTable(
        projects, $0, sources: request.input.scheduleSources, threads: request.threads)
    }
  }
}

/// The works that the programme does not do, a row for each.
func undoneTable(
  _ input: CandidateInput, _ programme: Programme, sources: [String], threads: Int
) throws -> VectorTable {
  let (map, rows, problem) = (input.map, programme.undone, input.plan.bundling.problem)
  var columns = ColumnList(rows: rows.count)
  @Sendable func work(_ row: Int) -> Work { map.works[problem.works[rows[row].work].work] }
  @Sendable func asset(_ row: Int) -> Asset { map.assets[work(row).asset] }
  @Sendable func neighbourhood(_ row: Int) -> Neighbourhood? {
    let index = Int(map.scores.neighbourhoods[work(row).asset])
    return index < 0 ? nil : map.neighbourhoods[index]
  }
  columns.text(OpportunityColumn.work) { work($0).id }
  columns.text(OpportunityColumn.source) { sources[asset($0).schedule] }
  columns.text(OpportunityColumn.street) { asset($0).street }
  columns.text(OpportunityColumn.neighbourhood) { neighbourhood($0)?.id }
  columns.text(OpportunityColumn.neighbourhoodName) { neighbourhood($0)?.name }
  columns.text(OpportunityColumn.assetType) { asset($0).type }
  columns.text(OpportunityColumn.measure) { work($0).measure }
  columns.text(CostSplitColumn.party) { problem.parties[problem.works[rows[$0].work].party] }
  columns.integer(OpportunityColumn.earliest) { work($0).earliest }
  columns.integer(OpportunityColumn.due) { work($0).trueDue }
  columns.integer(OpportunityColumn.latest) { work($0).latest }
  columns.number(UndoneColumn.cost) { work($0).cost }
  columns.text(UndoneColumn.reason) { rows[$0].reason.code }
  columns.text(UndoneColumn.other) { input.cause(of: rows[$0].reason) }
  columns.integer(UndoneColumn.nearestYear) { rows[$0].reason.crowd?.year }
  columns.number(UndoneColumn.room) { rows[$0].reason.crowd?.room.euros }
  columns.integer(UndoneColumn.before) { rows[$0].reason.crowd?.before }
  columns.text(UndoneColumn.last) { rows[$0].reason.crowd?.last.map(input.id) }
  for language in Language.allCases {
    columns.text(UndoneColumn.inWords, for: ColumnKey(language)) {
      input.words(rows[$0].reason, language)
    }
  }
  columns.number(UndoneColumn.risk) { problem.riskLeft(rows[$0].work) }
  return try columns.table(.undone, threads: threads)
}

/// Columns of `unspent`.
enum UnspentColumn {
  static let available = ProductColumn.euros(
    "available_eur", title: Wording(en: "Money over the horizon", nl: "Geld over de hele periode"),
    en: "New money of the budget over the horizon.",
    nl: "Nieuw geld van het budget over de horizon.")
  static let spent = ProductColumn.euros(
    "spent_eur", title: Wording(en: "Spent", nl: "Uitgegeven"),
    en: "What is spent of it.", nl: "Wat daarvan wordt uitgegeven.")
  static let amount = ProductColumn.euros(
    "unspent_eur", title: Wording(en: "Left", nl: "Over"),
    en: "What is left.", nl: "Wat overblijft.")
  static let lapsed = ProductColumn.euros(
    "lapsed_eur", title: Wording(en: "Of which lapsed", nl: "Waarvan vervallen"),
    en: "The part of it that did not carry over to a next year.",
    nl: "Het deel daarvan dat niet overging naar een volgend jaar.")
  static let reason = ProductColumn(
    "reason", .text,
    title: Wording(en: "Reason, short", nl: "Reden, kort"),
    en: "nothing-left (none of its works is left undone), does-not-fit, out-of-order, locked-out, "
      + "nothing-gained (what is left undone adds no worth).",
    nl: "nothing-left (al zijn werken worden gedaan), does-not-fit (wat overblijft past niet), "
      + "out-of-order (de volgorde klopt dan niet), locked-out (een besluit), nothing-gained (wat "
      + "overblijft voegt niets toe)."
  ).coded([
    "locked-out": Wording(en: "a decision", nl: "besluit"),
    "nothing-gained": Wording(en: "adds no worth", nl: "voegt niets toe"),
    "out-of-order": Wording(en: "wrong order", nl: "verkeerde volgorde"),
    "nothing-left": Wording(en: "all is done", nl: "alles wordt gedaan"),
    "does-not-fit": Wording(en: "does not fit", nl: "past niet"),
  ])

  static let all = [
    CostSplitColumn.party, available, spent, amount, lapsed, reason, UndoneColumn.inWords,
  ]
}

extension ProductTable {
  /// What money the programme has left, and why.
  public static let unspent = ProductTable(
    projects: "unspent",
    UnspentColumn.all,
    title: Wording(en: "Money left", nl: "Geld over"),
    en: "Money that the programme has left, and why; a row for each budget.",
    nl: "Geld dat het programma overhoudt, en waarom; een regel per budget."
  ) { projects, request in
    try projects.plan.programme.map {
      try unspentTable(projects, $0, threads: request.threads)
    }
  }
}

/// What each budget has left, and why nothing could use it.
func unspentTable(
  _ input: CandidateInput, _ programme: Programme, threads: Int
) throws -> VectorTable {
  let rows = programme.unspent
  var columns = ColumnList(rows: rows.count)
  let spent = rows.map { row in
    programme.accounts[row.party].reduce(Money.zero) { $0 + $1.spent }
  }
  columns.text(CostSplitColumn.party) { programme.parties[rows[$0].party] }
  columns.number(UnspentColumn.available) { (spent[$0] + rows[$0].amount).euros }
  columns.number(UnspentColumn.spent) { spent[$0].euros }
  columns.number(UnspentColumn.amount) { rows[$0].amount.euros }
  columns.number(UnspentColumn.lapsed) { rows[$0].lapsed.euros }
  columns.text(UnspentColumn.reason) { rows[$0].reason.code }
  for language in Language.allCases {
    columns.text(UndoneColumn.inWords, for: ColumnKey(language)) {
      input.words(rows[$0].reason, language)
    }
  }
  return try columns.table(.unspent, threads: threads)
}
