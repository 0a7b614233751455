import Formats
import Geometry
import LayerIO

/// A layer of a theme in a draft.
struct ThemeDraft {
  let theme: String
  let lines: [DraftLine]
  /// Lines that are written as comments: a better way that needs a word of the user.
  var hints: [DraftLine] = []
  /// Whether it is open water, which is a challenge only where nothing tells of floods.
  var isOpenWater = false
}

extension DraftLayer {
  /// How much tells that it is a challenge.
  var themeScore: Int {
    var score = namedTheme == nil ? 0 : ThemeWords.isFlood(name) ? 5 : 4
    if found[.severity] != nil || DegreeField(description) != nil { score += 2 }
    if SubstanceField.field(of: description) != nil { score += 3 }
    if isPolygons && EnergyLabels.field(of: description) != nil { score += 3 }
    if isPolygons && VacancyField(description) != nil { score += 3 }
    if fieldTheme != nil { score += 2 }
    return score
  }

  /// The theme that the name of a field is, to the letter.
  private var fieldTheme: String? {
    description.fields.lazy.compactMap { field in
      ["water", "soil", "bodem", "boden"].contains(plainName(field.spelling))
        && !["JA", "NEE"].contains(field.values.first?.text)
        ? ThemeWords.theme(field.spelling) : nil
    }.first
  }

  /// The challenges that it holds.
  func themes(_ systems: DraftSystems) -> [ThemeDraft] {
    var drafts: [ThemeDraft] = []
    if isPolygons, let label = EnergyLabels.field(of: description) {
      drafts.append(energy(label, systems))
    }
    if isPolygons, let vacancy = VacancyField(description) {
      drafts.append(self.vacancy(vacancy, systems))
    }
    if let settledTheme { drafts.removeAll { $0.theme != settledTheme } }
    return drafts.isEmpty ? [plain(systems)] : drafts
  }

  private func energy(_ label: FieldDescription, _ systems: DraftSystems) -> ThemeDraft {
    let present = ThemeWords.labels.filter { name, _ in
      label.values.contains { $0.text == name }
    }
    let list = present.map(\.0).joined(separator: ", ")
    let map = present.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    let source = sourceLines(
      systems, conditions: [DraftCondition(field: label.spelling, test: "[\(list)]")])
    return ThemeDraft(
      theme: "energy",
      lines: source + [
        DraftLine("reach: 12", check: "m around each building that its challenge reaches"),
        DraftLine("severity: {field: \(quoted(label.spelling)), map: {\(map)}}"),
      ])
  }

  private func vacancy(_ vacancy: VacancyField, _ systems: DraftSystems) -> ThemeDraft {
    let name = vacancy.field.spelling
    let list = vacancy.vacant.map(quoted).joined(separator: ", ")
    let map = vacancy.field.values.map {
      "\(quoted($0.text)): \(vacancy.vacant.contains($0.text) ? "vacant" : "in-use")"
    }.joined(separator: ", ")
    let since = vacancy.since.map { ", since: \(quoted($0.spelling))" } ?? ""
    let condition = DraftCondition(field: name, test: "[\(list)]")
    return ThemeDraft(
      theme: "vacancy",
      lines: sourceLines(systems, conditions: [condition]) + [
        DraftLine("reach: 15", check: "m around each building that its challenge reaches")
      ],
      hints: [
        DraftLine("Or let the share of vacancy be derived, and write instead of 'where':"),
        DraftLine("  vacancy: {status: {field: \(quoted(name)), map: {\(map)}}\(since)}"),
        DraftLine(
          "  severity: {field: vacancy_share, steps: [0, 0.05], severities: [0.5, 1]}"),
      ])
  }

