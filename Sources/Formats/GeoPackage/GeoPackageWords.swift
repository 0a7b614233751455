import LayerIO

/// What readers of a GeoPackage are told of a layer and its columns.
package struct LayerWords: Sendable {
  /// Name of the layer.
  package var layer: String
  /// What readers call it.
  package var title: String
  /// What it holds, in a sentence.
  package var meaning: String
  /// Its columns.
  package var columns: [Column]

  /// A column of a layer.
  package struct Column: Sendable {
    /// Name of the column.
    package var name: String
    /// What readers call it, with its unit.
    package var title: String
    /// What it says.
    package var meaning: String

    /// A column.
    package init(name: String, title: String, meaning: String) {
      (self.name, self.title, self.meaning) = (name, title, meaning)
    }
  }

  /// A layer.
  package init(layer: String, title: String, meaning: String, columns: [Column]) {
    (self.layer, self.title, self.meaning) = (layer, title, meaning)
    self.columns = columns
  }
}

extension SQLiteDatabase {
  /// Tells of layers and columns as the standard asks: title and description of each layer, and the extension
  /// "schema" for the columns (GeoPackage 1.3, annex F.9).
  func describe(_ layers: [LayerWords]) throws {
    guard !layers.isEmpty else { return }
    try execute(schemaExtension)
    for layer in layers {
      try execute(
        "UPDATE gpkg_contents SET identifier = \(literal(layer.title)), "
          + "description = \(literal(layer.meaning)) WHERE table_name = \(literal(layer.layer))")
      var taken: Set<String> = []
      for column in layer.columns {
        // Names are distinct within a layer; where a title comes again, the column has a title alone.
        let name = taken.insert(column.title).inserted ? literal(column.title) : "NULL"
        try execute(
          "INSERT INTO gpkg_data_columns VALUES (\(literal(layer.layer)), "
            + "\(literal(column.name)), \(name), \(literal(column.title)), "
            + "\(literal(column.meaning)), NULL, NULL)")
      }
    }
  }

  /// Stores a project of QGIS, as QGIS itself does: the bytes of a file of projects (QGZ) in hexadecimal.
  func store(_ project: StoredProject) throws {
    let content = hexadecimal(zipped(project.xml, as: project.name + ".qgs"))
    try execute(
      """
      CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
      INSERT INTO qgis_projects VALUES (\(literal(project.name)),
      \(literal("{\"last_modified_time\": \"\(fixedDate)\", \"last_modified_user\": \"\"}")),
      '\(content)')
      """)
  }
}

/// A project of QGIS that a GeoPackage holds.
package struct StoredProject: Sendable {
  /// Name that QGIS lists it under.
  package var name: String
  /// The project as QGIS writes it (QGS).
  package var xml: String

  /// A project.
  package init(name: String, xml: String) {
    (self.name, self.xml) = (name, xml)
  }
}

private let schemaExtension = """
  CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
    mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name));
  CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
    min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
  INSERT INTO gpkg_extensions VALUES
    ('gpkg_data_columns', NULL, 'gpkg_schema',
      'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
    ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
      'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
  """
