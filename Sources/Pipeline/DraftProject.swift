import Foundation
import Geometry
import LayerIO

/// Writes a first project file by looking at the given files: which hold neighbourhoods, challenges or
/// the schedule, which fields are ids, names, years and costs, which system they are in. Guesses come
/// with a comment on what to check. The text loads as it is where the files hold neighbourhoods and a
/// challenge; where not, it says so in the place where they belong.
/// The horizon starts in the year after `today`, which is the present year.
/// - Throws: `SourceError` for a file that can't be read.
public func draftProject(files: [String], today: Int, threads: Int) throws -> String {
  let sources = givenRoles(
    try files.map { try DraftSource(SourceDescription(path: $0, threads: threads)) })
  let schedule = sources.filter { $0.role == .schedule }
  let lines =
    [
      "# A first project file, made by looking at the files. Lines with CHECK hold guesses.",
      "kansenkaart: 1",
      "name: My municipality",
      "crs: \(workingSystem(sources))   # CHECK: the system to work in, in metres",
      "horizon: {from: \(today + 1), to: \(today + 15)}",
      "",
    ] + neighbourhoodLines(sources) + [""] + themeLines(sources)
    + (schedule.isEmpty ? [] : ["", "schedule:"] + schedule.flatMap(\.scheduleLines))
  return lines.joined(separator: "\n") + "\n"
}

/// The sources; where no name tells of neighbourhoods, the first that has their fields is them.
private func givenRoles(_ sources: [DraftSource]) -> [DraftSource] {
  guard !sources.contains(where: { $0.role == .neighbourhoods }),
    let index = sources.firstIndex(where: \.hasNeighbourhoodFields)
  else { return sources }
  var sources = sources
  sources[index].role = .neighbourhoods
  return sources
}

private func neighbourhoodLines(_ sources: [DraftSource]) -> [String] {
  guard let area = sources.first(where: { $0.role == .neighbourhoods }) else {
    return [
      "# MISSING: none of the files looks like neighbourhoods: polygons with a code and a name. A",
      "# project needs them; name yours here:",
      "# neighbourhoods: {source: FILE, id: CODE, name: NAME}",
    ]
  }
  return ["neighbourhoods: \(area.neighbourhoodEntry)   # CHECK: code and name"]
}

private func themeLines(_ sources: [DraftSource]) -> [String] {
  let themes = sources.filter { $0.role == .theme }
  guard !themes.isEmpty else {
    return [
      "# MISSING: none of the files looks like a challenge. A project needs one; name yours here:",
      "# themes:",
      "#   water: {layers: [{source: FILE}]}",
    ]
  }
  let keys = themes.map(\.theme).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
  return ["themes:"]
    + keys.flatMap { key in
      ["  \(key):", "    layers:"]
        + themes.filter { $0.theme == key }.map { "      - \($0.themeEntry)" }
    }
}

/// The projected system that most files are in; else the one for where they are.
private func workingSystem(_ sources: [DraftSource]) -> String {
  let projected = sources.compactMap(\.system).filter { $0.metresPerUnit != nil }.compactMap(\.code)
  let counts = Dictionary(grouping: projected) { $0 }.mapValues(\.count)
  if let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return best.key }
  guard let box = sources.compactMap(\.description.bounds).first else { return "EPSG:28992" }
  let areDegrees = box.minX >= -180 && box.maxX <= 180 && box.minY >= -90 && box.maxY <= 90
  guard areDegrees else { return "EPSG:28992" }
  let isDutch = box.minX > 3 && box.maxX < 7.5 && box.minY > 50.5 && box.maxY < 53.8
  let zone = min(max(Int((box.minX + 180) / 6) + 1, 1), 60)
  let hemisphere = box.minY < 0 ? 32_700 : 32_600
  return isDutch ? "EPSG:28992" : "EPSG:\(hemisphere + zone)"
}

/// A file and what it seems to be.
private struct DraftSource {
  enum Role { case neighbourhoods, theme, schedule }

