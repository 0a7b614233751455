import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Report
import Tables

/// The page of cities beside each other: figures, themes beside chance, types of neighbourhood over all of them, and where
/// else neighbourhoods look alike. One file, without scripts and without a network.
package struct CitiesPage {
  private let comparison: CitiesComparison
  private let language: Language
  private let typeNames: [String]

  /// The page of a comparison.
  package init(_ comparison: CitiesComparison, language: Language) {
    (self.comparison, self.language) = (comparison, language)
    typeNames = comparison.typeNames(language)
  }

  /// The whole page.
  package var text: String {
    let title = say("Cities beside each other", "Steden naast elkaar")
    return """
      \(plainHead(title, language, styles: plainStyles + Self.styles))
      <h1>\(title)</h1>
      <p>\(lead)</p>
      \(cityTable)
      \(differences)
      \(ratios)
      \(coverage)
      \(types)
      \(alike)
      </main></body></html>

      """
  }

  // MARK: Words and markup

  private func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    language.markup(english, dutch, arguments)
  }

  private var cities: [SharedPackage] { comparison.cities }

  private func name(_ city: Int) -> String { escapedForMarkup(comparison.names[city]) }

  private func table(_ label: String, _ heads: [String], _ rows: [[String]]) -> String {
    func mark(_ cell: String) -> String {
      // Words are read from the left; figures stand under each other by their end.
      cell.contains(where: \.isLetter) ? " class=\"words\"" : ""
    }
    let head = heads.enumerated().map { index, head in
      "<th scope=\"col\"\(rows.first.map { mark($0[index]) } ?? "")>\(head)</th>"
    }.joined()
    let body = rows.map { row in
      "<tr><th scope=\"row\">\(row[0])</th>"
        + row.dropFirst().map { "<td\(mark($0))>\($0)</td>" }.joined() + "</tr>"
    }.joined(separator: "\n")
    return
      "<div class=\"wide\" role=\"region\" aria-label=\"\(label)\" tabindex=\"0\"><table><thead><tr>\(head)</tr></thead>"
      + "<tbody>\(body)</tbody></table></div>"
  }

  private var lead: String {
    say(
      "Each city tells of itself, in a file that it signed; nothing was worked out anew but what is said below. "
        + "What is due follows from cycles, whatever the budgets. What a programme does is a proposal within the budgets, "
        + "not a decision. What is marked (valued) is an effect in euros that nobody is paid. A dash is what a city does "
        + "not share.",
      "Elke stad vertelt over zichzelf, in een bestand dat zij heeft ondertekend; alleen wat hieronder staat is opnieuw "
        + "berekend. Wat aan de beurt is, volgt uit cycli, los van budgetten. Wat een programma doet, is een voorstel "
        + "binnen de budgetten en geen besluit. Wat (gewaardeerd) is, is een effect in euro's dat niemand ontvangt. Een "
        + "streepje is wat een stad niet deelt.")
  }

  // MARK: Cities

  private var cityTable: String {
    let heads = [
      say("City", "Stad"), say("Inhabitants", "Inwoners"), say("Size class", "Grootteklasse"),
      say("Dwellings", "Woningen"), say("Hectares", "Hectare"), say("Years", "Jaren"),
      say("Shares", "Deelt"), say("Until", "Tot en met"), say("Ask", "Vragen aan"),
    ]
    let rows = cities.indices.map { city in
      let package = cities[city]
      return [
        name(city), language.text(package.figure(.inhabitants)),
        package.sizeClass.map(sizeClass) ?? "-", language.text(package.figure(.dwellings)),
        language.text(package.figure(.area).map { $0 / 10_000 }),
        "\(package.definitions.from)–\(package.definitions.to)",
        escapedForMarkup(package.level.name.text(in: language)), package.expires,
        escapedForMarkup(package.contact),
      ]
    }
    return table(say("Cities", "Steden"), heads, rows)
  }

  private func sizeClass(_ number: Int) -> String {
    let (from, below) = SizeClass.range(number)
    switch (from, below) {
    case (let from?, let below?):
      return say("%1 to %2", "%1 tot %2", language.number(from), language.number(below))
    case (nil, let below?): return say("under %1", "onder %1", language.number(below))
    case (let from?, nil): return say("%1 and over", "%1 en meer", language.number(from))
    case (nil, nil): return "-"
    }
  }

  // MARK: Definitions

  private var differences: String {
    let title = "<h2>\(say("What is defined otherwise", "Wat anders is bepaald"))</h2>"
    guard !comparison.differences.isEmpty else {
      return title + "<p>"
        + say(
          "Nothing: all rest on the same catalogues, themes, prices, years and version of the program.",
          "Niets: alle cijfers rusten op dezelfde catalogi, thema's, prijzen, jaren en versie van het programma."
        )
        + "</p>"
    }
    let note = say(
      "Figures that these touch are not of the same, so a difference between cities may be one of definition. Of "
        + "catalogues the beginning of the hash stands here.",
      "Cijfers die hiermee te maken hebben, gaan niet over hetzelfde: een verschil tussen steden kan een verschil in "
        + "bepaling zijn. Van catalogi staat hier het begin van de hash.")
    let rows = comparison.differences.map { difference in
      [
        escapedForMarkup(difference.what.text(in: language)),
        escapedForMarkup(difference.touches.text(in: language)),
      ] + difference.values.map { escapedForMarkup($0 ?? "-") }
    }
    let heads =
      [say("What", "Wat"), say("Touches", "Raakt aan")] + cities.indices.map(name)
    return title + "<p>\(note)</p>"
      + table(say("What is defined otherwise", "Wat anders is bepaald"), heads, rows)
  }

  // MARK: Figures

  private var ratios: String {
    let figures = CityFigure.compared.filter { figure in
      cities.contains { $0.figure(figure) != nil }
    }
    let parts = CityBase.allCases.map { base in
      let label = escapedForMarkup(base.name.text(in: language))
      let heads = [say("City", "Stad")] + figures.map { title($0) + many($0, base) }
      let rows = cities.indices.map { city in
        [name(city)]
          + figures.map { figure in
            value(cities[city].ratio(figure, base).map { $0 * scale(figure, base) })
          }
      }
      return "<h3>\(label.prefix(1).uppercased() + label.dropFirst())</h3>"
        + table(label, heads, rows)
    }
    let note = say(
      "All but upkeep is divided by the years of each city's own horizon: what stands here is a year's. Streets opened "
        + "with every work alone is what budgets would have given without working together.",
      "Alles behalve dagelijks onderhoud is gedeeld door de jaren van de horizon van de stad zelf: hier staat wat het per "
        + "jaar is. Straten open met elk werk apart is wat dezelfde budgetten zonder samenwerken hadden gegeven."
    )
    return "<h2>\(say("Figures, a year", "Cijfers, per jaar"))</h2><p>\(note)</p>"
      + parts.joined(separator: "\n")
  }

  /// Numbers of things are few for one hectare, dwelling or inhabitant.
  private func scale(_ figure: CityFigure, _ base: CityBase) -> Double {
    figure.unit.isEmpty ? (base == .hectare ? 100 : 1000) : 1
  }

  private func many(_ figure: CityFigure, _ base: CityBase) -> String {
    let scale = scale(figure, base)
    return scale == 1
      ? "" : "<small>\(say("per %1 of them", "per %1 ervan", language.number(Int(scale))))</small>"
  }

  private func title(_ figure: CityFigure) -> String {
    let kind =
      switch figure.kind {
      case .measured: say("there", "aanwezig")
      case .estimated: say("by the catalogue", "volgens de catalogus")
      case .due: say("due", "aan de beurt")
      case .programmed: say("proposed", "voorgesteld")
      case .valued: say("valued, not paid", "gewaardeerd, niet betaald")
      }
    let currencies = Set(cities.map(\.definitions.currency))
    let unit =
      figure.isAmount
      ? " (\(currencies.count == 1 ? escapedForMarkup(cities[0].definitions.currency) : say("own currency", "eigen munt")))"
      : ""
    return escapedForMarkup(figure.title.text(in: language)) + unit + "<small>\(kind)</small>"
  }

  /// A ratio to three digits that mean something.
  private func value(_ value: Double?) -> String {
    guard let value else { return "-" }
    let size = abs(value)
    let decimals =
      size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6
    return language.number(value, decimals: decimals)
  }

  // MARK: Coverage

  private var coverage: String {
    let note = say(
      "The bar is the share of the challenged ground under works that the plan does, or that are due where a city tells of "
        + "no plan; the mark is the share of all ground under them, which is what chance would give. A bar at its mark "
        + "reaches no more than chance. Whether ground under a work is helped, depends on what the work takes along.",
      "De balk is het deel van de grond met de opgave onder werken die het plan doet, of die aan de beurt zijn als een stad "
        + "geen plan deelt; het streepje is het deel van alle grond daaronder, dus wat toeval zou geven. Een balk bij het "
        + "streepje raakt niet meer dan toeval. Of grond onder een werk geholpen is, hangt af van wat het werk meeneemt."
    )
    let charts = comparison.themes.map { theme in
      let rows = cities.indices.map {
        bar(comparison.reach(theme, $0), at: 26 * $0, name: name($0))
      }.joined()
      let title =
        escapedForMarkup(themeName(theme))
        + (isDefinedOtherwise(theme) ? say(" (defined otherwise)", " (anders bepaald)") : "")
      return "<figure><figcaption>\(title)</figcaption>"
        + "<svg viewBox=\"0 0 300 \(26 * cities.count)\" role=\"img\" aria-label=\"\(title)\">\(rows)</svg></figure>"
    }.joined()
    return
      "<h2>\(say("What is reached, beside chance", "Wat geraakt wordt, naast toeval"))</h2><p>\(note)</p>\(horizons)"
      + "<div class=\"charts\">\(charts)</div><details><summary>"
      + say("The same as a table", "Hetzelfde als tabel") + "</summary>" + coverageTable
      + "</details>"
  }

  /// Whether cities mean something else by a theme.
  private func isDefinedOtherwise(_ theme: String) -> Bool {
    let classes = cities.compactMap { $0.definitions.themes[theme]?.classes }
    return Set(classes).count > 1
  }

  private var horizons: String {
    guard Set(cities.map(\.years)).count > 1 else { return "" }
    return "<p>"
      + say(
        "Horizons differ: a city that looks more years ahead reaches more, and so does chance.",
        "De horizons verschillen: een stad die meer jaren vooruitkijkt, raakt meer, en toeval ook.")
      + "</p>"
  }

  private var coverageTable: String {
    let heads = [
      say("Theme and city", "Thema en stad"), say("Part of the city", "Deel van de stad"),
      say("Under works due", "Onder werken aan de beurt"), say("By chance", "Bij toeval"),
      say("Under works of the plan", "Onder werken van het plan"), say("By chance", "Bij toeval"),
    ]
    let rows = comparison.themes.flatMap { theme in
      cities.indices.compactMap { city -> [String]? in
        guard let reach = comparison.reach(theme, city) else { return nil }
        return ["\(escapedForMarkup(themeName(theme))), \(name(city))"]
          + [reach.share, reach.due, reach.dueChance, reach.reached, reach.chance].map {
            language.percentage($0)
          }
      }
    }
    return table(say("What is reached", "Wat geraakt wordt"), heads, rows)
  }

  private func themeName(_ key: String) -> String {
    guard let theme = comparison.namedThemes.first(where: { $0.key == key }) else { return key }
    return language.themeName(theme)
  }

  private func bar(_ reach: CityReach?, at y: Int, name: String) -> String {
    let share = reach?.reached ?? reach?.due
    let chance = reach?.reached == nil ? reach?.dueChance : reach?.chance
    func width(_ part: Double?) -> String {
      String(format: "%.1f", 300 * min(1, max(0, part ?? 0)))
    }
    return """
      <g transform="translate(0 \(y))"><title>\(name): \(language.percentage(share)) \
      (\(language.percentage(chance)))</title>
      <text x="0" y="9">\(name)</text>
      <text x="300" y="9" text-anchor="end">\(language.percentage(share))</text>
      <rect class="whole" y="12" width="300" height="8"/>
      <rect class="part" y="12" width="\(width(share))" height="8"/>
      <rect class="mark" x="\(width(chance))" y="10" width="2" height="12"/></g>
      """
  }

  // MARK: Types

  private var types: String {
    let title =
      "<h2>\(say("Types of neighbourhood over all cities", "Typen buurten over alle steden"))</h2>"
    guard !comparison.places.isEmpty else {
      return title + "<p>"
        + say(
          "No city shares its neighbourhoods, or they tell nothing alike.",
          "Geen stad deelt haar buurten, of ze vertellen niets dat hetzelfde is.") + "</p>"
    }
    let by = comparison.types.typeFeatures.map {
      language.name(of: comparison.features[$0], themes: comparison.namedThemes)
    }
    let note = say(
      "Found over the %1 neighbourhoods of all cities together, by what all of them tell: %2. A type is called by what sets "
        + "it apart most from all of these; it says what neighbourhoods have in common, not that the same suits them.",
      "Gevonden over de %1 buurten van alle steden samen, naar wat ze alle vertellen: %2. Een type heet naar wat het het "
        + "meest van het geheel onderscheidt; het zegt wat buurten gemeen hebben, niet dat overal hetzelfde past.",
      language.number(comparison.places.count), by.joined(separator: ", "))
    let heads = [say("Type", "Type")] + cities.indices.map(name)
    let rows = typeNames.indices.map { type in
      ["\(swatch(type)) \(type + 1). \(escapedForMarkup(typeNames[type]))"]
        + cities.indices.map { city in
          language.number(
            comparison.types.types[type].members.count { comparison.places[$0].city == city })
        }
    }
    return title + "<p>\(note)</p>" + table(say("Types", "Typen"), heads, rows)
      + "<div class=\"charts\">\(maps)</div>"
  }

  private var maps: String {
    cities.indices.compactMap { city -> String? in
      guard let borders = comparison.borders[city] else { return nil }
      let drawing = NeighbourhoodDrawing(borders)
      let shapes = comparison.places.indices.filter { comparison.places[$0].city == city }.map {
        index in
        let (place, type) = (comparison.places[index], comparison.types.memberships[index].type)
        return "<path d=\"\(drawing.paths[place.row])\" fill=\"\(Self.colour(type))\"><title>"
          + "\(escapedForMarkup(place.name)): \(type + 1). \(escapedForMarkup(typeNames[type]))</title></path>"
          + label(type, borders.bounds(ofPaths: borders.paths(of: place.row)), borders)
      }
      return
        "<figure><figcaption>\(name(city))</figcaption><svg viewBox=\"\(drawing.viewBox)\" role=\"img\" "
        + "aria-label=\"\(name(city))\">\(shapes.joined())</svg></figure>"
    }.joined()
  }

  /// The number of the type in the middle of the neighbourhood's box, so that colours need not be told apart.
  private func label(_ type: Int, _ box: Bounds?, _ borders: GeometryArray) -> String {
    guard let box, let whole = borders.bounds else { return "" }
    let scale = 300 / max(whole.maxX - whole.minX, 1e-9)
    let x = ((box.minX + box.maxX) / 2 - whole.minX) * scale
    let y = (whole.maxY - (box.minY + box.maxY) / 2) * scale
    return String(
      format: "<text class=\"type\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%d</text>", x,
      y + 3, type + 1)
  }

  private func swatch(_ type: Int) -> String {
    "<svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" fill=\"\(Self.colour(type))\"/></svg>"
  }

  /// Light colours, so that the numbers on them can be read, that readers with any kind of colour blindness tell apart
  /// for the first eight (after Okabe and Ito); types beyond go by their number.
  private static func colour(_ type: Int) -> String {
    let colours = [
      "#a6cee3", "#fdd49e", "#b8e0b8", "#f0e442", "#e5b3d3", "#d9d9d9", "#f4a582", "#92c5de",
    ]
    return colours[type % colours.count]
  }

  // MARK: Look-alikes

  private var alike: String {
    guard comparison.types.lookAlikes.contains(where: { !$0.isEmpty }) else { return "" }
    let note = say(
      "The three neighbourhoods of other cities that are most like each, by the same features. Behind each stand packages "
        + "of measures that suit both, and what works of the plan there carry: a proposal. Distances are in standard "
        + "deviations; near 0 is alike, over 1 is not.",
      "De drie buurten van andere steden die het meest op elke buurt lijken, naar dezelfde kenmerken. Daarachter staan "
        + "maatregelenpakketten die bij beide passen en wat werken van het plan daar meenemen: een voorstel. Afstanden zijn "
        + "in standaardafwijkingen; bij 0 lijken ze op elkaar, boven 1 niet.")
    let parts = cities.indices.compactMap { city -> String? in
      let own = comparison.places.indices.filter { comparison.places[$0].city == city }
      guard !own.isEmpty else { return nil }
      let heads = [
        say("Neighbourhood", "Buurt"), say("Like", "Lijkt op"), say("Distance", "Afstand"),
        say("Suits both", "Past bij beide"), say("Carried there", "Meegenomen daar"),
      ]
      let rows = own.flatMap { index in
        comparison.types.lookAlikes[index].enumerated().map { rank, other in
          let (here, there) = (comparison.places[index], comparison.places[other.neighbourhood])
          return [
            rank == 0
              ? escapedForMarkup(here.name)
              : "<span class=\"again\">\(escapedForMarkup(here.name))</span>",
            "\(escapedForMarkup(there.name)), \(name(there.city))",
            language.number(other.distance, decimals: 2),
            words(here.packages.filter(there.packages.contains), .packages, there.city),
            there.couplings.map {
              "\(words([$0.key], .couplings, there.city)) (\($0.works))"
            }.joined(separator: ", "),
          ]
        }
      }
      return "<details><summary>\(name(city))</summary>" + table(name(city), heads, rows)
        + "</details>"
    }
    return "<h2>\(say("Look-alikes elsewhere", "Lijkt op, elders"))</h2><p>\(note)</p>"
      + parts.joined()
  }

  /// The names that a city gives to keys.
  private func words(_ keys: [String], _ table: SharedTable, _ city: Int) -> String {
    let names = Dictionary(
      cities[city].rows(table).map { ($0[0].text, language == .nl ? $0[1].text : $0[2].text) },
      uniquingKeysWith: { first, _ in first })
    return keys.map { escapedForMarkup(names[$0] ?? $0) }.joined(separator: ", ")
  }

  private static let styles = """
    thead th{min-width:5rem}thead th:first-child{text-align:left}.words{text-align:left}
    .swatch{width:.8em;height:.8em;vertical-align:-.05em}svg text.type{font-size:11px;fill:#000}
    .again{color:#595959}summary{padding:.3rem 0}td{white-space:nowrap}td.words{white-space:normal;min-width:8rem}
    h3{font-size:1.05rem;margin-bottom:.3rem}
    .wide:focus-visible,summary:focus-visible{outline:2px solid #2166ac;outline-offset:2px}
    """
}
