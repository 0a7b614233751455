import Geometry
import LayerIO
import ProjectFile

/// Reads some features of an entry of the schedule as assets and what is planned on them. What is said
/// here does not depend on the horizon.
struct EntryPlanner {
  private let source: ScheduleSource
  private let layer: ScheduleLayer
  private let index: Int
  private let catalogue: CycleCatalogue
  private let columns: [AttributeColumn?]
  private let typeColumn: AttributeColumn?
  /// Names of the defaults that were taken; features count them by number.
  private(set) var defaultNames: [String] = []
  /// Defaults that the feature under way took, as indices into `defaultNames`.
  private var defaults: [Int] = []
  /// What is said of types that the catalogue does not know, and of measures by type.
  private var unknownTypes: [String: String] = [:]
  private var unknownMeasures: [String: [String: String]] = [:]

  init(
    _ source: ScheduleSource, _ layer: ScheduleLayer, index: Int, catalogue: CycleCatalogue
  ) {
    self.source = source
    self.layer = layer
    self.index = index
    self.catalogue = catalogue
    columns = ScheduleField.allCases.map { field in
      source.fields[field].flatMap { layer.attributes.column($0) }
    }
    if case .field(let name, _) = source.assetType {
      typeColumn = layer.attributes.column(name)
    } else {
      typeColumn = nil
    }
  }

