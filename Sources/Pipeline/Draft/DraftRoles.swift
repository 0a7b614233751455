import LayerIO
import Workers

/// What each layer of the given files is for.
struct DraftRoles {
  let neighbourhoods: NeighbourhoodDraft
  private(set) var schedule: [DraftLayer] = []
  private(set) var themes: [DraftLayer] = []
  /// Layers that nothing is made of.
  private(set) var unused: [DraftLayer] = []

  init(_ layers: [DraftLayer]) {
    neighbourhoods = NeighbourhoodDraft(layers)
    let areas = [neighbourhoods.layer].compactMap(\.self) + neighbourhoods.others
    let rest = layers.filter { layer in
      !areas.contains { $0.description.isSame(as: layer.description) }
    }
    for layer in rest {
      if layer.description.kind == nil {
        unused.append(layer)
      } else if layer.themeScore > layer.scheduleScore {
        themes.append(layer)
      } else if layer.scheduleScore > 0 {
        schedule.append(layer)
      } else {
        unused.append(layer)
      }
    }
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
    let rest = unused.map { ($0, $0.reasonUnused) }
    guard !areas.isEmpty || !rest.isEmpty else { return [] }
    return [DraftLine(""), DraftLine("# Not used:")]
      + (areas + rest).map { layer, reason in
        let place = layer.description.path + (layer.description.layer.map { ", layer \($0)" } ?? "")
        return DraftLine("# - \(place): \(reason)")
      }
  }
}

extension DraftLayer {
  fileprivate var reasonUnused: String {
    if description.kind == nil {
      return "it has no geometry, and no columns that look like coordinates"
    }
    if isBuildings {
      return "buildings, of which no field tells a challenge (an energy label, what is vacant) "
        + "or a year of maintenance"
    }
    return "neither names nor values tell what it is for"
  }
}