  let description: SourceDescription
  var role: Role
  let theme: String
  /// The system that the file declares or that its numbers point to.
  let system: CoordinateSystem?
  private let declaresSystem: Bool
  private let words: String

  init(_ description: SourceDescription) throws {
    self.description = description
    let words = URL(fileURLWithPath: description.path).lastPathComponent.lowercased()
    self.words = words
    let theme = themeWords.first { $0.1.contains(where: words.contains) }
    self.theme = theme?.0 ?? Self.plainKey(words)
    let likely = description.bounds.map(likelySystems) ?? []
    // Degrees are what GeoJSON has by its standard; other numbers need the likely system said.
    declaresSystem = description.declaredCRS != nil || likely.first?.code == "EPSG:4326"
    system = (description.declaredCRS ?? likely.first?.code).flatMap { try? CoordinateSystem($0) }
    role = Self.role(description, words, isTheme: theme != nil)
  }

  private static func role(
    _ description: SourceDescription, _ words: String, isTheme: Bool
  ) -> Role {
    let isArea = ["buurt", "wijk", "gebied", "neighbourhood", "district"].contains(
      where: words.contains)
    if isArea && description.kind == .shell && description.count < 20_000 { return .neighbourhoods }
    let hasYear = scheduleHints.prefix(3).contains { field($0.1, of: description) != nil }
    let isAsset = assetWords.contains { $0.1.contains(where: words.contains) }
    return isAsset || hasYear && !isTheme ? .schedule : .theme
  }

  /// The file's name as a key of YAML.
  private static func plainKey(_ words: String) -> String {
    let key = words.prefix { $0 != "." }.map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return key.isEmpty ? "theme" : String(key)
  }

  private var crsParts: [String] {
    declaresSystem ? [] : ["crs: \(quoted(system?.code ?? "EPSG:28992"))"]
  }

  private var sourceParts: [String] {
    let columns = description.coordinateColumns.map {
      ["x: \(quoted($0.x))", "y: \(quoted($0.y))"]
    }
    return ["source: \(quoted(description.path))"] + (columns ?? [])
  }

  private var codeField: String? {
    field(["code", "buurtcode", "bu_code", "kode", "id"], of: description)
  }

  private var nameField: String? {
    field(["naam", "name", "buurtnaam", "bu_naam"], of: description)
  }

  /// Whether it has polygons with a code and a name, and is neither a known theme nor an asset.
  var hasNeighbourhoodFields: Bool {
    let known = (themeWords + assetWords).contains { $0.1.contains(where: words.contains) }
    return !known && description.kind == .shell && description.count < 20_000
      && codeField != nil && nameField != nil
  }

  var neighbourhoodEntry: String {
    let (id, name) = (codeField, nameField)
    let parts = [id.map { "id: \(quoted($0))" }, name.map { "name: \(quoted($0))" }]
    let all = sourceParts + parts.compactMap { $0 } + crsParts
    return "{" + all.joined(separator: ", ") + "}"
  }

  var themeEntry: String {
    var entry = "{" + (sourceParts + crsParts).joined(separator: ", ")
    if description.kind == .point, theme == "care" {
      entry += ", reach: 400, outside: true}   # CHECK: the challenge is where no point is near"
    } else if description.kind == .point {
      entry += ", radius: 20}   # CHECK: radius in m around each point"
    } else if description.kind == .line {
      entry += ", width: 5}   # CHECK: width of the lines in m"
    } else if let depth = description.fields.first(where: { isSeverity($0) }),
      let range = depth.range
    {
      let list = quarters(of: range).map { String($0) }.joined(separator: ", ")
      entry += ", severity: {field: \(quoted(depth.name)), steps: [\(list)]}}   # CHECK: the steps"
    } else {
      entry += "}"
    }
    return entry
  }

  /// Two assets with one id would be one too many, so only a field without repeats will do.
  private var idField: String? {
    let hints = ["id", "nr", "nummer", "code", "pand"]
    return description.fields.first { field in
      field.isUnique && hints.contains { field.name.lowercased().contains($0) }
    }?.name
  }

