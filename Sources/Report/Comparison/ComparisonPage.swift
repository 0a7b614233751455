import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// The page of a comparison: a table of the scenarios, how far each theme is reached beside chance, maps of
/// what differs by neighbourhood, and the works that come, go or move. One file, without scripts and
/// without a network; where the workbench serves it, with two maps of it besides.
package struct ComparisonPage {
  private let comparison: Comparison
  private let language: Language
  private let map: NeighbourhoodDrawing?

  /// The page of a comparison, with a map where the geometry of its neighbourhoods is given.
  package init(_ comparison: Comparison, neighbourhoods: GeometryArray?, language: Language) {
    (self.comparison, self.language) = (comparison, language)
    map = neighbourhoods.map(NeighbourhoodDrawing.init)
  }

  /// The whole page, in one file.
  package var text: String { page(head: "", styles: "", maps: "", scripts: "") }

  /// The whole page as the workbench serves it.
  /// - Throws: `ProductError` when a part can't be read.
  package func text(with maps: ComparisonMaps) throws -> String {
    page(
      head: maps.policy, styles: try maps.styles(), maps: maps.markup, scripts: try maps.scripts())
  }

  private func page(head: String, styles: String, maps: String, scripts: String) -> String {
    let title =
      comparison.isOfFolders
      ? say("%1: runs compared", "%1: runs vergeleken", comparison.city)
      : say("%1: scenarios compared", "%1: scenario's vergeleken", comparison.city)
    return """
      \(plainHead(title, language, styles: styles + plainStyles, head: head))
      <h1>\(title)</h1>
      <p>\(lead)</p>
      <h2>\(say("What each comes to", "Wat elk oplevert"))</h2>
      \(table)
      \(maps)
      <h2>\(say("What is reached, beside chance", "Wat geraakt wordt, naast toeval"))</h2>
      <p>\(chance)</p>
      <div class="charts">\(charts)</div>
      \(differenceMap)
      <h2>\(say("What differs by name", "Wat met naam verschilt"))</h2>
      \(lists)
      </main>\(scripts)</body></html>

      """
  }

  // MARK: Words

  /// A text in the page's language, ready for markup.
  private func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    language.markup(english, dutch, arguments)
  }

  private var answers: [Comparison.Column] { comparison.columns }

  private func name(_ answer: Comparison.Column) -> String {
    escapedForMarkup(answer.name.text(in: language))
  }

  private var lead: String {
    comparison.isOfFolders ? leadOfFolders : leadOfScenarios
  }

  private var leadOfFolders: String {
    say(
      "Works from %1 to %2, as the products of each run tell them; nothing was worked out anew. Every run "
        + "stands beside the first, '%3'. Cash is what someone pays or keeps; what is marked (valued) is "
        + "an effect in euros that nobody is paid. A dash is what a folder does not tell.",
      "Werken van %1 tot en met %2, zoals de producten van elke run ze geven; er is niets opnieuw "
        + "berekend. Elke run staat naast de eerste, '%3'. Geld is wat iemand betaalt of overhoudt; wat "
        + "(gewaardeerd) is, is een effect in euro's dat niemand ontvangt. Een streepje is wat een map "
        + "niet vertelt.",
      "\(comparison.years.lowerBound)", "\(comparison.years.upperBound)",
      answers[0].name.text(in: language))
  }

  private var leadOfScenarios: String {
    say(
      "Works from %1 to %2. Every scenario stands beside the first, '%3'. Cash is what someone pays "
        + "or keeps; what is marked (valued) is an effect in euros that nobody is paid.",
      "Werken van %1 tot en met %2. Elk scenario staat naast het eerste, '%3'. Geld is wat iemand "
        + "betaalt of overhoudt; wat (gewaardeerd) is, is een effect in euro's dat niemand ontvangt.",
      "\(comparison.years.lowerBound)", "\(comparison.years.upperBound)",
      answers[0].name.text(in: language))
  }

  private var chance: String {
    say(
      "The bar is the share of the challenged ground under works that are done; the mark is the share of "
        + "all ground under them, which is what chance would give. A bar at its mark reaches no more "
        + "than chance.",
      "De balk is het deel van de grond met de opgave onder gedane werken; het streepje is het deel van "
        + "alle grond daaronder, dus wat toeval zou geven. Een balk bij het streepje raakt niet meer "
        + "dan toeval.")
  }

  private var legend: String {
    say(
      "Challenged ground under works that are done, all themes together, as a share: more than in '%1' is "
        + "green, less is orange, within half a per cent is grey.",
      "Grond met opgaven onder gedane werken, alle thema's samen, als deel: meer dan in '%1' is groen, "
        + "minder is oranje, minder dan een half procent verschil is grijs.",
      answers[0].name.text(in: language))
  }

  // MARK: Table

  private var table: String {
    let head = answers.map { "<th scope=\"col\">\(name($0))\(reason($0))</th>" }.joined()
    let rows = ScenarioRow.all.map { row in
      let unit = row.column.unit.isEmpty ? "" : " (\(comparison.currency))"
      let title = escapedForMarkup(row.title.text(in: language) + unit)
      let meaning = escapedForMarkup(row.column.meaning(in: language))
      let cells = answers.indices.map { cell(row, $0) }.joined()
      return "<tr><th scope=\"row\" title=\"\(meaning)\">\(title)</th>\(cells)</tr>"
    }
    return
      "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><td></td>\(head)</tr></thead><tbody>"
      + rows.joined(separator: "\n") + beats + "</tbody></table></div>"
  }

  private func reason(_ answer: Comparison.Column) -> String {
    answer.reason.map { "<small>\(escapedForMarkup($0))</small>" } ?? ""
  }

  /// A figure, with its difference from the first beneath.
  private func cell(_ row: ScenarioRow, _ index: Int) -> String {
    let value = answers[index].figures.flatMap(row.value)
    let difference =
      index == 0
      ? nil
      : value.flatMap { value in answers[0].figures.flatMap(row.value).map { value - $0 } }
    let beneath = difference.map { "<small>\(language.difference($0))</small>" } ?? ""
    return "<td>\(language.text(value))\(beneath)</td>"
  }

  private var beats: String {
    guard !comparison.isOfFolders else { return "" }
    let title = say(
      "Worth more than the first, of %1 draws", "Meer waard dan het eerste, van %1 trekkingen",
      language.number(comparison.draws))
    let meaning = say(
      "In each draw weights are between half and twice, costs 20% lower to 30% higher, savings 11/24 to "
        + "11/10. Worth: saved + nuisance + what couplings bring, less their cost and upkeep, moving and "
        + "the risk that is left.",
      "In elke trekking zijn gewichten half tot dubbel, kosten 20% lager tot 30% hoger en besparingen "
        + "11/24 tot 11/10. Waarde: bespaard + hinder + opbrengst van koppelingen, min hun kosten en "
        + "onderhoud, schuiven en het risico dat blijft.")
    let cells = answers.map { "<td>\(language.percentage($0.beatsFirst))</td>" }.joined()
    return "<tr><th scope=\"row\" title=\"\(meaning)\">\(title)</th>\(cells)</tr>"
  }

  // MARK: Charts

  private var charts: String {
    comparison.themes.indices.map { theme in
      let rows = answers.enumerated().map { index, answer in
        bar(answer.figures?.themes[theme] ?? .none, at: 26 * index, name: name(answer))
      }.joined()
      let title = escapedForMarkup(language.themeName(comparison.themes[theme]))
      return "<figure><figcaption>\(title)</figcaption>"
        + "<svg viewBox=\"0 0 300 \(26 * answers.count)\" role=\"img\" aria-label=\"\(title)\">"
        + rows + "</svg></figure>"
    }.joined()
  }

  private func bar(_ reach: Reach, at y: Int, name: String) -> String {
    let (share, chance) = (reach.share ?? 0, reach.chance ?? 0)
    return """
      <g transform="translate(0 \(y))"><title>\(name): \(language.percentage(reach.share)) \
      (\(language.percentage(reach.chance)))</title>
      <text x="0" y="9">\(name)</text>
      <text x="300" y="9" text-anchor="end">\(language.percentage(reach.share))</text>
      <rect class="whole" y="12" width="300" height="8"/>
      <rect class="part" y="12" width="\(round(300 * share, 1))" height="8"/>
      <rect class="mark" x="\(round(300 * chance, 1))" y="10" width="2" height="12"/></g>
      """
  }

  // MARK: Maps

  private var differenceMap: String {
    guard let map, let first = answers[0].figures else {
      let why = say(
        "There is no map: the first has no figures, or no saved stack that can be read.",
        "Er is geen kaart: de eerste heeft geen cijfers, of geen bewaarde stapel die te lezen is.")
      return "<p>\(why)</p>"
    }
    return """
      <h2>\(say("What differs by neighbourhood", "Wat per buurt verschilt"))</h2>
      <p>\(legend)</p>
      <div class="charts">\(maps(map, first))</div>
      """
  }

  private func maps(_ map: NeighbourhoodDrawing, _ first: ScenarioFigures) -> String {
    answers.dropFirst().map { answer in
      let shapes = comparison.neighbourhoods.indices.map { place in
        let own = answer.figures.flatMap { share($0, place) }
        let change = own.flatMap { own in share(first, place).map { own - $0 } }
        let label =
          "\(escapedForMarkup(comparison.neighbourhoods[place].name)): "
          + (change.map { "\(language.difference(100 * $0, decimals: 1))%" } ?? "-")
        return "<path d=\"\(map.paths[place])\" fill=\"\(colour(change))\">"
          + "<title>\(label)</title></path>"
      }.joined()
      return "<figure><figcaption>\(name(answer))</figcaption>"
        + "<svg viewBox=\"\(map.viewBox)\" role=\"img\" aria-label=\"\(name(answer))\">"
        + "\(shapes)</svg></figure>"
    }.joined()
  }

  /// Share of the challenged ground of a neighbourhood, all themes together, that is reached; nil where
  /// nothing is known of its ground.
  private func share(_ figures: ScenarioFigures, _ place: Int) -> Double? {
    let count = comparison.themes.count
    let reaches = figures.places[place * count..<(place + 1) * count]
    guard reaches.contains(where: { $0.ground > 0 }) else { return nil }
    let challenged = reaches.reduce(0) { $0 + $1.challenged }
    return challenged > 0 ? reaches.reduce(0) { $0 + $1.reached } / challenged : 0
  }

  private func colour(_ change: Double?) -> String {
    guard let change else { return "none" }
    guard abs(change) >= 0.005 else { return "#d9d9d9" }
    let strength = min(1, abs(change) / 0.25)
    let (weak, strong) =
      change > 0
      ? (SIMD3(199.0, 233, 192), SIMD3(0.0, 109, 44))
      : (SIMD3(253.0, 208, 162), SIMD3(166.0, 54, 3))
    let mixed = weak + (strong - weak) * strength
    return "rgb(\(Int(mixed.x)),\(Int(mixed.y)),\(Int(mixed.z)))"
  }

  // MARK: Lists

  /// Works that are listed in the page; `scenario_works.csv` has all.
  private static let mostListed = 100

  private var lists: String {
    answers.dropFirst().map { answer in
      let lines = differences(answer, comparison, language).map(escapedForMarkup)
      let rows = answer.works.sorted { ($1.cost ?? 0, $0.work) < ($0.cost ?? 0, $1.work) }
        .prefix(Self.mostListed).map(row).joined()
      let title = say(
        "The %1 dearest of %2 works; scenario_works.csv has all.",
        "De %1 duurste van %2 werken; scenario_works.csv heeft ze alle.",
        language.number(min(Self.mostListed, answer.works.count)),
        language.number(answer.works.count))
      return "<h3>\(name(answer))</h3><p>\(lines.joined(separator: "<br>"))</p>"
        + (answer.works.isEmpty
          ? ""
          : "<details><summary>\(title)</summary><div class=\"wide\" tabindex=\"0\"><table><thead>\(heads)</thead>"
            + "<tbody>\(rows)</tbody></table></div></details>")
    }.joined()
  }

  private var heads: String {
    let titles = [
      say("Work", "Werk"), say("Street", "Straat"), say("What", "Wat"),
      say("Cost (%1)", "Kosten (%1)", "\(comparison.currency)"),
      escapedForMarkup(answers[0].name.text(in: language)), say("Here", "Hier"),
    ]
    return "<tr>" + titles.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr>"
  }

  private func row(_ work: WorkDifference) -> String {
    let none = say("not done", "niet gedaan")
    let cells = [
      escapedForMarkup(work.work), escapedForMarkup(work.street ?? ""),
      escapedForMarkup("\(work.assetType), \(work.measure)"), language.text(work.cost),
      work.before.map(String.init) ?? none, work.after.map(String.init) ?? none,
    ]
    return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
  }
}