  /// Reads a feature. Its asset has no number yet.
  mutating func plan(_ feature: Int) -> PlannedFeature {
    defaults.removeAll(keepingCapacity: true)
    let given = text(.id, feature)
    let id = given ?? String(layer.sourceFeatures[feature])
    if given == nil { take("id: feature number") }
    do {
      let asset = try asset(feature, id: id)
      let plan = try plan(of: asset, feature)
      return PlannedFeature(
        id: id, givenID: given, outcome: .success((asset, plan)), defaults: defaults)
    } catch {
      return PlannedFeature(id: id, givenID: given, outcome: .failure(error), defaults: [])
    }
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

  /// The value of a field after the project's translation of values.
  private func value(_ field: ScheduleField, _ feature: Int) -> AttributeValue {
    guard let value = columns[field.ordinal]?[feature] else { return .null }
    guard let map = source.values[field], let text = value.codeText else { return value }
    return map[text].map { .text($0) } ?? value
  }

  private func text(_ field: ScheduleField, _ feature: Int) -> String? {
    value(field, feature).codeText
  }

  /// A field's value as what it should be; what is wrong with it names the field.
  private func read<Value>(
    _ field: ScheduleField, _ feature: Int,
    _ parse: (AttributeValue) throws(FieldProblem) -> Value?
  ) throws(FieldProblem) -> Value? {
    guard columns[field.ordinal] != nil else { return nil }
    do {
      return try parse(value(field, feature))
    } catch {
      throw FieldProblem(reason: error.reason, detail: "\(field.rawValue): \(error.detail)")
    }
  }

  private func year(_ field: ScheduleField, _ feature: Int) throws(FieldProblem) -> Int? {
    try read(field, feature) { value throws(FieldProblem) in try value.year() }
  }

  // MARK: Assets

  private mutating func asset(_ feature: Int, id: String) throws(FieldProblem) -> Asset {
    let number = layer.sourceFeatures[feature]
    let type = try type(feature)
    let upkeep = catalogue.types[type]?.upkeep?.hours
    return Asset(
      id: id, type: type, schedule: index, sourceFeature: number,
      isLine: layer.areLines[feature],
      street: text(.street, feature), built: try year(.built, feature),
      last: try year(.last, feature),
      upkeepHours: upkeep.map { $0.amount * quantity(feature, $0.unit) })
  }

  private mutating func type(_ feature: Int) throws(FieldProblem) -> String {
    switch source.assetType {
    case .constant(let type): return known(type)
    case .field(let name, let map):
      guard let text = typeColumn?[feature].codeText else {
        throw FieldProblem(
          reason: .missingValue, detail: "the asset has no type: '\(name)' has no value")
      }
      return known(map[text] ?? text)
    }
  }

  /// Thousands of objects may share a type that is not known, and finding the nearest name is slow.
  private mutating func known(_ type: String) -> String {
    guard catalogue.types[type] == nil else { return type }
    let text =
      unknownTypes[type] ?? "asset_type: '\(type)' is not in the catalogue"
      + nearestHint(to: type, among: catalogue.types.keys)
    unknownTypes[type] = text
    take(text)
    return type
  }

  // MARK: Works

  private mutating func plan(of asset: Asset, _ feature: Int) throws(FieldProblem) -> WorkPlan {
    let named = text(.measure, feature) ?? source.measure
    let measure = measure(named, of: asset.type)
    var work = Work(
      id: asset.id, asset: 0, measure: named ?? measure?.key ?? "maintain",
      isFixed: try read(.fixed, feature) { value throws(FieldProblem) in try value.flag() }
        ?? false,
      budget: text(.budget, feature) ?? source.budget,
      cycle: try cycle(feature) ?? measure?.cycle)
    if work.budget == nil { take("budget: none") }
    try setCost(of: &work, feature, measure)
    work.hours = measure?.hours.map { $0.amount * quantity(feature, $0.unit) }
    let rule = WindowRule(
      yearsBefore: measure?.yearsBefore ?? 0, yearsAfter: measure?.yearsAfter ?? 0)
    return WorkPlan(
      work: work, years: try years(of: asset, feature, measure, work.cycle, rule), rule: rule)
  }

  private mutating func measure(_ named: String?, of type: String) -> CycleCatalogue.Measure? {
    let measure = catalogue.measure(named, of: type)
    guard measure == nil, let named, let known = catalogue.types[type] else { return measure }
    let text =
      unknownMeasures[type]?[named]
      ?? "measure: '\(named)' is not in the catalogue for '\(type)'"
      + nearestHint(to: named, among: known.measures.map(\.key))
    unknownMeasures[type, default: [:]][named] = text
    take(text)
    return nil
  }

  private func cycle(_ feature: Int) throws(FieldProblem) -> Int? {
    let longest = CycleCatalogue.longestCycle
    return try read(.cycle, feature) { value throws(FieldProblem) in
      guard let number = try value.number() else { return nil }
      guard let years = Int(exactly: number), (1...longest).contains(years) else {
        throw FieldProblem(
          reason: .impossibleValue,
          detail: "\(number) is not a whole number of years from 1 to \(longest)")
      }
      return years
    }
  }

  // MARK: Cost

  private mutating func setCost(
    of work: inout Work, _ feature: Int, _ measure: CycleCatalogue.Measure?
  ) throws(FieldProblem) {
    if let cost = try givenCost(feature) {
      work.cost = cost
      work.priceYear = source.priceYear ?? catalogue.priceYear
      if source.priceYear == nil { take("price_year: catalogue") }
    } else if let unit = measure?.unitCost, case let quantity = quantity(feature, unit.unit),
      quantity > 0
    {
      take("cost: catalogue")
      work.cost = cents(unit.amount * quantity)
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

  private func givenCost(_ feature: Int) throws(FieldProblem) -> Double? {
    try read(.cost, feature) { value throws(FieldProblem) in
      guard let cost = try value.amount() else { return nil }
      guard cost >= 0 else {
        throw FieldProblem(reason: .impossibleValue, detail: "\(cost) is negative")
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

  /// When works on an asset fall due.
  private mutating func years(
    of asset: Asset, _ feature: Int, _ measure: CycleCatalogue.Measure?, _ cycle: Int?,
    _ rule: WindowRule
  ) throws(FieldProblem) -> WorkPlan.Years {
    let earliest = try year(.earliest, feature)
    let latest = try year(.latest, feature)
    if let due = try year(.due, feature) ?? latest ?? earliest {
      if earliest == nil || latest == nil { countWindow(measure) }
      return .given(try rule.window(around: due, earliest: earliest, latest: latest))
    }
    guard let start = asset.last ?? asset.built, let cycle else {
      take("due: no year known, overlap only")
      return .unknown
    }
    take("due: last or built year and cycle")
    countWindow(measure)
    return .cycle(after: start, years: cycle)
  }

  private mutating func countWindow(_ measure: CycleCatalogue.Measure?) {
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
  /// Defaults that it took, by number.
  let defaults: [Int]
}

extension ScheduleField {
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
    }
  }
}

/// What someone may have meant, to put behind a message; empty where nothing is near.
private func nearestHint(to written: String, among names: some Sequence<String>) -> String {
  nearestName(to: written, among: names.sorted()).map { ", did you mean '\($0)'?" } ?? ""
}
