import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling

/// Columns of `candidates`.
enum CandidateColumn {
  static let candidate = ProductColumn(
    "candidate_id", .text, title: Wording(en: "Project", nl: "Project"),
    en: "Id of the project; the same as long as its works are.",
    nl: "Id van het project; gelijk zolang de werken gelijk zijn.")
  static let rank = ProductColumn(
    "rank", .integer, title: Wording(en: "Rank", nl: "Rang"),
    en: "Rank by net gain, from 1.", nl: "Rang naar netto winst, vanaf 1.")
  static let title = ProductColumn(
    "title_<language>", .text, title: Wording(en: "Title", nl: "Titel"),
    en: "What it is.", nl: "Wat het is.")
  static let reason = ProductColumn(
    "reason_<language>", .text, title: Wording(en: "Why together", nl: "Waarom samen"),
    en: "Why it is proposed, in plain words.",
    nl: "Waarom het wordt voorgesteld, in gewone woorden.")
  static let year = ProductColumn(
    "year", .integer, unit: "year",
    title: Wording(en: "Best year", nl: "Beste jaar"),
    en: "Year that suits the project best, to which its amounts apply.",
    nl: "Jaar dat het project het best past en waarvoor de bedragen gelden.")
  static let programmed = ProductColumn(
    "programmed_year", .integer, unit: "year",
    title: Wording(en: "Year in the programme", nl: "Jaar in het programma"),
    en:
      "Year in which the programme does it as a whole; empty where it does not, or there is none.",
    nl: "Jaar waarin het programma het als geheel doet; leeg als dat niet zo is of er geen is.")
  static let status = ProductColumn(
    "status", .text, title: Wording(en: "Status", nl: "Stand van zaken"),
    en: "idea, agreed or programmed, from the file of decisions.",
    nl:
      "idea (idee), agreed (afgesproken) of programmed (geprogrammeerd), uit het besluitenbestand."
  ).coded([
    "idea": Wording(en: "idea", nl: "idee"),
    "agreed": Wording(en: "agreed", nl: "afgesproken"),
    "programmed": Wording(en: "programmed", nl: "geprogrammeerd"),
  ])
  static let decidedBy = ProductColumn(
    "decided_by", .text, title: Wording(en: "Decided by", nl: "Besloten door"),
    en: "Who decided about it; empty where nobody did.",
    nl: "Wie erover besloot; leeg als dat niemand deed.")
  static let why = ProductColumn(
    "decided_why", .text, title: Wording(en: "Reason of the decision", nl: "Reden van het besluit"),
    en: "Why they decided so.", nl: "Waarom zo werd besloten.")
  static let neighbourhood = ProductColumn(
    "neighbourhood_code", .text,
    title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Neighbourhood that holds the largest part of its largest work; empty outside all.",
    nl: "Buurt met het grootste deel van het grootste werk; leeg buiten alle buurten.")
  static let neighbourhoodName = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Its name.", nl: "Naam daarvan.")
  static let streets = ProductColumn(
    "streets", .text, title: Wording(en: "Streets", nl: "Straten"),
    en: "Streets that its works name, separated by `; `.",
    nl: "Straten die de werken noemen, gescheiden door `; `.")
  static let works = ProductColumn(
    "work_ids", .text, title: Wording(en: "Works", nl: "Werken"),
    en: "Its works, separated by `; `.",
    nl: "De werken, gescheiden door `; `.")
  static let workCount = ProductColumn(
    "work_count", .integer, title: Wording(en: "Number of works", nl: "Aantal werken"),
    en: "Number of works.", nl: "Aantal werken.")
  static let parties = ProductColumn(
    "parties", .text, title: Wording(en: "Budgets", nl: "Budgetten"),
    en: "Budgets that take part, separated by `; `.",
    nl: "Budgetten (potjes) die meedoen, gescheiden door `; `.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Ground", nl: "Grond"),
    en: "Ground of its works, each place once.",
    nl: "Grond van de werken, elke plek één keer.")
  static let sharedArea = ProductColumn.area(
    "shared_m2", title: Wording(en: "Shared ground", nl: "Gedeelde grond"),
    en: "Ground on which at least two of its works meet.",
    nl: "Grond waar minstens twee van de werken samenkomen.")
  static let themeArea = ProductColumn.area(
    "<theme>_area_m2", title: Wording(en: "%1", nl: "%1"),
    en: "Ground of its works under the theme, each place once.",
    nl: "Grond van de werken onder het thema, elke plek één keer.")
  static let cost = ProductColumn.euros(
    "cost_alone_eur", title: Wording(en: "Cost, each alone", nl: "Kosten, elk apart"),
    en: "Cost of its works when each is done alone.",
    nl: "Kosten van de werken als elk apart wordt gedaan.")
  static let joint = ProductColumn.euros(
    "cost_joint_<estimate>_eur",
    title: Wording(en: "Cost together, %1", nl: "Kosten samen, %1"),
    en:
      "Cost of its works together, before the price of moving: when it turns out low, as estimated, "
      + "and high.",
    nl:
      "Kosten van de werken samen, zonder het schuiven: als het meevalt (low), naar raming (mid) en "
      + "als het tegenvalt (high).")
  static let net = ProductColumn.euros(
    "net_gain_eur", title: Wording(en: "Net gain", nl: "Netto winst"),
    en: "What it gains against doing every work alone in its due year.",
    nl: "Wat het wint tegenover elk werk apart in zijn planjaar.")
  static let saved = ProductColumn.euros(
    "saved_<part>_eur",
    title: Wording(en: "Saved: %1", nl: "Bespaard: %1"),
    en:
      "Saved on that part of the cost; nuisance is valued, not paid. The set-up of a project costs: "
      + "below 0.",
    nl:
      "Bespaard op dat deel van de kosten; hinder (nuisance) is gewaardeerd, niet betaald. Een "
      + "project opzetten (setup) kost geld: onder nul.")
  static let challenges = ProductColumn.euros(
    "challenges_eur", title: Wording(en: "Worth for challenges", nl: "Waarde voor opgaven"),
    en: "Value of the challenges where its works meet.",
    nl: "Waarde van de opgaven waar de werken samenkomen.")
  static let couplings = ProductColumn(
    "couplings", .text,
    title: Wording(en: "Couplings", nl: "Koppelingen"),
    en: "Couplings that its works carry, with how many works each, separated by `; `.",
    nl: "Koppelingen die de werken meenemen, met het aantal werken, gescheiden door `; `.")
  static let couplingCost = ProductColumn.euros(
    "coupling_cost_eur",
    title: Wording(en: "Extra cost of couplings", nl: "Extra kosten van koppelingen"),
    en: "What they cost besides the works.",
    nl: "Wat die kosten naast de werken.")
  static let couplingEffects = ProductColumn.euros(
    "coupling_effects_eur",
    title: Wording(en: "What couplings bring", nl: "Opbrengst van koppelingen"),
    en: "What they bring, valued: over their life, brought back to the first year.",
    nl: "Wat die opleveren, gewaardeerd: over de levensduur, teruggerekend naar het eerste jaar.")
  static let moving = ProductColumn.euros(
    "moving_eur", title: Wording(en: "Price of moving", nl: "Prijs van schuiven"),
    en: "Price of moving works off their due year.",
    nl: "Prijs van het schuiven van werken uit hun planjaar.")
  static let cutting = ProductColumn.euros(
    "cutting_eur",
    title: Wording(en: "Cutting new surface", nl: "Openbreken van nieuwe verharding"),
    en: "Cost of cutting surfaces that were renewed shortly before, against the due years.",
    nl: "Kosten van het openbreken van pas vernieuwde verharding, tegenover de planjaren.")
  static let inTop = ProductColumn.fraction(
    "top_share", title: Wording(en: "Draws among the best", nl: "Trekkingen bij de beste"),
    en: "Part of the draws of weights and due years in which it ranks among the best.",
    nl: "Deel van de trekkingen van gewichten en planjaren waarin het bij de beste hoort.")
  static let survival = ProductColumn.fraction(
    "survival_share", title: Wording(en: "Draws that hold", nl: "Trekkingen die standhouden"),
    en: "Part of the draws in which it gains and no work gains more by leaving.",
    nl: "Deel van de trekkingen waarin het wint en geen werk meer wint door eruit te gaan.")
  static let pattern = ProductColumn(
    "pattern", .integer, title: Wording(en: "Pattern", nl: "Patroon"),
    en: "Number of its pattern in `patterns`; empty where it follows none.",
    nl: "Nummer van het patroon in `patterns`; leeg als het geen patroon volgt.")

  static let all = [
    candidate, rank, title, reason, year, programmed, status, decidedBy, why, neighbourhood,
    neighbourhoodName,
    streets, works, workCount, parties, area, sharedArea, themeArea, cost, joint, net, saved,
    challenges, couplings, couplingCost, couplingEffects,
    moving, cutting, inTop, survival, pattern,
  ]
}

