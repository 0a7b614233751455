import Geometry
import LayerIO
import ProjectFile
import Workers

/// Reads some features of an entry of the schedule as assets and what is planned on them. What is said
/// here does not depend on the horizon.
struct EntryPlanner {
  private let source: ScheduleSource
  private let layer: ScheduleLayer
  private let index: Int
  private let catalogue: CycleCatalogue
  /// Values of each mapped field for the features to plan, after the project's translation of values;
  /// empty where a field is not mapped.
  private let columns: [[AttributeValue]]
  /// How the column of each field is written. Shape: as `columns`.
  private let notations: [ColumnNotation]
  private let typeColumn: [AttributeValue]
  /// Brings costs of the source to the price level of the catalogue.
  private let priceFactor: Double
  /// First of the features to plan.
  private let first: Int
  private var rules = TypeRules.Cache()
  /// Names of the defaults that were taken; features count them by number.
  private(set) var defaultNames: [String] = []
  /// Defaults that the last feature took, as indices into `defaultNames`.
  private(set) var defaults: [Int] = []
  /// Why years of the feature under way can't be read, if some can't.
  private var yearProblem: FieldProblem?
  /// What is said of types that the catalogue does not know, and of measures by type.
  private var unknownTypes: [String: String] = [:]
  private var unknownMeasures: [String: [String: String]] = [:]

  /// A planner of some features.
  init(
    _ source: ScheduleSource, _ layer: ScheduleLayer, index: Int, catalogue: CycleCatalogue,
    features: Range<Int>
  ) {
    self.source = source
    self.layer = layer
    self.index = index
    self.catalogue = catalogue
    first = features.lowerBound
    priceFactor = source.priceFactor(to: catalogue.prices)
    columns = ScheduleField.allCases.map { field in
      let column = source.fields[field].flatMap { layer.attributes.column($0) }
      let values = column?.values(features) ?? []
      guard let map = source.values[field] else { return values }
      return values.map { $0.translated(by: map, asNumber: field.isNumber) }
    }
    notations = ScheduleField.allCases.map { field in
      source.fields[field].flatMap { layer.attributes.column($0)?.notation } ?? ColumnNotation()
    }
    if case .field(let name, _) = source.assetType {
      typeColumn = layer.attributes.column(name)?.values(features) ?? []
    } else {
      typeColumn = []
    }
  }

  /// Reads a feature. Its asset has no number yet.
  mutating func plan(_ feature: Int) -> PlannedFeature {
    defaults.removeAll(keepingCapacity: true)
    yearProblem = nil
    let given = text(.id, feature)
    let id = given ?? ownID(feature)
    if given == nil { take("id: feature number") }
    do {
      let type = try type(feature)
      let rules = rules[type, catalogue]
      if rules == nil { takeUnknown(type) }
      let asset = asset(feature, id: id, type, rules)
      let plan = try plan(of: asset, feature, rules)
      return PlannedFeature(
        id: id, givenID: given, outcome: .success((asset, plan)))
    } catch {
      return PlannedFeature(id: id, givenID: given, outcome: .failure(error))
    }
  }

  /// The id of a feature that has none: its number, unless other features have ids, which may be numbers too.
  private func ownID(_ feature: Int) -> String {
    let number = String(layer.sourceFeatures[feature])
    return isMapped(.id) ? "feature-\(number)" : number
  }

  /// Counts a default for the feature under way.
  private mutating func take(_ name: String) {
    if let number = defaultNames.firstIndex(of: name) {
      defaults.append(number)
    } else {
      defaults.append(defaultNames.count)
      defaultNames.append(name)
    }
  }

  // MARK: Fields

  private func isMapped(_ field: ScheduleField) -> Bool { !columns[field.ordinal].isEmpty }

  private func value(_ field: ScheduleField, _ feature: Int) -> AttributeValue {
    isMapped(field) ? columns[field.ordinal][feature - first] : .null
  }

  private func text(_ field: ScheduleField, _ feature: Int) -> String? {
    value(field, feature).codeText
  }

  /// A field's value as what it should be. One that can't be read counts as unknown: it costs the value,
  /// not the work.
  private mutating func read<Value>(
    _ field: ScheduleField, _ feature: Int,
    _ parse: (AttributeValue, ColumnNotation) throws(FieldProblem) -> Value?
  ) -> Value? {
    switch reading(field, feature, parse) {
    case .success(let value): return value
    case .failure:
      takeUnread(field)
      return nil
    }
  }

  /// A field's value, or what is wrong with it, which names the field.
  private func reading<Value>(
    _ field: ScheduleField, _ feature: Int,
    _ parse: (AttributeValue, ColumnNotation) throws(FieldProblem) -> Value?
  ) -> Result<Value?, FieldProblem> {
    guard isMapped(field) else { return .success(nil) }
    do {
      return .success(try parse(value(field, feature), notations[field.ordinal]))
    } catch {
      return .failure(
        FieldProblem(reason: error.reason, detail: error.detail.about(field.rawValue)))
    }
  }

