import LayerIO

/// The looks of the layers of a GeoPackage in a reader's language.
struct LayerLooks {
  let language: Language

  /// The look that a layer has unless readers choose another.
  func usual(_ layer: VectorTable) -> LayerLook {
    switch layer.name {
    case ProductTable.challenges.name:
      look(
        layer, title: (ChallengeColumn.height, nil), renderer: stackHeights(layer),
        tip: [
          ChallengeColumn.neighbourhoodNames, ChallengeColumn.themes, ChallengeColumn.height,
          ChallengeColumn.area,
        ])
    case ProductTable.neighbourhoods.name:
      look(
        layer, title: (NeighbourhoodColumn.name, nil),
        renderer: single(.border, colour: "70,70,70"),
        labels: labels("\"\(NeighbourhoodColumn.name.name)\"", size: 9, from: 60_000),
        tip: [
          NeighbourhoodColumn.name, NeighbourhoodColumn.dueWorkCount, NeighbourhoodColumn.cost,
          deviations,
        ])
    case ProductTable.candidates.name: project(layer, renderer: gains(layer))
    case ProductTable.socialBuildings.name:
      look(
        layer, title: (BuildingColumn.name, nil),
        renderer: single(.work(layer.geometryKind), colour: ColourRamp.purple.strong),
        tip: [
          BuildingColumn.name, BuildingColumn.owner, SocialColumn.portfolio, SocialColumn.meaning,
          SocialColumn.policy, reasons,
        ])
    default: work(layer, renderer: scores(layer))
    }
  }

  /// The look of one theme in the layer of challenges; nil for other layers.
  func theme(_ theme: ThemeColumn, _ layer: VectorTable) -> LayerLook {
    let legend = Legend(
      theme.column, theme.ramp, unit: "", nothing: Wording(en: "none", nl: "geen"), language)
    return look(
      layer, title: (nil, theme.heading(language)),
      renderer: graduated(theme.column.name, legend, .ground),
      tip: [ChallengeColumn.neighbourhoodNames, ChallengeColumn.classes, ChallengeColumn.area],
      more: [theme.column])
  }

  /// The look of works that are all of one year.
  func year(_ year: Int, _ layer: VectorTable) -> LayerLook {
    if layer.name == ProductTable.candidates.name {
      return project(layer, renderer: single(.project, colour: ColourRamp.teal.colours[1]))
    }
    return work(
      layer, renderer: single(.work(layer.geometryKind), colour: ColourRamp.red.strong))
  }

  private func work(_ layer: VectorTable, renderer: String) -> LayerLook {
    look(
      layer, title: (OpportunityColumn.score, nil), renderer: renderer,
      labels: labels(
        "concat(\"\(OpportunityColumn.measure.name)\", ' ', "
          + "\"\(OpportunityColumn.planned.name)\")", size: 7, from: 1500),
      tip: [
        OpportunityColumn.street, OpportunityColumn.assetType, OpportunityColumn.measure,
        OpportunityColumn.planned, OpportunityColumn.due, OpportunityColumn.cost,
        OpportunityColumn.score, OpportunityColumn.themeCount,
      ])
  }

  private func project(_ layer: VectorTable, renderer: String) -> LayerLook {
    look(
      layer, title: (CandidateColumn.net, nil), renderer: renderer,
      labels: labels("\"\(CandidateColumn.rank.name)\"", size: 8, from: 15_000),
      tip: [
        CandidateColumn.rank, titleColumn, CandidateColumn.year, CandidateColumn.programmed,
        CandidateColumn.net, CandidateColumn.workCount, CandidateColumn.parties,
      ])
  }

  private func scores(_ layer: VectorTable) -> String {
    let nothing = Wording(en: "meets no challenge", nl: "raakt geen opgave")
    let legend = Legend(
      layer.column(OpportunityColumn.score), .red, unit: "", nothing: nothing, language)
    return graduated(OpportunityColumn.score.name, legend, .work(layer.geometryKind))
  }

