import Geometry
import LayerIO
import OpportunityMap
import Report
import Tables

/// The page of an audit: what happened, why it was missed, where, and what lies ahead. One file, without scripts and
/// without a network.
struct AuditPage {
  private let audit: Audit
  private let language: Language
  private let words: AuditWords
  private let map: NeighbourhoodDrawing

  /// Cases and pairs that are listed in the page; the tables have all.
  private static let (mostCases, mostPairs) = (25, 200)

  init(_ audit: Audit, neighbourhoods: GeometryArray, language: Language) {
    (self.audit, self.language) = (audit, language)
    words = AuditWords(audit: audit, language: language)
    map = NeighbourhoodDrawing(neighbourhoods)
  }

  /// The whole page.
  var text: String {
    let title = say("%1: missed windows, %2", "%1: gemiste kansen, %2", audit.name, words.years)
    return """
      \(plainHead(title, language, styles: plainStyles + Self.styles))
      <h1>\(title)</h1>
      \(paragraphs(words.lead))
      <h2>\(say("Why it was missed", "Waarom het niet samen ging"))</h2>
      \(reasons)
      <h2>\(say("Where", "Waar"))</h2>
      \(drawing)
      <h2>\(say("The largest chances that were missed", "De grootste gemiste kansen"))</h2>
      \(cases)
      \(places)
      \(ahead)
      <h2>\(say("What the figures rest on", "Waar de cijfers op rusten"))</h2>
      <ul>\(words.remarks.map { "<li>\(unbroken($0))</li>" }.joined())</ul>
      <p><small>\(say("Rule: %1", "Regel: %1", audit.rule.source))</small></p>
      </main></body></html>

      """
  }

  // MARK: Words

  private func say(_ english: String, _ dutch: String, _ arguments: String...) -> String {
    language.markup(english, dutch, arguments)
  }

  private func paragraphs(_ texts: [String]) -> String {
    texts.map { "<p>\(unbroken($0))</p>" }.joined(separator: "\n")
  }

  /// Text of which amounts and areas stay on one line.
  private func unbroken(_ text: String) -> String {
    escapedForMarkup(text).replacing(
      "\(audit.currency.code) ", with: "\(audit.currency.code)\u{a0}"
    )
    .replacing(" m²", with: "\u{a0}m²")
  }

  /// A table of which the columns `numbers` hold numbers, and the others words.
  private func table(
    _ heads: [String], _ rows: [[String]], numbers: Set<Int>, caption: String
  ) -> String {
    func sort(_ column: Int) -> String { numbers.contains(column) ? " class=\"number\"" : "" }
    let head = heads.enumerated().map { "<th scope=\"col\"\(sort($0.offset))>\($0.element)</th>" }
      .joined()
    let body = rows.map { cells in
      "<tr>" + "<th scope=\"row\">\(cells[0])</th>"
        + cells.enumerated().dropFirst().map { "<td\(sort($0.offset))>\($0.element)</td>" }.joined()
        + "</tr>"
    }.joined(separator: "\n")
    return "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(caption)\"><table>"
      + "<caption>\(caption)</caption><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>"
  }

  private func money(_ cents: Int) -> String { language.number(Double(cents) / 100, decimals: 2) }

  // MARK: Reasons

  private var reasons: String {
    let most = max(1, ChanceOutcome.allCases.map { audit.cents($0) }.max() ?? 1)
    let rows = ChanceOutcome.allCases.compactMap { outcome -> [String]? in
      let (pairs, cents) = (audit.pairs(outcome), audit.cents(outcome))
      guard !pairs.isEmpty || cents != 0 else { return nil }
      let part = Int((100 * Double(max(0, cents)) / Double(most)).rounded())
      return [
        "\(escapedForMarkup(words.title(outcome)))"
          + "<small>\(escapedForMarkup(words.meaning(outcome)))</small>",
        money(cents)
          + "<span class=\"bar\" aria-hidden=\"true\"><span class=\"o-\(outcome.key)\" "
          + "style=\"width:\(part)%\"></span></span>",
        language.number(pairs.count), language.number(pairs.count(where: audit.saves)),
      ]
    }
    let whole = [
      "<b>\(say("All together", "Alles bij elkaar"))</b>", "<b>\(money(audit.possibleCents))</b>",
      language.number(audit.pairs.count), language.number(audit.pairs.count(where: audit.saves)),
    ]
    return table(
      [
        say("What became of it", "Wat ervan kwam"),
        say("Cash (%1)", "Geld (%1)", audit.currency.code),
        say("Pairs of works on one place", "Paren van werken op één plek"),
        say("Of these, with a saving", "Daarvan met een besparing"),
      ], rows + [whole], numbers: [1, 2, 3],
      caption: say(
        "What became of works on one place, %1", "Wat er kwam van werken op één plek, %1",
        words.years))
  }

