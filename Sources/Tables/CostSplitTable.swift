import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `cost_splits`.
enum CostSplitColumn {
  static let party = ProductColumn(
    "party", .text, title: Wording(en: "Budget", nl: "Budget"),
    en: "Budget, or the schedule's source for works without one.",
    nl: "Budget (potje), of de bron van de planning voor werken zonder budget.")
  static let alone = ProductColumn.euros(
    "alone_eur", title: Wording(en: "Cost alone", nl: "Kosten apart"),
    en: "What its works cost alone. Cash.", nl: "Wat de eigen werken apart kosten. Geld.")
  static let works = ProductColumn.euros(
    "works_eur", title: Wording(en: "Pays for the works", nl: "Betaalt voor de werken"),
    en: "Its part of what the works cost together, pro rata to what its works cost alone. Cash.",
    nl: "Deel van wat de werken samen kosten, naar rato van wat de eigen werken apart kosten. Geld."
  )
  static let movingPaid = ProductColumn.euros(
    "moving_paid_eur",
    title: Wording(
      en: "Pays others for moving their works", nl: "Betaalt anderen voor het schuiven van hun werk"
    ),
    en: "What it pays other budgets for works that it makes move (RIONED rule). Cash.",
    nl: "Wat het andere budgetten betaalt voor werken die het laat schuiven (RIONED-regel). Geld.")
  static let couplingCost = ProductColumn.euros(
    "coupling_cost_eur",
    title: Wording(en: "Pays for couplings", nl: "Betaalt voor koppelingen"),
    en: "What it pays for what the works carry for challenges. Cash.",
    nl: "Wat het betaalt voor wat de werken voor opgaven meenemen. Geld.")
  static let charged = ProductColumn.euros(
    "charged_eur", title: Wording(en: "Pays in all", nl: "Betaalt in totaal"),
    en:
      "The three together, at least 0: what the budget is charged, as in `programme_projects`. Cash.",
    nl: "De drie samen, minstens 0: wat het budget betaalt, zoals in `programme_projects`. Geld.")
  static let movingReceived = ProductColumn.euros(
    "moving_received_eur",
    title: Wording(
      en: "Receives for moving its works", nl: "Ontvangt voor schuiven van eigen werk"),
    en:
      "What other budgets pay it for moving its works. Cash, that does not come back to its budget.",
    nl:
      "Wat andere budgetten het betalen voor het schuiven van zijn werken. Geld, dat niet terugkomt "
      + "in het budget.")
  static let rioned = ProductColumn.euros(
    "rioned_eur",
    title: Wording(
      en: "Pays by the RIONED rule, net", nl: "Betaalt volgens de RIONED-regel, per saldo"),
    en:
      "works_eur + moving_paid_eur - moving_received_eur. Cash, without couplings: the budgets of a "
      + "project together pay what its works cost together.",
    nl:
      "works_eur + moving_paid_eur - moving_received_eur. Geld, zonder koppelingen: de budgetten van "
      + "een project betalen samen wat de werken samen kosten.")
  static let proRata = ProductColumn.euros(
    "pro_rata_eur",
    title: Wording(en: "Pays pro rata, net", nl: "Betaalt naar rato, per saldo"),
    en: "The same when cost and moving are borne pro rata to the cost alone. Cash.",
    nl: "Hetzelfde als kosten en schuiven naar rato van de kosten apart worden gedragen. Geld.")
  static let shapley = ProductColumn.euros(
    "shapley_eur",
    title: Wording(
      en: "Pays by Shapley value, net", nl: "Betaalt volgens de Shapley-waarde, per saldo"),
    en: "The same when everyone gets its Shapley value in the saving. Cash.",
    nl: "Hetzelfde als ieder zijn Shapley-waarde in de besparing krijgt. Geld.")
  static let moving = ProductColumn.euros(
    "moving_valued_eur",
    title: Wording(
      en: "Moving its own works, valued", nl: "Schuiven van eigen werk, gewaardeerd"),
    en:
      "Price of moving its works, with cutting new surface: value lost, risk run. Nobody pays it.",
    nl:
      "Prijs van het schuiven van zijn werken, met openbreken van nieuwe verharding: verloren waarde, "
      + "gelopen risico. Niemand betaalt dit.")
  static let worseOff = ProductColumn.euros(
    "worse_off_eur",
    title: Wording(
      en: "Worse off than alone, valued moving included",
      nl: "Slechter af dan apart, gewaardeerd schuiven meegeteld"),
    en: "rioned_eur + moving_valued_eur - alone_eur; 0 where it is better off.",
    nl: "rioned_eur + moving_valued_eur - alone_eur; 0 als het beter af is.")

