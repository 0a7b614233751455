import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `near_misses`.
enum NearMissColumn {
  static let first = ProductColumn(
    "work_a", .text, title: Wording(en: "Work", nl: "Werk"),
    en: "Id of a work.", nl: "Id van een werk.")
  static let second = ProductColumn(
    "work_b", .text, title: Wording(en: "Other work", nl: "Ander werk"),
    en: "Id of the other work.", nl: "Id van het andere werk.")
  static let cause = ProductColumn(
    "cause", .text,
    title: Wording(en: "Cause", nl: "Oorzaak"),
    en:
      "What kept them apart: forbidden, decided, years, distance, size, too-dear, too-small, "
      + "too-little-cash or better-otherwise.",
    nl:
      "Wat ze uit elkaar hield: forbidden (verboden), decided (besloten), years (jaren), distance "
      + "(afstand), size (omvang), too-dear (te duur), too-small (te klein), too-little-cash "
      + "(te weinig geld) of better-otherwise (anders beter)."
  ).coded([
    "forbidden": Wording(en: "forbidden", nl: "verboden"),
    "decided": Wording(en: "decided", nl: "besloten"),
    "years": Wording(en: "years", nl: "jaren"),
    "distance": Wording(en: "distance", nl: "afstand"),
    "size": Wording(en: "size", nl: "omvang"),
    "too-dear": Wording(en: "too dear", nl: "te duur"),
    "too-small": Wording(en: "too small", nl: "te klein"),
    "too-little-cash": Wording(en: "too little cash", nl: "te weinig geld"),
    "better-otherwise": Wording(en: "better otherwise", nl: "anders beter"),
  ])
  static let reason = ProductColumn(
    "reason_<language>", .text, title: Wording(en: "Why not together", nl: "Waarom niet samen"),
    en: "The same in plain words.",
    nl: "Hetzelfde in gewone woorden.")
  static let saving = ProductColumn.euros(
    "saving_eur", title: Wording(en: "Saving if together", nl: "Besparing als het samen kon"),
    en: "What doing them together would save, moving apart.",
    nl: "Wat samen doen zou besparen, los van het schuiven.")
  static let shared = ProductColumn.area(
    "shared_m2", title: Wording(en: "Shared ground", nl: "Gedeelde grond"),
    en: "Ground that they share.", nl: "Grond die ze delen.")
  static let distance = ProductColumn(
    "distance_m", .number, unit: "m", decimals: 2, title: Wording(en: "Distance", nl: "Afstand"),
    en: "Distance between them.",
    nl: "Afstand ertussen.")
  static let years = ProductColumn(
    "years_apart", .integer, unit: "years", title: Wording(en: "Years apart", nl: "Tijd ertussen"),
    en: "Years between their windows; 0 where these meet.",
    nl: "Jaren tussen hun vensters; 0 als die elkaar raken.")
  static let street = ProductColumn(
    "same_street", .boolean, title: Wording(en: "Same street", nl: "Zelfde straat"),
    en: "Whether both name the same street.",
    nl: "Of beide dezelfde straat noemen.")

  static let all = [first, second, cause, reason, saving, shared, distance, years, street]
}

extension ProductTable {
  /// Pairs of works that nearly were in one project.
  public static let nearMisses = ProductTable(
    projects: "near_misses",
    NearMissColumn.all,
    title: Wording(en: "Nearly a project", nl: "Net geen project"),
    en: "Pairs of works that nearly are a project, and what kept them apart.",
    nl: "Paren van werken die net geen project zijn, en wat ze uit elkaar hield."
  ) {
    try nearMissTable($0, threads: $1.threads)
  }
}

/// Pairs of works that are not in one project, those that would save most first.
func nearMissTable(_ input: CandidateInput, threads: Int) throws -> VectorTable {
  let misses = input.plan.nearMisses
  let works = input.plan.bundling.problem.works
  var columns = ColumnList(rows: misses.count)
  columns.text(NearMissColumn.first) { input.workID(misses[$0].relation.a) }
  columns.text(NearMissColumn.second) { input.workID(misses[$0].relation.b) }
  columns.text(NearMissColumn.cause) { misses[$0].cause.key }
  for language in Language.allCases {
    let texts = input.texts(language)
    columns.text(NearMissColumn.reason, for: ColumnKey(language)) { texts.reason(misses[$0]) }
  }
  columns.number(NearMissColumn.saving) { misses[$0].saving }
  columns.number(NearMissColumn.shared) { misses[$0].relation.sharedArea }
  columns.number(NearMissColumn.distance) { misses[$0].relation.distance }
  columns.integer(NearMissColumn.years) { misses[$0].relation.yearsBetween(works) }
  columns.boolean(NearMissColumn.street) { misses[$0].relation.isSameStreet }
  return try columns.table(.nearMisses, threads: threads)
}

extension NearMiss.Cause {
  /// A word for the cause, the same in every language.
  fileprivate var key: String {
    switch self {
    case .obstacle(.forbidden): "forbidden"
    case .obstacle(.decided): "decided"
    case .obstacle(.noCommonYear): "years"
    case .obstacle(.tooFar): "distance"
    case .obstacle(.tooLarge): "size"
    case .tooDear: "too-dear"
    case .tooSmall: "too-small"
    case .tooLittleCash: "too-little-cash"
    case .betterOtherwise: "better-otherwise"
    }
  }
}
