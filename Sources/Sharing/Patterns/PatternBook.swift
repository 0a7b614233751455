import Formats
import Foundation
import LayerIO

/// The pattern book of many cities: what each tells of the combinations of works that recur there, and the lessons that
/// people wrote down. A book is a set: of each city the newest it told, and each lesson once. So books can be put together
/// in any order and any groups, and the same content has the same bytes.
package struct PatternBook: Sendable, Equatable {
  /// What each city tells, by its name.
  package private(set) var cities: [String: CityPatterns] = [:]
  /// What worked and what did not.
  package private(set) var lessons: Set<Lesson> = []

  /// An empty book.
  package init() {}

  /// A book of cities and lessons.
  package init(_ cities: [CityPatterns], lessons: [Lesson] = []) {
    for city in cities { add(city) }
    self.lessons = Set(lessons)
  }

  /// What is in either book.
  package func merged(with other: PatternBook) -> PatternBook {
    var book = self
    for city in other.cities.values { book.add(city) }
    book.lessons.formUnion(other.lessons)
    return book
  }

  /// Takes what a city tells, unless it told something newer; of the same day what comes last by its bytes, so that
  /// no order matters.
  private mutating func add(_ city: CityPatterns) {
    guard let known = cities[city.city] else {
      cities[city.city] = city
      return
    }
    if (known.made, known.order) < (city.made, city.order) { cities[city.city] = city }
  }

  /// The book without what may not be used any more on a day; `lost` are the names of these cities.
  package func valid(on day: String) -> (book: PatternBook, lost: [String]) {
    var book = self
    let lost = cities.values.filter { $0.expires < day }.map(\.city).sorted()
    for city in lost { book.cities[city] = nil }
    return (book, lost)
  }

  /// The patterns, the ones that most cities have first.
  package var patterns: [SharedPattern] {
    var found: [PatternKey: SharedPattern] = [:]
    for city in cities.values.sorted(by: { $0.city < $1.city }) {
      for place in city.patterns {
        found[place.key, default: SharedPattern(key: place.key)].places.append((city, place))
      }
    }
    for lesson in lessons.sorted(by: { $0.order < $1.order }) {
      found[lesson.key, default: SharedPattern(key: lesson.key)].lessons.append(lesson)
    }
    return found.values.sorted { a, b in
      (b.cityCount, b.lessons.count, a.key.text) < (a.cityCount, a.lessons.count, b.key.text)
    }
  }

  /// Other cities in which works of all kinds of a pattern are due and all its themes play, and that tell of no project
  /// that follows it.
  package func twins(of pattern: SharedPattern) -> [(city: CityPatterns, works: Int)] {
    let own = Set(pattern.places.map(\.city.city))
    return cities.values.filter { !own.contains($0.city) }.sorted { $0.city < $1.city }
      .compactMap { city in
        let works = pattern.key.kinds.map { city.kinds[$0]?.works ?? 0 }
        guard let fewest = works.min(), fewest > 0,
          pattern.key.themes.allSatisfy({ city.themes[$0] != nil })
        else { return nil }
        return (city, fewest)
      }
  }

  /// What a kind of work is called: of what cities call it the first by the alphabet.
  package func name(ofKind key: String) -> Wording? {
    cities.values.compactMap { $0.kinds[key]?.name }.first(by: \.en)
  }

  /// The same of a theme.
  package func name(ofTheme key: String) -> Wording? {
    cities.values.compactMap { $0.themes[key] }.first(by: \.en)
  }
}

extension [Wording] {
  fileprivate func first(by text: (Wording) -> String) -> Wording? {
    self.min { (text($0), $0.nl) < (text($1), $1.nl) }
  }
}

/// What tells a pattern from others.
package struct PatternKey: Sendable, Codable, Hashable {
  /// Kinds of work, as asset_type:measure, in the order of the alphabet.
  package let kinds: [String]
  /// Themes that they meet, in the order of the alphabet.
  package let themes: [String]

  /// A pattern's key; the order in which they are given does not matter.
  package init(kinds: [String], themes: [String]) {
    (self.kinds, self.themes) = (Set(kinds).sorted(), Set(themes).sorted())
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kinds: try container.decode([String].self, forKey: .kinds),
      themes: try container.decode([String].self, forKey: .themes))
  }

  /// Both as one text.
  package var text: String { kinds.joined(separator: ";") + "|" + themes.joined(separator: ";") }
}

/// A pattern, with where it is found and what was learnt.
package struct SharedPattern: Sendable {
  package let key: PatternKey
  /// What cities tell of it; a city that has it in several types of neighbourhood stands there for each.
  package fileprivate(set) var places: [(city: CityPatterns, place: PatternPlace)] = []
  /// What was learnt.
  package fileprivate(set) var lessons: [Lesson] = []

  fileprivate init(key: PatternKey) { self.key = key }

  /// Number of cities that have it.
  package var cityCount: Int { Set(places.map(\.city.city)).count }
}

