import Foundation
import Geometry
import LayerIO
import Workers

/// A layer of the given files, and what its names and values tell.
struct DraftLayer {
  let description: SourceDescription
  /// The present year.
  let today: Int
  /// The known delivery that its fields are of, or nil.
  let delivery: KnownDelivery?
  /// Its name: that of the layer, or of the file.
  let name: String
  /// The theme that its name tells, or nil.
  let namedTheme: String?
  /// The type of asset that its name or delivery tells, or nil.
  let namedType: AssetWords.Finding?
  /// The field whose values are types of assets, or nil.
  let typeField: TypeField?
  /// The fields found by what they hold.
  private(set) var found: [FieldMeaning: FoundField] = [:]
  /// What of `found` was told, not guessed; what is not in `found` then is in no field.
  private(set) var settled: Set<FieldMeaning> = []
  /// The theme that was told, or nil.
  var settledTheme: String?
  /// The type of asset that was told, or nil.
  var settledType: String?

  init(_ description: SourceDescription, today: Int) {
    self.description = description
    self.today = today
    delivery = KnownDelivery.recognised(
      by: description.fields.map(\.name) + description.fields.compactMap(\.alias))
    let file = URL(fileURLWithPath: description.path).lastPathComponent.prefix { $0 != "." }
    let layer = description.layer
    let speaks = layer.map { AssetWords.type($0) != nil || ThemeWords.theme($0) != nil } ?? false
    name = speaks ? layer ?? String(file) : layer.map { "\(file) \($0)" } ?? String(file)
    namedTheme = ThemeWords.theme(name)
    namedType =
      delivery?.assetType.map { AssetWords.Finding(type: $0) } ?? AssetWords.type(name)
    typeField = TypeField.best(
      of: description, preferring: delivery?.field(.type, among: description))
    findFields()
  }

  var isPolygons: Bool { description.kind == .shell }

  /// Whether it holds buildings: by its name, or since all it has of a schedule is a year of building.
  var isBuildings: Bool {
    namedType?.type == "building"
      || isPolygons && namedType == nil && typeField == nil && found[.built] != nil
        && EnergyLabels.field(of: description) != nil
  }

  /// Whether it is a table of real estate: what is used for what, how large and how far vacant. The project's
  /// `buildings` are made of that, and neither works nor challenges.
  var isRealEstate: Bool {
    let names = description.fields.map { plainName($0.name) }
    func has(_ some: [String]) -> Bool {
      names.contains { name in some.contains { name.hasPrefix($0) } }
    }
    return has(["functie", "function", "gebruik", "use"]) && has(["leeg", "vacan"])
      && has(["m2", "floor", "oppervlak", "bvo", "vvo", "area"]) && has(["eigenaar", "owner"])
  }

  /// Whether it tells of maintenance: years or money.
  var hasMaintenance: Bool {
    [.due, .last, .cost, .latest].contains { found[$0] != nil }
  }

  // MARK: Fields

  /// Takes the field that was told for a meaning, nil for none. One that was guessed and found right needs no
  /// checking any more.
  mutating func settle(_ meaning: FieldMeaning, _ field: FieldDescription?) {
    found[meaning] = field.map { FoundField($0, check: nil) }
    settled.insert(meaning)
  }

  private mutating func findFields() {
    var taken: Set<String> = []
    func take(_ meaning: FieldMeaning, _ field: FoundField?) {
      guard let field else { return }
      found[meaning] = field
      taken.insert(field.name)
    }
    // In the order of what must not be mistaken for something else.
    for meaning in [FieldMeaning.id, .due, .last, .built, .earliest, .latest, .cycle] {
      take(meaning, field(meaning, taken))
    }
    for meaning in [FieldMeaning.budget, .cost, .street, .name, .severity, .inhabitants] {
      take(meaning, field(meaning, taken))
    }
    for meaning in [FieldMeaning.dwellings, .crown] { take(meaning, field(meaning, taken)) }
    if found[.due] == nil && found[.last] == nil && found[.built] == nil {
      take(.due, yearField(taken) { $0.upperBound >= today })
      if found[.due] == nil { take(.built, yearField(taken) { $0.upperBound < today }) }
    }
  }

