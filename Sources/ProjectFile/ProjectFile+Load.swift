import Foundation
import Geometry
import LayerIO

extension ProjectFile {
  /// Reads a project file. Every key must be known; paths count from the folder of the file. A horizon
  /// that is given is taken instead of the file's, as if it stood there. A draft may lack neighbourhoods
  /// and themes, where gaps are allowed: `missing` names them.
  /// - Throws: `YAMLError`.
  package static func load(
    path: String, horizon: ClosedRange<Int>? = nil, allowsGaps: Bool = false
  ) throws -> ProjectFile {
    try read(path: path, horizon: horizon, allowsGaps: allowsGaps).value
  }

  /// The same with the hash of what was read.
  /// - Throws: `YAMLError`.
  package static func read(
    path: String, horizon: ClosedRange<Int>? = nil, allowsGaps: Bool = false
  ) throws -> Parsed<ProjectFile> {
    try Parsed(
      reading: path, named: path, as: "The project file",
      remedy: "Check the path; 'kansenkaart init FILE...' writes a first one."
    ) { try ProjectFile($0, horizon: horizon, allowsGaps: allowsGaps) }
  }

  /// The same of text that stands in no file as yet; paths in it count from the folder of `path`.
  /// - Throws: `YAMLError`.
  package static func read(
    text: Data, path: String, horizon: ClosedRange<Int>? = nil
  ) throws -> Parsed<ProjectFile> {
    try Parsed(text, of: path, named: path) { try ProjectFile($0, horizon: horizon) }
  }

  /// Reads the text of a project file; paths in it count from the folder of `path`.
  /// - Throws: `YAMLError`.
  package init(path: String, bytes: some Collection<UInt8>) throws {
    try self.init(YAMLValue(path: path, bytes: bytes))
  }

  private init(
    _ top: YAMLValue, horizon asked: ClosedRange<Int>? = nil, allowsGaps: Bool = false
  ) throws {
    let keys = try top.members(known: [
      "kansenkaart", "name", "crs", "language", "currency", "horizon", "neighbourhoods", "people",
      "areas", "themes", "schedule", "cycles", "price_year", "prices", "bundling", "types",
      "packages", "couplings", "norms", "programme", "adopted", "buildings",
    ])
    let version = try keys.needed("kansenkaart", in: top).integer(in: 1...99)
    guard version == 1 else {
      throw top.error(
        "This project file is of version \(version).", "This program reads version 1; update it.")
    }
    path = top.path
    name = try keys.needed("name", in: top).text()
    crs = try keys.needed("crs", in: top).text()
    language = try keys["language"].map { try $0.oneOf(["nl", "en"]) }
    let currency = try keys["currency"]?.currency() ?? .euro
    self.currency = currency
    horizon = try asked ?? Self.years(keys.needed("horizon", in: top))
    missing =
      allowsGaps ? ["neighbourhoods", "themes"].filter { keys[$0].map(\.isNull) ?? true } : []
    neighbourhoods =
      missing.contains("neighbourhoods")
      ? NeighbourhoodSource(
        options: SourceOptions(source: "", role: "neighbourhoods"), id: nil, name: nil)
      : try NeighbourhoodSource(
        keys.needed("neighbourhoods", in: top, example: "{source: FILE, id: CODE, name: NAME}"))
    themes =
      missing.contains("themes")
      ? []
      : try keys.needed("themes", in: top, example: "{water: {layers: [{source: FILE}]}}")
        .members().map { try ThemeDescription($0.key, $0.value) }
    people = try keys["people"].map { try PeopleSource.list($0) } ?? []
    areas = try keys["areas"].map { try AreaSource.list($0) } ?? []
    schedule = try (keys["schedule"].map(\.elements) ?? []).map {
      var entry = try ScheduleSource($0)
      entry.options.currency = currency
      return entry
    }
    cycles = try keys.text("cycles")
    cyclesPath = cycles.map { resolve($0, from: top.path) }
    priceYear = try keys.priceYear()
    prices = try keys.text("prices")
    pricesPath = prices.map { resolve($0, from: top.path) }
    bundling = try keys["bundling"].map { try BundlingSource($0) } ?? BundlingSource()
    packages = try keys.text("packages")
    packagesPath = packages.map { resolve($0, from: top.path) }
    couplings = try keys.text("couplings")
    couplingsPath = couplings.map { resolve($0, from: top.path) }
    norms = try keys.text("norms")
    normsPath = norms.map { resolve($0, from: top.path) }
    buildings = try keys["buildings"].map { try BuildingsSource($0, currency: currency) }
    let features = try Self.featureKeys(
      themes: themes.map(\.key), numbers: neighbourhoods.numbers, in: top)
    types = try keys["types"].map { try TypeRequest($0, features: features) } ?? TypeRequest()
    programme = try keys["programme"].map {
      try ProgrammeRequest($0, themes: themes.map(\.key), horizon: horizon)
    }
    adopted = try (keys["adopted"].flatMap { $0.isNull ? nil : $0.elements } ?? []).map {
      try AdoptedScenario($0)
    }
    try checkMeasures(in: top)
    try checkAreas(in: top)
    guard !themes.isEmpty || missing.contains("themes") else {
      throw top.error("There are no themes.", "Add at least one under 'themes'.")
    }
  }

