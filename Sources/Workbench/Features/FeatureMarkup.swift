import Foundation
import LayerIO
import Publishing
import Report
import Tables

/// Documents of the service as pages that people read: plain markup, without scripts.
package struct FeatureMarkup: Sendable {
  private let service: FeatureService

  /// Pages of a service.
  package init(_ service: FeatureService) { self.service = service }

  /// A document as a page: its texts, its collections and its links.
  package func page(_ document: JSONValue) -> String {
    let title = document["title"]?.string ?? service.title
    var body = document["description"]?.string.map { "<p>\(escapedForMarkup($0))</p>" } ?? ""
    if case .list(let collections)? = document["collections"] {
      body += "<ul>" + collections.map(entry).joined() + "</ul>"
    }
    for name in ["tilesets", "tileMatrixSets"] {
      guard case .list(let parts)? = document[name] else { continue }
      body += parts.map { linkList($0["links"]) }.joined()
    }
    if case .list(let classes)? = document["conformsTo"] {
      body +=
        "<ul>" + classes.map { "<li>\(escapedForMarkup($0.string ?? ""))</li>" }.joined() + "</ul>"
    }
    return whole(title, body + linkList(document["links"]))
  }

  private func entry(_ collection: JSONValue) -> String {
    let id = collection["id"]?.string ?? ""
    let address = service.links.address(
      ["collections", id, "items"], [QueryParameter("f", "html")])
    let title = escapedForMarkup(collection["title"]?.string ?? id)
    let meaning = escapedForMarkup(collection["description"]?.string ?? "")
    return "<li><a href=\"\(escapedForMarkup(address))\">\(title)</a><br>\(meaning)</li>"
  }

  /// A page of features as a table, each led to by its id.
  package func page(_ page: FeatureService.Page) -> String {
    let (collection, rows) = (page.collection, page.rows)
    let table = collection.table
    let cells = table.columns.map { texts($0, rows) }
    let head = table.columns.map { "<th scope=\"col\">\(heading($0))</th>" }.joined()
    let body = rows.indices.map { index in
      let values = cells.map { "<td>\(escapedForMarkup($0[index]))</td>" }.joined()
      let id = collection.id(of: rows[index])
      let address = service.links.address(
        ["collections", collection.name.text, "items", id], [QueryParameter("f", "html")])
      return
        "<tr><th scope=\"row\"><a href=\"\(escapedForMarkup(address))\">\(escapedForMarkup(id))</a></th>"
        + values + "</tr>"
    }.joined(separator: "\n")
    let count = service.say(
      "\(rows.count) of \(page.matched)", "\(rows.count) van \(page.matched)")
    return whole(
      collection.kind.table.title(in: service.language),
      "<p>\(count)</p><div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">id</th>\(head)</tr></thead><tbody>"
        + body + "</tbody></table></div>" + linkList(.list(page.links)))
  }

  /// One feature as a list of what it says.
  package func page(_ collection: FeatureCollection, row: Int, links: [JSONValue]) -> String {
    let entries = collection.table.columns.map { column in
      "<dt>\(heading(column))</dt><dd>\(escapedForMarkup(texts(column, [row])[0]))</dd>"
    }
    return whole(
      collection.id(of: row), "<dl>" + entries.joined() + "</dl>" + linkList(.list(links)))
  }

  private func heading(_ column: VectorTable.Column) -> String {
    escapedForMarkup(column.heading(in: service.language))
  }

  /// Values as they stand in the CSV files.
  private func texts(_ column: VectorTable.Column, _ rows: [Int]) -> [String] {
    switch column.values(of: rows) {
    case .text(let values): values.map { $0 ?? "" }
    case .integer(let values): values.map { $0.map(String.init) ?? "" }
    case .boolean(let values): values.map { $0.map { $0 ? "true" : "false" } ?? "" }
    case .number(let values, let decimals):
      values.map { value in
        value.map { service.language.number($0, decimals: decimals) } ?? ""
      }
    }
  }

  private func linkList(_ links: JSONValue?) -> String {
    guard case .list(let all)? = links else { return "" }
    let items = all.map { link in
      let (href, rel) = (link["href"]?.string ?? "", link["rel"]?.string ?? "")
      return "<li><a rel=\"\(escapedForMarkup(rel))\" href=\"\(escapedForMarkup(href))\">"
        + "\(escapedForMarkup(link["title"]?.string ?? rel))</a></li>"
    }
    return "<ul class=\"links\">" + items.joined() + "</ul>"
  }

  private func whole(_ title: String, _ body: String) -> String {
    """
    <!doctype html>
    <html lang="\(service.language.rawValue)"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>\(escapedForMarkup(title))</title><style>\(Self.styles)</style></head><body><main>
    <h1>\(escapedForMarkup(title))</h1>
    \(body)
    </main></body></html>

    """
  }

  private static let styles = """
    body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1b1b1b; background: #fff }
    main { max-width: 75rem; margin: 0 auto; padding: 1rem }
    .wide { overflow-x: auto }
    table { border-collapse: collapse }
    th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid #ddd; vertical-align: top }
    dt { font-weight: 600 } dd { margin: 0 0 .5rem }
    a { color: #004a99; display: inline-block; min-height: 24px }
    """
}

extension JSONValue {
  /// Its text; nil where it is none.
  fileprivate var string: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
