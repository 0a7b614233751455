import Buildings
import LayerIO
import OpportunityMap

/// Columns of `transformation`.
enum TransformationColumn {
  static let destination = ProductColumn(
    "destination", .text, title: Wording(en: "Destination", nl: "Bestemming"),
    en: "What it could become: a key of the catalogue.",
    nl: "Wat het kan worden: een sleutel van de catalogus.")
  static let destinationEnglish = ProductColumn(
    "destination_en", .text,
    title: Wording(en: "Destination in words", nl: "Bestemming in woorden (Engels)"),
    en: "That in English.", nl: "Dat in het Engels.")
  static let destinationDutch = ProductColumn(
    "destination_nl", .text,
    title: Wording(en: "Destination in words (Dutch)", nl: "Bestemming in woorden"),
    en: "That in Dutch.", nl: "Dat in het Nederlands.")
  static let isStopped = ProductColumn(
    "stopped", .boolean, title: Wording(en: "Stopped", nl: "Tegengehouden"),
    en: "Whether a veto stops it, whatever else is answered.",
    nl: "Of een veto het tegenhoudt, wat de andere antwoorden ook zijn.")
  static let low = BuildingColumn.low
  static let high = BuildingColumn.high
  static let lowClass = ProductColumn(
    "class_low", .integer, title: Wording(en: "Class at least", nl: "Klasse minstens"),
    en: "Class of the least score, 1 (hardly fit) to 5 (very fit).",
    nl: "Klasse van de laagste score, 1 (nauwelijks geschikt) tot 5 (zeer geschikt).")
  static let highClass = ProductColumn(
    "class_high", .integer, title: Wording(en: "Class at most", nl: "Klasse hoogstens"),
    en: "Class of the highest score.", nl: "Klasse van de hoogste score.")
  static let stopping = ProductColumn(
    "stopped_by", .text, title: Wording(en: "Stopped by", nl: "Tegengehouden door"),
    en: "Vetoes that are answered no, with semicolons between them; keys of the catalogue.",
    nl: "Veto's met antwoord nee, met puntkomma's ertussen; sleutels van de catalogus.")
  static let open = ProductColumn(
    "open_vetoes", .text, title: Wording(en: "Vetoes not answered", nl: "Open veto's"),
    en: "Vetoes that are not answered: until they are, the least score is 0.",
    nl: "Veto's zonder antwoord: tot dan is de laagste score 0.")
  static let decidingEnglish = ProductColumn(
    "deciding_en", .text,
    title: Wording(en: "What decides", nl: "Wat beslist (Engels)"),
    en:
      "What decides, in English, behind its answer: what a veto asks that is answered no, else what one asks that is not "
      + "answered, else what the heaviest criterion asks that is answered no. Empty where all is answered yes.",
    nl:
      "Wat beslist, in het Engels, achter het antwoord: wat een veto vraagt met antwoord nee, anders wat een veto zonder "
      + "antwoord vraagt, anders wat het zwaarste criterium met antwoord nee vraagt. Leeg als op alles het antwoord ja is."
  )
  static let decidingDutch = ProductColumn(
    "deciding_nl", .text,
    title: Wording(en: "What decides (Dutch)", nl: "Wat beslist"),
    en: "The same in Dutch.", nl: "Hetzelfde in het Nederlands.")
  static let askingEnglish = ProductColumn(
    "ask_en", .text,
    title: Wording(en: "Ask this first", nl: "Vraag dit eerst (Engels)"),
    en: "What is not known and would narrow the score most, in English.",
    nl: "Wat onbekend is en de score het meest zou versmallen, in het Engels.")
  static let askingDutch = ProductColumn(
    "ask_nl", .text,
    title: Wording(en: "Ask this first (Dutch)", nl: "Vraag dit eerst"),
    en: "The same in Dutch.", nl: "Hetzelfde in het Nederlands.")
  static let street = BuildingColumn.street
  static let freed = ProductColumn.area(
    "comes_free_m2", title: Wording(en: "Would come free", nl: "Zou vrijkomen"),
    en:
      "Floor area of a building that is in use, and that comes free where its users move as combinations says; it is judged "
      + "as if it were vacant. Empty for buildings that are vacant now.",
    nl:
      "Vloeroppervlak van een gebouw dat in gebruik is en vrijkomt als de gebruikers verhuizen zoals in combinations; het is "
      + "beoordeeld alsof het leegstaat. Leeg bij gebouwen die nu leegstaan.")