  /// Whether what themes are measured in, and who comes to the buildings, is told of.
  /// - Throws: `YAMLError`.
  private func checkMeasures(in top: YAMLValue) throws {
    for theme in themes {
      guard let measure = theme.measure else { continue }
      try checkPeople(measure, "The theme '\(theme.key)' is measured in '\(measure)'", in: top)
    }
    guard let homes = buildings?.homes else { return }
    try checkPeople(homes, "The 'homes' of the buildings are '\(homes)'", in: top)
  }

  private func checkPeople(_ key: String, _ told: String, in top: YAMLValue) throws {
    let known = people.map(\.key)
    guard !known.contains(key) else { return }
    throw top.error(
      "\(told), which is not under 'people'.",
      known.isEmpty
        ? "Add 'people: {\(key): {source: FILE}}'."
        : "Known are: \(known.joined(separator: ", ")).")
  }

  /// Whether what layers are confined to is told of.
  /// - Throws: `YAMLError`.
  private func checkAreas(in top: YAMLValue) throws {
    let known = areas.map(\.key)
    for theme in themes {
      let areas = theme.layers.compactMap(\.within)
      guard let area = areas.first(where: { !known.contains($0) }) else { continue }
      throw top.error(
        "A layer of the theme '\(theme.key)' is within '\(area)', which is not under 'areas'.",
        known.isEmpty
          ? "Add 'areas: {\(area): {source: FILE}}'."
          : "Known are: \(known.joined(separator: ", ")).")
    }
  }

  /// A range of years such as `{from: 2027, to: 2041}`.
  static func years(_ value: YAMLValue) throws -> ClosedRange<Int> {
    let keys = try value.members(known: ["from", "to"])
    let from = try keys.needed("from", in: value).integer(in: 1800...2200)
    let to = try keys.needed("to", in: value).integer(in: 1800...2200)
    guard from <= to, to - from < 100 else {
      throw value.error(
        "'\(value.name)' runs from \(from) to \(to).", "Let it run forward, over at most 100 years."
      )
    }
    return from...to
  }
}

extension [String: YAMLValue] {
  /// The value of a key that must be there; `example` shows what one looks like.
  /// - Throws: `YAMLError` where it is not.
  package func needed(
    _ key: String, in parent: YAMLValue, example: String? = nil
  ) throws -> YAMLValue {
    guard let value = self[key], !value.isNull else {
      let place = parent.name.isEmpty ? "" : " in '\(parent.name)'"
      let hint = example.map { "Add '\(key): \($0)'. " } ?? ""
      throw parent.error("'\(key)' is missing\(place).", hint + "See docs/project-file.md.")
    }
    return value
  }

  func text(_ key: String) throws -> String? { try self[key].map { try $0.text() } }

