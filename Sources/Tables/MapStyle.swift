import LayerIO

/// A style that QGIS offers for a layer.
package struct MapStyle: Sendable {
  /// What readers call it.
  package let title: String
  /// The style as QGIS writes it (QML).
  package let qml: String
  /// Whether QGIS shows the layer so when it is opened.
  package let isUsual: Bool
}

/// The QGIS styles of a layer in a reader's language, the usual one first: works by score, challenges by their
/// number and by each theme, projects by gain, neighbourhoods by their borders.
package func mapStyles(of layer: VectorTable, in language: Language) -> [MapStyle] {
  let looks = LayerLooks(language: language)
  let usual = looks.usual(layer)
  return [MapStyle(title: usual.title, qml: usual.qml, isUsual: true)]
    + ThemeColumn.all(of: layer).map {
      let look = looks.theme($0, layer)
      return MapStyle(title: look.title, qml: look.qml, isUsual: false)
    }
}
