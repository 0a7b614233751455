import Formats
import Foundation
import LayerIO

/// What a city shares with others: figures, tables, how long they hold, whom to ask. `docs/sharing.md` describes the
/// file, which holds it as JSON with a GeoPackage and a signature.
package struct SharedPackage: Sendable, Codable, Equatable {
  /// Version of the format.
  package static let version = 1

  /// Version of the format of this package.
  package var format = SharedPackage.version
  package var level: SharingLevel
  package var city: String
  /// Whom to ask, as the city gave it.
  package var contact: String
  /// Day on which it was made, as `2026-11-29`.
  package var made: String
  /// Last day on which it may be used.
  package var expires: String
  package var definitions: SharedDefinitions
  package var tables: [Table]
  /// SHA-256 of the GeoPackage, in hexadecimal.
  package var geoPackageSHA256 = ""

  /// A table with its rows.
  package struct Table: Sendable, Codable, Equatable {
    package var name: String
    package var columns: [Column]
    package var rows: [[SharedValue]]

    /// A column as the package tells of it.
    package struct Column: Sendable, Codable, Equatable {
      package var name: String
      package var type: SharedTable.Column.Kind
      package var unit: String
    }
  }

  private enum CodingKeys: String, CodingKey {
    case format = "kansenkaart_package"
    case level, city, contact, made, expires, definitions, tables
    case geoPackageSHA256 = "geopackage_sha256"
  }

  /// The bytes of the JSON: the one way to write it, so that the same package has the same bytes.
  package func canonicalBytes() throws -> [UInt8] { Array(try compactJSON(self)) }

  /// The rows of a table; none where the level does not have it.
  package func rows(_ table: SharedTable) -> [[SharedValue]] {
    tables.first { $0.name == table.name }?.rows ?? []
  }

  /// A figure of the city; nil where it is not told.
  package func figure(_ figure: CityFigure) -> Double? {
    rows(.city).first { $0[0].text == figure.rawValue }?[3].number
  }
}

extension SharedPackage.Table {
  /// A table of the schema with its rows.
  init(_ table: SharedTable, rows: [[SharedValue]]) {
    name = table.name
    columns = Self.columns(of: table)
    self.rows = rows
  }

  static func columns(of table: SharedTable) -> [Column] {
    table.columns.map { Column(name: $0.name, type: $0.kind, unit: $0.unit) }
  }
}

/// What figures rest on: what has to be the same for two cities to be held beside each other.
package struct SharedDefinitions: Sendable, Codable, Equatable {
  /// Version of the program.
  package var program: String
  package var currency: String
  package var priceYear: Int
  package var from: Int
  package var to: Int
  /// Working system of the geometry.
  package var crs: String
  /// SHA-256 of each catalogue, in hexadecimal, by what it is.
  package var catalogues: [String: String]
  /// The themes, by key.
  package var themes: [String: Theme]

  /// What a theme is.
  package struct Theme: Sendable, Codable, Equatable {
    package var weight: Double
    /// What it is measured in besides m2; empty for nothing.
    package var measure: String
    /// The classes that make it up, with their severity, in the order of the alphabet.
    package var classes: [String]
  }

  private enum CodingKeys: String, CodingKey {
    case program, currency, from, to, crs, catalogues, themes
    case priceYear = "price_year"
  }
}