  fileprivate func metres(_ key: String) throws -> Double? {
    try self[key].map { try $0.number(in: 0.01...100_000) }
  }
}

/// A path of the project file, from the folder that the file is in.
func resolve(_ path: String, from file: String) -> String {
  guard !path.hasPrefix("/") else { return path }
  return URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(path)
    .standardizedFileURL.path
}

extension YAMLValue {
  /// The currency that a code names.
  /// - Throws: `YAMLError` for what is no code.
  package func currency() throws(YAMLError) -> CurrencyCode {
    let text = try text()
    guard let currency = CurrencyCode(text) else {
      throw error(
        "'\(name)' is '\(text)', which is no currency.",
        "Give its code of three capital letters, such as EUR, USD or GBP.")
    }
    return currency
  }
}

// MARK: - Sources

extension SourceOptions {
  init(
    _ keys: [String: YAMLValue], in value: YAMLValue, idField: String? = nil,
    fields: FieldSelection, keepsOriginals: Bool = false
  ) throws {
    let source = try keys.needed("source", in: value)
    let remote = try RemoteSource(keys)
    let files = try remote.map { [$0.file(of: value.path)] } ?? SourceFile.list(source)
    self.init(
      source: files.map(\.source).joined(separator: ", "), path: files[0].path, role: value.name,
      layer: try keys.text("layer"), crs: try keys.text("crs"), x: try keys.text("x"),
      y: try keys.text("y"), wkt: try keys.text("wkt"),
      filter: try keys["where"].map(FieldCondition.conditions) ?? [],
      width: try keys.metres("width"), radius: try keys.metres("radius"),
      reach: try keys.metres("reach"),
      idField: idField, fields: fields, keepsOriginals: keepsOriginals)
    decimals = try keys["decimal"].map { try GivenDecimals($0) } ?? GivenDecimals()
    self.remote = remote
    mayBeEmpty = try keys["may_be_empty"]?.boolean() ?? false
    exchangesAxes = try keys["axes"]?.oneOf(["xy", "yx"]) == "yx"
    datum = try keys.text("datum").map(DatumChoice.init)
    try take(files, keys)
    guard (x == nil) == (y == nil) else {
      throw value.error("'x' and 'y' go together.", "Give both columns.")
    }
  }
}

extension GivenDecimals {
  /// `decimal: comma`, or `decimal: {FIELD: comma}`.
  fileprivate init(_ value: YAMLValue) throws {
    func sign(_ value: YAMLValue) throws -> DecimalSign {
      let name = try value.oneOf(DecimalSign.allCases.map(\.rawValue))
      return DecimalSign(rawValue: name) ?? .point
    }
    guard value.isMapping else {
      self.init(everywhere: try sign(value))
      return
    }
    let pairs = try value.members().map { ($0.key, try sign($0.value)) }
    self.init(fields: Dictionary(uniqueKeysWithValues: pairs))
  }
}

extension FieldCondition {
  fileprivate static func conditions(_ value: YAMLValue) throws -> [FieldCondition] {
    try value.members().map { FieldCondition(field: $0.key, test: try test($0.value)) }
  }

  private static func test(_ value: YAMLValue) throws -> FieldTest {
    if value.isNull { return .isNull }
    guard value.isMapping else { return .oneOf(try value.elements.map(scalar)) }
    let keys = try value.members(known: ["not", "before", "after", "from", "to"])
    let isRange = Set(keys.keys).isSubset(of: ["from", "to"])
    guard isRange ? !keys.isEmpty : keys.count == 1 else {
      throw value.error(
        "'\(value.name)' holds \(keys.count) conditions at once.",
        "Give one of 'not', 'before' and 'after', or 'from' and 'to'.")
    }
    let everywhere = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    if let not = keys["not"] { return .noneOf(try not.elements.map(scalar)) }
    if let before = keys["before"] { return .before(try before.number(in: everywhere)) }
    if let after = keys["after"] { return .after(try after.number(in: everywhere)) }
    let from = try keys["from"]?.number(in: everywhere) ?? everywhere.lowerBound
    let to = try keys["to"]?.number(in: everywhere) ?? everywhere.upperBound
    guard from <= to else {
      throw value.error("'\(value.name)' runs backwards.", "Let 'from' be at most 'to'.")
    }
    return .within(from...to)
  }