  private mutating func takeUnread(_ field: ScheduleField) {
    take("\(field.rawValue): can't be read, taken as unknown")
  }

  /// The years that a field holds; what is wrong with the first that can't be read is kept, since the
  /// work may need it.
  private mutating func years(_ field: ScheduleField, _ feature: Int) -> ClosedRange<Int>? {
    let parse = { (value: AttributeValue, notation: ColumnNotation) throws(FieldProblem) in
      try value.years(as: notation)
    }
    switch reading(field, feature, parse) {
    case .success(let years): return years
    case .failure(let problem):
      yearProblem = yearProblem ?? problem
      takeUnread(field)
      return nil
    }
  }

  private mutating func year(_ field: ScheduleField, _ feature: Int) -> Int? {
    let parse = { (value: AttributeValue, notation: ColumnNotation) throws(FieldProblem) in
      try value.year(as: notation)
    }
    switch reading(field, feature, parse) {
    case .success(let year): return year
    case .failure(let problem):
      yearProblem = yearProblem ?? problem
      takeUnread(field)
      return nil
    }
  }

  // MARK: Assets

  private mutating func asset(
    _ feature: Int, id: String, _ type: String, _ rules: TypeRules?
  ) -> Asset {
    let upkeep = rules?.upkeep
    return Asset(
      id: id, type: type, schedule: index, sourceFeature: layer.sourceFeatures[feature],
      isLine: layer.areLines[feature],
      street: text(.street, feature), built: year(.built, feature),
      last: year(.last, feature),
      upkeepHours: upkeep.map { $0.amount * quantity(feature, $0.unit) })
  }

  private func type(_ feature: Int) throws(FieldProblem) -> String {
    switch source.assetType {
    case .constant(let type): return type
    case .field(let name, let map):
      let value = typeColumn.isEmpty ? AttributeValue.null : typeColumn[feature - first]
      guard let text = value.codeText else {
        throw FieldProblem(
          reason: .missingValue,
          detail: Wording(
            en: "the asset has no type: '\(name)' has no value",
            nl: "het object heeft geen soort: '\(name)' is leeg"))
      }
      return map.isEmpty ? text : map[text] ?? text
    }
  }

  /// Thousands of objects may share a type that is not known, and finding the nearest name is slow.
  private mutating func takeUnknown(_ type: String) {
    let text =
      unknownTypes[type] ?? "asset_type: '\(type)' is not in the catalogue"
      + nearestHint(to: type, among: catalogue.types.keys)
    unknownTypes[type] = text
    take(text)
  }

  // MARK: Works

  private mutating func plan(
    of asset: Asset, _ feature: Int, _ rules: TypeRules?
  ) throws(FieldProblem) -> WorkPlan {
    let named = text(.measure, feature) ?? source.measure
    let measure = measure(named, of: asset.type, rules)
    var work = Work(
      id: asset.id, asset: Work.noAsset, measure: named ?? measure?.key ?? "maintain",
      isFixed: flag(.fixed, feature), isHard: flag(.hard, feature),
      budget: text(.budget, feature) ?? source.budget,
      cycle: cycle(feature) ?? measure?.cycle)
    if work.budget == nil { take("budget: none") }
    setCost(of: &work, feature, measure)
    work.hours = measure?.hours.map { $0.amount * quantity(feature, $0.unit) }
    let rule = measure?.window ?? WindowRule(yearsBefore: 0, yearsAfter: 0)
    return WorkPlan(
      work: work, years: try years(of: asset, feature, measure, work.cycle, rule), rule: rule)
  }

  private mutating func flag(_ field: ScheduleField, _ feature: Int) -> Bool {
    read(field, feature) { value, _ throws(FieldProblem) in try value.flag() } ?? false
  }

  private mutating func measure(
    _ named: String?, of type: String, _ rules: TypeRules?
  ) -> TypeRules.Measure? {
    guard let rules else { return nil }
    guard let named else { return rules.measures.first }
    if let measure = rules.measures.first(where: { $0.key == named }) { return measure }
    let text =
      unknownMeasures[type]?[named]
      ?? "measure: '\(named)' is not in the catalogue for '\(type)'"
      + nearestHint(to: named, among: rules.measures.map(\.key))
    unknownMeasures[type, default: [:]][named] = text
    take(text)
    return nil
  }

  private mutating func cycle(_ feature: Int) -> Int? {
    let longest = CycleCatalogue.longestCycle
    return read(.cycle, feature) { value, notation throws(FieldProblem) in
      guard let number = try value.number(as: notation) else { return nil }
      guard let years = Int(exactly: number), (1...longest).contains(years) else {
        throw FieldProblem(
          reason: .impossibleValue,
          detail: Wording(
            en: "\(number) is not a whole number of years from 1 to \(longest)",
            nl: "\(number) is geen heel aantal jaren van 1 tot \(longest)"))
      }
      return years
    }
  }

  // MARK: Cost