  private func stackHeights(_ layer: VectorTable) -> String {
    let legend = Legend(numbers: layer.column(ChallengeColumn.height), .purple)
    return graduated(ChallengeColumn.height.name, legend, .ground)
  }

  private func gains(_ layer: VectorTable) -> String {
    let column = layer.column(CandidateColumn.net)
    let legend = Legend(
      column, .teal, unit: column?.unit ?? "", nothing: Wording(en: "no gain", nl: "geen winst"),
      language)
    return graduated(column?.name ?? CandidateColumn.net.name, legend, .project)
  }

  private var titleColumn: ProductColumn { CandidateColumn.title }

  private var deviations: ProductColumn {
    switch language {
    case .nl: DifferenceColumn.deviationsDutch
    case .en: DifferenceColumn.deviationsEnglish
    }
  }

  private var reasons: ProductColumn {
    switch language {
    case .nl: SocialColumn.reasonDutch
    case .en: SocialColumn.reasonEnglish
    }
  }

  private func look(
    _ layer: VectorTable, title: (ProductColumn?, String?), renderer: String,
    labels: String = "", tip: [ProductColumn], more: [VectorTable.Column] = []
  ) -> LayerLook {
    let shown = tip.compactMap { layer.column($0, language) } + more
    let name = title.1 ?? title.0.flatMap { layer.column($0) }.map(heading)
    return LayerLook(
      title: name ?? layer.name, renderer: renderer, labels: labels,
      mapTip: mapTip(shown), aliases: aliases(layer))
  }

  /// What is told of an object that the pointer rests on: the first column large, the others by name.
  private func mapTip(_ columns: [VectorTable.Column]) -> String {
    guard let first = columns.first else { return "" }
    let lines = columns.dropFirst().map { column in
      "<br>\(told(heading(column))): [% coalesce(\(value(column)), '-') %]"
    }
    return "<b>[% coalesce(\(value(first)), '-') %]</b>" + lines.joined()
  }

  /// Text as it stands in what is told: no markup, and no expression.
  private func told(_ text: String) -> String { escaped(text.replacing("[%", with: "[ %")) }

  /// An expression for a value as people read it.
  private func value(_ column: VectorTable.Column) -> String {
    switch column.type {
    case .number where column.unit.isEmpty: "format_number(\"\(column.name)\", 2)"
    case .number: "format_number(\"\(column.name)\", 0)"
    case .text: "replace(\"\(column.name)\", '<', '&lt;')"
    case .integer, .boolean: "\"\(column.name)\""
    }
  }

  private func aliases(_ layer: VectorTable) -> String {
    // The number of the geometry's row comes first.
    layer.columns.enumerated().map { index, column in
      "<alias field=\"\(column.name)\" index=\"\(index + 1)\" name=\"\(escaped(heading(column)))\"/>"
    }.joined()
  }

  private func heading(_ column: VectorTable.Column) -> String {
    column.label.map { language.heading($0.title, unit: column.unit) } ?? column.name
  }
}

/// The severity of a theme in the layer of challenges.
struct ThemeColumn {
  let column: VectorTable.Column
  let key: String
  let ramp: ColourRamp

  /// The themes of a layer of challenges; none for other layers.
  static func all(of layer: VectorTable) -> [ThemeColumn] {
    guard layer.name == ProductTable.challenges.name else { return [] }
    let end = "_severity"
    return layer.columns.filter { $0.name.hasSuffix(end) }.enumerated().map { place, column in
      let key = String(column.name.dropLast(end.count))
      return ThemeColumn(column: column, key: key, ramp: .theme(key, place: place))
    }
  }

  /// What readers call it.
  func heading(_ language: Language) -> String {
    column.label.map { language.text($0.title) } ?? column.name
  }
}

extension VectorTable {
  /// The column of a definition, whatever the currency and the language.
  func column(_ column: ProductColumn, _ language: Language = .en) -> Column? {
    let name = column.name(for: language.rawValue)
    return columns.first {
      $0.name == name
        || column.unit == CurrencyCode.euro.code
          && CurrencyCode($0.unit)?.column(name) == $0.name
    }
  }
}