  private static func scalar(_ value: YAMLValue) throws -> AttributeValue {
    if value.isNull { return .null }
    let text = try value.text()
    if value.isQuoted { return .text(text) }
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if let integer = Int64(text), String(integer) == text { return .integer(integer) }
    return .text(text)
  }
}

extension NeighbourhoodSource {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: sourceKeys + ["id", "duplicate_ids", "name", "numbers"])
    let ids = try IDField(keys["id"], duplicates: keys["duplicate_ids"], in: value)
    id = ids.name
    name = try keys.text("name")
    numbers = try keys["numbers"].map { try NeighbourhoodNumber.list($0) } ?? []
    options = try SourceOptions(keys, in: value, idField: id, fields: .all)
    options.holdsNeighbourhoods = true
    options.uses = numbers.map { FieldUse($0.field, as: .number) }
    options.made = ids.made
  }
}

// MARK: - Themes

extension ThemeDescription {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: ["name", "weight", "measure", "layers"])
    self.key = key
    name = try keys["name"]?.wording()
    weight = try keys["weight"]?.number(in: 0...1000) ?? 1
    measure = try keys.text("measure")
    let list = try keys.needed("layers", in: value)
    layers = try list.elements.map { try ThemeLayer($0) }
    guard !layers.isEmpty else {
      throw list.error("'\(list.name)' is empty.", "Give a layer, or leave the theme out.")
    }
  }
}

extension ThemeLayer {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: sourceKeys + [
        "name", "severity", "reach", "outside", "width", "radius", "counts", "within",
      ] + Derivation.keys)
    severity = try keys["severity"].map(SeverityRule.init) ?? .constant(1)
    outside = try keys["outside"]?.boolean() ?? false
    counts = try keys["counts"]?.boolean() ?? true
    within = try keys.text("within")
    derivation = try Derivation(keys, in: value)
    let request = derivation?.request
    let own = request?.derivedFields ?? []
    let fields = (request?.fields ?? []) + severity.fields.filter { !own.contains($0) }
    options = try SourceOptions(keys, in: value, fields: .only(Set(fields).sorted()))
    options.name = try keys["name"]?.wording()
    let uses = (request?.uses ?? []) + severity.uses
    options.uses = uses.filter { !own.contains($0.field) }
    if derivation != nil {
      // What is derived is measured on the objects themselves; the reach comes after.
      (derivedReach, options.reach) = (options.reach, nil)
      try allowPoints(value)
    }
    guard !outside || severity.fields.isEmpty else {
      throw value.error(
        "'\(value.name)' has severities by field and is 'outside'.",
        "Where no feature is near there is no value; give one severity.")
    }
  }

  /// Where features are is all that counts of some, which may be points.
  private mutating func allowPoints(_ value: YAMLValue) throws {
    if derivation?.request.takesPoints == true {
      options.keepsOriginals = true
      options.radius = options.radius ?? 1
    }
    guard !outside else {
      throw value.error(
        "'\(value.name)' is derived and 'outside'.", "Leave out 'outside': it is derived already.")
    }
  }
}

extension SeverityRule {
  fileprivate var fields: [String] {
    switch self {
    case .constant: []
    case .steps(let field, _, _), .map(let field, _): [field]
    }
  }

  fileprivate var uses: [FieldUse] {
    switch self {
    case .constant: []
    case .steps(let field, _, _): [FieldUse(field, as: .number)]
    case .map(let field, let severities): [FieldUse(field, as: .word, words: severities.keys)]
    }
  }

