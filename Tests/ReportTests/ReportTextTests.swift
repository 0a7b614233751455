import Foundation
import LayerIO
import ProjectBundling
import Tables
import TestSupport
import Testing

@testable import Report

/// The page and its texts fit each other.
@Suite struct ReportTextTests {
  @Test func `every text that the page asks for exists, and every text is asked for`() throws {
    let page = try scripts()
    let asked = Set(page.matches(of: /\bt\(\s*'([A-Za-z-]+)'/).map { String($0.output.1) })
    let chosen = page.matches(of: /'([A-Za-z-]+)'/).map { String($0.output.1) }
    let composed = [
      "reason-", "status-", "outcome-", "saved", "tab", "how", "rests-", "bridge-", "rows-", "way-",
      "wayText-", "why-", "ask-", "edit-", "decide-", "background-", "group-", "access-",
      "choice-", "social-", "term-", "meaning-", "stage-", "kind-", "missing-",
    ]
    let template = try source("page.html").matches(of: /\{\{([A-Za-z]+)\}\}/)
      .map { String($0.output.1) }
    let keys = ReportText.all.map(\.key)
    #expect(asked.isSubset(of: keys))
    let used = asked.union(chosen).union(template)
    let swift = ["pageTitle", "startTitle", "startSources"]
    // One of a thing has a text of its own, beside that of many.
    let many = { (key: String) in key.hasSuffix("One") ? String(key.dropLast(3)) : key }
    let idle = keys.filter { key in
      !used.contains(key) && !used.contains(many(key)) && !swift.contains(key)
        && !composed.contains(where: key.hasPrefix)
    }
    #expect(idle.isEmpty)
    let parts = ["language", "title", "styles", "scripts", "mapLibre", "blocks", "service"]
    #expect(Set(template).subtracting(parts).isSubset(of: keys))
  }

  @Test func `each term of the glossary has its forms and its meaning`() throws {
    let list = try #require(source("glossary.js").firstMatch(of: /const termKeys = \[([^\]]*)\]/))
    let terms = Set(list.output.1.matches(of: /'([A-Za-z]+)'/).map { String($0.output.1) })
    for prefix in ["term-", "meaning-"] {
      let keys = ReportText.all.map(\.key).filter { $0.hasPrefix(prefix) }
      #expect(Set(keys.map { String($0.dropFirst(prefix.count)) }) == terms)
    }
  }

  /// All scripts, with those of a page that is served.
  private func scripts() throws -> String {
    try
      (ReportPage.scripts + ReportPage.servedScripts + ReportPage.buildingScripts
      + StartPage.scripts.suffix(1)).map {
        try source("\($0).js")
      }.joined()
  }

  @Test func `pages with maps of tiles have each text that they ask for, and ask for each`() throws
  {
    let pages = try ["tile-map", "public", "compare"].map { try source("\($0).js") }.joined()
    let asked = Set(pages.matches(of: /\bt\(\s*'([A-Za-z-]+)'/).map { String($0.output.1) })
    // What becomes of a work that differs is composed.
    let composed: Set = ["comes", "goes", "moves"]
    #expect(asked.union(composed) == Set(ReportText.tileMaps.map(\.key)))
    #expect(pages.contains("t(what)"))
  }

  @Test func `what is counted has a text for one of it`() throws {
    let page = try scripts()
    let counted = page.matches(of: /counted\('([A-Za-z]+)'/).map { String($0.output.1) }
    #expect(counted.count > 5)
    let keys = Set(ReportText.all.map(\.key))
    #expect(Set(counted).filter { !keys.contains($0 + "One") }.isEmpty)
  }

  @Test
  func
    `each step of the bridge, way and reason, and each figure that rests on something, has a text`()
  {
    let keys = Set(ReportText.all.map(\.key))
    #expect(keys.isSuperset(of: HeadlineReliance.Figure.allCases.map { "rests-\($0.rawValue)" }))
    let reasons = ["locked-out", "nothing-gained", "no-money", "out-of-order", "crowded-out"]
    #expect(keys.isSuperset(of: reasons.map { "why-\($0)" }))
    #expect(keys.isSuperset(of: Baseline.Kind.allCases.map { "way-\($0.rawValue)" }))
    #expect(keys.isSuperset(of: Baseline.Kind.allCases.map { "wayText-\($0.rawValue)" }))
    let steps = keys.filter { $0.hasPrefix("bridge-") }.map { $0.dropFirst("bridge-".count) }
    #expect(steps.count == 17)
    #expect(keys.isSuperset(of: steps.map { "rows-\($0)" }))
  }

  @Test func `Dutch texts have no operators, decimal points or words of the trade in English`() {
    let wrong = /[<>]=?|\d\.\d|\b(?:the|and|of the|default|baseline|gap|budgets? of)\b/
    for text in ReportText.all + ReportText.tileMaps
    where !text.key.hasPrefix("rows-") && text.key != "madeWith" {
      #expect(text.text(in: .nl).firstMatch(of: wrong) == nil, "\(text.key)")
    }
  }

  @Test(arguments: [
    ("diepte_cm >= 15", "diepte_cm: 15 of meer"), ("afstand <= 0.25", "afstand: 0,25 of minder"),
    ("missed >= 2", "gemiste onderdelen van 3-30-300: 2 of meer"),
    ("deficit_share >= 0.1", "tekort tegenover de norm: 10% of meer"),
    ("energielabel: F, G", "energielabel: F, G"), ("", ""), ("a >= b", "a >= b"),
  ])
  func `the class of a layer is said in words`(label: String, words: String) {
    #expect(Language.nl.classText(label) == words)
  }

  @Test func `keys are distinct, and a text has the same places in every language`() {
    #expect(Set(ReportText.all.map(\.key)).count == ReportText.all.count)
    for text in ReportText.all {
      let places = Language.allCases.map { language in
        Set(text.text(in: language).matches(of: /%\d/).map { String($0.output) })
      }
      #expect(Set(places).count == 1, "\(text.key)")
      #expect(Language.allCases.allSatisfy { !text.text(in: $0).isEmpty })
    }
  }

  @Test func `every reason of the record has a text`() {
    let keys = Set(ReportText.all.map(\.key))
    #expect(keys.isSuperset(of: DropReason.allCases.map { "reason-\($0.rawValue)" }))
    #expect(keys.isSuperset(of: Decisions.Status.allCases.map { "status-\($0.rawValue)" }))
  }

  @Test(arguments: [
    ("due: overdue, put in 2027", "achterstallig, gezet op 2027"),
    ("measure: 'a' is not in the catalogue for 'b'", "maatregel a niet in de catalogus bij b"),
    (
      "asset_type: 'x' is not in the catalogue; did you mean 'y'?", "soort niet in de catalogus: x"
    ),
    (
      "asset_type: 'x' is not in the catalogue, did you mean 'y'?",
      "soort niet in de catalogus: x (bedoelt u y?)"
    ),
    ("cost: none", "geen kosten bekend"),
    ("cost: none, the object has no m2", "geen kosten: het object heeft geen m2"),
    ("cost: can't be read, taken as unknown", "cost is niet te lezen, geldt als onbekend"),
    ("something new", "something new"),
  ])
  func `a default of the record is said in words`(key: String, text: String) {
    #expect(Language.nl.defaultText(key) == text)
  }

  @Test func `markup in a title stays text`() {
    #expect(escapedForMarkup("<a href=\"x\">'&'") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;")
  }

  private func source(_ name: String) throws -> String {
    try Repository.text("Sources/Report/Page/" + name)
  }
}
