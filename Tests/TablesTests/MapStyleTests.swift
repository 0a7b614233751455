import FoundationXML
import Foundation
import Geometry
import LayerIO
import Tables
import Testing

/// The styles and the project for QGIS.
@Suite struct MapStyleTests {
  @Test func `works have classes on their own range, and a class for those that meet nothing`()
    throws
  {
    let scores = [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.3, nil]
    let styles = mapStyles(of: works(scores), in: .nl)
    #expect(styles.count == 1 && styles[0].isUsual)
    let ranges = try ranges(styles[0].qml)
    #expect(ranges.count == 6)
    #expect(ranges[0].label == "raakt geen opgave" && ranges[0].upper == 0)
    for value in scores.compactMap(\.self) {
      #expect(ranges.contains { $0.lower <= value && value <= $0.upper }, "\(value)")
    }
    #expect(ranges[5].label == "0,09 – 0,30")
    #expect(Set(ranges.map(\.colour)).count == 6)
  }

  @Test func `equal values have one class, and no values one symbol`() throws {
    #expect(try ranges(mapStyles(of: works([0.5, 0.5]), in: .en)[0].qml).count == 1)
    #expect(mapStyles(of: works([nil]), in: .en)[0].qml.contains("singleSymbol"))
  }

  @Test func `each challenge has a style of its own beside that of their number`() throws {
    let styles = mapStyles(of: challenges, in: .nl)
    #expect(styles.map(\.title) == ["Aantal opgaven", "Water: ernst", "<b>: ernst"])
    #expect(styles.map(\.isUsual) == [true, false, false])
    let attributes = try styles.map { try attribute("attr", of: "renderer-v2", in: $0.qml) }
    #expect(attributes == [["stack_height"], ["water_severity"], ["b_severity"]])
  }

  @Test func `a project has the layers with their names, themes for years and challenges`() throws {
    let project = MapProject(
      [works([0.5]), challenges], name: "Stad & land", file: "a.gpkg", years: 2026...2027,
      system: try CoordinateSystem("EPSG:28992"), language: .nl)
    let xml = project.xml
    let layers = try attribute("name", of: "layer-tree-layer", in: xml)
    #expect(
      layers == [
        "2027: Werken", "2026: Werken", "Werken", "<b>: ernst", "Water: ernst", "challenges",
      ])
    let sources = try attribute("source", of: "layer-tree-layer", in: xml)
    #expect(sources.first == "./a.gpkg|layername=opportunities|subset=\"planned_year\" = 2027")
    #expect(
      try attribute("name", of: "visibility-preset", in: xml)
        == ["Overzicht", "Projecten", "Water: ernst", "<b>: ernst", "2026", "2027"])
    #expect(try attribute("projectname", of: "qgis", in: xml) == ["Stad & land"])
  }

  // MARK: Samples

  private func works(_ scores: [Double?]) -> VectorTable {
    var score = VectorTable.Column(name: "score", values: .number(scores, decimals: 9))
    score.label = Label(
      title: Wording(en: "Score", nl: "Kansscore"), meaning: Wording(verbatim: "?"))
    var table = VectorTable(
      name: "opportunities", columns: [score], geometryKind: .multiPolygon)
    table.label = Label(
      title: Wording(en: "Works", nl: "Werken"), meaning: Wording(verbatim: "?"))
    return table
  }

  private var challenges: VectorTable {
    func severity(_ key: String, _ name: String) -> VectorTable.Column {
      var column = VectorTable.Column(
        name: key + "_severity", values: .number([0.5, 1, 0], decimals: 9))
      column.label = Label(
        title: Wording(en: name + ": severity", nl: name + ": ernst"),
        meaning: Wording(verbatim: "?"))
      return column
    }
    var height = VectorTable.Column(name: "stack_height", values: .integer([1, 2, 1]))
    height.label = Label(
      title: Wording(en: "Number", nl: "Aantal opgaven"), meaning: Wording(verbatim: "?"))
    return VectorTable(
      name: "challenges", columns: [height, severity("water", "Water"), severity("b", "<b>")],
      geometryKind: .multiPolygon)
  }

  // MARK: Reading styles

  private struct Range {
    let lower: Double
    let upper: Double
    let label: String
    let colour: String
  }

  private func ranges(_ qml: String) throws -> [Range] {
    let lower = try attribute("lower", of: "range", in: qml).compactMap(Double.init)
    let upper = try attribute("upper", of: "range", in: qml).compactMap(Double.init)
    let labels = try attribute("label", of: "range", in: qml)
    let colours = try document(qml).nodes(forXPath: "//prop[@k='color']/@v").compactMap(
      \.stringValue)
    return labels.indices.map {
      Range(lower: lower[$0], upper: upper[$0], label: labels[$0], colour: colours[$0])
    }
  }

  private func attribute(_ name: String, of element: String, in xml: String) throws -> [String] {
    try document(xml).nodes(forXPath: "//\(element)/@\(name)").compactMap(\.stringValue)
  }

  private func document(_ xml: String) throws -> XMLDocument {
    // The declaration of the document's type leads to a web address.
    let lines = xml.split(separator: "\n").filter { !$0.hasPrefix("<!DOCTYPE") }
    return try XMLDocument(xmlString: lines.joined(separator: "\n"))
  }
}