  static let all = [
    BuildingColumn.id, BuildingColumn.name, BuildingColumn.neighbourhood,
    BuildingColumn.neighbourhoodName, BuildingColumn.vacantArea, freed, destination,
    destinationEnglish,
    destinationDutch, isStopped, low, high, lowClass, highClass, stopping, open, decidingEnglish,
    decidingDutch, askingEnglish, askingDutch, street,
  ]
}

/// Columns of `transformation_answers`.
enum TransformationAnswerColumn {
  static let criterion = ProductColumn(
    "criterion", .text, title: Wording(en: "Criterion", nl: "Criterium"),
    en: "Criterion: a key of the catalogue.", nl: "Criterium: een sleutel van de catalogus.")
  static let english = ProductColumn(
    "criterion_en", .text,
    title: Wording(en: "What is asked", nl: "Wat gevraagd wordt (Engels)"),
    en: "What holds where it is answered yes, in English.",
    nl: "Wat geldt bij het antwoord ja, in het Engels.")
  static let dutch = ProductColumn(
    "criterion_nl", .text,
    title: Wording(en: "What is asked (Dutch)", nl: "Wat gevraagd wordt"),
    en: "What holds where it is answered yes, in Dutch.",
    nl: "Wat geldt bij het antwoord ja, in het Nederlands.")
  static let aspect = ProductColumn(
    "aspect", .text, title: Wording(en: "Aspect", nl: "Onderwerp"),
    en: "What it is about.", nl: "Waar het over gaat."
  ).coded([
    "market": Wording(en: "market", nl: "markt"),
    "financial": Wording(en: "financial", nl: "financieel"),
    "procedural": Wording(en: "procedural", nl: "procedure"),
    "technical": Wording(en: "technical", nl: "techniek"),
    "sustainable": Wording(en: "sustainable", nl: "duurzaam"),
  ])
  static let isVeto = ProductColumn(
    "veto", .boolean, title: Wording(en: "Veto", nl: "Veto"),
    en: "Whether a no stops the destination.", nl: "Of een nee de bestemming tegenhoudt.")
  static let answer = ProductColumn(
    "answer", .text, title: Wording(en: "Answer", nl: "Antwoord"),
    en: "Answer from what the project tells.", nl: "Antwoord uit wat het project vertelt."
  ).coded([
    "yes": Wording(en: "yes", nl: "ja"), "no": Wording(en: "no", nl: "nee"),
    "unknown": Wording(en: "unknown", nl: "onbekend"),
  ])

  static let isFreed = ProductColumn(
    "comes_free", .boolean, title: Wording(en: "Would come free", nl: "Zou vrijkomen"),
    en: "Whether the building is in use, and judged as if it came free as combinations says.",
    nl: "Of het gebouw in gebruik is en beoordeeld alsof het vrijkomt zoals in combinations.")

  static let all = [
    BuildingColumn.id, BuildingColumn.name, BuildingColumn.neighbourhood,
    BuildingColumn.neighbourhoodName, isFreed, criterion, english, dutch, aspect, isVeto, answer,
  ]
}

/// Columns of `vacancy_areas`.
enum VacancyAreaColumn {
  static let area = ProductColumn(
    "area", .integer, title: Wording(en: "Area", nl: "Gebied"),
    en: "Number of the area.", nl: "Nummer van het gebied.")
  static let buildings = ProductColumn(
    "buildings", .text, title: Wording(en: "Buildings", nl: "Gebouwen"),
    en: "Ids of its buildings, with semicolons between them.",
    nl: "Nummers van de gebouwen, met puntkomma's ertussen.")
  static let floorArea = BuildingColumn.floorArea
  static let vacantArea = BuildingColumn.vacantArea
  static let share = ProductColumn.fraction(
    "vacant_share", title: Wording(en: "Vacant part", nl: "Deel leeg"),
    en: "Vacant part of the floor area of these buildings, 0 to 1.",
    nl: "Leeg deel van het vloeroppervlak van deze gebouwen, 0 tot 1.")
  static let owners = ProductColumn(
    "owners", .integer, title: Wording(en: "Owners", nl: "Eigenaren"),
    en: "Number of owners.", nl: "Aantal eigenaren.")
  static let emptied = ProductColumn(
    "emptied", .text, title: Wording(en: "Come free", nl: "Komen vrij"),
    en:
      "Ids of the buildings that come free as a whole where users move into what is vacant in the others, with "
      + "semicolons between them; those that are vacant as a whole already may be among them.",
    nl:
      "Nummers van de gebouwen die helemaal vrijkomen als gebruikers verhuizen naar wat in de andere leegstaat, met "
      + "puntkomma's ertussen; gebouwen die al helemaal leegstaan kunnen daarbij zijn.")
  static let freed = ProductColumn.area(
    "emptied_m2", title: Wording(en: "Comes free", nl: "Komt vrij"),
    en: "Floor area of these.", nl: "Vloeroppervlak daarvan.")
  static let bound = ProductColumn.area(
    "emptied_at_most_m2",
    title: Wording(en: "Could come free at most", nl: "Kan hoogstens vrijkomen"),
    en: "No choice frees more; the same where all was tried.",
    nl: "Meer kan er met geen keuze vrijkomen; gelijk als alles is geprobeerd.")
  static let settling = ProductColumn(
    "settling", .text, title: Wording(en: "To settle", nl: "Te verrekenen"),
    en:
      "What users take up elsewhere by owner in m2: above 0 who gets users, below 0 who gives them; the sum is 0.",
    nl:
      "Wat gebruikers elders innemen per eigenaar in m2: boven 0 wie gebruikers krijgt, onder 0 wie ze afstaat; "
      + "de som is 0.")

