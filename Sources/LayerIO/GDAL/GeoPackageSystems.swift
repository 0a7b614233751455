/// What a GeoPackage says of a layer's coordinate system, in two places that need not agree.
extension GDALDataset {
  /// A note where the table of contents names another system than the list of geometry columns does, by
  /// which the layer is read (GeoPackage 1.3, 2.1.5: they are to be the same).
  func noteOnSystems(of layer: GDALLayer) -> IntakeNote? {
    guard format == "GPKG", let systems = texts(systemsQuery(layer.name)), systems.count == 2,
      systems[0] != systems[1]
    else { return nil }
    return IntakeNote(
      kind: .coordinateSystem, count: 1,
      text: Wording(
        en: "The file's contents say \(systems[0]), its geometry columns \(systems[1]); the latter "
          + "was taken.",
        nl:
          "De inhoudsopgave van het bestand noemt \(systems[0]), de geometriekolom \(systems[1]); "
          + "het laatste geldt."))
  }

  private func systemsQuery(_ table: String) -> String {
    let systems = ["contents", "shapes"].map { list in
      """
      coalesce(CASE upper(\(list)_system.organization) WHEN 'NONE' THEN \(list)_system.srs_name
      ELSE upper(\(list)_system.organization) || ':' || \(list)_system.organization_coordsys_id END,
      'srs_id ' || \(list).srs_id)
      """
    }
    return """
      SELECT \(systems.joined(separator: ", ")) FROM gpkg_contents AS contents
      JOIN gpkg_geometry_columns AS shapes ON shapes.table_name = contents.table_name
      LEFT JOIN gpkg_spatial_ref_sys AS contents_system ON contents_system.srs_id = contents.srs_id
      LEFT JOIN gpkg_spatial_ref_sys AS shapes_system ON shapes_system.srs_id = shapes.srs_id
      WHERE contents.table_name = \(literal(table))
      """
  }
}