  // MARK: Map

  /// What a case is on the map.
  private enum Sign: CaseIterable {
    case together, missed, impossible

    init(_ bundle: AuditedBundle) {
      let main = bundle.bundle.mainOutcome
      self = main == .together ? .together : main == .impossible ? .impossible : .missed
    }
  }

  private var drawing: String {
    let shapes = map.paths.indices.map { place in
      "<path d=\"\(map.paths[place])\" class=\"area\"><title>"
        + "\(escapedForMarkup(audit.neighbourhoods[place].name))</title></path>"
    }.joined()
    let signs = audit.bundles.reversed().map { bundle in
      let works = bundle.bundle.works.map { audit.works[Int($0)] }
      let sum = works.reduce(SIMD2(0.0, 0.0)) { $0 + $1.place } / Double(works.count)
      return sign(Sign(bundle), at: map.place(of: Position(sum.x, sum.y)))
    }.joined()
    let label = say(
      "Map of the neighbourhoods with a sign for each case; the tables say the same in words.",
      "Kaart van de buurten met een teken voor elk geval; de tabellen zeggen hetzelfde in woorden.")
    return """
      <p class="legend">\(legend)</p>
      <figure class="map"><svg viewBox="\(map.viewBox)" role="img" aria-label="\(label)">\(shapes)\(signs)</svg></figure>
      """
  }

  private var legend: String {
    Sign.allCases.map { kind in
      let name =
        switch kind {
        case .together: say("done together", "samen gedaan")
        case .missed: say("mostly missed", "vooral gemist")
        case .impossible: say("mostly not possible then", "kon toen vooral niet")
        }
      return "<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">"
        + "\(sign(kind, at: ("6", "6")))</svg> \(name)</span>"
    }.joined(separator: " ")
  }

  private func sign(_ sign: Sign, at place: (x: String, y: String)) -> String {
    switch sign {
    case .together:
      "<circle class=\"o-together\" cx=\"\(place.x)\" cy=\"\(place.y)\" r=\"2.6\"/>"
    case .missed:
      "<path class=\"o-not-shared\" d=\"M\(place.x) \(place.y)m0-3.4l3 5.6h-6z\"/>"
    case .impossible:
      "<path class=\"o-impossible\" d=\"M\(place.x) \(place.y)m-2.3-2.3h4.6v4.6h-4.6z\"/>"
    }
  }

  // MARK: Cases

  private var cases: String {
    let missed = audit.missedBundles
    guard !missed.isEmpty else {
      return paragraphs([
        words.say(
          "None: nothing that could have been done together would have saved more than it was.",
          "Geen: er was niets dat samen meer had bespaard dan er bespaard is.")
      ])
    }
    let shown = missed.prefix(Self.mostCases)
    let count =
      shown.count == missed.count
      ? words.say("All %1 cases.", "Alle %1 gevallen.", language.number(missed.count))
      : words.say(
        "The %1 largest of %2 cases; audit_cases.csv has all.",
        "De grootste %1 van %2 gevallen; alle staan in audit_cases.csv.",
        language.number(shown.count), language.number(missed.count))
    let note = words.say(
      "What could ride along is the ground of the place with that challenge.",
      "Wat kon meeliften is de grond van de plek met die opgave.")
    return paragraphs([count + " " + note])
      + table(
        [
          say("Street", "Straat"), say("Works", "Werken"),
          say("Mostly because", "Vooral omdat"),
          say("Missed (%1)", "Gemist (%1)", audit.currency.code),
          say("Could ride along", "Kon meeliften"),
        ], shown.map(row), numbers: [3],
        caption: say("The largest chances that were missed", "De grootste gemiste kansen"))
  }