  private func field(_ meaning: FieldMeaning, _ taken: Set<String>) -> FoundField? {
    let fields = description.fields.filter { !taken.contains($0.spelling) }
    let known = delivery.flatMap { delivery in
      KnownDelivery.Meaning(rawValue: meaning.rawValue).flatMap {
        delivery.field($0, among: fields.map(\.spelling))
      }
    }
    if let known, let field = fields.first(where: { $0.spelling == known }) {
      return fits(meaning, field) ? FoundField(field, check: nil) : nil
    }
    let words = fieldWords[meaning] ?? []
    return FoundField.best(fields.filter { fits(meaning, $0) }, words, of: meaning)
      ?? (meaning == .id ? nearlyUnique(fields, words) : nil)
  }

  /// A field that is called an id and is one but for a slip.
  private func nearlyUnique(_ fields: [FieldDescription], _ words: [String]) -> FoundField? {
    let candidates = fields.filter {
      $0.filled == description.count && $0.distinct < $0.filled
        && $0.distinct * 50 >= $0.filled * 49
    }
    return FoundField.best(candidates, words, of: .id).map { found in
      FoundField(
        found.field,
        check:
          "\(description.count) features have \(found.field.distinct) ids; of those that share "
          + "one the first counts")
    }
  }

  /// A field of years that is not called by any of the words.
  private func yearField(
    _ taken: Set<String>, _ suits: (ClosedRange<Int>) -> Bool
  ) -> FoundField? {
    description.fields.first { field in
      guard let years = field.yearRange, field.isYear, suits(years) else { return false }
      return !taken.contains(field.spelling) && likeness(of: field.spelling, to: yearWords) > 1
        && !isRegistration(field)
    }.map { field in
      let years = field.yearRange.map { "\($0.lowerBound) to \($0.upperBound)" } ?? ""
      return FoundField(field, check: "by its values alone, years from \(years)")
    }
  }

  /// Whether the values are of the kind that the meaning asks for.
  private func fits(_ meaning: FieldMeaning, _ field: FieldDescription) -> Bool {
    switch meaning {
    case .id: return field.isUnique
    case .name: return !field.isNumeric && field.filled > 0
    case .due, .earliest, .latest:
      return field.years * 2 >= field.filled && field.years > 0 && !isRegistration(field)
        && (field.yearRange.map { $0.upperBound >= today - 5 } ?? false)
    case .last, .built:
      return field.years * 2 >= field.filled && field.years > 0 && !isRegistration(field)
        && (field.yearRange.map { $0.lowerBound <= today } ?? false)
    case .cycle: return field.isNumeric && (field.range.map { 1...500 ~= $0.upperBound } ?? false)
    case .cost: return field.isNumeric && (field.range.map { $0.lowerBound >= 0 } ?? false)
    case .budget, .street:
      return !field.isNumeric && !field.isYear && field.filled > 0
    case .severity: return field.isNumeric && field.hasSpan
    case .inhabitants, .dwellings, .crown: return field.isNumeric
    }
  }

  /// Whether it tells when something was written down, not when it was made.
  private func isRegistration(_ field: FieldDescription) -> Bool {
    let plain = plainName(field.spelling)
    return ["registratie", "publicatie", "mutatie", "creation", "termination", "inspectie"]
      .contains(
        where: plain.contains)
  }
}

extension KnownDelivery {
  fileprivate func field(_ meaning: Meaning, among description: SourceDescription) -> String? {
    field(meaning, among: description.fields.map(\.spelling))
  }
}

extension FieldDescription {
  /// How a project file names it: by its label where its name is an address on the web.
  var spelling: String { name.hasPrefix("http") ? alias ?? name : name }

  /// Whether values differ as numbers.
  var hasSpan: Bool { range.map { $0.lowerBound < $0.upperBound } ?? false }
}
