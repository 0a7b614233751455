import Geometry
import LayerIO

/// A project of QGIS that shows the layers of a GeoPackage: buildings over works over projects over challenges
/// over neighbourhoods, with themes of the map for an overview, projects, each challenge and each year.
package struct MapProject {
  private let name: String
  private let file: String
  private let system: CoordinateSystem
  private let language: Language
  private let looks: LayerLooks
  private let extent: Bounds?
  /// The layers, from the top.
  private var entries: [Entry] = []
  private var themes: [(title: String, entries: [String])] = []

  /// A layer of the project.
  private struct Entry {
    let id: String
    let layer: VectorTable
    let title: String
    let group: Wording?
    let filter: String?
    let look: LayerLook
  }

  /// A project of layers, as the GeoPackage of the file name has them, over years.
  package init(
    _ layers: [VectorTable], name: String, file: String, years: ClosedRange<Int>,
    system: CoordinateSystem, language: Language
  ) {
    (self.name, self.file, self.system, self.language) = (name, file, system, language)
    looks = LayerLooks(language: language)
    extent = layers.first { $0.name == ProductTable.neighbourhoods.name }?.extent
    // Each goes above those before it: points above lines above surfaces.
    let works = layers.filter { $0.name.hasPrefix(ProductTable.opportunities.name) }
    let of = { (table: ProductTable) in layers.filter { $0.name == table.name } }
    let (projects, challenges) = (of(.candidates), of(.challenges))
    let places = add(of(.neighbourhoods), as: nil, group: nil)
    let heights = add(challenges, as: nil, group: Self.challengeGroup)
    let severities = addThemes(challenges)
    let plans = add(projects, as: nil, group: Self.projectGroup)
    let all = add(works, as: nil, group: Self.workGroup)
    _ = add(of(.socialBuildings), as: nil, group: nil)
    themes.append((language.text(Wording(en: "Overview", nl: "Overzicht")), all + heights + places))
    themes.append((language.text(Self.projectGroup), plans + places))
    for severity in severities { themes.append((severity.title, all + [severity.id] + places)) }
    for year in years {
      let done = addYear(year, works: works, projects: projects)
      themes.append(("\(year)", done + heights + places))
    }
  }

  private static let workGroup = Wording(en: "Works", nl: "Werken")
  private static let yearGroup = Wording(en: "By year", nl: "Per jaar")
  private static let projectGroup = Wording(en: "Projects", nl: "Projecten")
  private static let challengeGroup = Wording(en: "Challenges", nl: "Opgaven")

  private mutating func add(_ layers: [VectorTable], as title: String?, group: Wording?) -> [String]
  {
    layers.map { layer in
      let own = layer.label.map { language.text($0.title) } ?? layer.name
      return add(layer, id: layer.name, title: title ?? own, group, nil, looks.usual(layer))
    }
  }

  private mutating func addThemes(_ layers: [VectorTable]) -> [(id: String, title: String)] {
    layers.flatMap { layer in ThemeColumn.all(of: layer).map { (layer, $0) } }.map { layer, theme in
      let id = add(
        layer, id: theme.column.name, title: theme.heading(language), Self.challengeGroup,
        "\"\(theme.column.name)\" > 0", looks.theme(theme, layer))
      return (id, theme.heading(language))
    }
  }

  private mutating func addYear(
    _ year: Int, works: [VectorTable], projects: [VectorTable]
  ) -> [String] {
    let columns =
      projects.map { ($0, CandidateColumn.programmed.name) }
      + works.map { ($0, OpportunityColumn.planned.name) }
    return columns.map { layer, column in
      let own = layer.label.map { language.text($0.title) } ?? layer.name
      return add(
        layer, id: "\(layer.name)_\(year)", title: "\(year): \(own)", Self.yearGroup,
        "\"\(column)\" = \(year)", looks.year(year, layer))
    }
  }

  /// Adds a layer above those that are there.
  private mutating func add(
    _ layer: VectorTable, id: String, title: String, _ group: Wording?, _ filter: String?,
    _ look: LayerLook
  ) -> String {
    // QGIS heeds ids of more than ten characters.
    let id = "kansenkaart_" + id
    entries.insert(
      Entry(id: id, layer: layer, title: title, group: group, filter: filter, look: look), at: 0)
    return id
  }

  /// The project as QGIS writes it (QGS).
  package var xml: String {
    """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22.16" projectname="\(escaped(name))">
    <title>\(escaped(name))</title>
    <projectCrs>\(systemXML)</projectCrs>
    <layer-tree-group>\(tree)</layer-tree-group>
    <mapcanvas name="theMapCanvas" annotationsVisible="1">\(canvas)</mapcanvas>
    <projectlayers>\(entries.map(xml).joined(separator: "\n"))</projectlayers>
    <layerorder>\(entries.map { "<layer id=\"\($0.id)\"/>" }.joined())</layerorder>
    <properties><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled>\
    </SpatialRefSys><Paths><Absolute type="bool">false</Absolute></Paths>\
    <Measurement><AreaUnits type="QString">m2</AreaUnits>\
    <DistanceUnits type="QString">meters</DistanceUnits></Measurement></properties>
    \(view)
    <visibility-presets>\(themes.map(preset).joined())</visibility-presets>
    </qgis>
    """
  }

  private var systemXML: String {
    let code = system.code.map { "<authid>\($0)</authid>" }
    // The code counts only behind some number of QGIS's own.
    return "<spatialrefsys nativeFormat=\"Wkt\"><srsid>1</srsid>"
      + (code ?? "<wkt>\(escaped(system.definition))</wkt>") + "</spatialrefsys>"
  }

  private var canvas: String {
    let box = extent.map { box in
      "<extent><xmin>\(box.minX)</xmin><ymin>\(box.minY)</ymin><xmax>\(box.maxX)</xmax>"
        + "<ymax>\(box.maxY)</ymax></extent>"
    }
    return "<units>\(system.isGeographic ? "degrees" : "meters")</units>\(box ?? "")"
      + "<destinationsrs>\(systemXML)</destinationsrs>"
  }

  /// What is shown first, and by the button that shows all.
  private var view: String {
    guard let extent else { return "" }
    return "<ProjectViewSettings UseProjectScales=\"0\"><DefaultViewExtent xmin=\"\(extent.minX)\" "
      + "ymin=\"\(extent.minY)\" xmax=\"\(extent.maxX)\" ymax=\"\(extent.maxY)\">\(systemXML)"
      + "</DefaultViewExtent></ProjectViewSettings>"
  }

  /// The tree of layers: groups in the order in which their first layers stand.
  private var tree: String {
    var (groups, order): ([String: String], [String]) = ([:], [])
    for entry in entries {
      let group = entry.group.map(language.text) ?? ""
      if groups[group] == nil { order.append(group) }
      groups[group, default: ""] += branch(entry)
    }
    return order.map { group in
      guard !group.isEmpty else { return groups[group] ?? "" }
      return "<layer-tree-group name=\"\(escaped(group))\" checked=\"Qt::Checked\" "
        + "expanded=\"\(group == language.text(Self.yearGroup) ? 0 : 1)\">\(groups[group] ?? "")"
        + "</layer-tree-group>"
    }.joined()
  }

  private func branch(_ entry: Entry) -> String {
    let isShown = themes.first?.entries.contains(entry.id) ?? false
    return "<layer-tree-layer id=\"\(entry.id)\" name=\"\(escaped(entry.title))\" "
      + "providerKey=\"ogr\" source=\"\(escaped(source(entry)))\" "
      + "checked=\"\(isShown ? "Qt::Checked" : "Qt::Unchecked")\" expanded=\"\(isShown ? 1 : 0)\"/>"
  }

  private func source(_ entry: Entry) -> String {
    "./\(file)|layername=\(entry.layer.name)" + (entry.filter.map { "|subset=\($0)" } ?? "")
  }

  private func xml(_ entry: Entry) -> String {
    let (kind, binary) =
      switch entry.layer.geometryKind {
      case .multiLineString: ("Line", "MultiLineString")
      case .multiPoint: ("Point", "MultiPoint")
      case .multiPolygon, .mixed, .none: ("Polygon", "MultiPolygon")
      }
    return """
      <maplayer type="vector" geometry="\(kind)" wkbType="\(binary)" autoRefreshEnabled="0" \
      labelsEnabled="\(entry.look.labels.isEmpty ? 0 : 1)" readOnly="0">
      <id>\(entry.id)</id><datasource>\(escaped(source(entry)))</datasource>
      <layername>\(escaped(entry.title))</layername><srs>\(systemXML)</srs>
      <provider encoding="UTF-8">ogr</provider>
      \(entry.look.pieces)
      </maplayer>
      """
  }

  private func preset(_ theme: (title: String, entries: [String])) -> String {
    let layers = entries.filter { theme.entries.contains($0.id) }.map {
      "<layer id=\"\($0.id)\" visible=\"1\" style=\"default\" expanded=\"1\"/>"
    }
    return "<visibility-preset name=\"\(escaped(theme.title))\" has-expanded-info=\"1\" "
      + "has-checked-group-info=\"0\">\(layers.joined())</visibility-preset>"
  }
}

extension VectorTable {
  /// The box around all geometry.
  fileprivate var extent: Bounds? {
    let boxes = (0..<rowCount).compactMap { geometry.bounds(of: $0) }
    guard let first = boxes.first else { return nil }
    return boxes.dropFirst().reduce(first) { $0.united(with: $1) }
  }
}
