import LayerIO
import OpportunityMap
import ProjectFile
import Tables

/// The tables of a comparison of cities, for programs.
extension CitiesComparison {
  /// All tables.
  package var tables: [VectorTable] {
    [figureTable, themeTable, differenceTable, typeTable, placeTable]
  }

  private func text(_ name: String, _ values: [String?]) -> VectorTable.Column {
    VectorTable.Column(name: name, values: .text(values.map { $0?.isEmpty == true ? nil : $0 }))
  }

  private func number(_ name: String, _ values: [Double?]) -> VectorTable.Column {
    VectorTable.Column(name: name, values: .number(values, decimals: 6))
  }

  private func integer(_ name: String, _ values: [Int?]) -> VectorTable.Column {
    VectorTable.Column(name: name, values: .integer(values))
  }

  private func table(_ name: String, _ columns: [VectorTable.Column]) -> VectorTable {
    VectorTable(name: name, columns: columns, geometryKind: .none)
  }

  /// A row for each city and figure.
  private var figureTable: VectorTable {
    let rows = cities.indices.flatMap { city in
      CityFigure.allCases.filter { cities[city].figure($0) != nil }.map { (city: city, figure: $0) }
    }
    let ratios = CityBase.allCases.map { base in
      number(
        "per_" + base.rawValue,
        rows.map { row in
          CityFigure.compared.contains(row.figure) ? cities[row.city].ratio(row.figure, base) : nil
        })
    }
    return table(
      "cities",
      [
        text("city", rows.map { names[$0.city] }),
        integer("size_class", rows.map { cities[$0.city].sizeClass }),
        text("figure", rows.map(\.figure.rawValue)), text("kind", rows.map(\.figure.kind.rawValue)),
        text(
          "unit",
          rows.map { $0.figure.isAmount ? cities[$0.city].definitions.currency : $0.figure.unit }),
        number("value", rows.map { cities[$0.city].figure($0.figure) }),
        integer("years", rows.map { $0.figure.isOfHorizon ? cities[$0.city].years : 1 }),
      ] + ratios)
  }

  private var themeTable: VectorTable {
    let rows = cities.indices.flatMap { city in
      themes.compactMap { theme in
        reach(theme, city).map { (city: city, theme: theme, reach: $0) }
      }
    }
    return table(
      "cities_themes",
      [
        text("city", rows.map { names[$0.city] }), text("theme", rows.map(\.theme)),
        number("share", rows.map(\.reach.share)), number("due_share", rows.map(\.reach.due)),
        number("due_chance_share", rows.map(\.reach.dueChance)),
        number("reached_share", rows.map(\.reach.reached)),
        number("chance_share", rows.map(\.reach.chance)),
      ])
  }

  private var differenceTable: VectorTable {
    let rows = differences.flatMap { difference in
      cities.indices.map { (difference: difference, city: $0) }
    }
    return table(
      "cities_definitions",
      [
        text("what_nl", rows.map(\.difference.what.nl)),
        text("what_en", rows.map(\.difference.what.en)),
        text("touches_nl", rows.map(\.difference.touches.nl)),
        text("touches_en", rows.map(\.difference.touches.en)),
        text("city", rows.map { names[$0.city] }),
        text("value", rows.map { $0.difference.values[$0.city] }),
      ])
  }

  private var typeTable: VectorTable {
    let names = Language.allCases.map { typeNames($0) }
    let rows = types.types.indices.flatMap { type in cities.indices.map { (type: type, city: $0) } }
    return table(
      "cities_types",
      [
        integer("type", rows.map { $0.type + 1 }), text("name_nl", rows.map { names[0][$0.type] }),
        text("name_en", rows.map { names[1][$0.type] }),
        text("city", rows.map { self.names[$0.city] }),
        integer(
          "neighbourhoods",
          rows.map { row in types.types[row.type].members.count { places[$0].city == row.city } }),
      ])
  }

  private var placeTable: VectorTable {
    var columns = [
      text("city", places.map { names[$0.city] }), text("neighbourhood_code", places.map(\.code)),
      text("neighbourhood_name", places.map(\.name)),
      integer("type", types.memberships.map { $0.type + 1 }),
      text("packages", places.map { $0.packages.joined(separator: ";") }),
      text("couplings", places.map(\.couplingText)),
    ]
    for rank in 0..<3 {
      let alike: [LookAlike?] = types.lookAlikes.map { $0.count > rank ? $0[rank] : nil }
      let others: [CityPlace?] = alike.map { $0.map { places[$0.neighbourhood] } }
      let name = "alike_\(rank + 1)"
      columns.append(text(name + "_city", others.map { $0.map { names[$0.city] } }))
      columns.append(text(name + "_code", others.map { $0?.code }))
      columns.append(number(name + "_distance", alike.map { $0?.distance }))
    }
    return table("cities_neighbourhoods", columns)
  }
}

extension CityPlace {
  fileprivate var couplingText: String {
    couplings.map { "\($0.key) (\($0.works))" }.joined(separator: ";")
  }
}