  fileprivate init(_ value: YAMLValue) throws {
    guard value.isMapping else {
      self = .constant(try value.number(in: 0.001...1))
      return
    }
    let keys = try value.members(known: ["field", "steps", "severities", "map"])
    let field = try keys.needed("field", in: value).text()
    if let map = keys["map"] {
      guard keys["steps"] == nil, keys["severities"] == nil else {
        throw value.error("'\(value.name)' has a map and steps.", "Keep one of them.")
      }
      let severities = try map.byComparedKey { try $0.number(in: 0...1) }
      self = .map(field: field, severities: severities)
      return
    }
    self = try .steps(field, keys.needed("steps", in: value), keys["severities"])
  }

  private static func steps(
    _ field: String, _ value: YAMLValue, _ given: YAMLValue?
  ) throws -> SeverityRule {
    let steps = try value.elements.map { try $0.number(in: -1e12...1e12) }
    guard !steps.isEmpty else {
      throw value.error("'\(value.name)' is empty.", "Give at least one step.")
    }
    let rises = zip(steps, steps.dropFirst()).allSatisfy(<)
    let falls = zip(steps, steps.dropFirst()).allSatisfy(>)
    guard rises || falls else {
      throw value.error("'\(value.name)' goes up and down.", "Let the steps rise, or fall.")
    }
    let count = Double(steps.count)
    let severities =
      try given?.elements.map { try $0.number(in: 0.001...1) }
      ?? steps.indices.map { Double($0 + 1) / count }
    guard severities.count == steps.count else {
      throw value.error(
        "There are \(steps.count) steps and \(severities.count) severities.",
        "Give one severity for each step.")
    }
    return .steps(field: field, steps: steps, severities: severities)
  }
}

// MARK: - Schedule

extension ScheduleSource {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(
      known: sourceKeys + [
        "name", "asset_type", "fields", "duplicate_ids", "width", "radius", "measure", "budget",
        "price_year",
      ])
    let fields = try keys["fields"]?.members(known: ScheduleField.allCases.map(\.rawValue)) ?? [:]
    try self.init(keys, fields: fields, in: value)
  }

  /// An entry whose keys, and those of its fields, were looked at already.
  init(
    _ keys: [String: YAMLValue], fields given: [String: YAMLValue], in value: YAMLValue
  ) throws {
    assetType = try AssetTypeRule(keys.needed("asset_type", in: value))
    measure = try keys.text("measure")
    budget = try keys.text("budget")
    priceYear = try keys.priceYear()
    let mapped = try MappedFields(given, of: keys, in: value)
    (fields, values) = (mapped.fields, mapped.values)
    let typeField = if case .field(let name, _) = assetType { [name] } else { [String]() }
    options = try SourceOptions(
      keys, in: value, idField: fields[.id],
      fields: .only(Array(Set(fields.values + typeField)).sorted()), keepsOriginals: true)
    options.name = try keys["name"]?.wording()
    options.made = mapped.made
    options.uses = uses
  }

  /// What the mapped fields are read as, in the order of all fields.
  private var uses: [FieldUse] {
    var uses = ScheduleField.allCases.compactMap { field in
      fields[field].map { FieldUse($0, as: field.kind, words: (values[field] ?? [:]).keys) }
    }
    if case .field(let name, let map) = assetType {
      uses.append(FieldUse(name, as: .word, words: map.keys))
    }
    return uses
  }
}

/// What `fields` of an entry says.
private struct MappedFields {
  private(set) var fields: [ScheduleField: String] = [:]
  private(set) var values: [ScheduleField: [String: String]] = [:]
  private(set) var made: [MadeField] = []

  init(
    _ keys: [String: YAMLValue], of entry: [String: YAMLValue], in parent: YAMLValue
  ) throws {
    for field in ScheduleField.allCases {
      guard let value = keys[field.rawValue] else { continue }
      try take(field, value, besides: entry[field.rawValue])
    }
    try takeID(keys["id"], duplicates: entry["duplicate_ids"], in: parent)
  }

