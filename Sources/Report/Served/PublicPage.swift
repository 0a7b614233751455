import LayerIO
import Tables

/// The page for those who see no costs: what is planned where and when, what the neighbourhoods are like, and what
/// works can reach. It is made from tables without amounts; no page about money is in it.
package struct PublicPage {
  /// How far works reach a theme.
  package struct Reach {
    let theme: String
    let share: Double?
    let chance: Double?

    /// `share` is the part of the theme's ground under works, `chance` that of all ground.
    package init(theme: String, share: Double?, chance: Double?) {
      (self.theme, self.share, self.chance) = (theme, share, chance)
    }
  }

  private let title: String
  private let works: VectorTable
  private let projects: VectorTable?
  private let neighbourhoods: VectorTable
  private let reach: [Reach]
  private let setting: TileMapSetting

  /// The page of a city with a name; the tables are those that may be told.
  package init(
    title: String, works: VectorTable, projects: VectorTable?, neighbourhoods: VectorTable,
    reach: [Reach], setting: TileMapSetting
  ) {
    (self.title, self.works, self.projects) = (title, works, projects)
    (self.neighbourhoods, self.reach, self.setting) = (neighbourhoods, reach, setting)
  }

  /// The whole page.
  /// - Throws: `ProductError` when a part can't be read.
  package func text() throws -> String {
    let name = escapedForMarkup(title)
    return """
      <!DOCTYPE html>
      <html lang="\(setting.language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(TileMapSetting.policy)
      <link rel="icon" href="data:,"><title>\(name)</title><style>\(try setting.styles())</style></head><body><main>
      <h1>\(name)</h1>
      <p>\(lead)</p>
      <form id="choices" aria-label="\(say("What the map shows", "Wat de kaart toont"))"></form>
      <div class="tile-map" id="map"></div>
      <div id="legend"></div>
      <section id="found" aria-live="polite"></section>
      <h2>\(say("By year", "Per jaar"))</h2>
      \(yearTable)
      <h2>\(say("What works reach", "Wat werken raken"))</h2>
      <p>\(reachText)</p>
      \(reachTable)
      <h2>\(say("By neighbourhood", "Per buurt"))</h2>
      <p>\(neighbourhoodText)</p>
      \(neighbourhoodTable)
      <p><a href="/v1">\(say("The data of this page", "De gegevens van deze pagina"))</a></p>
      </main>
      <datalist id="streets">\(streets)</datalist>
      \(try setting.scripts(["public"]))
      </body></html>

      """
  }

  // MARK: Words

  private func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    setting.language.markup(english, dutch, arguments)
  }

  private var lead: String {
    say(
      "Which works are planned where and when, from %1 to %2. This page shows no costs, no decisions and no other "
        + "scenarios. Plans can still change.",
      "Welke werken waar en wanneer gepland staan, van %1 tot en met %2. Deze pagina toont geen kosten, geen besluiten en "
        + "geen andere scenario's. Plannen kunnen nog veranderen.",
      "\(setting.years.lowerBound)", "\(setting.years.upperBound)")
  }

  private var reachText: String {
    say(
      "The part of the ground with a challenge under works that fall due, planned or not. Beside it is what chance would "
        + "give: the part of all ground under them.",
      "Het deel van de grond met een opgave onder werken die aan de beurt komen, gepland of niet. Daarnaast staat wat toeval "
        + "zou geven: het deel van alle grond daaronder.")
  }

  private var neighbourhoodText: String {
    say(
      "The number of works whose largest part lies there, planned or not, and the part of the ground with each challenge.",
      "Het aantal werken dat er voor het grootste deel ligt, gepland of niet, en het deel van de grond met elke opgave."
    )
  }

  // MARK: Tables

  /// How much is planned in each year.
  private var yearTable: String {
    let planned = counts(works, "planned_year")
    let programmed = projects.map { counts($0, "programmed_year") }
    let rows = setting.years.map { year in
      ["\(year)", setting.language.number(planned[year] ?? 0)]
        + (programmed.map { [setting.language.number($0[year] ?? 0)] } ?? [])
    }
    let heads =
      [say("Year", "Jaar"), say("Planned works", "Geplande werken")]
      + (projects == nil ? [] : [say("Projects of several works", "Projecten van meer werken")])
    return table(heads, rows)
  }

  private var reachTable: String {
    table(
      [
        say("Theme", "Thema"), say("Under works", "Onder werken"),
        say("Chance would give", "Toeval zou geven"),
      ],
      reach.map {
        [
          escapedForMarkup($0.theme), setting.language.percentage($0.share),
          setting.language.percentage($0.chance),
        ]
      })
  }

  private var neighbourhoodTable: String {
    let shares = neighbourhoods.columns.filter { column in
      column.name.hasSuffix("_share")
        && ["_people_share", "_covered_share"].allSatisfy { !column.name.hasSuffix($0) }
    }
    let names = texts(neighbourhoods, "neighbourhood_name")
    let works = numbers(neighbourhoods, "work_count")
    let parts = shares.map { numbers(neighbourhoods, $0.name) }
    return table(
      [say("Neighbourhood", "Buurt"), say("Works", "Werken")]
        + shares.map { column in
          escapedForMarkup(
            column.label.map { setting.language.text($0.title) } ?? column.name)
        },
      names.indices.map { row in
        [escapedForMarkup(names[row] ?? ""), setting.language.text(works[row])]
          + parts.map { setting.language.percentage($0[row]) }
      })
  }

  private func table(_ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let body = rows.map { row in
      "<tr><th scope=\"row\">\(row[0])</th>"
        + row.dropFirst().map { "<td>\($0)</td>" }.joined() + "</tr>"
    }.joined(separator: "\n")
    return
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(heads[0])\"><table><thead><tr>\(head)</tr></thead>"
      + "<tbody>\(body)</tbody></table></div>"
  }

  private var streets: String {
    Set(texts(works, "street").compactMap(\.self)).sorted().map {
      "<option value=\"\(escapedForMarkup($0))\"></option>"
    }.joined()
  }

  // MARK: Values

  private func counts(_ table: VectorTable, _ column: String) -> [Int: Int] {
    numbers(table, column).compactMap { $0.map { Int($0) } }.reduce(into: [:]) {
      $0[$1, default: 0] += 1
    }
  }

  private func numbers(_ table: VectorTable, _ name: String) -> [Double?] {
    switch table.columns.first(where: { $0.name == name })?.values {
    case .integer(let values)?: values.map { $0.map(Double.init) }
    case .number(let values, _)?: values
    default: Array(repeating: nil, count: table.rowCount)
    }
  }

  private func texts(_ table: VectorTable, _ name: String) -> [String?] {
    guard case .text(let values)? = table.columns.first(where: { $0.name == name })?.values else {
      return Array(repeating: nil, count: table.rowCount)
    }
    return values
  }
}