/// What the tables of projects are made from.
package struct CandidateInput: Sendable {
  package let plan: ProjectPlan
  package let map: OpportunityMap
  package let names: MeasureNames
  /// The one year in which each work is done. Shape: works of the map.
  package let planned: [PlannedYear]

  package init(
    plan: ProjectPlan, map: OpportunityMap, names: MeasureNames, planned: [PlannedYear]
  ) {
    self.plan = plan
    self.map = map
    self.names = names
    self.planned = planned
  }

  package func works(_ candidate: Int) -> [BundlingWork] {
    plan.candidates[candidate].bundle.works.map { plan.bundling.problem.works[Int($0)] }
  }

  func workID(_ number: Int32) -> String {
    map.works[plan.bundling.problem.works[Int(number)].work].id
  }

  package func texts(_ language: Language) -> CandidateTexts {
    CandidateTexts(self, language: language)
  }

  package func decision(_ candidate: Int) -> Decisions.Decision? {
    plan.candidates[candidate].decision.map { plan.decisions.decisions[$0] }
  }
}

extension ProductTable {
  /// Projects that are proposed or decided on.
  public static let candidates = ProductTable(
    projects: "candidates",
    CandidateColumn.all,
    formats: [.geoJSON, .geoPackage, .csv],
    startsWithID: true,
    title: Wording(en: "Projects", nl: "Projecten"),
    en: "Projects: works to do together in one year; a row for each.",
    nl: "Projecten: werken om in één jaar samen te doen; een regel per project."
  ) {
    try candidateTable(
      $0, assets: $1.hasOutlines ? $1.input.assets : nil,
      metresPerUnit: $1.input.workingSystem.metresPerUnit ?? 1, threads: $1.threads)
  }
}

