import LayerIO
import Workers

/// What each layer of the given files is for.
struct DraftRoles {
  private(set) var neighbourhoods = NeighbourhoodDraft(told: nil)
  private(set) var schedule: [DraftLayer] = []
  private(set) var themes: [DraftLayer] = []
  /// Layers that nothing is made of.
  private(set) var unused: [DraftLayer] = []

  /// Guesses, and puts each guess that only the files' maker can be sure of to `answer`; without one guesses
  /// stand, marked for checking.
  init(_ layers: [DraftLayer], answer: DraftAnswer?, asksAll: Bool = false) throws {
    var areas = NeighbourhoodDraft(layers)
    if let answer {
      var told: DraftLayer?
      for layer in layers {
        let guessed = Self.role(of: layer, areas)
        let role = try layer.role(
          guessed: guessed == .neighbourhoods && told != nil ? .unused : guessed,
          mayBeNeighbourhoods: told == nil, answer)
        let settled = try layer.settled(as: role, answer, asksAll: asksAll)
        if role == .neighbourhoods { told = settled } else { add(settled, as: role) }
      }
      areas = NeighbourhoodDraft(told: told)
    } else {
      for layer in layers where !areas.holds(layer) { add(layer, as: Self.role(of: layer, areas)) }
    }
    neighbourhoods = areas
  }

  private mutating func add(_ layer: DraftLayer, as role: DraftRole) {
    switch role {
    case .challenge: themes.append(layer)
    case .works: schedule.append(layer)
    case .neighbourhoods, .unused: unused.append(layer)
    }
  }

  /// What a layer seems to be for.
  static func role(of layer: DraftLayer, _ areas: NeighbourhoodDraft) -> DraftRole {
    if layer.description.isSame(as: areas.layer?.description) { return .neighbourhoods }
    guard layer.description.kind != nil, !areas.holds(layer), !layer.isRealEstate else {
      return .unused
    }
    if layer.themeScore > layer.scheduleScore { return .challenge }
    return layer.scheduleScore > 0 ? .works : .unused
  }

  /// The layers that the draft takes something from.
  var used: [DraftLayer] { [neighbourhoods.layer].compactMap(\.self) + themes + schedule }

  // MARK: Lines

  func themeLines(_ systems: DraftSystems) -> [DraftLine] {
    guard !themes.isEmpty else {
      return [
        DraftLine(
          "# MISSING: none of the files looks like a challenge. 'check' works without one,"),
        DraftLine("# 'run' needs one; name yours here:"),
        DraftLine("# themes:"),
        DraftLine("#   water: {layers: [{source: FILE}]}"),
      ]
    }
    let drafts = themes.flatMap { $0.themes(systems) }
    let keys = drafts.map(\.theme).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return [DraftLine("themes:")]
      + keys.flatMap { key in Self.lines(of: key, drafts.filter { $0.theme == key }) }
  }

  private static func lines(of theme: String, _ drafts: [ThemeDraft]) -> [DraftLine] {
    let hasFloods = drafts.contains { !$0.isOpenWater }
    var lines = [DraftLine("  \(quoted(theme)):"), DraftLine("    layers:")]
    for draft in drafts {
      if draft.isOpenWater && hasFloods {
        lines += commented(draft.lines.asItem).indented(6)
      } else {
        lines += draft.lines.asItem.indented(6)
      }
      lines += commented(draft.hints).indented(8)
    }
    return lines
  }

  private static func commented(_ lines: [DraftLine]) -> [DraftLine] {
    lines.map { DraftLine("# \($0.written)") }
  }

  /// What is not used, and why, so that nobody misses it.
  var unusedLines: [DraftLine] {
    let areas = neighbourhoods.others.map { ($0, "larger or other areas than the neighbourhoods") }
    let rest = unused.map { ($0, $0.reasonUnused.en) }
    guard !areas.isEmpty || !rest.isEmpty else { return [] }
    return [DraftLine(""), DraftLine("# Not used:")]
      + (areas + rest).map { layer, reason in
        let place = layer.description.path + (layer.description.layer.map { ", layer \($0)" } ?? "")
        return DraftLine("# - \(place): \(reason)")
      }
  }
}

extension DraftLayer {
  /// Why nothing is made of it.
  var reasonUnused: Wording {
    if description.kind == nil {
      return Wording(
        en: "it has no geometry, and no columns that look like coordinates",
        nl: "er is geen geometrie, en geen kolom die op coördinaten lijkt")
    }
    if isRealEstate {
      return Wording(
        en: "real estate, with what is vacant; write it as 'buildings' (docs/buildings.md)",
        nl: "vastgoed, met wat leegstaat; schrijf het als 'buildings' (docs/buildings.md)")
    }
    if isBuildings {
      return Wording(
        en: "buildings, of which no field tells a challenge (an energy label, what is vacant) "
          + "or a year of maintenance",
        nl:
          "gebouwen, waarvan geen veld een opgave noemt (energielabel, leegstand) of een jaar van "
          + "onderhoud")
    }
    return Wording(
      en: "neither names nor values tell what it is for",
      nl: "namen noch waarden zeggen waar het voor is")
  }
}
