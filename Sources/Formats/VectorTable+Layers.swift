import Geometry
import LayerIO

extension VectorTable {
  /// Layers of one kind of geometry each, since QGIS styles a layer by its kind: polygons (and rows
  /// without geometry) keep the name, lines and points have it with `_lines` and `_points` behind it.
  /// Kinds that do not occur have no layer.
  package func layersByGeometry() -> [TableLayer] {
    guard geometryKind == .mixed else { return [TableLayer(self)] }
    return [
      TableLayer(self, name: name, kind: .multiPolygon, rows: rows(of: .areas)),
      TableLayer(
        titled(Wording(en: ", lines", nl: ", lijnen")), name: name + "_lines",
        kind: .multiLineString, rows: rows(of: .lines)),
      TableLayer(
        titled(Wording(en: ", points", nl: ", punten")), name: name + "_points",
        kind: .multiPoint, rows: rows(of: .points)),
    ].filter { $0.count > 0 }
  }

  /// The table with words behind its title.
  private func titled(_ words: Wording) -> VectorTable {
    var table = self
    table.label?.title = label?.title.followed(by: words) ?? words
    return table
  }
}
