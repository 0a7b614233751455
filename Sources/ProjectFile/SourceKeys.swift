import Foundation
import LayerIO

/// The keys of every source.
let sourceKeys =
  [
    "source", "file", "layer", "header", "separator", "crs", "x", "y", "wkt", "where",
    "may_be_empty", "decimal", "axes", "datum", "table", "query", "geometry",
    "collection", "feature_type", "bbox",
  ]

extension SourceFile {
  /// The files that `source` names: one, or a list of several with the same fields.
  static func list(_ value: YAMLValue) throws -> [SourceFile] {
    let files = try value.elements.map { element in
      let source = try element.text()
      return SourceFile(source: source, path: resolve(source, from: value.path))
    }
    guard !files.isEmpty else {
      throw value.error("'\(value.name)' is an empty list.", "Name a file, or several.")
    }
    // Its text is not repeated: it may hold a password.
    guard !files.contains(where: { RemoteSource.isMeant(by: $0.source) }) else {
      throw value.error(
        "'\(value.name)' has the address of a database or service among several.",
        "Give each by itself; a 'query:' may join tables of a database.")
    }
    for (index, file) in files.enumerated()
    where files[..<index].contains(where: { $0.path == file.path }) {
      throw value.error("'\(file.source)' stands here twice.", "Keep one of them.")
    }
    return files
  }
}

extension SourceOptions {
  /// Takes the keys that say which files there are and how tables in them are laid out.
  mutating func take(_ files: [SourceFile], _ keys: [String: YAMLValue]) throws {
    parts = files.count > 1 ? files : []
    file = try keys.text("file")
    header = try keys["header"]?.integer(in: 1...1_000_000)
    separator = try keys["separator"].map(FieldSeparator.init)
    // What a zip holds is seen when it is read.
    let others = files.filter { !$0.source.lowercased().hasSuffix(".zip") }.map(\.source)
    if let value = keys["file"], let name = others.first {
      throw value.error("'file' names a file in a zip, and '\(name)' is none.", "Leave it out.")
    }
    let tables = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls"]
    for (key, endings) in [("separator", tables.prefix(3)), ("header", tables[...])] {
      let wrong = others.first { name in !endings.contains { name.lowercased().hasSuffix($0) } }
      guard let value = keys[key], let wrong else { continue }
      throw value.error(
        "'\(key)' is for files that end in \(endings.joined(separator: ", ")); '\(wrong)' does not.",
        "Leave it out.")
    }
  }
}

extension FieldSeparator {
  fileprivate init(_ value: YAMLValue) throws {
    let text = try value.text()
    guard let known = text == "tab" ? .tab : FieldSeparator(rawValue: text) else {
      throw value.error(
        "'\(value.name)' is '\(text)'.", "Choose one of: ';', ',', '|', tab; with the quotes.")
    }
    self = known
  }
}

extension RemoteSource {
  fileprivate static func isMeant(by text: String) -> Bool {
    DatabaseAddress.isMeant(by: text) || ServiceAddress.isMeant(by: text)
  }

  /// The database or service that `source` and the keys beside it name; nil for files.
  init?(_ keys: [String: YAMLValue]) throws {
    let ofDatabases = ["table", "query", "geometry"]
    let ofServices = ["collection", "feature_type", "bbox"]
    let ofFiles = ["layer", "x", "y", "wkt"]
    let source = keys["source"].flatMap { $0.isList ? nil : $0 }
    let text = source.flatMap { try? $0.text() } ?? ""
    if let source, DatabaseAddress.isMeant(by: text) {
      try Self.refuseKeys(keys, ofFiles, "is for files; write 'table' or 'query'")
      try Self.refuseKeys(keys, ofServices, "is for web services")
      self = .database(try DatabaseSource(text, keys, at: source))
    } else if let source, ServiceAddress.isMeant(by: text) {
      try Self.refuseKeys(keys, ofFiles, "is for files; write 'collection' or 'feature_type'")
      try Self.refuseKeys(keys, ofDatabases, "is for databases")
      self = .service(try ServiceSource(text, keys, at: source))
    } else {
      try Self.refuseKeys(keys, ofDatabases, "is for databases")
      try Self.refuseKeys(keys, ofServices, "is for web services")
      return nil
    }
  }

  private static func refuseKeys(
    _ keys: [String: YAMLValue], _ refused: [String], _ why: String
  ) throws {
    for key in refused {
      guard let value = keys[key] else { continue }
      throw value.error("'\(key)' \(why).", "Leave it out.")
    }
  }

