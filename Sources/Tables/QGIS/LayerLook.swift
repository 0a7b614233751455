import LayerIO

/// How QGIS shows a layer of a table: its symbols, labels, what it tells of an object, and what its columns
/// are called. The pieces are those that QGIS 3.22 writes, whether in a style or in a project.
struct LayerLook {
  /// What readers call the look.
  let title: String
  let renderer: String
  let labels: String
  let mapTip: String
  let aliases: String

  /// All of it, as it stands in a style and in a layer of a project.
  var pieces: String {
    [renderer, labels, "<mapTip>\(escaped(mapTip))</mapTip>", "<aliases>\(aliases)</aliases>"]
      .joined(separator: "\n")
  }

  /// The look as a style of its own (QML).
  var qml: String {
    """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22.16" labelsEnabled="\(labels.isEmpty ? 0 : 1)" \
    styleCategories="Symbology|Labeling|Fields|MapTips">
    \(pieces)
    </qgis>
    """
  }
}

/// Symbols of classes by a column's value.
func graduated(_ attribute: String, _ legend: Legend, _ symbol: SymbolKind) -> String {
  let classes = legend.classes
  guard !classes.isEmpty else { return single(symbol, colour: "120,120,120") }
  let ranges = classes.enumerated().map { index, kind in
    "<range lower=\"\(kind.lower)\" upper=\"\(kind.upper)\" symbol=\"\(index)\" "
      + "label=\"\(escaped(kind.text))\" render=\"true\"/>"
  }
  let symbols = classes.enumerated().map { symbol.xml(name: $0, colour: $1.colour) }
  return "<renderer-v2 type=\"graduatedSymbol\" attr=\"\(attribute)\" "
    + "graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" enableorderby=\"0\">"
    + "<ranges>\(ranges.joined())</ranges><symbols>\(symbols.joined())</symbols></renderer-v2>"
}

/// One symbol for all.
func single(_ symbol: SymbolKind, colour: String) -> String {
  "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\"><symbols>"
    + symbol.xml(name: 0, colour: colour) + "</symbols></renderer-v2>"
}

/// A kind of symbol for a layer's geometry and purpose.
enum SymbolKind {
  /// A line or the border of a surface that stands out.
  case work(VectorTable.GeometryKind)
  /// A surface below others.
  case ground
  /// A surface with a strong border, through which what lies below is seen.
  case project
  /// A border alone.
  case border

  func xml(name: Int, colour: String) -> String {
    let (type, layer, alpha, properties) = content(colour)
    let props = properties.map { "<prop k=\"\($0)\" v=\"\($1)\"/>" }.joined()
    return "<symbol type=\"\(type)\" name=\"\(name)\" alpha=\"\(alpha)\" "
      + "clip_to_extent=\"1\" force_rhr=\"0\">"
      + "<layer class=\"\(layer)\" enabled=\"1\" pass=\"0\" locked=\"0\">\(props)</layer></symbol>"
  }

  private func content(_ colour: String) -> (String, String, String, [(String, String)]) {
    switch self {
    case .work(.multiLineString):
      (
        "line", "SimpleLine", "1",
        [
          ("line_color", "\(colour),255"), ("line_width", "0.9"), ("line_width_unit", "MM"),
          ("capstyle", "round"), ("joinstyle", "round"),
        ]
      )
    case .work(.multiPoint):
      (
        "marker", "SimpleMarker", "1",
        [
          ("name", "circle"), ("color", "\(colour),255"), ("outline_color", "60,60,60,255"),
          ("outline_width", "0.1"), ("size", "1.8"), ("size_unit", "MM"),
        ]
      )
    case .work: fill(colour, border: "60,60,60,255", width: "0.1", alpha: "1")
    case .ground: fill(colour, border: "\(colour),255", width: "0.05", alpha: "0.75")
    case .project: fill(colour, border: "0,90,80,255", width: "0.35", alpha: "0.9")
    case .border:
      (
        "fill", "SimpleFill", "1",
        [
          ("style", "no"), ("outline_color", "\(colour),255"), ("outline_style", "dash"),
          ("outline_width", "0.35"), ("outline_width_unit", "MM"),
        ]
      )
    }
  }

  private func fill(
    _ colour: String, border: String, width: String, alpha: String
  ) -> (String, String, String, [(String, String)]) {
    (
      "fill", "SimpleFill", alpha,
      [
        ("color", "\(colour),255"), ("style", "solid"), ("outline_color", border),
        ("outline_style", "solid"), ("outline_width", width), ("outline_width_unit", "MM"),
      ]
    )
  }
}

/// Labels by a column or an expression, shown only from a scale on.
func labels(_ expression: String, size: Double, from scale: Int?) -> String {
  let visibility = scale.map {
    "scaleVisibility=\"1\" scaleMin=\"1\" scaleMax=\"\($0)\""
  }
  return """
    <labeling type="simple"><settings calloutType="simple">\
    <text-style fieldName="\(escaped(expression))" isExpression="1" fontFamily="DejaVu Sans" \
    fontSize="\(size)" fontWeight="63" fontSizeUnit="Point" textColor="40,40,40,255" textOpacity="1">\
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" \
    bufferColor="255,255,255,255" bufferOpacity="0.9"/></text-style>\
    <text-format wrapChar="" autoWrapLength="0"/><placement placement="1" priority="5"/>\
    <rendering drawLabels="1" obstacle="0" \(visibility ?? "scaleVisibility=\"0\"")/>\
    </settings></labeling>
    """
}

/// Text as it stands in markup, which has no room for control characters.
func escaped(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 })).replacing(
    "&", with: "&amp;"
  ).replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;")
}