/// Projects, a row for each, with the outline of their works. `assets` is the geometry of the assets in
/// the working system, of which a unit is `metresPerUnit` metres; nil leaves the
/// outlines out.
func candidateTable(
  _ input: CandidateInput, assets: GeometryArray?, metresPerUnit: Double, threads: Int
) throws -> VectorTable {
  let candidates = input.plan.candidates
  var columns = ColumnList(rows: candidates.count)
  columns.addIdentity(input)
  columns.addPlace(input)
  columns.addGain(input)
  columns.addTrial(candidates)
  let groups = candidates.indices.map { input.works($0).map(\.asset) }
  return try columns.table(
    .candidates, geometryKind: assets == nil ? .none : .multiPolygon,
    geometry: RowGeometry(
      try assets?.united(groups, metresPerUnit: metresPerUnit, threads: threads)
        ?? GeometryArray()), threads: threads)
}

extension ColumnList {
  fileprivate mutating func addIdentity(_ input: CandidateInput) {
    let candidates = input.plan.candidates
    text(CandidateColumn.candidate) { candidates[$0].id }
    integer(CandidateColumn.rank) { $0 + 1 }
    for language in Language.allCases {
      let texts = input.texts(language)
      text(CandidateColumn.title, for: ColumnKey(language)) { texts.title(candidates[$0]) }
      text(CandidateColumn.reason, for: ColumnKey(language)) { texts.reason(candidates[$0]) }
    }
    integer(CandidateColumn.year) { candidates[$0].bundle.year }
    let programmed = input.plan.programmedYears
    integer(CandidateColumn.programmed) { programmed[$0] }
    text(CandidateColumn.status) { candidates[$0].status.rawValue }
    text(CandidateColumn.decidedBy) { input.decision($0)?.by }
    text(CandidateColumn.why) { input.decision($0)?.why }
  }