  private func row(_ bundle: AuditedBundle) -> [String] {
    let numbers = bundle.bundle.works.sorted {
      (audit.works[Int($0)].told.done, $0) < (audit.works[Int($1)].told.done, $1)
    }
    let lines = numbers.prefix(8).map { number in
      let work = audit.works[Int(number)]
      return escapedForMarkup("\(work.told.done): \(words.name(work)) (\(work.party))")
    }
    let rest = numbers.count - lines.count
    let more = rest > 0 ? [say("and %1 more", "en nog %1", language.number(rest))] : []
    let outcomes = ChanceOutcome.missed
    let main = outcomes.max {
      (bundle.bundle.cents[$0.rawValue], $1) < (bundle.bundle.cents[$1.rawValue], $0)
    }
    let challenges = audit.themes.indices.filter { bundle.challenged[$0] >= 10 }
      .sorted { bundle.challenged[$0] > bundle.challenged[$1] }
      .map { "\(language.themeName(audit.themes[$0])) \(words.area(bundle.challenged[$0]))" }
    return [
      escapedForMarkup(words.streets(numbers)), (lines + more).joined(separator: "<br>"),
      main.map { escapedForMarkup(words.title($0)) } ?? "", money(bundle.bundle.missed),
      challenges.isEmpty ? "-" : challenges.map(unbroken).joined(separator: "<br>"),
    ]
  }

  // MARK: Places

  private var places: String {
    let all = audit.reopenings
    guard !all.isEmpty else { return "" }
    let shown = all.sorted { ($1.area, $0.second) < ($0.area, $1.second) }.prefix(Self.mostPairs)
    let title =
      shown.count == all.count
      ? say(
        "All %1 pairs that opened a place twice",
        "Alle %1 paren waarvoor een plek twee keer open ging",
        language.number(all.count))
      : say(
        "The %1 largest of %2 pairs that opened a place twice; audit_pairs.csv has all",
        "De grootste %1 van %2 paren waarvoor een plek twee keer open ging; alle staan in audit_pairs.csv",
        language.number(shown.count), language.number(all.count))
    let rows = shown.map { pair -> [String] in
      let (first, second) = (audit.works[Int(pair.first)], audit.works[Int(pair.second)])
      return [
        escapedForMarkup(words.streets([pair.second])),
        escapedForMarkup("\(first.told.done): \(words.name(first)) (\(first.party))"),
        escapedForMarkup("\(second.told.done): \(words.name(second)) (\(second.party))"),
        words.area(pair.area), escapedForMarkup(words.title(pair.outcome)),
        audit.saves(pair) ? say("yes", "ja") : say("no", "nee"),
      ]
    }
    return "<details><summary>\(title)</summary>"
      + table(
        [
          say("Street", "Straat"), say("First", "Eerst"), say("Then", "Daarna"),
          say("Ground", "Grond"), say("Why", "Waarom"),
          say("Saves together", "Bespaart samen"),
        ], rows, numbers: [3],
        caption: say("Places that were opened twice", "Plekken die twee keer open gingen"))
      + "</details>"
  }

  // MARK: Ahead

  private var ahead: String {
    guard let ahead = audit.ahead else { return "" }
    let rows = LookAhead.Plan.allCases.map { plan -> [String] in
      let pairs = ahead.pairs(plan)
      return [
        escapedForMarkup(words.title(plan)), language.number(pairs.count),
        language.number(pairs.reduce(0) { $0 + $1.area }),
      ]
    }
    return """
      <h2>\(say("Ahead: what is missed if nothing changes", "Vooruit: wat u mist als er niets verandert"))</h2>
      \(paragraphs(words.lead(ahead)))
      \(table(
        [
          ahead.isProgramme
            ? say("What the programme does with them", "Wat het programma ermee doet")
            : say("What the proposals do with them", "Wat de voorstellen ermee doen"),
          say("Pairs", "Paren"), say("Shared ground (m²)", "Gedeelde grond (m²)"),
        ], rows, numbers: [1, 2],
        caption: say(
          "Places that would be opened twice", "Plekken die twee keer open zouden gaan")))
      """
  }

  private static let styles = """
    caption{text-align:left;color:#595959;padding:.3rem 0}th,td{text-align:left}.number{text-align:right}
    tbody th{min-width:10rem}thead th{min-width:0;vertical-align:bottom}tbody td.number{white-space:nowrap}
    .bar{display:block;height:.4rem;background:#eee;margin-top:.2rem;min-width:5rem}
    .bar span{display:block;height:100%}li{max-width:46rem;margin-bottom:.4rem}.area{fill:#eee}
    summary{margin:1rem 0}
    .map{max-width:40rem}.legend span{margin-right:1rem;white-space:nowrap}.legend svg{width:1rem;height:1rem;vertical-align:-.15rem}
    .o-together{fill:#00712f;background:#00712f}.o-not-done{background:#b3500a}
    .o-not-shared{fill:#b3500a;background:#c9691f}.o-not-known{background:#d9873f}.o-untold{background:#8c8c8c}
    .o-impossible{fill:#3c5a78;background:#3c5a78}.o-kept-apart{background:#8c8c8c}
    figure.map svg [class^=o-]{stroke:#fff;stroke-width:.5}
    """
}
