import Foundation
import LayerIO
import Report
import Tables

/// The page on which residents choose: one file that needs no network and sends nothing. It says by
/// hash which script and style it has, so that nothing else can run in it.
package struct BallotPage {
  private let paper: BallotPaper
  /// Names of neighbourhoods by code.
  private let places: [String: String]
  private let language: Language

  /// A page, first shown in a language; readers may change to the other.
  package init(_ paper: BallotPaper, places: [String: String], language: Language) {
    (self.paper, self.places, self.language) = (paper, places, language)
  }

  /// The whole page.
  /// - Throws: `BallotError` when a part can't be read.
  package func text() throws -> String {
    let (script, style) = (try part("ballot.js"), try part("ballot.css"))
    let policy =
      "default-src 'none'; script-src '\(policyHash(script))'; style-src '\(policyHash(style))'; "
      + "img-src data:; base-uri 'none'; form-action 'none'"
    let title = escapedForMarkup(filled(said("title"), with: [paper.name]))
    let needsScript = escapedForMarkup(said("noScript"))
    return """
      <!doctype html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <link rel="icon" href="data:,"><title>\(title)</title><style>\(style)</style></head>
      <body><header></header><main><noscript><h1>\(title)</h1><p>\(needsScript)</p></noscript></main><footer class="bar"></footer>
      <script type="application/json" id="given">\(try given())</script>
      <script>\(script)</script></body></html>

      """
  }

  private func said(_ key: String) -> String { ballotTexts[key]?.text(in: language) ?? "" }

  private func part(_ name: String) throws -> String {
    let path = Bundle.module.bundlePath + "/Page/" + name
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BallotError(path, "This part of the page can't be read.", "Install Kansenkaart again.")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// What the script is given: the ballot without what is for counting alone, and texts in all
  /// languages.
  private func given() throws -> String {
    struct Given: Encodable {
      let paper: Shown
      let texts: [String: [String: String]]
    }
    let texts = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { language in
        (language.rawValue, ballotTexts.mapValues { $0.text(in: language) })
      })
    return try scriptJSON(Given(paper: Shown(paper, places: places), texts: texts))
  }

  /// What of a ballot the page shows.
  private struct Shown: Encodable {
    let vote, name, currency: String
    let until, send_to: String?
    let budget_cents: Int
    let asks_code: Bool
    let places: [String: String]
    let options: [Option]

    struct Option: Encodable {
      let id, kind, place: String
      let name: Wording
      let neighbourhood: String?
      let year, price_cents: Int
      let work_hours, upkeep_hours: Double?
      let upkeep_cents: Int?
      let area: [Area]
      let is_planned: Bool
    }

    struct Area: Encodable {
      let theme: Wording
      let square_metres: Double
    }

    init(_ paper: BallotPaper, places: [String: String]) {
      (vote, name, currency) = (paper.vote, paper.name, paper.currency)
      (until, send_to, budget_cents) = (paper.until, paper.sendTo, paper.budgetCents)
      asks_code = !paper.codes.isEmpty
      let codes = Set(paper.options.compactMap(\.neighbourhood))
      self.places = places.filter { codes.contains($0.key) }
      options = paper.options.map {
        Option(
          id: $0.id, kind: $0.kind.rawValue, place: $0.place, name: $0.name,
          neighbourhood: $0.neighbourhood, year: $0.year, price_cents: $0.priceCents,
          work_hours: $0.workHours, upkeep_hours: $0.upkeepHours, upkeep_cents: $0.upkeepCents,
          area: $0.area.map { Area(theme: $0.theme, square_metres: $0.squareMetres) },
          is_planned: $0.isPlanned)
      }
    }
  }
}
