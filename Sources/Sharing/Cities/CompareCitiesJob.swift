import Formats
import Foundation
import Geometry
import LayerIO
import OpportunityMap
import Pipeline
import Publishing
import Tables
import Workers

/// Holds shared packages beside each other: what `kansenkaart compare` does with them.
package struct CompareCitiesJob: Sendable {
  private let packages: [VerifiedPackage]
  private let control: JobControl

  /// Reads packages and makes sure of each.
  /// - Throws: `MissingInput` with all that are not there; `SharingError` for the first that can't be relied on, which
  ///   names it.
  package init(_ paths: [String], today: String, threads: Int, control: JobControl) throws {
    try MissingInput.check(paths)
    self.control = control
    try control.report(.reading, 0)
    packages = try mapInChunks(of: 1, count: paths.count, threads: threads) {
      try PackageFile.verify(at: paths[$0], today: today)
    }
  }

  /// Whether all paths are packages.
  package static func isMeant(by paths: [String]) -> Bool {
    paths.count > 1 && paths.allSatisfy { $0.hasSuffix(PackageFile.ending) }
  }

  /// The cities beside each other.
  /// - Throws: `SourceError` where borders can't be read.
  package func compare() throws -> CitiesComparison {
    let borders = try packages.map { verified -> GeometryArray? in
      guard verified.package.level >= .neighbourhood else { return nil }
      return try PackageGeoPackage.geometry(of: .neighbourhoods, in: verified.file.geoPackage)
    }
    return CitiesComparison(packages.map(\.package), borders: borders)
  }

  /// Writes a comparison into a folder: tables as CSV, `cities.json` and the page `cities.html`, all of them or none.
  /// - Throws: `ProductError`.
  package func write(
    _ comparison: CitiesComparison, to output: String, language: Language
  ) throws -> [String] {
    try fillFolder(output, control) { folder in
      let tables = comparison.tables
      for table in tables {
        try writeCSV(table, to: folder.path(of: table.name + ".csv"), threads: 1)
      }
      try writeJSON(CitiesRecord(comparison, packages), to: folder.path(of: "cities.json"))
      let page = CitiesPage(comparison, language: language)
      try writeText(Data(page.text.utf8), to: folder.path(of: "cities.html"))
      return tables.map { $0.name + ".csv" } + ["cities.json", "cities.html"]
    }
  }
}

/// A comparison of cities as JSON.
private struct CitiesRecord: Encodable {
  let kansenkaartCities = 1
  let cities: [City]
  let differences: [Difference]
  let types: [Kind]
  let neighbourhoods: [Place]

  struct City: Encodable {
    let city: String
    let level: SharingLevel
    let contact: String
    let expires: String
    let signer: String
    let sizeClass: Int?
    let figures: [String: Double]
  }

  struct Difference: Encodable {
    let what: Wording
    let touches: Wording
    let values: [String?]
  }

  struct Kind: Encodable {
    let nl: String
    let en: String
    let neighbourhoods: Int
  }

  struct Place: Encodable {
    let city: Int
    let code: String
    let type: Int
    let alike: [Alike]

    struct Alike: Encodable {
      let city: Int
      let code: String
      let distance: Double
    }
  }

  init(_ comparison: CitiesComparison, _ packages: [VerifiedPackage]) {
    cities = packages.indices.map { city in
      let package = packages[city].package
      let figures = CityFigure.allCases.compactMap { figure in
        package.figure(figure).map { (figure.rawValue, $0) }
      }
      return City(
        city: comparison.names[city], level: package.level, contact: package.contact,
        expires: package.expires, signer: packages[city].signer, sizeClass: package.sizeClass,
        figures: Dictionary(uniqueKeysWithValues: figures))
    }
    differences = comparison.differences.map {
      Difference(what: $0.what, touches: $0.touches, values: $0.values)
    }
    let names = Language.allCases.map { comparison.typeNames($0) }
    types = comparison.types.types.enumerated().map { index, type in
      Kind(nl: names[0][index], en: names[1][index], neighbourhoods: type.members.count)
    }
    let places = comparison.places
    neighbourhoods = places.indices.map { index in
      Place(
        city: places[index].city, code: places[index].code,
        type: comparison.types.memberships[index].type,
        alike: comparison.types.lookAlikes[index].map {
          Place.Alike(
            city: places[$0.neighbourhood].city, code: places[$0.neighbourhood].code,
            distance: $0.distance)
        })
    }
  }
}
