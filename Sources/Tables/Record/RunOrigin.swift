import LayerIO
import ProjectBundling

/// What a run was made from, as its record tells; what an older version did not record is nil.
package struct RunOrigin: Decodable, Sendable {
  private let version: String?
  private let parameters: Parameters?
  private let inputs: [Input]?
  private let bundling: Bundling?

  /// Currency of all amounts; the euro where it is not recorded, as before there were others.
  package var currency: CurrencyCode { parameters?.currency.flatMap(CurrencyCode.init) ?? .euro }
  /// Name of the project; empty where it is not recorded.
  package var name: String { parameters?.name ?? "" }
  /// First and last year of the horizon; nil where they are not recorded.
  package var horizon: ClosedRange<Int>? {
    guard let from = parameters?.from, let to = parameters?.to, from <= to else { return nil }
    return from...to
  }

  private struct Parameters: Decodable {
    let name: String?
    let crs: String?
    let currency: String?
    let from: Int?
    let to: Int?
    let weights: [String: Double]?
    let projectSHA256: String?
    let cycles: String?
    let cyclesSHA256: String?
    let packages: String?
    let packagesSHA256: String?
    let couplings: String?
    let couplingsSHA256: String?
    let transformation: String?
    let transformationSHA256: String?
    let population: String?
    let populationSHA256: String?
    let facilities: String?
    let facilitiesSHA256: String?
    let socialRealEstate: String?
    let socialRealEstateSHA256: String?
    let norms: String?
    let normsSHA256: String?
    let priceYear: Int?
    let prices: String?
    let pricesSHA256: String?
    let part: [String]?

    enum CodingKeys: String, CodingKey {
      case name, crs, currency, from, to, weights, cycles, packages, couplings, norms, prices, part
      case transformation, population, facilities
      case socialRealEstate = "social_real_estate"
      case socialRealEstateSHA256 = "social_real_estate_sha256"
      case populationSHA256 = "population_sha256"
      case facilitiesSHA256 = "facilities_sha256"
      case transformationSHA256 = "transformation_sha256"
      case projectSHA256 = "project_sha256"
      case cyclesSHA256 = "cycles_sha256"
      case packagesSHA256 = "packages_sha256"
      case couplingsSHA256 = "couplings_sha256"
      case normsSHA256 = "norms_sha256"
      case priceYear = "price_year"
      case pricesSHA256 = "prices_sha256"
    }
  }

  private struct Input: Decodable {
    let role: String
    let source: String
    let sha256: String
  }

  private struct Bundling: Decodable {
    let rules: String?
    let rulesSHA256: String?
    let decisions: String?
    let decisionsSHA256: String?

    enum CodingKeys: String, CodingKey {
      case rules, decisions
      case rulesSHA256 = "rules_sha256"
      case decisionsSHA256 = "decisions_sha256"
    }
  }
}

extension RunOrigin {
  /// Something that a run was made from, and what it was.
  private struct Fact {
    let what: Wording
    let value: String?
  }

  /// What this run was made from that the first was not.
  package func differences(from first: RunOrigin) -> [OriginDifference] {
    let (before, after) = (first.facts, facts)
    let values = { (facts: [Fact]) in
      Dictionary(facts.map { ($0.what, $0.value) }, uniquingKeysWith: { one, _ in one })
    }
    let (old, new) = (values(before), values(after))
    var seen: Set<Wording> = []
    return (before + after).map(\.what).filter { seen.insert($0).inserted }.compactMap { what in
      let (old, new) = (old[what] ?? nil, new[what] ?? nil)
      return old == new ? nil : OriginDifference(what: what, before: old, after: new)
    }
  }

  private var facts: [Fact] {
    let own = parameters
    let weights = (own?.weights ?? [:]).sorted { $0.key < $1.key }.map { theme, weight in
      Fact(what: Wording(en: "weight of \(theme)", nl: "gewicht van \(theme)"), value: "\(weight)")
    }
    let sources = (inputs ?? []).map { input in
      Fact(what: Wording(verbatim: input.role), value: Self.file(input.source, input.sha256))
    }
    return [
      Fact(
        what: Wording(en: "version of the program", nl: "versie van het programma"), value: version),
      Fact(what: Wording(en: "name", nl: "naam"), value: own?.name),
      Fact(
        what: Wording(en: "project file", nl: "projectbestand"), value: own?.projectSHA256?.short),
      Fact(what: Wording(en: "working system", nl: "werkstelsel"), value: own?.crs),
      Fact(what: Wording(en: "currency", nl: "munt"), value: own?.currency),
      Fact(
        what: Wording(en: "horizon", nl: "horizon"),
        value: horizon.map { "\($0.lowerBound)-\($0.upperBound)" }),
      Fact(
        what: Wording(en: "part of the city", nl: "deel van de stad"),
        value: own?.part?.joined(separator: ", ")),
      Fact(
        what: Wording(en: "price level", nl: "prijspeil"), value: own?.priceYear.map(String.init)),
    ] + weights + catalogues + sources
  }

  private var catalogues: [Fact] {
    let own = parameters
    let files: [(Wording, String?, String?)] = [
      (Wording(en: "cycles", nl: "cycli"), own?.cycles, own?.cyclesSHA256),
      (Wording(en: "price index", nl: "prijsindex"), own?.prices, own?.pricesSHA256),
      (Wording(en: "packages", nl: "pakketten"), own?.packages, own?.packagesSHA256),
      (Wording(en: "couplings", nl: "koppelingen"), own?.couplings, own?.couplingsSHA256),
      (
        Wording(en: "transformation scan", nl: "transformatiescan"), own?.transformation,
        own?.transformationSHA256
      ),
      (
        Wording(en: "paths of population", nl: "paden van de bevolking"), own?.population,
        own?.populationSHA256
      ),
      (
        Wording(en: "facility programme", nl: "voorzieningenprogramma"), own?.facilities,
        own?.facilitiesSHA256
      ),
      (
        Wording(en: "social real estate", nl: "maatschappelijk vastgoed"), own?.socialRealEstate,
        own?.socialRealEstateSHA256
      ),
      (Wording(en: "norms", nl: "normen"), own?.norms, own?.normsSHA256),
      (Wording(en: "rules", nl: "regels"), bundling?.rules, bundling?.rulesSHA256),
      (Wording(en: "decisions", nl: "besluiten"), bundling?.decisions, bundling?.decisionsSHA256),
    ]
    return files.map { what, name, hash in
      Fact(what: what, value: name.map { Self.file($0, hash ?? "") })
    }
  }

  /// A file as people tell one version from another: its name and the beginning of its hash.
  private static func file(_ name: String, _ hash: String) -> String {
    hash.isEmpty ? name : "\(name) (\(hash.short))"
  }
}

extension String {
  /// The beginning of a hash, which tells it from any other.
  fileprivate var short: String { String(prefix(12)) }
}