  static let all = [
    CandidateColumn.candidate, CandidateColumn.year, party, alone, works, movingPaid, couplingCost,
    charged, movingReceived, rioned, proRata, shapley, moving, worseOff,
  ]
}

extension ProductTable {
  /// Who pays for them.
  public static let costSplits = ProductTable(
    projects: "cost_splits",
    CostSplitColumn.all,
    title: Wording(en: "Who pays", nl: "Wie betaalt"),
    en:
      "Who pays, in cash, and what moving works is valued at: a row for each budget of each project.",
    nl:
      "Wie betaalt, in geld, en waarop het schuiven van werken gewaardeerd is: een regel per budget "
      + "van elk project."
  ) {
    try costSplitTable($0, threads: $1.threads)
  }
}

/// What a payer pays for a project.
private struct SplitRow: Sendable {
  let candidate: Int
  /// Name of the payer.
  let payer: String
  /// Nil for one who only pays for couplings.
  let share: CostSplit.Share?
  /// What it pays for couplings.
  let coupling: Money

  var charged: Money { max(.zero, (share?.charged ?? .zero) + coupling) }

  func euros(_ path: KeyPath<CostSplit.Share, Money>) -> Double {
    share?[keyPath: path].euros ?? 0
  }

  func cash(_ rule: CostSplit.Rule) -> Double { share?.cash(rule).euros ?? 0 }
}

extension CandidateInput {
  /// Who pays for each project: its parties, then others who pay for couplings.
  fileprivate var splitRows: [SplitRow] {
    let parties = plan.bundling.problem.parties
    return plan.splits.enumerated().flatMap { candidate, split in
      let works = plan.candidates[candidate].bundle.works
      var costs =
        plan.couplings.map { $0.costs(of: $0.chosen(for: works)).mapValues(Money.init(euros:)) }
        ?? [:]
      let shares = split.shares.map { share in
        SplitRow(
          candidate: candidate, payer: parties[share.party], share: share,
          coupling: costs.removeValue(forKey: share.party) ?? .zero)
      }
      let payers = plan.couplings?.payers ?? []
      return shares
        + costs.sorted { $0.key < $1.key }.map { payer, cost in
          SplitRow(candidate: candidate, payer: payers[payer], share: nil, coupling: cost)
        }
    }
  }
}

/// Who pays: a row for each payer of each project.
func costSplitTable(_ input: CandidateInput, threads: Int) throws -> VectorTable {
  let (rows, candidates) = (input.splitRows, input.plan.candidates)
  var columns = ColumnList(rows: rows.count)
  columns.text(CandidateColumn.candidate) { candidates[rows[$0].candidate].id }
  columns.integer(CandidateColumn.year) { input.bundles[rows[$0].candidate].year }
  columns.text(CostSplitColumn.party) { rows[$0].payer }
  columns.number(CostSplitColumn.alone) { rows[$0].euros(\.alone) }
  columns.number(CostSplitColumn.works) { rows[$0].euros(\.joint) }
  columns.number(CostSplitColumn.movingPaid) { rows[$0].euros(\.movingOthers) }
  columns.number(CostSplitColumn.couplingCost) { rows[$0].coupling.euros }
  columns.number(CostSplitColumn.charged) { rows[$0].charged.euros }
  columns.number(CostSplitColumn.movingReceived) { rows[$0].euros(\.movingReceived) }
  columns.number(CostSplitColumn.rioned) { rows[$0].cash(.rioned) }
  columns.number(CostSplitColumn.proRata) { rows[$0].cash(.proRata) }
  columns.number(CostSplitColumn.shapley) { rows[$0].cash(.shapley) }
  columns.number(CostSplitColumn.moving) { rows[$0].euros(\.moving) }
  columns.number(CostSplitColumn.worseOff) {
    max(0, rows[$0].share.map { ($0.borne(.rioned) - $0.alone).euros } ?? 0)
  }
  return try columns.table(.costSplits, threads: threads)
}