  fileprivate mutating func addPlace(_ input: CandidateInput) {
    let (candidates, map) = (input.plan.candidates, input.map)
    @Sendable func neighbourhood(_ row: Int) -> Neighbourhood? {
      candidates[row].neighbourhood.map { map.neighbourhoods[$0] }
    }
    text(CandidateColumn.neighbourhood) { neighbourhood($0)?.id }
    text(CandidateColumn.neighbourhoodName) { neighbourhood($0)?.name }
    text(CandidateColumn.streets) { candidates[$0].streets.joined(separator: "; ") }
    text(CandidateColumn.works) {
      candidates[$0].bundle.works.map(input.workID).joined(separator: "; ")
    }
    integer(CandidateColumn.workCount) { candidates[$0].bundle.works.count }
    text(CandidateColumn.parties) { row in
      let parties = input.plan.bundling.problem.parties
      return Set(input.works(row).map { parties[$0.party] }).sorted().joined(separator: "; ")
    }
    number(CandidateColumn.area) { candidates[$0].ground.area }
    number(CandidateColumn.sharedArea) { candidates[$0].ground.sharedArea }
    for (theme, key) in map.columnKeys.enumerated() {
      number(CandidateColumn.themeArea, for: key) { candidates[$0].ground.themeAreas[theme] }
    }
  }

  fileprivate mutating func addGain(_ input: CandidateInput) {
    let candidates = input.plan.candidates
    number(CandidateColumn.cost) { row in input.works(row).reduce(0) { $0 + $1.cost } }
    let costs = candidates.indices.map { input.plan.costs(of: $0).joint }
    number(CandidateColumn.joint, for: .low) { costs[$0].low.paid }
    number(CandidateColumn.joint, for: .mid) { costs[$0].mid.paid }
    number(CandidateColumn.joint, for: .high) { costs[$0].high.paid }
    number(CandidateColumn.net) { candidates[$0].bundle.gain.net }
    let parts: [(String, ProjectTextKey, @Sendable (CostParts) -> Double)] = [
      ("excavation", .excavationPart, { $0.excavation }),
      ("surface", .surfacePart, { $0.surface }), ("traffic", .trafficPart, { $0.traffic }),
      ("plan", .planPart, { $0.plan }), ("tender", .tenderPart, { $0.tender }),
      ("setup", .setupPart, { $0.setup }), ("nuisance", .nuisancePart, { $0.nuisance }),
    ]
    for (name, title, part) in parts {
      let title = Wording(en: Language.en.text(title), nl: Language.nl.text(title))
      number(CandidateColumn.saved, for: ColumnKey(name, title: title.uncapitalised)) {
        part(candidates[$0].bundle.gain.saved)
      }
    }
    number(CandidateColumn.challenges) { candidates[$0].bundle.gain.challenges }
    addCouplings(input)
    number(CandidateColumn.moving) { candidates[$0].bundle.gain.moving }
    number(CandidateColumn.cutting) { candidates[$0].bundle.gain.cutting }
  }

  private mutating func addCouplings(_ input: CandidateInput) {
    let carried = input.plan.candidates.map { candidate in
      input.plan.couplings?.chosen(for: candidate.bundle.works) ?? []
    }
    let couplings = input.plan.couplings
    text(CandidateColumn.couplings) { couplings?.keys(of: carried[$0]) }
    number(CandidateColumn.couplingCost) { couplings?.sums(of: carried[$0]).cost }
    number(CandidateColumn.couplingEffects) { couplings?.sums(of: carried[$0]).effects }
  }

  fileprivate mutating func addTrial(_ candidates: [Candidate]) {
    number(CandidateColumn.inTop) { candidates[$0].robustness?.inTop }
    number(CandidateColumn.survival) { candidates[$0].robustness?.survival }
    integer(CandidateColumn.pattern) { candidates[$0].pattern.map { $0 + 1 } }
  }
}

extension CouplingPlan {
  /// Keys of entries with how many there are of each, such as `disconnect (3); swale (1)`.
  func keys(of chosen: [Int]) -> String {
    byCoupling(chosen).map { coupling, entries in
      "\(finder.catalogue.couplings[coupling].key) (\(entries.count))"
    }.joined(separator: "; ")
  }
}
