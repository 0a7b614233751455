/// Finds the columns of a table that hold where its rows are.
package enum CoordinateColumns {
  /// Two columns, with easting and northing, or longitude and latitude.
  package struct Pair: Sendable, Equatable, Codable {
    /// The column with easting or longitude.
    package var x: String
    /// The column with northing or latitude.
    package var y: String
  }

  /// Names of columns with easting and northing, or longitude and latitude, plain; Dutch, English,
  /// German and French.
  private static let pairs = [
    ("rdx", "rdy"), ("xrd", "yrd"), ("x", "y"), ("xcoord", "ycoord"), ("coordx", "coordy"),
    ("xcoordinaat", "ycoordinaat"), ("xcoordinate", "ycoordinate"), ("lon", "lat"),
    ("lng", "lat"), ("long", "lat"), ("longitude", "latitude"), ("lengtegraad", "breedtegraad"),
    ("easting", "northing"), ("east", "north"), ("rechtswert", "hochwert"), ("ostwert", "nordwert"),
    ("xkoordinate", "ykoordinate"), ("laengengrad", "breitengrad"), ("langengrad", "breitengrad"),
    ("coordonneex", "coordonneey"), ("xl93", "yl93"), ("pointx", "pointy"), ("geox", "geoy"),
  ]

  /// Two columns that are named so and hold numbers.
  static func pair(in table: AttributeTable) -> Pair? {
    let byName = Dictionary(
      table.columns.map { (plainName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    for (x, y) in pairs {
      guard let east = byName[x], let north = byName[y] else { continue }
      if isNumeric(east) && isNumeric(north) { return Pair(x: east.name, y: north.name) }
    }
    return nil
  }

  /// A column whose values begin as well-known text does.
  static func text(in table: AttributeTable) -> String? {
    table.columns.first { column in
      let values = samples(of: column)
      return !values.isEmpty && values.allSatisfy(isGeometry)
    }?.name
  }

  private static func isNumeric(_ column: AttributeColumn) -> Bool {
    let values = samples(of: column)
    return values.count { NumberText($0) != nil } * 10 >= values.count * 8
  }

  private static func isGeometry(_ text: String) -> Bool {
    let start = text.uppercased().drop { $0.isWhitespace }
    let behind = start.hasPrefix("SRID=") ? start.drop { $0 != ";" }.dropFirst() : start
    return ["POINT", "LINESTRING", "POLYGON", "MULTIPO", "MULTILI", "GEOMETRYC"].contains {
      behind.hasPrefix($0)
    }
  }

  private static func samples(of column: AttributeColumn) -> [String] {
    column.values(0..<min(column.count, 200)).compactMap(\.codeText)
  }
}
