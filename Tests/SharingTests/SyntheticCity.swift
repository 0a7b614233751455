import Foundation
import Geometry
import LayerIO
import TestSupport

@testable import Sharing

/// Packages of cities that were made up, for what holds of packages whatever run they are of.
enum SyntheticCity {
  /// A city of so many neighbourhoods, of the level `neighbourhood`.
  static func package(
    _ name: String, neighbourhoods: Int, seed: UInt64, made: String = "2026-11-29"
  ) -> SharedPackage {
    var random = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Double>) -> SharedValue {
      SharedValue(Double.random(in: range, using: &random))
    }
    let themes = ["energy", "green", "water"]
    let codes = (0..<neighbourhoods).map { String(format: "BU%08d", $0) }
    var rows: [String: [[SharedValue]]] = [:]
    let inhabitants = Double(neighbourhoods * 1500)
    let figures: [(CityFigure, Double)] = [
      (.area, Double(neighbourhoods) * 500_000), (.inhabitants, inhabitants),
      (.dwellings, inhabitants / 2.2), (.worksDue, Double(neighbourhoods * 300)),
      (.costDue, Double(neighbourhoods) * 4e6), (.upkeepHours, Double(neighbourhoods) * 2000),
    ]
    rows["city"] = figures.map { figure, value in
      [
        .text(figure.rawValue), .text(figure.kind.rawValue), SharedValue(figure.unit),
        SharedValue(value),
      ]
    }
    rows["themes"] = themes.map { theme in
      [.text(theme), .text(theme), .text(theme), number(1e4...1e6), number(0...1), number(0...1)]
        + (0..<4).map { _ in number(0...1) }
    }
    rows["kinds"] = [
      [.text("pavement-brick:relay"), .text("klinkers"), .text("bricks"), .integer(40)],
      [.text("sewer:replace"), .text("riool"), .text("sewer"), .integer(30)],
    ]
    rows["neighbourhoods"] = codes.map { code in
      [
        .text(code), .text("Buurt \(code.suffix(3))"), .integer(500_000), .integer(300),
        number(1e4...1e5), number(1e4...1e5), number(1e6...9e6), .null, .null,
      ]
    }
    rows["neighbourhood_themes"] = codes.flatMap { code in
      themes.map { theme in
        [
          .text(code), .text(theme), number(0...4e5), number(0...1), number(0...1), .null, .null,
          .null, .null,
        ]
      }
    }
    rows["neighbourhood_numbers"] = codes.map { code in
      [
        .text(code), .text("inhabitants"), .text("inwoners"), .text("inhabitants"), .text("count"),
        .null, number(500...3000),
      ]
    }
    rows["neighbourhood_couplings"] = codes.map { [.text($0), .text("disconnect"), .integer(4)] }
    let tables = SharedTable.tables(of: .neighbourhood).map {
      SharedPackage.Table($0, rows: rows[$0.name] ?? [])
    }
    return SharedPackage(
      level: .neighbourhood, city: name, contact: "\(name)@example.org", made: made,
      expires: "2027-06-30",
      definitions: definitions, tables: tables)
  }

  static let definitions = SharedDefinitions(
    program: "0.1.0", currency: "EUR", priceYear: 2024, from: 2027, to: 2041, crs: "EPSG:28992",
    catalogues: ["cycles": String(repeating: "a", count: 64)],
    themes: Dictionary(
      uniqueKeysWithValues: ["energy", "green", "water"].map {
        ($0, SharedDefinitions.Theme(weight: 1, measure: "", classes: ["\($0): 1.0"]))
      }))

  /// Squares side by side.
  static func borders(_ count: Int) -> GeometryArray {
    var array = GeometryArray()
    for index in 0..<count {
      let x = 155_000 + 700 * Double(index % 10)
      let y = 463_000 + 700 * Double(index / 10)
      for (dx, dy) in [(0.0, 0.0), (700, 0), (700, 700), (0, 700), (0, 0)] {
        array.append(Position(x + dx, y + dy))
      }
      array.endPath(.shell)
      array.endFeature()
    }
    return array
  }

  static func comparison(_ packages: [SharedPackage]) -> CitiesComparison {
    CitiesComparison(packages, borders: packages.map { borders($0.rows(.neighbourhoods).count) })
  }
}