  private func plain(_ systems: DraftSystems) -> ThemeDraft {
    let theme = settledTheme ?? namedTheme ?? valueTheme
    var lines = sourceLines(systems)
    guard theme != "care" || description.kind != .point else { return care(lines) }
    if description.kind == .point {
      lines.append(DraftLine("radius: 20", check: "the radius of the challenge around each point"))
    } else if description.kind == .line {
      lines.append(DraftLine("width: 5", check: "the width of the lines in m"))
    }
    let severity = severityLine
    if let severity { lines.append(severity) }
    let isOpenWater = theme == "water" && !ThemeWords.isFlood(name) && severity == nil
    if isOpenWater {
      lines[0].check = "open water as it is mapped; is it what the challenge is?"
    } else if severity == nil {
      lines[0].check = "all of it is a challenge, and equally severe"
    }
    return ThemeDraft(
      theme: theme, lines: lines, hints: isOpenWater ? [] : classHints, isOpenWater: isOpenWater)
  }

  private func care(_ source: [DraftLine]) -> ThemeDraft {
    ThemeDraft(
      theme: "care",
      lines: source + [
        DraftLine("reach: 400"),
        DraftLine("outside: true", check: "the challenge is where none of these is within 400 m"),
      ],
      hints: [
        DraftLine("Norms for floor space and 3-30-300: see docs/derived-challenges.md, such as"),
        DraftLine("  facilities: {kind: community-house, reach: 700}"),
        DraftLine("  severity: {field: deficit_share, steps: [0.1, 0.5]}"),
      ])
  }

  /// The theme that fields tell.
  private var valueTheme: String {
    if SubstanceField.field(of: description) != nil { return "soil" }
    return fieldTheme ?? (found[.severity] != nil ? "water" : "challenge")
  }

  /// Whether a field may tell how severe it is: of buildings the label or the vacancy does, and where far from
  /// a facility is the challenge, nothing.
  var takesSeverity: Bool {
    let tellsOtherwise =
      EnergyLabels.field(of: description) != nil || VacancyField(description) != nil
    if isPolygons, tellsOtherwise {
      return settledTheme.map { !["energy", "vacancy"].contains($0) } ?? false
    }
    return (settledTheme ?? namedTheme ?? valueTheme) != "care" || description.kind != .point
  }

  /// The field that tells how severe it is.
  var severityField: FoundField? {
    if settled.contains(.severity) { return found[.severity] }
    if let degrees = DegreeField(description) { return FoundField(degrees.field, check: nil) }
    return found[.severity]
      ?? SubstanceField.field(of: description).map { FoundField($0, check: nil) }
  }

  private var severityLine: DraftLine? {
    guard let field = severityField?.field else { return nil }
    if let degrees = DegreeField(description), degrees.field == field {
      let map = degrees.severities.map { "\(quoted($0.value)): \(listed([$0.severity]))" }
        .joined(separator: ", ")
      return DraftLine(
        "severity: {field: \(quoted(degrees.field.spelling)), map: {\(map)}}",
        check: "how severe each is, over 0 to 1")
    }
    guard field.isNumeric else {
      guard !field.values.isEmpty else { return nil }
      let map = field.values.map { "\(quoted($0.text)): 1" }.sorted().joined(separator: ", ")
      return DraftLine(
        "severity: {field: \(quoted(field.spelling)), map: {\(map)}}",
        check: "how severe each is, over 0 to 1")
    }
    let range = field.range.map { listed([$0.lowerBound]) + " to " + listed([$0.upperBound]) } ?? ""
    return DraftLine(
      "severity: {field: \(quoted(field.spelling)), steps: "
        + "[\(listed(SeveritySteps.steps(of: field)))]}",
      check: "the steps; values run from \(range), and what is below the first is no challenge")
  }

  /// Classes by number, whose severity nobody but the user knows; first those that are called after a
  /// challenge.
  private var classHints: [DraftLine] {
    guard severityLine == nil else { return [] }
    let classes = description.fields.filter { 2...6 ~= $0.distinct && !$0.values.isEmpty }
    let telling = classes.filter { ThemeWords.theme($0.spelling) != nil }
    let hints = (telling.isEmpty ? classes : telling).prefix(2).map { field in
      let map = field.values.map { "\(quoted($0.text)): 1" }.sorted().joined(separator: ", ")
      return DraftLine("  severity: {field: \(quoted(field.spelling)), map: {\(map)}}")
    }
    return hints.isEmpty ? [] : [DraftLine("Or say how severe each class is, such as")] + hints
  }
}
