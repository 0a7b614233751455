import LayerIO

/// A class of a style: what it holds, its colour as QGIS writes it, and its legend.
private struct StyleClass {
  var lower: Double
  var upper: Double
  var colour: String
  var legend: String
}

/// Five colours of viridis (Nathaniel Smith and Stefan van der Walt 2015), from low to high: even steps of
/// lightness, told apart by readers with any kind of colour blindness and in grey print.
private let colours = ["253,231,37", "94,201,98", "33,145,140", "59,82,139", "68,1,84"]

/// The QGIS style of a product table: opportunities in five classes of score, challenges by stack
/// height, neighbourhoods in five classes of the first theme's share, candidates in five classes of gain
/// that hold as many candidates each.
package func mapStyle(of table: VectorTable) -> String {
  switch table.name {
  case ProductTable.challenges.name:
    style(attribute: ChallengeColumn.height.name, classes: heightClasses(table), of: table)
  case ProductTable.neighbourhoods.name:
    style(attribute: firstShare(of: table), classes: equalClasses, of: table)
  case ProductTable.candidates.name:
    style(
      attribute: netColumn(table)?.name ?? CandidateColumn.net.name, classes: gainClasses(table),
      of: table)
  default:
    style(attribute: OpportunityColumn.score.name, classes: equalClasses, of: table)
  }
}

/// Five classes from 0 to 1.
private var equalClasses: [StyleClass] {
  colours.enumerated().map { index, colour in
    let lower = Double(2 * index) / 10
    let upper = Double(2 * index + 2) / 10
    return StyleClass(lower: lower, upper: upper, colour: colour, legend: "\(lower) - \(upper)")
  }
}

/// A class for each stack height that occurs; heights of five and more share the last colour.
private func heightClasses(_ table: VectorTable) -> [StyleClass] {
  let column = table.columns.first { $0.name == ChallengeColumn.height.name }
  guard case .integer(let heights)? = column?.values else { return [] }
  return Set(heights.compactMap(\.self)).sorted().map { height in
    StyleClass(
      lower: Double(height) - 0.5, upper: Double(height) + 0.5,
      colour: colours[min(max(height - 1, 0), colours.count - 1)], legend: "\(height)")
  }
}

/// Five classes of net gain that hold as many candidates each; fewer where gains are equal.
private func gainClasses(_ table: VectorTable) -> [StyleClass] {
  guard let column = netColumn(table), case .number(let values, _) = column.values else {
    return []
  }
  let gains = values.compactMap(\.self).sorted()
  guard let least = gains.first, let most = gains.last else { return [] }
  let steps = (1..<colours.count).map { gains[$0 * gains.count / colours.count] }
  let limits = [least] + steps + [most]
  return colours.indices.filter { limits[$0] < limits[$0 + 1] || $0 == 0 }.map { index in
    let (lower, upper) = (limits[index], limits[index + 1])
    return StyleClass(
      lower: lower, upper: upper, colour: colours[index],
      legend: "\(Int(lower.rounded())) - \(Int(upper.rounded())) \(column.unit)")
  }
}

/// The column of net gains, whatever the currency.
private func netColumn(_ table: VectorTable) -> VectorTable.Column? {
  table.columns.first {
    CurrencyCode($0.unit)?.column(CandidateColumn.net.name) == $0.name
  }
}

private func firstShare(of table: VectorTable) -> String {
  let name = table.columns.first { $0.name.hasSuffix("_share") }?.name
  return name ?? NeighbourhoodColumn.area.name
}

/// A graduated style; its symbols are fills, lines or markers as the table's geometry asks.
private func style(attribute: String, classes: [StyleClass], of table: VectorTable) -> String {
  let ranges = classes.enumerated().map { index, kind in
    "<range lower=\"\(kind.lower)\" upper=\"\(kind.upper)\" symbol=\"\(index)\" "
      + "label=\"\(kind.legend)\" render=\"true\"/>"
  }
  let symbols = classes.enumerated().map { index, kind in
    symbol(name: index, colour: kind.colour, for: table.geometryKind)
  }
  return """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22" styleCategories="Symbology">
    <renderer-v2 type="graduatedSymbol" attr="\(attribute)" graduatedMethod="GraduatedColor">
    <ranges>\(ranges.joined())</ranges>
    <symbols>\(symbols.joined())</symbols>
    </renderer-v2>
    </qgis>
    """
}

private func symbol(name: Int, colour: String, for kind: VectorTable.GeometryKind) -> String {
  let (type, layer, properties) =
    switch kind {
    case .multiLineString:
      ("line", "SimpleLine", [("line_color", "\(colour),255"), ("line_width", "0.6")])
    case .multiPoint:
      (
        "marker", "SimpleMarker",
        [("name", "circle"), ("color", "\(colour),255"), ("outline_style", "no"), ("size", "1.4")]
      )
    case .multiPolygon, .mixed, .none:
      (
        "fill", "SimpleFill",
        [
          ("color", "\(colour),255"), ("outline_color", "80,80,80,255"),
          ("outline_width", "0.1"), ("style", "solid"),
        ]
      )
    }
  let props = properties.map { "<prop k=\"\($0)\" v=\"\($1)\"/>" }.joined()
  return "<symbol type=\"\(type)\" name=\"\(name)\" alpha=\"0.8\">"
    + "<layer class=\"\(layer)\" enabled=\"1\">\(props)</layer></symbol>"
}