  private mutating func setCost(
    of work: inout Work, _ feature: Int, _ measure: TypeRules.Measure?
  ) {
    if let cost = givenCost(feature) {
      work.cost = priceFactor == 1 ? cost : cents(cost * priceFactor)
      work.costSource = .own
      work.priceYear =
        catalogue.prices == nil ? source.priceYear ?? catalogue.priceYear : catalogue.priceYear
      if source.priceYear == nil { take("price_year: catalogue") }
    } else if let unit = measure?.unitCost, case let quantity = quantity(feature, unit.unit),
      quantity > 0
    {
      take("cost: catalogue")
      work.cost = cents(unit.amount * quantity)
      work.costSource = unit.mark == .assumed ? .assumed : .published
      work.costRange = unit.range.map {
        cents($0.lowerBound * quantity)...cents($0.upperBound * quantity)
      }
      work.priceYear = catalogue.priceYear
    } else {
      let unit = measure?.unitCost?.unit
      take(unit.map { "cost: none, the object has no \($0.rawValue)" } ?? "cost: none")
    }
  }

  private func cents(_ amount: Double) -> Double { (amount * 100).rounded() / 100 }

  private mutating func givenCost(_ feature: Int) -> Double? {
    read(.cost, feature) { value, notation throws(FieldProblem) in
      guard let cost = try value.number(as: notation) else { return nil }
      guard cost >= 0 else {
        throw FieldProblem(
          reason: .impossibleValue,
          detail: Wording(en: "\(cost) is negative", nl: "\(cost) is negatief"))
      }
      return cost
    }
  }

  private func quantity(_ feature: Int, _ unit: CycleCatalogue.UnitCost.Unit) -> Double {
    switch unit {
    case .squareMetre: layer.areas[feature]
    case .metre: layer.lengths[feature]
    case .piece: 1
    }
  }

  // MARK: Years

  /// When works on an asset fall due. A period as due year is the window, of which the last year is due.
  private mutating func years(
    of asset: Asset, _ feature: Int, _ measure: TypeRules.Measure?, _ cycle: Int?,
    _ rule: WindowRule
  ) throws(FieldProblem) -> WorkPlan.Years {
    let due = years(.due, feature)
    let period = due.flatMap { $0.count > 1 ? $0 : nil }
    let earliest = years(.earliest, feature)?.lowerBound ?? period?.lowerBound
    let latest = years(.latest, feature)?.upperBound ?? period?.upperBound
    if let due = due?.upperBound ?? latest ?? earliest {
      if earliest == nil || latest == nil { countWindow(measure) }
      return .given(try rule.window(around: due, earliest: earliest, latest: latest))
    }
    guard let start = lastChange(of: asset), let cycle else {
      if let yearProblem { throw yearProblem }
      take("due: no year known, overlap only")
      return .unknown
    }
    take("due: last or built year and cycle")
    countWindow(measure)
    return .cycle(after: start, years: cycle)
  }

  /// When an asset was last renewed: what is built after the last work that is told of is newer than that.
  private mutating func lastChange(of asset: Asset) -> Int? {
    guard let built = asset.built, let last = asset.last else { return asset.last ?? asset.built }
    if last < built { take("last: before built, which counts") }
    return max(built, last)
  }

  private mutating func countWindow(_ measure: TypeRules.Measure?) {
    take(measure == nil ? "window: the due year alone" : "window: catalogue")
  }
}

/// A feature of the schedule as it was read.
struct PlannedFeature: Sendable {
  /// Id of its asset.
  let id: String
  /// Id in the source; nil where it gives none.
  let givenID: String?
  /// Its asset and what is planned on it, or why it is dropped.
  let outcome: Result<(Asset, WorkPlan), FieldProblem>
}

extension ScheduleSource {
  /// By what costs are multiplied to be at a price level: those of which the project says no year are at it.
  /// Whether the index has the year was looked at when the project was read.
  fileprivate func priceFactor(to prices: PriceLevel?) -> Double {
    guard let prices, let priceYear else { return 1 }
    return (try? prices.factor(from: priceYear)) ?? 1
  }
}

extension AttributeValue {
  /// What the project writes for a value, where numbers have a decimal point; the value itself where it
  /// does not name it.
  fileprivate func translated(by map: [String: String], asNumber: Bool) -> AttributeValue {
    guard let text = codeText.flatMap({ map[$0] }) else { return self }
    return asNumber ? Double(text).map { .number($0) } ?? .text(text) : .text(text)
  }
}

extension ScheduleField {
  /// Whether its values are numbers.
  fileprivate var isNumber: Bool { self == .cost || self == .cycle }

  /// Place among all fields.
  fileprivate var ordinal: Int {
    switch self {
    case .id: 0
    case .built: 1
    case .last: 2
    case .due: 3
    case .earliest: 4
    case .latest: 5
    case .cycle: 6
    case .cost: 7
    case .budget: 8
    case .fixed: 9
    case .measure: 10
    case .street: 11
    case .hard: 12
    }
  }
}

/// What someone may have meant, to put behind a message; empty where nothing is near.
private func nearestHint(to written: String, among names: some Sequence<String>) -> String {
  nearestName(to: written, among: names.sorted()).map { ", did you mean '\($0)'?" } ?? ""
}