  static let all = [
    area, buildings, floorArea, vacantArea, share, owners, emptied, freed, bound, settling,
  ]
}

extension ProductTable {
  /// What vacant buildings could become.
  public static let transformation = ProductTable(
    buildings: "transformation", TransformationColumn.all,
    title: Wording(en: "Transformation scan", nl: "Transformatiescan"),
    en:
      "What each building that is vacant, or could come free, could become, with what stops it, what decides and what to "
      + "ask first.",
    nl:
      "Wat elk gebouw dat leegstaat of kan vrijkomen, kan worden, met wat het tegenhoudt, wat beslist en wat eerst te vragen."
  ) { try transformationTable($0, $1) }

  /// How each criterion of the scan was answered.
  public static let transformationAnswers = ProductTable(
    buildings: "transformation_answers", TransformationAnswerColumn.all,
    title: Wording(en: "Answers of the scan", nl: "Antwoorden van de scan"),
    en:
      "How each criterion of the transformation scan was answered for each building that is vacant or could come free.",
    nl:
      "Het antwoord op elk criterium van de transformatiescan voor elk gebouw dat leegstaat of kan vrijkomen."
  ) { try transformationAnswerTable($0, $1) }

  /// Where vacancy is scattered over buildings near each other.
  public static let vacancyAreas = ProductTable(
    buildings: "vacancy_areas", VacancyAreaColumn.all,
    title: Wording(en: "Scattered vacancy", nl: "Versnipperde leegstand"),
    en:
      "Vacant buildings near each other, which could come free together, and what owners would settle.",
    nl:
      "Lege gebouwen bij elkaar in de buurt, welke samen vrij kunnen komen, en wat eigenaren verrekenen."
  ) { try vacancyAreaTable($0, $1) }
}

/// A building that was scanned: one that is vacant, or one that could come free.
private struct ScannedBuilding: Sendable {
  let scan: TransformationScan
  /// Its row in the scan.
  let row: Int
  let isFreed: Bool

  var building: Int { scan.buildings[row] }

  /// The vacant ones, then those that could come free.
  static func all(_ answer: BuildingsAnswer) -> [ScannedBuilding] {
    [(answer.scan, false), (answer.social.freed, true)].flatMap { scan, isFreed in
      scan.buildings.indices.map { ScannedBuilding(scan: scan, row: $0, isFreed: isFreed) }
    }
  }
}

