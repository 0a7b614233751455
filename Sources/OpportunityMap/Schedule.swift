import Geometry
import LayerIO
import LayerStack
import ProjectFile

/// The maintenance schedule: assets with their geometry, and the works that fall due on them.
public struct Schedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  public private(set) var assets: [Asset] = []
  /// Geometry of each asset in the working system. Shape: `assets`.
  public private(set) var geometry = GeometryArray()
  /// Works, by asset and then by year.
  public private(set) var works: [Work] = []
  /// Records of the layers, with what was dropped and which defaults were used.
  public private(set) var records: [IntakeRecord] = []

  /// Derives assets and works. `layers` has one layer for each entry of the schedule.
  public init(
    _ sources: [ScheduleSource], _ layers: [Layer], catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>, metresPerUnit: Double
  ) {
    for (index, (source, layer)) in zip(sources, layers).enumerated() {
      var entry = ScheduleEntry(
        source, layer, index: index, catalogue: catalogue, horizon: horizon,
        metresPerUnit: metresPerUnit)
      entry.derive(firstAsset: assets.count)
      assets += entry.assets
      works += entry.works
      geometry.append(contentsOf: entry.geometry)
      records.append(entry.record)
    }
    makeWorkIDsUnique(sources)
  }

  private mutating func makeWorkIDsUnique(_ sources: [ScheduleSource]) {
    var owners: [String: Int] = [:]
    var shared: Set<String> = []
    for asset in assets {
      if let owner = owners[asset.id], owner != asset.schedule { shared.insert(asset.id) }
      owners[asset.id] = asset.schedule
    }
    guard !shared.isEmpty else { return }
    for index in works.indices where shared.contains(assets[works[index].asset].id) {
      let source = sources[assets[works[index].asset].schedule].options.source
      works[index].id = source + ":" + works[index].id
    }
  }
}

/// One entry of the schedule on its way to assets and works.
private struct ScheduleEntry {
  let source: ScheduleSource
  let layer: Layer
  let index: Int
  let catalogue: CycleCatalogue
  let horizon: ClosedRange<Int>
  let metresPerUnit: Double
  var assets: [Asset] = []
  var works: [Work] = []
  var geometry = GeometryArray()
  var record: IntakeRecord
  private var seen: Set<String> = []
  private let columns: [ScheduleField: AttributeColumn]
  private let typeColumn: AttributeColumn?

  init(
    _ source: ScheduleSource, _ layer: Layer, index: Int, catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>, metresPerUnit: Double
  ) {
    self.source = source
    self.layer = layer
    self.index = index
    self.catalogue = catalogue
    self.horizon = horizon
    self.metresPerUnit = metresPerUnit
    record = layer.record
    columns = source.fields.compactMapValues { layer.attributes.column($0) }
    if case .field(let name, _) = source.assetType {
      typeColumn = layer.attributes.column(name)
    } else {
      typeColumn = nil
    }
  }

  mutating func derive(firstAsset: Int) {
    geometry.positions.reserveCapacity(layer.geometry.positions.count)
    for feature in 0..<layer.count {
      do {
        let asset = try asset(feature)
        let dated = try works(of: asset, feature, index: firstAsset + assets.count)
        seen.insert(asset.id)
        assets.append(asset)
        works += dated
        geometry.appendFeature(feature, of: layer.geometry)
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
        place: layer.geometry.positions[layer.geometry.positionRange(of: feature)].first))
  }

  /// The value of a field after the project's translation of values.
  private func value(_ field: ScheduleField, _ feature: Int) -> AttributeValue {
    guard let value = columns[field]?[feature] else { return .null }
    guard let map = source.values[field], let text = value.codeText else { return value }
    return map[text].map { .text($0) } ?? value
  }

  private mutating func count(_ key: String) { record.defaults[key, default: 0] += 1 }

  // MARK: Assets

  private mutating func asset(_ feature: Int) throws(FieldProblem) -> Asset {
    let number = layer.sourceFeatures[feature]
    let id = value(.id, feature).codeText
    if id == nil { count("id: feature number") }
    guard !seen.contains(id ?? String(number)) else {
      throw FieldProblem(
        reason: .duplicateID,
        detail: "the id '\(id ?? String(number))' is taken by a feature before")
    }
    let roles = layer.geometry.paths(of: feature).map { layer.geometry.pathRoles[$0] }
    return Asset(
      id: id ?? String(number), type: try type(feature), schedule: index, sourceFeature: number,
      isLine: roles.contains(.line), street: value(.street, feature).codeText,
      built: try year(.built, feature), last: try year(.last, feature))
  }

  private mutating func type(_ feature: Int) throws(FieldProblem) -> String {
    switch source.assetType {
    case .constant(let type): return known(type)
    case .field(_, let map):
      guard let text = typeColumn?[feature].codeText else {
        throw FieldProblem(reason: .missingValue, detail: "the asset has no type")
      }
      return known(map[text] ?? text)
    }
  }