/// What a city tells of its patterns.
package struct CityPatterns: Sendable, Codable, Hashable {
  package let city: String
  package let contact: String
  package let made: String
  package let expires: String
  /// Public key of who signed the package that it comes from.
  package let signer: String
  package let currency: String
  package let priceYear: Int
  /// Kinds of work that are due there, by key.
  package let kinds: [String: Kind]
  /// Themes that play there, by key.
  package let themes: [String: Wording]
  package let patterns: [PatternPlace]

  /// A kind of work.
  package struct Kind: Sendable, Codable, Hashable {
    /// What the city calls it.
    package let name: Wording
    /// How many are due.
    package let works: Int
  }

  /// Bytes by which two that a city told on one day are put in an order.
  fileprivate var order: String { canonicalText(self) }

  /// What a package tells.
  package init(_ verified: VerifiedPackage) {
    let package = verified.package
    (city, contact) = (package.city, package.contact)
    (made, expires, signer) = (package.made, package.expires, verified.signer)
    (currency, priceYear) = (package.definitions.currency, package.definitions.priceYear)
    kinds = Dictionary(
      package.rows(.kinds).map { row in
        let kind = Kind(name: Wording(en: row[2].text, nl: row[1].text), works: row[3].integer ?? 0)
        return (row[0].text, kind)
      }, uniquingKeysWith: { first, _ in first })
    themes = Dictionary(
      package.rows(.themes).filter { ($0[3].number ?? 0) > 0 }.map {
        ($0[0].text, Wording(en: $0[2].text, nl: $0[1].text))
      }, uniquingKeysWith: { first, _ in first })
    patterns = package.rows(.patterns).map(PatternPlace.init)
  }

  /// A city that tells of patterns.
  package init(
    city: String, contact: String, made: String, expires: String, signer: String = "",
    currency: String = "EUR",
    priceYear: Int = 2024, kinds: [String: Kind], themes: [String: Wording],
    patterns: [PatternPlace]
  ) {
    (self.city, self.contact, self.made, self.expires) = (city, contact, made, expires)
    (self.signer, self.currency, self.priceYear) = (signer, currency, priceYear)
    (self.kinds, self.themes, self.patterns) = (kinds, themes, patterns)
  }
}

/// A pattern in a type of neighbourhood of a city.
package struct PatternPlace: Sendable, Codable, Hashable {
  package let key: PatternKey
  /// The type of neighbourhood, as the city tells them apart.
  package let type: Wording
  package let projects: Int
  package let neighbourhoods: Int
  /// Ground in m2; nil where fewer than three projects follow it.
  package let area: Double?
  /// What a project gains against works alone, cash and valued together; nil likewise.
  package let meanGain: Double?
  /// How many times as many there are as chance would give.
  package let lift: Double?
  /// Pairs of works elsewhere in the city, in no project, that meet in the same way.
  package let twins: Int

  init(_ row: [SharedValue]) {
    let table = SharedTable.patterns
    func value(_ column: String) -> SharedValue { row[table.index(column)] }
    func list(_ column: String) -> [String] {
      value(column).text.split(separator: ";").map(String.init)
    }
    key = PatternKey(kinds: list("kinds"), themes: list("themes"))
    type = Wording(en: value("type_en").text, nl: value("type_nl").text)
    (projects, neighbourhoods) = (
      value("projects").integer ?? 0, value("neighbourhoods").integer ?? 0
    )
    (area, meanGain) = (value("area_m2").number, value("mean_gain").number)
    (lift, twins) = (value("lift").number, value("twins").integer ?? 0)
  }

  /// A pattern in a type of neighbourhood.
  package init(
    key: PatternKey, type: Wording, projects: Int, neighbourhoods: Int, area: Double?,
    meanGain: Double?, lift: Double?, twins: Int
  ) {
    (self.key, self.type, self.projects, self.neighbourhoods) = (
      key, type, projects, neighbourhoods
    )
    (self.area, self.meanGain, self.lift, self.twins) = (area, meanGain, lift, twins)
  }
}

// MARK: The file

extension PatternBook {
  /// A book as JSON.
  private struct File: Codable {
    var version: Int
    var licence: String
    var cities: [CityPatterns]
    var lessons: [Lesson]

    private enum CodingKeys: String, CodingKey {
      case version = "kansenkaart_pattern_book"
      case licence, cities, lessons
    }
  }

  /// Books are given away: Creative Commons Zero.
  package static let licence = "CC0-1.0"

  /// The bytes of the file: the same for the same content.
  package var bytes: [UInt8] {
    let file = File(
      version: 1, licence: Self.licence,
      cities: cities.values.sorted { $0.city < $1.city },
      lessons: lessons.sorted { $0.order < $1.order })
    return Array((canonicalText(file) + "\n").utf8)
  }

  /// Reads a file.
  /// - Throws: `SharingError` where it is no pattern book.
  package init(_ bytes: [UInt8]) throws(SharingError) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)),
      file.version == 1, file.licence == Self.licence
    else {
      throw SharingError(
        nil, "It is no pattern book.",
        "Name one that 'kansenkaart patterns' wrote, or a shared file (.kkp).")
    }
    self.init(file.cities, lessons: file.lessons)
  }
}

/// JSON that is the same for the same value.
func canonicalText(_ value: some Encodable) -> String {
  guard let data = try? compactJSON(value) else {
    preconditionFailure("it has finite numbers alone")
  }
  return String(decoding: data, as: UTF8.self)
}
