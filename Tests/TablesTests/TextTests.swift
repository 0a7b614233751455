import Foundation
import LayerIO
import OpportunityMap
import Tables
import Testing

@Suite struct TextTests {
  @Test(arguments: TextKey.allCases)
  func `a text has the same places for arguments in every language`(key: TextKey) {
    let places = Language.allCases.map { language in
      (1...9).filter { language.text(key).contains("%\($0)") }
    }
    #expect(Set(places).count == 1)
    #expect(Language.allCases.allSatisfy { !$0.text(key).isEmpty })
  }

  @Test func `arguments stand where their number does, whatever they hold`() {
    #expect(Language.en.text(.written, "100%2", "b") == "Written to 100%2: b")
    #expect(Language.nl.text(.dropped, "3", "x 3") == "3 weggelaten (x 3)")
  }

  @Test func `one of a thing has the words for one, in every language`() {
    #expect(Language.nl.text(.works, "1", "2", "1") == "1 werk op 2 objecten in 1 buurt.")
    #expect(Language.en.text(.works, "1", "1", "3") == "1 work on 1 asset in 3 neighbourhoods.")
    #expect(Language.en.text(.crowdedOutCount, "1", "EUR 5").hasSuffix(": 1 work, EUR 5"))
    #expect(filled("%1 {1:a|b} %2", with: ["{1:c|d}", "1"]) == "{1:c|d} b 1")
  }

  @Test func `no text says one and then speaks of many, nor shows how it chooses`() {
    let ones = Array(repeating: "1", count: 9)
    let texts = Language.allCases.flatMap { language in
      TextKey.allCases.map { language.filledText($0, ones) }
        + ProjectTextKey.allCases.map { language.filledText($0, ones) }
    }
    let many =
      /(?:^|[^0-9,.])1 (?:werken|objecten|buurten|projecten|bronnen|works|assets|neighbourhoods|projects|sources|features|objects|years|times)\b/
    #expect(texts.filter { $0.firstMatch(of: many) != nil || $0.contains("{") } == [])
  }

  @Test func `numbers are written as readers of the language do`() {
    #expect(Language.nl.number(1_234_567.891, decimals: 1) == "1.234.567,9")
    #expect(Language.en.number(1_234_567.891, decimals: 1) == "1,234,567.9")
    #expect(Language.nl.number(-0.25, decimals: 2) == "-0,25")
    #expect(Language.en.number(-1000) == "-1,000")
    #expect(Language.nl.number(999) == "999")
  }

  @Test(arguments: [
    ("nl", Language.nl), ("nl_NL.UTF-8", .nl), ("en-GB", .en), ("EN", .en), ("C", nil), ("", nil),
    ("fr_FR", nil),
  ])
  func `a language is known by its code`(code: String, language: Language?) {
    #expect(Language(code: code) == language)
  }

  @Test(arguments: [
    ("neighbourhoods", "buurten"), ("schedule[1]", "onderhoudsplanning, onderdeel 2"),
    ("themes.water.layers[0]", "thema Natte voeten, laag 1"),
    ("themes.vacancy.layers[2]", "thema leegstand, laag 3"),
    ("themes.care.layers[0].green.trees", "thema zorg, laag 1, green.trees"),
    ("something else", "something else"),
  ])
  func `what a source is for is said in words`(role: String, words: String) {
    let names = ["water": "Natte voeten"]
    let found = Language.nl.roleText(role) { names[$0] ?? Language.nl.themeName($0) }
    #expect(found == words)
  }

  @Test func `where a coordinate system is known from is said in words`() {
    let system = "EPSG:28992 (declared in the file)"
    #expect(Language.nl.systemText(system) == "EPSG:28992 (vermeld in het bestand)")
    #expect(Language.en.systemText(system) == system)
    #expect(Language.nl.systemText("EPSG:28992 (otherwise)") == "EPSG:28992 (otherwise)")
  }

  @Test func `a theme is called what the project calls it, and a source too`() {
    let name = Wording(en: "Flooding", nl: "Overlast")
    let theme = Theme(key: "water", name: name, weight: 1, planes: [])
    #expect(Language.en.themeName(theme) == "Flooding")
    #expect(Language.nl.themeName(Theme(key: "energy", weight: 1, planes: [])) == "energie")
    #expect(Language.nl.sourceName(name, source: "a.gpkg") == "Overlast (a.gpkg)")
    #expect(Language.nl.sourceName(nil, source: "a.gpkg") == "a.gpkg")
  }

  @Test(arguments: ProjectTextKey.allCases)
  func `a text about projects has the same places in every language`(key: ProjectTextKey) {
    let places = Language.allCases.map { language in
      (1...9).filter { language.text(key).contains("%\($0)") }
    }
    #expect(Set(places).count == 1)
    #expect(Language.allCases.allSatisfy { !$0.text(key).isEmpty })
  }

  @Test func `keys of themes become names of columns, each its own`() {
    #expect(
      columnKeys(["water", "Water", "zorg & wonen", "é"]) == [
        "water", "water_2", "zorg___wonen", "_",
      ])
  }
}

extension Language {
  fileprivate func filledText(_ key: TextKey, _ a: [String]) -> String {
    text(key, a[0], a[1], a[2], a[3], a[4], a[5], a[6])
  }

  fileprivate func filledText(_ key: ProjectTextKey, _ a: [String]) -> String {
    text(key, a[0], a[1], a[2], a[3], a[4], a[5], a[6])
  }
}
