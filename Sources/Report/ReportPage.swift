import Foundation
import LayerIO
import Tables

/// The page around the data: markup, styles, scripts and the map library.
struct ReportPage {
  /// The scripts in the order in which they stand in the page.
  static let scripts = [
    "base", "load", "projects", "state", "colours", "scores", "tiles", "map", "labels", "inspect",
    "charts", "controls", "links", "overview", "story", "bridge", "baselines", "business",
    "carried", "brings", "undone", "packages", "coverage", "areas", "types", "works", "candidates",
    "sheet", "candidate-map", "programme", "patterns", "streets", "street-sheet", "export",
    "workbook", "glossary",
    "background", "follow", "picture", "print", "weights", "method", "tabs", "finder", "main",
  ]

  /// Those of a page that the workbench serves, before the last.
  static let servedScripts = ["served", "ask", "decide", "access"]

  /// Those of a page with buildings, before the last.
  static let buildingScripts = ["buildings"]

  private let report: ReportInput
  private let hasBuildings: Bool
  private let title: String

  /// A page; `title` is the name of the project.
  init(_ report: ReportInput, title: String, hasBuildings: Bool) {
    (self.report, self.hasBuildings) = (report, hasBuildings)
    self.title = title
  }

  /// What stands before and after the blocks of data, in pieces.
  /// - Throws: `ProductError` when a part can't be read.
  func aroundBlocks() throws -> (before: [String], after: [String]) {
    let texts = report.language.reportTexts(
      isServed: report.isServed, hasBuildings: hasBuildings)
    var parts = texts.mapValues(escapedForMarkup)
    parts["language"] = report.language.rawValue
    parts["title"] = escapedForMarkup(
      (texts["pageTitle"] ?? "").replacing("%1", with: title))
    let files = PageFiles(mapLibraryFolder: report.mapLibraryFolder)
    parts["styles"] = try files.mapLibrary("css") + files.part("report.css")
    let further: [String] =
      (hasBuildings ? Self.buildingScripts : []) + (report.isServed ? Self.servedScripts : [])
    let scripts: [String] = Self.scripts.dropLast() + further + Self.scripts.suffix(1)
    parts["scripts"] = try scripts.map { try files.part("\($0).js") }.joined()
    // A page of a file asks nobody.
    parts["service"] = report.isServed ? " 'self'" : ""
    let library = try files.mapLibrary("js")
    parts["mapLibre"] = library.isEmpty ? "" : "<script>\(library)</script>"
    let halves = try files.part("page.html").components(separatedBy: "{{blocks}}\n")
    precondition(halves.count == 2, "the page has one place for the blocks")
    return (filled(halves[0], with: parts), filled(halves[1], with: parts))
  }
}

/// The template with each `{{name}}` replaced, from front to back, so that nothing that was put in is
/// looked at again.
private func filled(_ template: String, with parts: [String: String]) -> [String] {
  let pieces = template.components(separatedBy: "{{")
  return [pieces[0]]
    + pieces.dropFirst().flatMap { piece in
      let halves = piece.components(separatedBy: "}}")
      guard let value = parts[halves[0]] else { preconditionFailure("no part \(halves[0])") }
      return [value, halves.dropFirst().joined(separator: "}}")]
    }
}

extension Language {
  /// A text in this language as markup shows it, with `%1` and so on replaced by the arguments.
  package func markup(_ english: String, _ dutch: String, _ arguments: [String] = []) -> String {
    escapedForMarkup(filled(text(Wording(en: english, nl: dutch)), with: arguments))
  }
}

/// Text that markup shows as it is, in elements and in quoted attributes.
package func escapedForMarkup(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
}
