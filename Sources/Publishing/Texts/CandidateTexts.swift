import OpportunityMap
import ProjectBundling

/// Sentences about projects, for people who were not there when they were computed.
struct CandidateTexts {
  let plan: ProjectPlan
  let map: OpportunityMap
  let names: MeasureNames
  let language: Language

  /// Why a candidate is one, in plain words.
  func reason(_ candidate: Candidate) -> String {
    let gain = candidate.bundle.gain
    let shared =
      candidate.ground.sharedArea >= 1
      ? words(
        nl: "Ze delen \(number(candidate.ground.sharedArea)) m2, die één keer opengaat.",
        en: "They share \(number(candidate.ground.sharedArea)) m2, opened once.")
      : words(nl: "Ze liggen naast elkaar.", en: "They lie next to each other.")
    let saved = words(
      nl: "Samen bespaart EUR \(number(gain.saved.total))",
      en: "Together they save EUR \(number(gain.saved.total))")
    let moving =
      gain.moving + gain.cutting > 0
      ? words(
        nl: ", schuiven kost EUR \(number(gain.moving + gain.cutting))",
        en: ", moving them costs EUR \(number(gain.moving + gain.cutting))") : ""
    return [title(candidate) + ".", shared, saved + moving + ".", themes(candidate)]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What a candidate is: where, when, and its most frequent kinds of work, such as
  /// `Dorpsstraat, 2030: replace sewer (3) and relay brick pavement (2)`.
  func title(_ candidate: Candidate) -> String {
    let kinds = kinds(of: candidate.bundle.works)
    let others = kinds.count > 3 ? [words(nl: "meer", en: "more")] : []
    return "\(place(candidate)), \(candidate.bundle.year): " + joined(kinds.prefix(3) + others)
  }

  /// The streets, or else the neighbourhood, or else nothing but that it is a project.
  private func place(_ candidate: Candidate) -> String {
    let streets = candidate.streets
    let name = candidate.neighbourhood.map { map.neighbourhoods[$0].name }
    guard !streets.isEmpty else { return name ?? words(nl: "Project", en: "Project") }
    let more = streets.count > 2 ? words(nl: " e.a.", en: " and others") : ""
    return streets.prefix(2).joined(separator: ", ") + more
  }

  /// What kept two works apart, in plain words.
  func reason(_ miss: NearMiss) -> String {
    switch miss.cause {
    case .obstacle(let obstacle): reason(obstacle, miss.relation)
    case .tooDear(let loss):
      words(
        nl: "Schuiven kost EUR \(number(loss)) meer dan het bespaart.",
        en: "Moving them costs EUR \(number(loss)) more than it saves.")
    case .betterOtherwise:
      words(
        nl: "Het plan wint meer als deze werken apart of in andere projecten gaan.",
        en: "The plan gains more with these works alone or in other projects.")
    }
  }

  private func reason(_ obstacle: Obstacle, _ relation: Relation) -> String {
    switch obstacle {
    case .forbidden(let rule):
      plan.bundling.problem.rules.pairs[rule].reason[language.rawValue] ?? ""
    case .decided:
      words(nl: "Er is besloten ze niet samen te doen.", en: "It was decided to keep them apart.")
    case .noCommonYear(let years): yearsApart(years, relation)
    case .tooFar(let metres):
      words(
        nl: "\(number(metres, 1)) m te ver uit elkaar.", en: "\(number(metres, 1)) m too far apart."
      )
    case .tooLarge:
      words(
        nl: "Samen worden ze groter dan een project mag zijn.",
        en: "Together they exceed what a project may be.")
    }
  }

  /// Which of the two would have to move, and by how many years.
  private func yearsApart(_ years: Int, _ relation: Relation) -> String {
    let works = plan.bundling.problem.works
    let (a, b) = (works[Int(relation.a)], works[Int(relation.b)])
    let late = a.years.lowerBound > b.years.upperBound ? a : b
    let name = map.works[late.work].id
    return words(
      nl: "\(years) jaar te vroeg: het venster van \(name) opent pas in \(late.years.lowerBound).",
      en: "\(years) years too early: the window of \(name) opens in \(late.years.lowerBound).")
  }

  private func themes(_ candidate: Candidate) -> String {
    let served = candidate.themes.map {
      "\(language.themeName(map.themes[$0].key)) (\(number(candidate.ground.themeAreas[$0])) m2)"
    }
    guard !served.isEmpty else { return "" }
    return words(nl: "Raakt de opgaven ", en: "Meets the challenges ") + joined(served) + "."
  }

  /// The kinds of work, the most frequent first, with their number where there are several.
  private func kinds(of works: [Int32]) -> [String] {
    let works = works.map { plan.bundling.problem.works[Int($0)] }
    let counts = Dictionary(
      works.map { (names.name(of: $0, map, language), 1) }, uniquingKeysWith: +)
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { $1 > 1 ? "\($0) (\($1))" : $0 }
  }

  /// `a`, `a and b`, `a, b and c`.
  private func joined(_ parts: some BidirectionalCollection<String>) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + words(nl: " en ", en: " and ") + last
  }

  private func number(_ value: Double, _ decimals: Int = 0) -> String {
    language.number(value, decimals: decimals)
  }

  private func words(nl: String, en: String) -> String {
    switch language {
    case .nl: nl
    case .en: en
    }
  }
}

/// Names of types of asset and measures, from the cycle catalogue.
public struct MeasureNames: Sendable {
  private let catalogue: CycleCatalogue

  /// The names of a catalogue.
  public init(_ catalogue: CycleCatalogue) {
    self.catalogue = catalogue
  }

  /// `sewer: replace`, in words; keys where the catalogue does not know them.
  func name(of work: BundlingWork, _ map: OpportunityMap, _ language: Language) -> String {
    name(of: map.works[work.work].measure, type: map.assets[work.asset].type, language)
  }

  /// Name of a type of asset; its key where the catalogue does not know it.
  func name(ofType type: String, _ language: Language) -> String {
    catalogue.types[type]?.name[language.rawValue] ?? type
  }

  /// A measure on a type of asset, in words; keys where the catalogue does not know them.
  func name(of measure: String, type: String, _ language: Language) -> String {
    let typeName = name(ofType: type, language)
    let measureName = catalogue.measure(measure, of: type)?.name[language.rawValue] ?? measure
    switch language {
    case .nl: return "\(typeName) \(measureName)"
    case .en: return "\(measureName) \(typeName)"
    }
  }
}