  private mutating func known(_ type: String) -> String {
    if catalogue.types[type] == nil {
      let nearest = nearestName(to: type, among: catalogue.types.keys.sorted())
      let hint = nearest.map { ", did you mean '\($0)'?" } ?? ""
      count("asset_type: '\(type)' is not in the catalogue\(hint)")
    }
    return type
  }

  private func year(
    _ field: ScheduleField, _ feature: Int
  ) throws(FieldProblem) -> Int? {
    do {
      return try value(field, feature).year()
    } catch {
      throw FieldProblem(reason: error.reason, detail: "\(field.rawValue): \(error.detail)")
    }
  }

  // MARK: Works

  private mutating func works(
    of asset: Asset, _ feature: Int, index: Int
  ) throws(FieldProblem) -> [Work] {
    let named = value(.measure, feature).codeText ?? source.measure
    let measure = catalogue.measure(named, of: asset.type)
    let cycle = try value(.cycle, feature).number().map { Int($0) } ?? measure?.cycle
    var template = Work(
      id: asset.id, asset: index, measure: named ?? measure?.key ?? "maintain",
      isFixed: try value(.fixed, feature).flag() ?? false, cycle: cycle)
    template.budget = value(.budget, feature).codeText ?? source.budget
    try setCost(of: &template, feature, measure)
    let windows = try windows(of: asset, feature, measure, cycle)
    guard !windows.isEmpty else { return [template] }
    return windows.map { window in
      var work = template
      (work.earliest, work.due, work.latest) = (window.earliest, window.due, window.latest)
      if windows.count > 1 { work.id += "@\(window.due)" }
      return work
    }
  }

  private mutating func setCost(
    of work: inout Work, _ feature: Int, _ measure: CycleCatalogue.Measure?
  ) throws(FieldProblem) {
    do {
      work.cost = try value(.cost, feature).amount()
    } catch {
      throw FieldProblem(reason: error.reason, detail: "cost: \(error.detail)")
    }
    if let cost = work.cost {
      guard cost >= 0 else {
        throw FieldProblem(reason: .impossibleValue, detail: "the cost \(cost) is negative")
      }
      work.priceYear = source.priceYear
    } else if let unit = measure?.unitCost {
      count("cost: catalogue")
      work.cost = (unit.amount * quantity(feature, unit.unit) * 100).rounded() / 100
      work.priceYear = catalogue.priceYear
    } else {
      count("cost: none")
    }
  }

  private func quantity(_ feature: Int, _ unit: CycleCatalogue.UnitCost.Unit) -> Double {
    switch unit {
    case .squareMetre: layer.geometry.area(of: feature) * metresPerUnit * metresPerUnit
    case .metre: layer.geometry.length(of: feature) * metresPerUnit
    case .piece: 1
    }
  }

  private typealias Window = (earliest: Int, due: Int, latest: Int)

  /// The windows within the horizon; none where no year is known, or none falls within it.
  private mutating func windows(
    of asset: Asset, _ feature: Int, _ measure: CycleCatalogue.Measure?, _ cycle: Int?
  ) throws(FieldProblem) -> [Window] {
    let earliest = try year(.earliest, feature)
    let latest = try year(.latest, feature)
    if let due = try year(.due, feature) ?? latest ?? earliest {
      return try window(around: due, earliest, latest, measure).map { [$0] } ?? []
    }
    guard let start = asset.last ?? asset.built, let cycle, cycle > 0 else {
      count("due: no year known, overlap only")
      return []
    }
    count("due: last or built year and cycle")
    var windows: [Window] = []
    var due = start + cycle
    repeat {
      guard let window = try window(around: due, nil, nil, measure) else { break }
      windows.append(window)
      due = window.due + cycle
    } while due <= horizon.upperBound
    return windows
  }

  /// The window around a due year: what the source gives, else the catalogue's years before and after.
  /// What was due before the horizon is due in its first year; what is due behind it has no window.
  private mutating func window(
    around year: Int, _ givenEarliest: Int?, _ givenLatest: Int?, _ measure: CycleCatalogue.Measure?
  ) throws(FieldProblem) -> Window? {
    let early = givenEarliest ?? year - (measure?.yearsBefore ?? 0)
    let late = givenLatest ?? year + (measure?.yearsAfter ?? 0)
    guard early <= year, year <= late else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: "the window \(early) to \(late) does not hold the due year \(year)")
    }
    guard year <= horizon.upperBound else {
      count("due: after the horizon, no work")
      return nil
    }
    guard year < horizon.lowerBound else {
      return (max(early, horizon.lowerBound), year, late)
    }
    count("due: overdue, put in \(horizon.lowerBound)")
    let first = horizon.lowerBound
    return (first, first, max(late, first))
  }
}