  /// The snapshot of the source, as a file of a project.
  func file(of project: String) -> SourceFile {
    SourceFile(
      source: name, path: resolve("snapshots/\(snapshotName).geojson", from: project))
  }
}

/// The address that `source` gives; what is wrong with it is told of the project's line.
private func given<Address>(
  _ source: YAMLValue, _ made: () throws(AddressProblem) -> Address
) throws -> Address {
  do throws(AddressProblem) { return try made() } catch {
    throw source.error(error.problem, error.remedy)
  }
}

extension DatabaseSource {
  fileprivate init(
    _ text: String, _ keys: [String: YAMLValue], at source: YAMLValue
  ) throws {
    let address = try given(source) { () throws(AddressProblem) in try DatabaseAddress(text) }
    let (table, query) = (try keys.text("table"), try keys.text("query"))
    guard let content = table.map(Content.table) ?? query.map(Content.query),
      table == nil || query == nil
    else {
      throw source.error(
        "A database is named, and \(table == nil ? "no 'table' or" : "both a 'table' and a") 'query' in it.",
        "Write 'table: NAME' or 'query: SELECT ...' beside it.")
    }
    self.init(
      address: address, content: content, geometry: try keys.text("geometry"),
      crs: try keys.text("crs"))
  }
}

extension ServiceSource {
  fileprivate init(
    _ text: String, _ keys: [String: YAMLValue], at source: YAMLValue
  ) throws {
    let address = try given(source) { () throws(AddressProblem) in try ServiceAddress(text) }
    let (collection, type) = (try keys.text("collection"), try keys.text("feature_type"))
    guard let layer = collection ?? type, collection == nil || type == nil else {
      throw source.error(
        "A web service is named, and \(collection == nil ? "no" : "both a") 'collection' "
          + "\(collection == nil ? "or" : "and a") 'feature_type' of it.",
        "Write 'collection: NAME' for OGC API Features, or 'feature_type: NAME' for a WFS.")
    }
    self.init(
      address: address, protocol: type == nil ? .features : .wfs, layer: layer,
      crs: try keys.text("crs"), box: try keys["bbox"].map(Self.box))
  }

  private static func box(_ value: YAMLValue) throws -> [Double] {
    let numbers = try value.elements.map { try $0.number(in: -180...180) }
    guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3],
      numbers[1] >= -90, numbers[3] <= 90
    else {
      throw value.error(
        "'\(value.name)' is no box.",
        "Give west, south, east and north in degrees, such as [5.02, 52.05, 5.19, 52.14].")
    }
    return numbers
  }
}

/// The field with the ids of a source, and the fields that are made for it.
struct IDField {
  /// Its name; nil where features have their numbers.
  private(set) var name: String?
  /// What is made.
  private(set) var made: [MadeField] = []

  /// Reads `id`, one field or a list of several, and `duplicate_ids` beside it. What they stand in is
  /// `parent`.
  init(_ id: YAMLValue?, duplicates: YAMLValue?, in parent: YAMLValue) throws {
    name = try id.map { try $0.isList ? joined($0) : $0.text() }
    guard let duplicates, try duplicates.oneOf(["drop", "suffix"]) == "suffix" else { return }
    guard let origin = name else {
      throw duplicates.error(
        "'duplicate_ids' is given in '\(parent.name)', which has no 'id'.",
        "Name the field of the ids; numbers of features are different already.")
    }
    name = origin + "#"
    made.append(MadeField(name: origin + "#", making: .numbered(origin)))
  }

  private mutating func joined(_ list: YAMLValue) throws -> String {
    let fields = try list.elements.map { try $0.text() }
    guard fields.count > 1, Set(fields).count == fields.count else {
      throw list.error(
        "'\(list.name)' should name different fields, at least two.",
        "Write one name without a list.")
    }
    let name = fields.joined(separator: MadeField.sign)
    made.append(MadeField(name: name, making: .joined(fields)))
    return name
  }
}

extension ScheduleField {
  /// What a project gives for all works of an entry instead of a field.
  func constant(_ value: YAMLValue) throws -> AttributeValue {
    switch self {
    case .id:
      throw value.error(
        "'\(value.name)' gives all works the same id.", "Name a field, or leave it out.")
    case .built, .last, .due, .earliest, .latest:
      .integer(Int64(try value.integer(in: 1800...2200)))
    case .cycle: .integer(Int64(try value.integer(in: 1...1000)))
    case .cost: .number(try value.number(in: 0...1e12))
    case .fixed, .hard: .boolean(try value.boolean())
    case .budget, .measure, .street: .text(try value.text())
    }
  }
}