  private func isSeverity(_ field: SourceDescription.Field) -> Bool {
    guard let range = field.range, range.lowerBound < range.upperBound else { return false }
    return ["diepte", "depth", "ernst", "severity"].contains(
      where: field.name.lowercased().contains)
  }

  var scheduleLines: [String] {
    let type = assetWords.first { $0.1.contains(where: words.contains) }?.0
    var lines = [
      "  - " + (sourceParts + crsParts).joined(separator: "\n    "),
      "    asset_type: \(type ?? "pavement-brick")   # CHECK: a type of the cycle catalogue",
    ]
    if description.kind == .line {
      lines.append("    width: 2.5   # CHECK: width of the trench in m")
    }
    if description.kind == .point {
      lines.append("    radius: 2   # CHECK: radius of the dig in m")
    }
    let found = scheduleHints.compactMap { key, hints in
      (key == "id" ? idField : field(hints, of: description)).map { "\(key): \(quoted($0))" }
    }
    if !found.isEmpty {
      lines.append("    fields: {\(found.joined(separator: ", "))}   # CHECK")
    }
    return lines
  }
}

/// The three values that part a range in four, with as few decimals as keep them apart.
private func quarters(of range: ClosedRange<Double>) -> [Double] {
  let span = range.upperBound - range.lowerBound
  let scale = max(100, pow(10, 2 - log10(span).rounded(.down)))
  return [0.25, 0.5, 0.75].map { ((range.lowerBound + $0 * span) * scale).rounded() / scale }
}

/// Words in file names that tell a theme, Dutch and English.
private let themeWords: [(String, [String])] = [
  ("water", ["water", "overlast", "flood", "regen"]),
  ("energy", ["energie", "energy", "warmte", "heat", "roof", "dak"]),
  ("soil", ["bodem", "soil", "meuse", "verontrein"]),
  ("care", ["zorg", "care", "huisarts", "health"]),
  ("vacancy", ["leeg", "vacan"]),
]

/// Words in file names that tell a type of asset, Dutch and English.
private let assetWords: [(String, [String])] = [
  ("sewer", ["riool", "sewer", "riolering"]), ("tree", ["boom", "bomen", "tree"]),
  ("pavement-brick", ["verhard", "straten", "weg", "pavement", "road"]),
  ("green", ["groen", "green", "beplant"]),
  ("bridge", ["brug", "bridge", "kunstwerk", "overbrugging"]),
  ("lighting", ["verlichting", "lighting", "lantaarn"]),
]

/// Words in field names that tell what a field is, the most telling first.
private let scheduleHints: [(String, [String])] = [
  ("due", ["planjaar", "due_year", "due", "uitvoeringsjaar", "vervangjaar"]),
  ("last", ["laatste_onderhoud", "renovatie", "last_renewed"]),
  ("built", ["aanlegjaar", "plantjaar", "jaar_aanleg", "bouwjaar", "built", "aanleg"]),
  ("id", []),
  ("cost", ["kosten", "cost", "bedrag"]), ("budget", ["budget", "potje", "kostenplaats"]),
  ("street", ["straat", "street"]),
]

/// The field whose name is one of the hints, or holds one.
private func field(_ hints: [String], of description: SourceDescription) -> String? {
  let names = description.fields.map { ($0.name, $0.name.lowercased()) }
  for hint in hints {
    if let exact = names.first(where: { $0.1 == hint }) { return exact.0 }
  }
  for hint in hints where hint.count > 2 {
    if let near = names.first(where: { $0.1.contains(hint) }) { return near.0 }
  }
  return nil
}

/// A scalar of YAML between quotes, unless it needs none.
private func quoted(_ text: String) -> String {
  let isPlain =
    text.allSatisfy { $0.isLetter || $0.isNumber || "_./-".contains($0) }
    && (text.first?.isLetter ?? false)
  guard !isPlain else { return text }
  let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
    .replacingOccurrences(of: "\"", with: "\\\"")
  return "\"\(escaped)\""
}