private func transformationTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable {
  let (stock, catalogue) = (answer.stock, answer.scan.catalogue)
  let places = catalogue.destinations.count
  let scanned = ScannedBuilding.all(answer)
  var columns = ColumnList(rows: scanned.count * places)
  @Sendable func building(_ row: Int) -> Int { scanned[row / places].building }
  @Sendable func outcome(_ row: Int) -> ScanOutcome {
    scanned[row / places].scan.outcome(scanned[row / places].row, row % places)
  }
  @Sendable func destination(_ row: Int) -> TransformationCatalogue.Destination {
    catalogue.destinations[row % places]
  }
  @Sendable func keys(_ criteria: [Int]) -> String {
    criteria.map { catalogue.criteria[$0].key }.joined(separator: ";")
  }
  @Sendable func name(_ criterion: Int?) -> Wording? {
    criterion.map { catalogue.criteria[$0].name }
  }
  columns.addBuildings(stock, request.map, building)
  columns.number(BuildingColumn.vacantArea) { stock.vacantAreas[building($0)] }
  columns.number(TransformationColumn.freed) {
    scanned[$0 / places].isFreed ? stock.floorAreas[building($0)] : nil
  }
  columns.text(TransformationColumn.destination) { destination($0).key }
  columns.text(TransformationColumn.destinationEnglish) { destination($0).name.en }
  columns.text(TransformationColumn.destinationDutch) { destination($0).name.nl }
  columns.boolean(TransformationColumn.isStopped) { outcome($0).isStopped }
  columns.number(TransformationColumn.low) { outcome($0).score.lowerBound }
  columns.number(TransformationColumn.high) { outcome($0).score.upperBound }
  columns.integer(TransformationColumn.lowClass) {
    catalogue.scoreClass(outcome($0).score.lowerBound)
  }
  columns.integer(TransformationColumn.highClass) {
    catalogue.scoreClass(outcome($0).score.upperBound)
  }
  columns.text(TransformationColumn.stopping) { keys(outcome($0).stopping) }
  columns.text(TransformationColumn.open) { keys(outcome($0).openVetoes) }
  columns.text(TransformationColumn.decidingEnglish) { answer.scan.decision(outcome($0))?.en }
  columns.text(TransformationColumn.decidingDutch) { answer.scan.decision(outcome($0))?.nl }
  columns.text(TransformationColumn.askingEnglish) { name(outcome($0).asking)?.en }
  columns.text(TransformationColumn.askingDutch) { name(outcome($0).asking)?.nl }
  columns.integer(TransformationColumn.street) {
    scanned[$0 / places].scan.openings[scanned[$0 / places].row]?.year
  }
  return try columns.table(.transformation, threads: request.threads)
}

private func transformationAnswerTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable {
  let (stock, criteria) = (answer.stock, answer.scan.catalogue.criteria)
  let scanned = ScannedBuilding.all(answer)
  var columns = ColumnList(rows: scanned.count * criteria.count)
  columns.addBuildings(stock, request.map) { scanned[$0 / criteria.count].building }
  columns.boolean(TransformationAnswerColumn.isFreed) { scanned[$0 / criteria.count].isFreed }
  columns.text(TransformationAnswerColumn.criterion) { criteria[$0 % criteria.count].key }
  columns.text(TransformationAnswerColumn.english) { criteria[$0 % criteria.count].name.en }
  columns.text(TransformationAnswerColumn.dutch) { criteria[$0 % criteria.count].name.nl }
  columns.text(TransformationAnswerColumn.aspect) { criteria[$0 % criteria.count].aspect }
  columns.boolean(TransformationAnswerColumn.isVeto) { criteria[$0 % criteria.count].isVeto }
  columns.text(TransformationAnswerColumn.answer) { row in
    let one = scanned[row / criteria.count]
    return "\(one.scan.answers[one.row * criteria.count + row % criteria.count])"
  }
  return try columns.table(.transformationAnswers, threads: request.threads)
}

private func vacancyAreaTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable {
  let (stock, areas) = (answer.stock, answer.areas)
  var columns = ColumnList(rows: areas.count)
  @Sendable func ids(_ buildings: [Int]) -> String {
    buildings.map { stock.ids[$0] }.joined(separator: ";")
  }
  columns.integer(VacancyAreaColumn.area) { $0 + 1 }
  columns.text(VacancyAreaColumn.buildings) { ids(areas[$0].buildings) }
  columns.number(VacancyAreaColumn.floorArea) { areas[$0].floorArea }
  columns.number(VacancyAreaColumn.vacantArea) { areas[$0].vacantArea }
  columns.number(VacancyAreaColumn.share) { areas[$0].vacantArea / areas[$0].floorArea }
  columns.integer(VacancyAreaColumn.owners) {
    Set(areas[$0].buildings.map { stock.owners[$0] }).count
  }
  columns.text(VacancyAreaColumn.emptied) { ids(areas[$0].emptied) }
  columns.number(VacancyAreaColumn.freed) { areas[$0].freed }
  columns.number(VacancyAreaColumn.bound) { areas[$0].bound }
  columns.text(VacancyAreaColumn.settling) { row in
    areas[row].settling.map { "\($0.owner): \(Int($0.area.rounded()))" }.joined(separator: "; ")
  }
  return try columns.table(.vacancyAreas, threads: request.threads)
}

extension TransformationScan {
  /// What decides an outcome, behind how it is answered; nil where all is answered yes.
  package func decision(_ outcome: ScanOutcome) -> Wording? {
    guard let deciding = outcome.deciding else { return nil }
    let name = catalogue.criteria[deciding].name
    return outcome.openVetoes.contains(deciding)
      ? Wording(en: "unknown: \(name.en)", nl: "onbekend: \(name.nl)")
      : Wording(en: "no: \(name.en)", nl: "nee: \(name.nl)")
  }
}