  /// Takes a field; `other` is the value of the key by which the entry gives it for all works.
  private mutating func take(
    _ field: ScheduleField, _ entry: YAMLValue, besides other: YAMLValue?
  ) throws {
    guard entry.isMapping else {
      if field != .id { fields[field] = try entry.text() }
      return
    }
    let parts = try entry.members(known: ["field", "map", "value"])
    guard let value = parts["value"] else {
      fields[field] = try parts.needed("field", in: entry).text()
      if let map = parts["map"] { values[field] = try map.texts() }
      return
    }
    guard parts.count == 1, other == nil else {
      throw entry.error(
        "'\(entry.name)' has a value for all works, and something else besides.",
        "Keep one of them.")
    }
    let name = "\(field.rawValue): \(try value.text())"
    fields[field] = name
    made.append(MadeField(name: name, making: .constant(try field.constant(value))))
  }

  private mutating func takeID(
    _ id: YAMLValue?, duplicates: YAMLValue?, in parent: YAMLValue
  ) throws {
    let field = try id.flatMap {
      $0.isMapping ? try $0.members(known: ["field", "map"])["field"] : $0
    }
    let ids = try IDField(field, duplicates: duplicates, in: parent)
    fields[.id] = ids.name
    made += ids.made
    guard let duplicates, values[.id] != nil, ids.name != (try? field?.text()) else { return }
    throw duplicates.error(
      "The ids of '\(parent.name)' are translated by a map, and numbered where they repeat.",
      "Leave out one of the two.")
  }
}

extension ScheduleField {
  /// What its values should be.
  fileprivate var kind: FieldUse.Kind {
    switch self {
    case .built, .last: .year
    case .due, .earliest, .latest: .plannedYear
    case .cycle: .number
    case .cost: .amount
    case .id, .budget, .fixed, .hard, .measure, .street: .word
    }
  }
}

extension AssetTypeRule {
  fileprivate init(_ value: YAMLValue) throws {
    guard value.isMapping else {
      self = .constant(try value.text())
      return
    }
    let keys = try value.members(known: ["field", "map"])
    self = .field(
      try keys.needed("field", in: value).text(), map: try keys["map"]?.texts() ?? [:])
  }
}

extension YAMLValue {
  /// A name in both languages.
  package func inBoth() throws -> Wording {
    let names = try names()
    return Wording(en: names["en"] ?? "", nl: names["nl"] ?? "")
  }

  /// What people call something: one name for all languages, or one for each.
  func wording() throws -> Wording {
    isMapping ? try inBoth() : Wording(verbatim: try text())
  }

  /// A mapping of texts to texts; null stands for no value, which is an empty text.
  func texts() throws -> [String: String] {
    try byComparedKey { $0.isNull ? "" : try $0.text() }
  }

  /// The members by their keys, which stand for values of a source, as texts are compared.
  func byComparedKey<Value>(_ read: (YAMLValue) throws -> Value) throws -> [String: Value] {
    let pairs = try members().map { ($0.key.compared, try read($0.value)) }
    guard Set(pairs.map(\.0)).count == pairs.count else {
      throw error(
        "'\(name)' names a value twice: they differ in blanks alone.", "Keep one of them.")
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}

// MARK: - Bundling

extension BundlingSource {
  fileprivate init(_ value: YAMLValue) throws {
    self.init()
    let keys = try value.members(
      known: ["compatibility", "decisions", "draws", "seed", "top", "prove", "least_cash"])
    compatibility = try keys.text("compatibility")
    compatibilityPath = compatibility.map { resolve($0, from: value.path) }
    decisions = try keys.text("decisions")
    decisionsPath = decisions.map { resolve($0, from: value.path) }
    draws = try keys["draws"]?.integer(in: 0...100_000) ?? draws
    seed = try keys["seed"]?.integer(in: 0...Int(Int32.max)) ?? seed
    top = try keys["top"]?.integer(in: 1...1_000_000) ?? top
    proves = try keys["prove"]?.boolean() ?? proves
    leastCash = try keys["least_cash"]?.leastCash()
  }
}

extension YAMLValue {
  /// An amount of cash that is asked at least, which may be below 0; `null` asks nothing.
  package func leastCash() throws -> Double {
    isNull ? -.infinity : try number(in: -1e9...1e9)
  }
}
