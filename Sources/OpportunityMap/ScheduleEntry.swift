import Geometry
import LayerIO
import ProjectFile

/// One entry of the schedule on its way to assets and works.
struct ScheduleEntry {
  private let source: ScheduleSource
  private let layer: ScheduleLayer
  private let index: Int
  private let catalogue: CycleCatalogue
  private let horizon: ClosedRange<Int>
  private(set) var assets: [Asset] = []
  private(set) var works: [Work] = []
  private(set) var record: IntakeRecord
  /// Features that became an asset.
  private(set) var used: [Int] = []
  private var seen: Set<String> = []
  /// Defaults that the feature under way took; they count when it is used.
  private var defaults: [String] = []
  /// What is said of types that the catalogue does not know, and of measures by type.
  private var unknownTypes: [String: String] = [:]
  private var unknownMeasures: [String: [String: String]] = [:]
  private let columns: [ScheduleField: AttributeColumn]
  private let typeColumn: AttributeColumn?

  init(
    _ source: ScheduleSource, _ layer: ScheduleLayer, index: Int, catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>
  ) {
    self.source = source
    self.layer = layer
    self.index = index
    self.catalogue = catalogue
    self.horizon = horizon
    record = layer.record
    columns = source.fields.compactMapValues { layer.attributes.column($0) }
    if case .field(let name, _) = source.assetType {
      typeColumn = layer.attributes.column(name)
    } else {
      typeColumn = nil
    }
  }

  /// Goes over the features; each is used or dropped with its reason.
  mutating func derive(firstAsset: Int) {
    for feature in 0..<layer.count {
      defaults.removeAll(keepingCapacity: true)
      do {
        let asset = try asset(feature)
        works += try works(of: asset, feature, index: firstAsset + assets.count)
        seen.insert(asset.id)
        assets.append(asset)
        used.append(feature)
        for key in defaults { record.defaults[key, default: 0] += 1 }
      } catch {
        drop(feature, error)
      }
    }
    precondition(record.read == record.used + record.dropped.count + record.filtered)
  }

  private mutating func drop(_ feature: Int, _ problem: FieldProblem) {
    record.used -= 1
    record.dropped.append(
      DroppedFeature(
        feature: layer.sourceFeatures[feature], id: value(.id, feature).codeText,
        reason: problem.reason, detail: problem.detail,
        place: layer.places[feature]))
  }

  // MARK: Fields

  /// The value of a field after the project's translation of values.
  private func value(_ field: ScheduleField, _ feature: Int) -> AttributeValue {
    guard let value = columns[field]?[feature] else { return .null }
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
    guard columns[field] != nil else { return nil }
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

  private mutating func asset(_ feature: Int) throws(FieldProblem) -> Asset {
    let number = layer.sourceFeatures[feature]
    let given = text(.id, feature)
    if given == nil { defaults.append("id: feature number") }
    let id = given ?? String(number)
    guard !seen.contains(id) else {
      throw FieldProblem(
        reason: .duplicateID, detail: "the id '\(id)' is taken by a feature before")
    }
    return Asset(
      id: id, type: try type(feature), schedule: index, sourceFeature: number,
      isLine: layer.areLines[feature],
      street: text(.street, feature), built: try year(.built, feature),
      last: try year(.last, feature))
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
    defaults.append(text)
    return type
  }

  // MARK: Works

  private mutating func works(
    of asset: Asset, _ feature: Int, index: Int
  ) throws(FieldProblem) -> [Work] {
    let named = text(.measure, feature) ?? source.measure
    let measure = measure(named, of: asset.type)
    var template = Work(
      id: asset.id, asset: index, measure: named ?? measure?.key ?? "maintain",
      isFixed: try read(.fixed, feature) { value throws(FieldProblem) in try value.flag() }
        ?? false,
      budget: text(.budget, feature) ?? source.budget,
      cycle: try cycle(feature) ?? measure?.cycle)
    if template.budget == nil { defaults.append("budget: none") }
    try setCost(of: &template, feature, measure)
    let windows = try windows(of: asset, feature, measure, template.cycle)
    guard !windows.isEmpty else { return [template] }
    return windows.map { window in
      var work = template
      (work.earliest, work.due, work.latest) = (window.earliest, window.due, window.latest)
      if windows.count > 1 { work.id += "@\(window.due)" }
      return work
    }
  }

  private mutating func measure(_ named: String?, of type: String) -> CycleCatalogue.Measure? {
    let measure = catalogue.measure(named, of: type)
    guard measure == nil, let named, let known = catalogue.types[type] else { return measure }
    let text =
      unknownMeasures[type]?[named]
      ?? "measure: '\(named)' is not in the catalogue for '\(type)'"
      + nearestHint(to: named, among: known.measures.map(\.key))
    unknownMeasures[type, default: [:]][named] = text
    defaults.append(text)
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
      if source.priceYear == nil { defaults.append("price_year: catalogue") }
    } else if let unit = measure?.unitCost, case let quantity = quantity(feature, unit.unit),
      quantity > 0
    {
      defaults.append("cost: catalogue")
      work.cost = (unit.amount * quantity * 100).rounded() / 100
      work.priceYear = catalogue.priceYear
    } else {
      let unit = measure?.unitCost?.unit
      defaults.append(unit.map { "cost: none, the object has no \($0.rawValue)" } ?? "cost: none")
    }
  }

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

  /// The windows of the works on an asset; none where no year is known.
  private mutating func windows(
    of asset: Asset, _ feature: Int, _ measure: CycleCatalogue.Measure?, _ cycle: Int?
  ) throws(FieldProblem) -> [WorkWindow] {
    let rule = WindowRule(
      horizon: horizon, yearsBefore: measure?.yearsBefore ?? 0,
      yearsAfter: measure?.yearsAfter ?? 0)
    let earliest = try year(.earliest, feature)
    let latest = try year(.latest, feature)
    if let due = try year(.due, feature) ?? latest ?? earliest {
      countPlace(of: due)
      if earliest == nil || latest == nil { countWindow(measure) }
      return [try rule.window(around: due, earliest: earliest, latest: latest)]
    }
    guard let start = asset.last ?? asset.built, let cycle else {
      defaults.append("due: no year known, overlap only")
      return []
    }
    defaults.append("due: last or built year and cycle")
    countPlace(of: start + cycle)
    countWindow(measure)
    return rule.windows(after: start, cycle: cycle)
  }

  private mutating func countPlace(of due: Int) {
    if due < horizon.lowerBound {
      defaults.append("due: overdue, put in \(horizon.lowerBound)")
    } else if due > horizon.upperBound {
      defaults.append("due: after \(horizon.upperBound), counts as overlap only")
    }
  }

  private mutating func countWindow(_ measure: CycleCatalogue.Measure?) {
    defaults.append(measure == nil ? "window: the due year alone" : "window: catalogue")
  }
}

/// What someone may have meant, to put behind a message; empty where nothing is near.
private func nearestHint(to written: String, among names: some Sequence<String>) -> String {
  nearestName(to: written, among: names.sorted()).map { ", did you mean '\($0)'?" } ?? ""
}
