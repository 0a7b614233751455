import Formats
import Geometry
import LayerIO
import Tables

/// Writes layers as one GeoPackage in the language of who reads it: what layers and columns are called, how
/// QGIS shows them, and a project of QGIS with all of them.
/// - Throws: `ProductError`.
func writeProductPackage(
  _ layers: [TableLayer], for reader: ProductReader, system: CoordinateSystem, to path: String,
  threads: Int
) throws {
  let (language, parameters) = (reader.language, reader.record.parameters)
  let tables = layers.map(\.table)
  let styles = tables.flatMap { table in
    mapStyles(of: table, in: language).map {
      TableStyle(table: table.name, name: $0.title, qml: $0.qml, isUsual: $0.isUsual)
    }
  }
  let project = MapProject(
    tables, name: parameters.name, file: Product.geoPackage.fileName,
    years: parameters.from...parameters.to, system: system, language: language)
  try writeGeoPackage(
    layers, styles: styles, words: tables.map { $0.words(in: language) },
    project: StoredProject(name: "kansenkaart", xml: project.xml), system: system, to: path,
    threads: threads)
}
