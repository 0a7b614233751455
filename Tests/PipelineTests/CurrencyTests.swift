import Foundation
import OpportunityMap
import Publishing
import Report
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// A project in another currency than the euro, from its file to all that people read.
@Suite struct CurrencyTests {
  private let tiny: TinyProject

  init() throws {
    tiny = try TinyProject()
  }

  private func run(_ code: String?, catalogue: String? = nil) throws -> RunSummary {
    if let code { try prepend("currency: \(code)\n", to: "project.yaml") }
    if let catalogue { try prepend("currency: \(catalogue)\n", to: "cycles.yaml") }
    return try MainJob(
      projectPath: tiny.path,
      options: MainJob.Options(threads: 2, products: Set(Product.allCases)), control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  private func prepend(_ line: String, to name: String) throws {
    let text = try String(contentsOfFile: tiny.folder.file(name), encoding: .utf8)
    try tiny.folder.write(line + text, to: name)
  }

  private func product(_ name: String) throws -> String {
    try String(contentsOfFile: tiny.folder.file("out/" + name), encoding: .utf8)
  }

  private static let csvProducts = Product.usual.map(\.fileName).filter { $0.hasSuffix(".csv") }

  @Test(arguments: Language.allCases)
  func `the end of a run leaves out what a project has nothing of`(language: Language) throws {
    let summary = try run(nil)
    let closing = closingTable(
      summary.map, summary.record, projects: summary.projects, language: language)
    let line = try #require(closing.split(separator: "\n").last { $0.contains("assumptions.csv") })
    #expect(line.contains("%"))
    #expect(line.firstMatch(of: /\s-(?:[ .;)]|$)/) == nil, "\(line)")
    #expect(closing.firstMatch(of: /EUR *[.,;]/) == nil)
  }

  @Test(arguments: ["USD", "GBP"])
  func `all texts and names of columns are of the project's currency`(code: String) throws {
    let summary = try run(code, catalogue: code)
    #expect(summary.record.parameters.currency == code)
    for language in Language.allCases {
      let closing = closingTable(summary.map, summary.record, language: language)
      #expect(closing.contains("(\(code))") && closing.contains("\(code) 51"))
      #expect(!closing.contains("EUR"))
    }
    let folder = tiny.folder.file("out")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where Self.csvProducts.contains(name) {
      let text = try product(name)
      // The bundled packages quote prices in the words of their sources.
      let isOurs = name != "packages.csv"
      #expect(!text.contains("_eur") && !(isOurs && text.contains("EUR")), "\(name)")
    }
    #expect(try product("opportunities.csv").contains("cost_\(code.lowercased())"))
    let text = try Explanation(folder: folder, language: .en).text(about: "S1")
    #expect(!text.contains("EUR"))
  }

  @Test func `prices of a catalogue in another currency are not taken`() throws {
    let works = try run("USD").map.works
    // The sewer's cost would be the catalogue's, in euros; the road's stands in its source.
    #expect(works.first { $0.id == "S1" }.map { $0.cost == nil } == true)
    #expect(works.first { $0.id == "R1" }?.cost == 1000)
  }

  @Test func `without a word it is the euro`() throws {
    let summary = try run(nil)
    #expect(summary.record.parameters.currency == "EUR")
    #expect(try product("opportunities.csv").contains("cost_eur"))
  }
}
